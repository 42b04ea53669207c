"""网络检查核实: where it was looked up, and whether the site still has to be looked at."""

from inspection.desk import Desk
from inspection.field import require_leader, site_of
from inspection.ids import VisitId
from inspection.papers.online_check import hand_over_online_check, online_systems
from inspection.people import Person
from inspection.plain import Facts
from inspection.refusal import Refusal
from inspection.snapshots.online_check import SETTLED
from inspection.visits import VisitState


def settle_online_check(
    desk: Desk,
    *,
    actor: Person,
    visit_id: VisitId,
    verified: bool | None = None,
    system: int | None = None,
) -> None:
    """Answer what the note left open; `system` is the place among `online_systems`, from 1.

    Refusals: `not_leader`, `visit_not_open` after the visit, `button_out_of_date` where there is
    no note or no such system.
    """
    site = site_of(desk, visit_id)
    require_leader(desk, actor, site)
    if site.visit.state is VisitState.FINISHED:
        raise Refusal("visit_not_open", {"subject": site.subject.name, "state": "finished"})
    systems = online_systems(desk.profile)
    if not site.visit.network_note or (system is not None and not 1 <= system <= len(systems)):
        raise Refusal("button_out_of_date")
    facts: Facts = {"visit": visit_id}
    if verified is not None:
        facts["verified"] = verified
    if system is not None:
        facts["system"] = systems[system - 1]
    desk.ledger.record(
        at=desk.now, actor_id=actor.id, task_id=site.task.id, verb=SETTLED, facts=facts
    )
    hand_over_online_check(desk, site.task, site.visit, actor)
