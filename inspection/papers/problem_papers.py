"""问题处理的文书: what a department writes about one problem it found."""

from collections.abc import Iterable

from inspection.desk import Desk
from inspection.followup import FollowUpKind, FollowUpState
from inspection.ids import FindingId, FollowUpId
from inspection.papers.paper import Occasion, TaskPaper
from inspection.plain import Facts
from inspection.remedies import Problem, problem_of, problems_of
from inspection.snapshots.re_inspection import re_inspection_facts
from inspection.snapshots.side_notice import side_notice_facts
from inspection.tasks import InspectionTask, Stage

RE_INSPECTION = "复查记录"
SIDE_NOTICE = "抄告单"
NOTICE_ADDRESSED = "side_notice_addressed"


def of_problem(
    form: str,
    problem: Problem,
    *,
    about_id: int,
    number: int = 1,
    receiver: str = "",
    due: bool = False,
) -> Occasion:
    """A paper about one problem, issued by the department that found it.

    `number` tells the second and later ones of the same problem apart, `receiver` to whom.
    """
    again = f"，第{number}次" if number > 1 else f"，送{receiver}" if receiver else ""
    return Occasion(
        about_id=about_id,
        title=f"{form}（{problem.subject.name}·{problem.item.name}{again}）",
        subject_id=problem.subject.id,
        issuer_id=problem.finding.department_id,
        due=due,
    )


def _re_inspection(desk: Desk, task: InspectionTask) -> Iterable[Occasion]:
    counted: dict[int, int] = {}
    for each in desk.ledger.follow_ups.find(task_id=task.id, kind=FollowUpKind.RECTIFY):
        number = counted[each.finding_id] = counted.get(each.finding_id, 0) + 1
        if each.state is not FollowUpState.OPEN:
            problem = problem_of(desk, each.finding_id)
            yield of_problem(RE_INSPECTION, problem, about_id=each.id, number=number, due=True)


def _re_inspection_facts(desk: Desk, task: InspectionTask, occasion: Occasion) -> Facts:
    follow_up = desk.ledger.follow_ups.get(FollowUpId(occasion.about_id))
    return re_inspection_facts(desk, task, follow_up)


def _side_notice(desk: Desk, task: InspectionTask) -> Iterable[Occasion]:
    """One for every problem, to whom its department last said; nobody as long as it has not."""
    receivers = _receivers(desk, task)
    for department_id in task.department_ids:
        for problem in problems_of(desk, task, department_id):
            finding_id = problem.finding.id
            receiver = receivers.get(finding_id, "")
            yield of_problem(SIDE_NOTICE, problem, about_id=finding_id, receiver=receiver)


def _side_notice_facts(desk: Desk, task: InspectionTask, occasion: Occasion) -> Facts:
    finding = desk.ledger.findings.get(FindingId(occasion.about_id))
    return side_notice_facts(desk, task, finding, _receivers(desk, task).get(finding.id, ""))


def _receivers(desk: Desk, task: InspectionTask) -> dict[int, str]:
    found = desk.ledger.events.find(task_id=task.id, verb=NOTICE_ADDRESSED)
    return {int(str(each.facts["finding"])): str(each.facts["receiver"]) for each in found}


PROBLEM_PAPERS = (
    TaskPaper(
        form=RE_INSPECTION,
        shelf=Stage.PUBLISH.value,
        occasions=_re_inspection,
        facts=_re_inspection_facts,
    ),
    TaskPaper(
        form=SIDE_NOTICE,
        shelf=Stage.PUBLISH.value,
        occasions=_side_notice,
        facts=_side_notice_facts,
    ),
)
