"""提前告知: the leader records how the subject was told beforehand (新华第十六条（二）)."""

from dataclasses import replace

from inspection.announce import to_person
from inspection.desk import Desk
from inspection.field import require_leader, require_planned, site_of
from inspection.filing import draft_document
from inspection.ids import VisitId
from inspection.people import Person
from inspection.said import said
from inspection.snapshots.advance_notice import advance_notice_facts
from inspection.visits import Visit

UNSUITABLE = "不宜告知"
"""How `notice_way` begins when the subject was not told, with the reason behind it."""


def record_notice(
    desk: Desk, *, actor: Person, visit_id: VisitId, way: str, reason: str = ""
) -> Visit:
    """Enter the way of the notice and draft the 提前告知书, which only the leader receives.

    `way` 不宜告知 needs a reason and drafts nothing. Refusals: `not_leader`, `visit_under_way`,
    `reason_missing`.
    """
    site = site_of(desk, visit_id)
    require_leader(desk, actor, site)
    require_planned(site)
    unsuitable = way == UNSUITABLE
    words = f"{UNSUITABLE}：{said(reason)}" if unsuitable else way
    told = desk.ledger.visits.save(
        replace(site.visit, notice_way=words, notified_at=None if unsuitable else desk.now)
    )
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=site.task.id,
        verb="notice_recorded",
        facts={"visit": told.id, "way": words},
    )
    if unsuitable:
        return told
    document = draft_document(
        desk,
        task=site.task,
        form="提前告知书",
        title=f"提前告知书（{site.subject.name}）",
        facts=advance_notice_facts(desk, site.task, told),
        actor_id=actor.id,
        issuer_id=site.task.lead_id,
        subject_id=site.subject.id,
    )
    to_person(
        desk,
        actor.id,
        "advance_notice_drafted",
        {"subject": site.subject.name, "way": words},
        dedupe=f"notice:{document.id}",
        document_id=document.id,
        task=site.task,
    )
    return told
