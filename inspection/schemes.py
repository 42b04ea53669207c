"""工作方案的发布: the scheme as a document, announced in the group, downloaded in private.

The scheme names draw rates by stratum; beside the list of drawn subjects they would tell a
subject's credit-risk class, so the paper itself never goes into the group.
"""

from inspection.announce import to_group
from inspection.archive import Document
from inspection.desk import Desk
from inspection.filing import draft_document
from inspection.people import Person
from inspection.posting import Priority
from inspection.snapshots.scheme import scheme_facts
from inspection.tasks import InspectionTask


def publish_scheme(
    desk: Desk, task: InspectionTask, actor: Person, *, amendments: tuple[str, ...] = ()
) -> Document:
    """Draft the scheme, a new version where the facts changed, and tell the group."""
    scheme = draft_document(
        desk,
        task=task,
        form="工作方案",
        title="工作方案",
        facts=scheme_facts(desk, task, amendments=amendments),
        actor_id=actor.id,
        issuer_id=task.lead_id,
    )
    to_group(
        desk,
        task,
        "scheme_posted",
        {
            "task": task.name,
            "version": scheme.version,
            "document": scheme.id,
            "answer_word": desk.profile.whistle.answer_word,
        },
        dedupe=f"scheme:{scheme.id}",
        priority=Priority.WHISTLE,
    )
    return scheme
