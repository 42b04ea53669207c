"""检查结果用语: the locality's codes and labels for the canonical results findings are kept by."""

from dataclasses import dataclass

from inspection.desk import Desk
from inspection.findings import Finding
from inspection.followup import FollowUp
from inspection.plain import Plain
from inspection.profile import Profile
from inspection.snapshots import phrases
from inspection.tasks import InspectionTask
from inspection.visits import Visit, VisitState

CLEAN = frozenset({"none", "pass"})
"""The canonical results that say nothing is wrong."""


@dataclass(frozen=True, slots=True)
class Code:
    """结果编号: as printed; where the circular does not number its list, the place in the list."""

    code: str
    canonical: str
    label: str


def result_codes(profile: Profile) -> tuple[Code, ...]:
    """结果编号表: the locality's list, then its direct results that the list does not have."""
    listed = profile.effective_result_codes.value
    known = {each.canonical for each in listed}
    extra = tuple(
        each for each in profile.results.direct.value or () if each.canonical not in known
    )
    return tuple(
        Code(each.number or str(place), each.canonical, each.label)
        for place, each in enumerate((*listed, *extra), 1)
    )


def code_rows(profile: Profile) -> list[Plain]:
    """The whole table of codes and labels, as forms print it."""
    return [{"code": each.code, "label": each.label} for each in result_codes(profile)]


def worded(profile: Profile, result: str) -> tuple[str | None, str | None]:
    """Code and label of a canonical result; None where the locality has none."""
    for each in result_codes(profile):
        if each.canonical == result:
            return each.code, each.label
    return None, None


def finished_visits(desk: Desk, task: InspectionTask) -> tuple[Visit, ...]:
    """The visits of a task that are done, in order."""
    return desk.ledger.visits.find(task_id=task.id, state=VisitState.FINISHED)


def submitted_findings(desk: Desk, visits: tuple[Visit, ...]) -> tuple[Finding, ...]:
    """The findings of these visits that their departments have submitted, in order."""
    if not visits:
        return ()
    found = desk.ledger.findings.find(visit_id=tuple(visit.id for visit in visits))
    return tuple(each for each in found if each.submitted_at is not None)


def follow_ups_by_finding(desk: Desk, task: InspectionTask) -> dict[int, list[FollowUp]]:
    """后续处理 of every finding of the task that has any, in order."""
    found: dict[int, list[FollowUp]] = {}
    for each in desk.ledger.follow_ups.find(task_id=task.id):
        found.setdefault(each.finding_id, []).append(each)
    return found


def status_words(follow_ups: list[FollowUp]) -> str | None:
    """办理情况: how far the follow-up of a finding has got; None where there is none."""
    said = [phrases.FOLLOW_UP_STATUS[each.kind.value, each.state.value] for each in follow_ups]
    return "；".join(dict.fromkeys(said)) or None
