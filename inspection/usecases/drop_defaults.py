"""停用通行默认值: no further task is opened with them; those under way go on."""

from dataclasses import replace

from inspection.desk import Desk
from inspection.office import Office
from inspection.people import Person
from inspection.permissions import Deed, permit_role


def drop_defaults(desk: Desk, *, actor: Person) -> Office:
    """Take the adoption back; where there was none, nothing changes."""
    permit_role(actor, Deed.IMPORT)
    office = desk.ledger.office.find()[0]
    if office.defaults_adopted_at is None:
        return office
    desk.ledger.record(
        at=desk.now, actor_id=actor.id, task_id=None, verb="defaults_dropped", facts={}
    )
    return desk.ledger.office.save(
        replace(office, defaults_adopted_at=None, defaults_adopted_by=None)
    )
