"""递送: a paper that a step has drafted goes to whoever needs it, in private."""

from inspection.announce import to_person
from inspection.archive import Document
from inspection.desk import Desk
from inspection.ids import PersonId
from inspection.tasks import InspectionTask


def hand_over(desk: Desk, task: InspectionTask, paper: Document, person_id: PersonId) -> None:
    """Send the draft with its next step; papers carry certificate numbers and stay private."""
    to_person(
        desk,
        person_id,
        "paper_drafted",
        {"form": paper.form, "title": paper.title, "task": task.name},
        dedupe=f"paper:{paper.id}",
        document_id=paper.id,
        task=task,
    )
