"""收尾: what is still open in a task before it can be summed up and archived."""

from dataclasses import dataclass

from inspection.desk import Desk
from inspection.duties import DutyView, duties_of_task, responsible_for
from inspection.field import site_of
from inspection.followup import FollowUp, FollowUpKind, FollowUpState
from inspection.ids import DepartmentId
from inspection.plain import Facts
from inspection.refusal import Refusal
from inspection.remedies import problems_of
from inspection.results import DISPOSALS
from inspection.roster import short_names
from inspection.tasks import InspectionTask
from inspection.visits import Visit, VisitState


@dataclass(frozen=True, slots=True)
class OpenWork:
    """未了事项: everything a task had to do; the open part of each is what has not been done."""

    visits: tuple[Visit, ...]
    duties: tuple[DutyView, ...]
    follow_ups: tuple[FollowUp, ...]

    @property
    def open_visits(self) -> tuple[Visit, ...]:
        """未查完."""
        return tuple(each for each in self.visits if each.state is not VisitState.FINISHED)

    @property
    def entries(self) -> tuple[DutyView, ...]:
        """未录入."""
        return tuple(each for each in self.duties if _not_entered(each))

    @property
    def publications(self) -> tuple[DutyView, ...]:
        """未公示, whether entered or not."""
        return tuple(each for each in self.duties if not each.duty.settled)

    @property
    def open_follow_ups(self) -> tuple[FollowUp, ...]:
        """未办结的后续处理."""
        return tuple(each for each in self.follow_ups if each.state is FollowUpState.OPEN)

    @property
    def ready(self) -> bool:
        """True when the summary may be written; open follow-ups are told in it."""
        return bool(self.visits) and not self.open_visits and not self.publications


def open_work(desk: Desk, task: InspectionTask) -> OpenWork:
    """The work of a task."""
    return OpenWork(
        desk.ledger.visits.find(task_id=task.id),
        tuple(duties_of_task(desk, task)),
        desk.ledger.follow_ups.find(task_id=task.id),
    )


def unfollowed(
    desk: Desk, task: InspectionTask, department_id: DepartmentId, kind: FollowUpKind
) -> int:
    """How many problems a department said it would follow up so, and has not begun to."""
    wanted = {
        FollowUpKind.RECTIFY: DISPOSALS["by_date"],
        FollowUpKind.REFER: DISPOSALS["refer"],
    }.get(kind)
    return sum(
        problem.finding.disposal == wanted and problem.latest(kind) is None
        for problem in problems_of(desk, task, department_id)
    )


def work_facts(desk: Desk, task: InspectionTask, work: OpenWork) -> Facts:
    """The counts of the open work and who has to act."""
    late = sorted(
        {responsible_for(desk, view) for view in work.publications}, key=task.department_ids.index
    )
    return {
        "task": task.name,
        "task_id": task.id,
        "visits": len(work.visits),
        "open_visits": len(work.open_visits),
        "visit_who": list(visit_leaders(desk, work.open_visits)),
        "leader_named": not desk.profile.check.leader.silent,
        "open_entries": len(work.entries),
        "open_publications": len(work.publications),
        "publication_who": list(short_names(desk.ledger, late)),
        "open_follow_ups": len(work.open_follow_ups),
        "follow_ups": len(work.follow_ups),
        "follow_ups_failed": sum(each.state is FollowUpState.FAILED for each in work.follow_ups),
        "unfollowed": sum(
            unfollowed(desk, task, department_id, kind)
            for department_id in task.department_ids
            for kind in (FollowUpKind.RECTIFY, FollowUpKind.REFER)
        ),
    }


def visit_leaders(desk: Desk, visits: tuple[Visit, ...]) -> tuple[str, ...]:
    """The names of the team leaders of these visits, each once."""
    leaders = [leader for visit in visits for leader in site_of(desk, visit.id).leader_ids]
    return tuple(desk.ledger.people.get(each).name for each in dict.fromkeys(leaders))


def require_work_done(desk: Desk, task: InspectionTask, work: OpenWork) -> None:
    """Refuse a summary too early: `summary_nothing_done`, `summary_too_early` with how many and
    who."""
    if not work.visits:
        raise Refusal("summary_nothing_done", {"task": task.name})
    if not work.ready:
        rule = desk.profile.entry.days
        raise Refusal(
            "summary_too_early",
            work_facts(desk, task, work),
            rule.citation if work.publications else None,
        )


def _not_entered(view: DutyView) -> bool:
    return view.duty.entered_at is None and not view.duty.settled
