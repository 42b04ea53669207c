"""网络检查: what was settled online is not checked on site again (新华第十六条（一）)."""

from dataclasses import replace

from inspection.desk import Desk
from inspection.field import require_leader, require_planned, site_of
from inspection.ids import VisitId
from inspection.people import Person
from inspection.said import said
from inspection.visits import Visit


def record_online_check(desk: Desk, *, actor: Person, visit_id: VisitId, note: str) -> Visit:
    """Enter what it found. Refusals: `not_leader`, `visit_under_way`, `reason_missing`."""
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
    return checked
