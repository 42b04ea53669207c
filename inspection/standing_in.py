"""借用: an inspector matched from another department's base works for the one short of staff.

Source: 忻州第十七条. The right lasts as long as the match: a replaced inspector has none left.
"""

from inspection.ids import DepartmentId
from inspection.ledger import Ledger
from inspection.people import Person
from inspection.permissions import PERMISSIONS, Deed, permit
from inspection.tasks import InspectionTask


def stands_for(ledger: Ledger, person: Person, task: InspectionTask) -> frozenset[DepartmentId]:
    """The departments of the task for which the person was borrowed, and still is."""
    held = ledger.assignments.find(
        task_id=task.id, person_id=person.id, lent_by=person.department_id, active=True
    )
    return frozenset(each.department_id for each in held)


def held_for(ledger: Ledger, person: Person, task: InspectionTask) -> tuple[DepartmentId, ...]:
    """The departments a person works for in the task: the own one, or those that borrowed them."""
    if person.department_id in task.department_ids:
        return (person.department_id,)
    return tuple(sorted(stands_for(ledger, person, task)))


def permit_here(ledger: Ledger, actor: Person, deed: Deed, task: InspectionTask) -> None:
    """`permit`, counting the departments for which the actor was borrowed as their own."""
    own = actor.department_id in task.department_ids
    borrowed = not own and PERMISSIONS[deed].stand_in
    permit(actor, deed, task, stands_for(ledger, actor, task) if borrowed else frozenset())
