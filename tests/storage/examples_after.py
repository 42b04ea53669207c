"""Examples of the visit, what follows from it, and the chat."""

from typing import Any

from inspection.archive import Document, StoredFile
from inspection.deadlines import Deadline, DeadlineKind
from inspection.findings import Finding
from inspection.followup import FollowUp, FollowUpKind, FollowUpState
from inspection.inbox import InboxState, InboxUpdate
from inspection.posting import Posting, PostingState, Priority, Prompt
from inspection.publication import EntryDuty
from inspection.running import Beat, ChatWait
from inspection.visits import Confirmation, Evidence, Visit, VisitState
from tests.storage.example_values import ACCOUNT, AT, GROUP, LAST_DAY, LATER, MESSAGE, NESTED

FROM_THE_VISIT: list[tuple[str, Any, Any]] = [
    (
        "visits",
        Visit(
            task_id=1,
            subject_id=1,
            state=VisitState.FINISHED,
            notice_way="电话",
            notified_at=AT,
            network_note="无异常",
            network_checked_at=AT,
            opened_by=1,
            opened_at=AT,
            confirmation=Confirmation.REFUSED,
            refusal_reason="负责人不在场",
            finished_at=LATER,
        ),
        Visit(task_id=1, subject_id=2),
    ),
    (
        "files",
        StoredFile(
            name="照片.jpg",
            media_type="image/jpeg",
            sha256="j" * 64,
            content=bytes(range(256)),
        ),
        StoredFile(name="空.bin", media_type="", sha256="", content=b""),
    ),
    (
        "evidence",
        Evidence(visit_id=1, item_id=1, department_id=1, file_id=1, added_by=1, added_at=AT),
        Evidence(visit_id=1, item_id=None, department_id=1, file_id=2, added_by=1, added_at=AT),
    ),
    (
        "findings",
        Finding(
            visit_id=1,
            item_id=1,
            department_id=1,
            result="no_problem",
            note="良好",
            disposal="责令整改",
            entered_by=1,
            entered_at=AT,
            submitted_at=LATER,
        ),
        Finding(visit_id=1, item_id=2, department_id=1, result="x", entered_by=1, entered_at=AT),
    ),
    (
        "entry_duties",
        EntryDuty(
            visit_id=1,
            department_id=1,
            due_on=LAST_DAY,
            provisional=True,
            entered_at=AT,
            entered_by=1,
            published_at=LATER,
            published_by=2,
            platform_number="P-3",
            withheld_at=LATER,
        ),
        EntryDuty(visit_id=1, department_id=2, due_on=LAST_DAY, provisional=False),
    ),
    (
        "follow_ups",
        FollowUp(
            task_id=1,
            finding_id=1,
            kind=FollowUpKind.CASE,
            state=FollowUpState.FAILED,
            due_on=LAST_DAY,
            demand="限期改正",
            receiver="综合执法大队",
            opened_by=1,
            opened_at=AT,
            outcome="已立案",
            closed_by=2,
            closed_at=LATER,
        ),
        FollowUp(task_id=1, finding_id=1, kind=FollowUpKind.REFER, opened_by=1, opened_at=AT),
    ),
    (
        "documents",
        Document(
            task_id=1,
            form="检查组名单",
            title="名单",
            subject_id=1,
            issuer_id=1,
            year=2026,
            version=1,
            facts=NESTED,
            facts_sha256="k" * 64,
            created_by=1,
            created_at=AT,
            missing=("联系电话", "地址"),
            file_id=1,
            file_name="名单.docx",
        ),
        Document(
            task_id=1,
            form="工作方案",
            title="",
            version=1,
            facts={},
            facts_sha256="",
            created_by=None,
            created_at=AT,
        ),
    ),
    (
        "deadlines",
        Deadline(
            kind=DeadlineKind.CHECK_IN_ESCALATION,
            task_id=1,
            about_id=1,
            due_at=AT,
            fired_at=LATER,
            cancelled_at=LATER,
        ),
        Deadline(kind=DeadlineKind.ENTRY_REMINDER, task_id=1, about_id=1, due_at=AT),
    ),
    (
        "prompts",
        Prompt(
            chat_id=GROUP,
            person_id=1,
            asks="remark",
            about=NESTED,
            wants="photo",
            asked_at=AT,
            message_id=MESSAGE,
            closed_at=LATER,
        ),
        Prompt(chat_id=ACCOUNT, person_id=2, asks="note", about={}, asked_at=AT),
    ),
    (
        "postings",
        Posting(
            chat_id=GROUP,
            kind="whistle_blown",
            facts=NESTED,
            dedupe="whistle:1",
            priority=Priority.WHISTLE,
            created_at=AT,
            not_before=LATER,
            slot="whistle:1",
            bundle="due:1",
            edits=MESSAGE,
            reply_to=MESSAGE,
            document_id=1,
            file_id=1,
            prompt_id=1,
            task_id=1,
            state=PostingState.UNKNOWN,
            attempts=3,
            message_id=MESSAGE,
            sent_at=LATER,
            failure="读超时",
            claimed_by=ACCOUNT,
            pieces=2,
        ),
        Posting(
            chat_id=ACCOUNT,
            kind="hello",
            facts={},
            dedupe="hello:2",
            priority=Priority.STATUS,
            created_at=AT,
        ),
    ),
    (
        "inbox",
        InboxUpdate(
            update_id=ACCOUNT,
            raw=NESTED,
            chat_id=GROUP,
            received_at=AT,
            state=InboxState.FAULTY,
            failure="KeyError",
        ),
        InboxUpdate(update_id=1, raw={}, received_at=AT),
    ),
    (
        "chat_waits",
        ChatWait(chat_id=GROUP, set_at=AT, until=LATER),
        ChatWait(chat_id=ACCOUNT, set_at=AT, until=AT),
    ),
    (
        "beats",
        Beat(name="tick", at=AT),
        Beat(name="", at=LATER),
    ),
]
