"""网络检查: what was settled online is not checked on site again (新华第十六条（一）)."""

from dataclasses import replace

from inspection.desk import Desk
from inspection.field import require_leader, require_planned, site_of
from inspection.ids import VisitId
from inspection.papers.drafting import draft_paper
from inspection.papers.handing import hand_over
from inspection.papers.visit_records import ONLINE_CHECK
from inspection.people import Person
from inspection.said import said
from inspection.visits import Visit


def record_online_check(desk: Desk, *, actor: Person, visit_id: VisitId, note: str) -> Visit:
    """Enter what it found; the 网络检查记录 goes to the leader.

    Refusals: `not_leader`, `visit_under_way`, `reason_missing`.
    """
    site = site_of(desk, visit_id)
    require_leader(desk, actor, site)
    require_planned(site)
    checked = desk.ledger.visits.save(
        replace(site.visit, network_note=said(note), network_checked_at=desk.now)
    )
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=site.task.id,
        verb="online_check_recorded",
        facts={"visit": checked.id, "note": checked.network_note},
    )
    record = draft_paper(desk, site.task, ONLINE_CHECK, about_id=checked.id, actor_id=actor.id)
    hand_over(desk, site.task, record, actor.id)
    return checked
