"""发布: how verbs put messages into the outbox, to the group or to one person."""

from inspection.desk import Desk
from inspection.ids import ChatId, DocumentId, PersonId
from inspection.plain import Facts
from inspection.posting import Posting, Priority
from inspection.tasks import InspectionTask


def to_group(
    desk: Desk,
    task: InspectionTask,
    kind: str,
    facts: Facts,
    *,
    dedupe: str,
    priority: Priority = Priority.ANSWER,
    slot: str = "",
    document_id: DocumentId | None = None,
    bundle: str = "",
) -> None:
    """Post to the task's group; nothing when no group is bound yet.

    Nothing personal may be among `facts`: no phone, certificate number or risk class
    (信阳第二十七条); a group message can be deleted for 48 hours only.
    """
    if task.chat_id is None:
        return
    desk.ledger.post(
        Posting(
            chat_id=task.chat_id,
            kind=kind,
            facts=facts,
            dedupe=dedupe,
            priority=priority,
            created_at=desk.now,
            slot=slot,
            document_id=document_id,
            bundle=bundle,
            task_id=task.id,
        )
    )


def to_person(
    desk: Desk,
    person_id: PersonId,
    kind: str,
    facts: Facts,
    *,
    dedupe: str,
    priority: Priority = Priority.ANSWER,
    slot: str = "",
    document_id: DocumentId | None = None,
    bundle: str = "",
    task: InspectionTask | None = None,
) -> bool:
    """Post to a person's private chat; False when the person has not bound a chat account.

    `dedupe` is made the person's own: the same text may go to several people.
    """
    person = desk.ledger.people.get(person_id)
    if person.user_id is None or not person.active:
        return False
    desk.ledger.post(
        Posting(
            chat_id=ChatId(person.user_id),
            kind=kind,
            facts=facts,
            dedupe=f"{dedupe}:p{person_id}",
            priority=priority,
            created_at=desk.now,
            slot=slot,
            document_id=document_id,
            bundle=bundle,
            task_id=task.id if task else None,
        )
    )
    return True
