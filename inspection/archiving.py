"""归档的事实: what a dossier will hold, what it held, and who gets it."""

from dataclasses import replace
from datetime import date, timedelta

from inspection.announce import to_group, to_person
from inspection.closing import open_work, work_facts
from inspection.deadlines import DeadlineKind
from inspection.desk import Desk
from inspection.ids import PersonId
from inspection.issuing import FROZEN, needs_issue
from inspection.people import Person, Role
from inspection.plain import Facts, Plain
from inspection.posting import Priority
from inspection.profile import Profile
from inspection.refusal import Refusal
from inspection.roster import with_role
from inspection.rule import SILENT_TEXT
from inspection.shelflist import shelved
from inspection.snapshots.dossier_index import retention
from inspection.tasks import InspectionTask, TaskState, require_open

ARCHIVED = "task_archived"
"""The event that holds the hashes of the finished dossier."""


def require_archivable(task: InspectionTask) -> None:
    """Refuse before the summary and a second time: `not_summarised`, `task_closed`."""
    require_open(task)
    if task.state is not TaskState.SUMMARISED:
        raise Refusal("not_summarised", {"task": task.name})


def preview_facts(desk: Desk, task: InspectionTask) -> Facts:
    """What would be archived now: counts, retention with its article, what stays open."""
    work = work_facts(desk, task, open_work(desk, task))
    shelf = shelved(desk.ledger, desk.profile, task)
    return {
        **_counts(desk, task),
        "drafts": [
            one.document.title
            for one in shelf
            if one.latest and needs_issue(one.document) and one.document.state not in FROZEN
        ],
        "open_follow_ups": work["open_follow_ups"],
        "unfollowed": work["unfollowed"],
    }


def archived_facts(desk: Desk, task: InspectionTask) -> Facts:
    """What was archived: counts, and the hashes kept in the journal. Nothing personal.

    Refusal `not_archived`.
    """
    events = desk.ledger.events.find(task_id=task.id, verb=ARCHIVED)
    if not events:
        raise Refusal("not_archived", {"task": task.name})
    event = events[-1]
    return {
        **_counts(desk, task),
        "archived": task.archived_at.isoformat() if task.archived_at else None,
        "journal_sha256": event.facts["journal_sha256"],
        "dossier_sha256": event.facts["dossier_sha256"],
    }


def send_dossier(desk: Desk, task: InspectionTask, person_id: PersonId, *, dedupe: str) -> bool:
    """The volumes of the dossier to one person's private chat; False when they have none."""
    facts = archived_facts(desk, task)
    hashes = facts["dossier_sha256"]
    assert isinstance(hashes, list)
    sent = [
        to_person(
            desk,
            person_id,
            "dossier",
            {
                "task": task.name,
                "number": task.number,
                "volume": number,
                "volumes": len(hashes),
                "sha256": digest,
            },
            dedupe=f"dossier:{task.id}:{number}:{dedupe}",
            bundle=f"dossier:{task.id}:{number}",
            task=task,
        )
        for number, digest in enumerate(hashes, 1)
    ]
    return any(sent)


def announce_archived(desk: Desk, task: InspectionTask, actor: Person) -> None:
    """The group gets counts and hashes; the dossier itself, which holds certificate numbers, goes
    to whoever archived the task and to the office."""
    to_group(
        desk,
        task,
        "task_archived",
        archived_facts(desk, task),
        dedupe=f"archived:{task.id}",
        priority=Priority.WHISTLE,
    )
    people = [actor, *with_role(desk.ledger, Role.OFFICE)]
    for person_id in dict.fromkeys(person.id for person in people):
        send_dossier(desk, task, person_id, dedupe="first")


def retire_deadlines(desk: Desk, task: InspectionTask) -> None:
    """No reminder speaks of an archived task, save that of credit repair, which comes later."""
    for deadline in desk.ledger.deadlines.find(task_id=task.id, fired_at=None, cancelled_at=None):
        if deadline.kind is not DeadlineKind.CREDIT_REPAIR:
            desk.ledger.deadlines.save(replace(deadline, cancelled_at=desk.now))


def kept_until(profile: Profile, archived_on: date) -> date | None:
    """保存期满日: the first day on which the least term is over; None where there is none.

    A leap day's term ends on 1 March (忻州第二十五条: 没有规定的，保存期不少于2年).
    """
    years = profile.archive.minimum_years.value
    if years is None:
        return None
    if (archived_on.month, archived_on.day) == (2, 29):
        archived_on += timedelta(days=1)
    return archived_on.replace(year=archived_on.year + years)


def _counts(desk: Desk, task: InspectionTask) -> dict[str, Plain]:
    visits = [visit.id for visit in desk.ledger.visits.find(task_id=task.id)]
    rule = retention(desk.profile)
    years = desk.profile.archive.minimum_years
    archived_on = (task.archived_at or desk.now).astimezone(desk.now.tzinfo).date()
    until = kept_until(desk.profile, archived_on)
    return {
        "task": task.name,
        "task_id": task.id,
        "number": task.number,
        "documents": len(desk.ledger.documents.find(task_id=task.id)),
        "files": len(desk.ledger.evidence.find(visit_id=visits)),
        "events": len(desk.ledger.events.find(task_id=task.id)),
        "retention": rule["text"] if rule and years.value is not None else None,
        "retention_basis": years.cited(),
        "kept_until": until.isoformat() if until else None,
        "how": rule["text"] if rule and years.value is None else None,
        "how_basis": desk.profile.archive.how.cited(),
        "no_alteration": desk.profile.archive.no_alteration.value,
        "silent": SILENT_TEXT,
    }
