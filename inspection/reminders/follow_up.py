"""整改到期提醒: the working day before the term ends, and on its last day."""

from inspection.announce import to_person
from inspection.deadlines import Deadline
from inspection.desk import Desk
from inspection.followup import FollowUpState
from inspection.ids import FollowUpId
from inspection.people import Role
from inspection.remedies import basis_of, problem_facts, problem_of
from inspection.roster import with_role
from inspection.tasks import TaskState


def fire_follow_up(desk: Desk, deadline: Deadline) -> None:
    """Remind who ordered it and the department's liaisons to inspect again; private only."""
    follow_up = desk.ledger.follow_ups.get(FollowUpId(deadline.about_id))
    if follow_up.state is not FollowUpState.OPEN:
        return
    problem = problem_of(desk, follow_up.finding_id)
    if problem.task.state is TaskState.ARCHIVED:
        return
    liaisons = with_role(desk.ledger, Role.LIAISON, problem.finding.department_id)
    due = follow_up.due_on
    for person_id in sorted({follow_up.opened_by, *(each.id for each in liaisons)}):
        to_person(
            desk,
            person_id,
            "follow_up_reminder",
            {
                **problem_facts(desk, problem),
                "follow_up": follow_up.id,
                "demand": follow_up.demand,
                "due": due.isoformat() if due else None,
                "today": due == desk.now.date(),
                "past": due is not None and due < desk.now.date(),
                "basis": basis_of(desk, follow_up.kind).cited(),
            },
            dedupe=f"follow_up:{deadline.id}",
            task=problem.task,
        )
