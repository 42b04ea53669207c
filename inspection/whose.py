"""归属: what a thing belongs to, so that one table of permissions guards every way in."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from inspection.ids import (
    DocumentId,
    DrawId,
    FindingId,
    FollowUpId,
    TaskId,
    VisitId,
    WhistleId,
)
from inspection.ledger import Ledger
from inspection.people import Person
from inspection.permissions import Deed, permit_role, permit_year
from inspection.roster import hosts_office
from inspection.standing_in import permit_here
from inspection.tasks import InspectionTask


class About(StrEnum):
    """所涉之物: what the first number behind a button, or an open question, stands for."""

    NOTHING = "nothing"  # no task is concerned
    CALLED = "called"  # the task a command is about
    TASK = "task"
    WHISTLE = "whistle"
    CHECK_IN = "check_in"
    DRAW = "draw"
    WITNESS = "witness"
    REPLACEMENT = "replacement"
    VISIT = "visit"
    INVITATION = "invitation"
    FINDING = "finding"
    FOLLOW_UP = "follow_up"
    DUTY = "duty"
    DOCUMENT = "document"


def permit_about(ledger: Ledger, actor: Person, deed: Deed, about: About, key: int) -> None:
    """Refuse unless the person may do the deed with the thing of this kind and number.

    A paper of the year belongs to no task and has a rule of its own (`permit_year`). LookupError
    when there is no such thing.
    """
    task = task_behind(ledger, about, key)
    if task is not None:
        permit_here(ledger, actor, deed, task)
        return
    paper = ledger.documents.get(key)
    if paper.issuer_id is None and hosts_office(ledger, actor):
        permit_role(actor, deed)  # they draft and issue the office's papers with it
        return
    permit_year(actor, deed, paper.issuer_id, paper.title)


def task_behind(ledger: Ledger, about: About, key: int) -> InspectionTask | None:
    """The task that the thing of this kind and number belongs to, None for a paper of the year.

    LookupError when there is no such thing.
    """
    task_id = _TASK_IDS[about](ledger, key)
    return ledger.tasks.get(task_id) if task_id is not None else None


_TASK_IDS: Mapping[About, Callable[[Ledger, int], TaskId | None]] = {
    About.TASK: lambda ledger, key: TaskId(key),
    About.WHISTLE: lambda ledger, key: ledger.whistles.get(WhistleId(key)).task_id,
    About.CHECK_IN: lambda ledger, key: (
        ledger.whistles.get(ledger.check_ins.get(key).whistle_id).task_id
    ),
    About.DRAW: lambda ledger, key: ledger.draws.get(DrawId(key)).task_id,
    About.WITNESS: lambda ledger, key: (
        ledger.draws.get(ledger.draw_witnesses.get(key).draw_id).task_id
    ),
    About.REPLACEMENT: lambda ledger, key: ledger.replacements.get(key).task_id,
    About.VISIT: lambda ledger, key: ledger.visits.get(VisitId(key)).task_id,
    About.INVITATION: lambda ledger, key: ledger.expert_invitations.get(key).task_id,
    About.FINDING: lambda ledger, key: (
        ledger.visits.get(ledger.findings.get(FindingId(key)).visit_id).task_id
    ),
    About.FOLLOW_UP: lambda ledger, key: ledger.follow_ups.get(FollowUpId(key)).task_id,
    About.DUTY: lambda ledger, key: (
        ledger.visits.get(ledger.entry_duties.get(key).visit_id).task_id
    ),
    About.DOCUMENT: lambda ledger, key: ledger.documents.get(DocumentId(key)).task_id,
}
