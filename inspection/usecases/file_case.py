"""立案: the department opens a case on a problem and notes its number (新华第十七条)."""

from inspection.desk import Desk
from inspection.followup import FollowUp, FollowUpKind, FollowUpState
from inspection.ids import FindingId
from inspection.people import Person
from inspection.remedies import close_follow_up, open_follow_up, require_problem, require_unfiled
from inspection.said import said


def file_case(desk: Desk, *, actor: Person, finding_id: FindingId, case_number: str) -> FollowUp:
    """Enter the case with its number; from here it runs by the rules of the case itself.

    Refusals: those of `require_problem`, `reason_missing`, `already_filed`.
    """
    problem = require_problem(desk, actor, finding_id)
    require_unfiled(problem)
    number = said(case_number, most=60)
    filed = open_follow_up(
        desk,
        actor,
        problem,
        FollowUp(
            task_id=problem.task.id,
            finding_id=finding_id,
            kind=FollowUpKind.CASE,
            receiver=desk.ledger.departments.get(actor.department_id).name,
            opened_by=actor.id,
            opened_at=desk.now,
        ),
    )
    return close_follow_up(desk, actor, filed, FollowUpState.DONE, number)
