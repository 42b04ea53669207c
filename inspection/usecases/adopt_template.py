"""启用模板: from now on the form is printed with this version of the office's own template."""

from dataclasses import replace

from inspection.desk import Desk
from inspection.own_templates import OwnTemplate
from inspection.people import Person
from inspection.permissions import Deed, permit_role
from inspection.refusal import Refusal


def adopt_template(desk: Desk, *, actor: Person, template_id: int) -> OwnTemplate:
    """Put a waiting version in force; documents printed before stay as they are.

    Refusals: those of permission, `template_settled` for one already adopted or turned down.
    """
    permit_role(actor, Deed.OWN_TEMPLATE)
    template = desk.ledger.own_templates.get(template_id)
    if not template.waiting:
        facts = {"form": template.form, "version": template.version, "usable": template.usable}
        raise Refusal("template_settled", facts)
    adopted = desk.ledger.own_templates.save(
        replace(template, adopted_by=actor.id, adopted_at=desk.now)
    )
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=None,
        verb="own_template_adopted",
        facts={"form": template.form, "version": template.version, "sha256": template.sha256},
    )
    return adopted
