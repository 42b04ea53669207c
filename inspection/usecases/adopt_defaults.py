"""选用通行默认值: the office decides to work with them where its circular is silent."""

from dataclasses import replace

from inspection.defaults import defaults_in_use
from inspection.desk import Desk
from inspection.office import Office
from inspection.people import Person
from inspection.permissions import Deed, permit_role


def adopt_defaults(desk: Desk, *, actor: Person) -> Office:
    """Adopt every default in use; a second time changes nothing."""
    permit_role(actor, Deed.IMPORT)
    office = desk.ledger.office.find()[0]
    if office.defaults_adopted_at is not None:
        return office
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=None,
        verb="defaults_adopted",
        facts={"defaults": list(defaults_in_use(desk.profile))},
    )
    return desk.ledger.office.save(
        replace(office, defaults_adopted_at=desk.now, defaults_adopted_by=actor.id)
    )
