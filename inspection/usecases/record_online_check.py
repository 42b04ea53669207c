"""网络检查: what was settled online is not checked on site again (新华第十六条（一）)."""

from dataclasses import replace

from inspection.desk import Desk
from inspection.field import require_leader, require_planned, site_of
from inspection.ids import VisitId
from inspection.papers.online_check import hand_over_online_check
from inspection.people import Person
from inspection.said import said
from inspection.snapshots.online_check import RECORDED
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
        verb=RECORDED,
        facts={"visit": checked.id, "note": checked.network_note},
    )
    hand_over_online_check(desk, site.task, checked, actor)
    return checked
