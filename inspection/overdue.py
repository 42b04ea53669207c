"""逾期事项: what departments have not done in time in a task (催办、督办)."""

from dataclasses import dataclass
from datetime import datetime

from inspection.desk import Desk
from inspection.duties import ESCALATE_AFTER, duties_open, lateness, responsible_for
from inspection.findings import Finding
from inspection.followup import FollowUp, FollowUpKind, FollowUpState
from inspection.ids import DepartmentId
from inspection.publication import EntryDuty
from inspection.response_time import CLOSING_TIME
from inspection.stages import whistles_of
from inspection.subjects import Subject
from inspection.tasks import InspectionTask, Stage
from inspection.whistle import Whistle, WhistleState


@dataclass(frozen=True, kw_only=True, slots=True)
class OverdueMatter:
    """逾期事项: one thing a department owes; `days` are working days over, 0 on the last day.

    `about` is what is owed: a whistle not answered, a duty not entered or published, a follow-up
    not closed. `supervised` when urging has not helped and it goes to the office (督办).
    """

    department_id: DepartmentId
    stage: Stage
    about: Whistle | EntryDuty | FollowUp
    subject: Subject | None = None
    due_at: datetime
    days: int
    supervised: bool


def overdue_matters(
    desk: Desk, task: InspectionTask, department_id: DepartmentId | None = None
) -> list[OverdueMatter]:
    """All that is overdue in the task, of one department or of all, by stage and due time."""
    found = [
        *_unanswered(desk, task),
        *_unpublished(desk, task, department_id),
        *_unclosed(desk, task),
    ]
    order = list(Stage)
    return sorted(
        (each for each in found if department_id in (None, each.department_id)),
        key=lambda each: (order.index(each.stage), each.due_at, each.about.id),
    )


def _unanswered(desk: Desk, task: InspectionTask) -> list[OverdueMatter]:
    """Reminders have gone out before the deadline: what is missing after it is 督办."""
    matters = []
    for whistle in whistles_of(desk, task):
        if whistle.state is not WhistleState.OPEN or whistle.due_at > desk.now:
            continue
        answered = {
            each.department_id for each in desk.ledger.check_ins.find(whistle_id=whistle.id)
        }
        last = whistle.due_at.astimezone(desk.now.tzinfo).date()
        matters += [
            OverdueMatter(
                department_id=department_id,
                stage=whistle.stage,
                about=whistle,
                due_at=whistle.due_at,
                days=desk.calendar.working_days_between(last, desk.now.date()),
                supervised=True,
            )
            for department_id in task.partner_ids
            if department_id not in answered
        ]
    return matters


def _unpublished(
    desk: Desk, task: InspectionTask, department_id: DepartmentId | None
) -> list[OverdueMatter]:
    late = lateness(desk)
    return [
        OverdueMatter(
            department_id=responsible_for(desk, view),
            stage=Stage.PUBLISH,
            about=view.duty,
            subject=view.subject,
            due_at=datetime.combine(view.duty.due_on, CLOSING_TIME, desk.now.tzinfo),
            days=days,
            supervised=days >= ESCALATE_AFTER,
        )
        for view in duties_open(desk, department_id, task)
        if (days := late(view.duty.due_on)) > 0
    ]


def _unclosed(desk: Desk, task: InspectionTask) -> list[OverdueMatter]:
    """A case has no term of ours; the others wait for a re-inspection or a receipt."""
    matters = []
    for follow_up in desk.ledger.follow_ups.find(task_id=task.id, state=FollowUpState.OPEN):
        due = follow_up.due_on
        if due is None or due >= desk.now.date() or follow_up.kind is FollowUpKind.CASE:
            continue
        finding: Finding = desk.ledger.findings.get(follow_up.finding_id)
        visit = desk.ledger.visits.get(finding.visit_id)
        matters.append(
            OverdueMatter(
                department_id=finding.department_id,
                stage=Stage.PUBLISH,
                about=follow_up,
                subject=desk.ledger.subjects.get(visit.subject_id),
                due_at=datetime.combine(due, CLOSING_TIME, desk.now.tzinfo),
                days=desk.calendar.working_days_between(due, desk.now.date()),
                supervised=False,
            )
        )
    return matters
