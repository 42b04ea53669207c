"""公示之后: the table of results, what is withheld by approval, what is corrected by approval.

A request is kept in the journal until somebody else decides it: asked by one person of the
department, decided by its head, never by the asker.
"""

from inspection.announce import to_group
from inspection.desk import Desk
from inspection.duties import duties_of_task
from inspection.events import Event
from inspection.filing import draft_document
from inspection.ids import DepartmentId, TaskId
from inspection.people import Person, Role
from inspection.posting import Priority
from inspection.refusal import Refusal
from inspection.roster import with_role
from inspection.snapshots.publication_table import publication_table_facts
from inspection.tasks import InspectionTask
from inspection.visits import VisitState

WITHHOLD_ASKED = "withholding_asked"
WITHHELD = "withholding_approved"
WITHHOLD_REFUSED = "withholding_refused"
WITHHOLDING = (WITHHOLD_ASKED, WITHHELD, WITHHOLD_REFUSED)
CORRECT_ASKED = "correction_asked"
CORRECTED = "result_corrected"
CORRECT_REFUSED = "correction_refused"
CORRECTION = (CORRECT_ASKED, CORRECTED, CORRECT_REFUSED)
"""The verbs of a request: asked, approved, refused."""


def open_request(
    desk: Desk, task_id: TaskId, verbs: tuple[str, str, str], about: str, key: int
) -> Event | None:
    """The request about this thing that nobody has decided yet."""
    found = [
        event
        for verb in verbs
        for event in desk.ledger.events.find(task_id=task_id, verb=verb)
        if event.facts.get(about) == key
    ]
    last = max(found, key=lambda event: event.id, default=None)
    return last if last is not None and last.verb == verbs[0] else None


def deciding_heads(desk: Desk, department_id: DepartmentId, asker: Person) -> list[Person]:
    """The heads of the department who may decide, the asker excepted; Refusal `no_other_head`."""
    heads = [
        person
        for person in with_role(desk.ledger, Role.HEAD, department_id)
        if person.id != asker.id and person.user_id is not None
    ]
    if not heads:
        name = desk.ledger.departments.get(department_id).short_name
        raise Refusal("no_other_head", {"department": name})
    return heads


def when_all_published(desk: Desk, task: InspectionTask, actor: Person) -> bool:
    """The last duty is settled: the 结果公示表 goes to the group. False while one is open."""
    visits = desk.ledger.visits.find(task_id=task.id)
    duties = [view.duty for view in duties_of_task(desk, task)]
    unfinished = any(visit.state is not VisitState.FINISHED for visit in visits)
    if unfinished or any(not duty.settled for duty in duties):
        return False
    table = draft_document(
        desk,
        task=task,
        form="结果公示表",
        title="结果公示表",
        facts=publication_table_facts(desk, task),
        actor_id=actor.id,
        issuer_id=task.lead_id,
    )
    to_group(
        desk,
        task,
        "all_published",
        {
            "task": task.name,
            "visits": len(visits),
            "duties": len(duties),
            "version": table.version,
            "lead": desk.ledger.departments.get(task.lead_id).short_name,
        },
        dedupe=f"all_published:{task.id}:{table.id}",
        priority=Priority.WHISTLE,
        document_id=table.id,
    )
    return True
