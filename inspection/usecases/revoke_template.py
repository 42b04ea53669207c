"""停用模板: the version before it, or the built-in template, is in force again."""

from dataclasses import replace

from inspection.desk import Desk
from inspection.own_templates import OwnTemplate
from inspection.people import Person
from inspection.permissions import Deed, permit_role
from inspection.refusal import Refusal


def revoke_template(desk: Desk, *, actor: Person, template_id: int) -> OwnTemplate:
    """Take a version out of force, or turn down one that waits; it stays kept.

    Refusals: those of permission, `template_settled` for one already revoked.
    """
    permit_role(actor, Deed.OWN_TEMPLATE)
    template = desk.ledger.own_templates.get(template_id)
    if template.revoked_at is not None:
        facts = {"form": template.form, "version": template.version, "usable": False}
        raise Refusal("template_settled", facts)
    revoked = desk.ledger.own_templates.save(
        replace(template, revoked_by=actor.id, revoked_at=desk.now)
    )
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=None,
        verb="own_template_revoked" if template.adopted_at else "own_template_dropped",
        facts={"form": template.form, "version": template.version, "sha256": template.sha256},
    )
    return revoked
