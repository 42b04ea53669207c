"""Scene 9: rectification orders, re-inspections, a case filed, a clue referred with its receipt."""

from dataclasses import dataclass

from app.rehearsal.play import Play
from inspection.followup import FollowUpKind, FollowUpState
from inspection.ids import DepartmentId


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem somebody must follow up: who entered it, at which subject, on which item."""

    inspector: str
    button: str


def order_rectification(play: Play) -> None:
    """责令改正: every problem found gets its order, each with a term of 15 days."""
    for problem in _problems(play):
        play.says(problem.inspector, "/zhenggai", private=True)
        play.presses(problem.inspector, problem.button, private=True)
        play.presses(problem.inspector, "下达责令改正", private=True)
        play.says(problem.inspector, "按要求改正，补齐记录，并报送改正后的照片", private=True)
        play.presses(problem.inspector, "15 天", private=True)


def re_inspect(play: Play) -> None:
    """复查: the last one is not put right: 立案, and the clue is referred."""
    *righted, stubborn = _problems(play)
    for problem in righted:
        _re_inspect(play, problem, "已改正", "现场复查，已按要求改正，记录齐全")
    _re_inspect(play, stubborn, "未改正", "复查时仍未改正，负责人拒绝说明")
    play.presses(stubborn.inspector, "立案", private=True)
    play.says(stubborn.inspector, "青禾立字〔2026〕7号", private=True)
    play.says(stubborn.inspector, "/yisong", private=True)
    play.presses(stubborn.inspector, stubborn.button, private=True)
    if play.offered(stubborn.inspector, "📮 移送"):
        play.presses(stubborn.inspector, "📮 移送", private=True)
    play.presses(stubborn.inspector, play.cast.department_name(_receiver(play)), private=True)
    play.says(stubborn.inspector, "责令改正后逾期仍未改正，附现场照片和复查情况", private=True)
    play.presses(stubborn.inspector, "登记回执", private=True)
    play.says(stubborn.inspector, "已收悉，受理编号移2026-03", private=True)


def _re_inspect(play: Play, problem: Problem, outcome: str, note: str) -> None:
    play.says(problem.inspector, "/zhenggai", private=True)
    play.presses(problem.inspector, problem.button, private=True)
    play.presses(problem.inspector, outcome, private=True)
    play.says(problem.inspector, note, private=True)


def _receiver(play: Play) -> DepartmentId:
    """The first partner; the lead where the stubborn problem is that partner's own."""
    with play.stage.database.reading() as ledger:
        task = play.cast.task(ledger)
        failed = ledger.follow_ups.find(
            task_id=task.id, kind=FollowUpKind.RECTIFY, state=FollowUpState.FAILED
        )
        owner = ledger.findings.get(failed[-1].finding_id).department_id
    return next(each for each in play.cast.entry.partner_ids if each != owner)


def _problems(play: Play) -> list[Problem]:
    with play.stage.database.reading() as ledger:
        task = play.cast.task(ledger)
        visits = {each.id: each for each in ledger.visits.find(task_id=task.id)}
        return [
            Problem(
                play.cast.name_of(ledger, finding.entered_by),
                f"{ledger.subjects.get(visits[finding.visit_id].subject_id).name} "
                f"{ledger.items.get(finding.item_id).name}",
            )
            for finding in ledger.findings.find(result="ordered")
            if finding.visit_id in visits
        ]
