"""送模板: the office sends a template of its own, checked already; it waits to be adopted."""

from inspection.archive import StoredFile
from inspection.desk import Desk
from inspection.own_templates import OwnTemplate
from inspection.people import Person
from inspection.permissions import Deed, permit_role


def offer_template(
    desk: Desk, *, actor: Person, form: str, file: StoredFile, unused: tuple[str, ...]
) -> OwnTemplate:
    """Keep a checked template as the form's next version; the same file again is the same version.

    Nothing is printed with it before it is adopted. Refusals: those of permission.
    """
    permit_role(actor, Deed.OWN_TEMPLATE)
    shelf = desk.ledger.own_templates
    earlier = shelf.find(form=form)
    for each in earlier:
        if each.sha256 == file.sha256 and each.revoked_at is None:
            return each
    template = shelf.add(
        OwnTemplate(
            form=form,
            version=len(earlier) + 1,
            file_id=file.id,
            sha256=file.sha256,
            unused=unused,
            sent_by=actor.id,
            sent_at=desk.now,
        )
    )
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=None,
        verb="own_template_sent",
        facts={"form": form, "version": template.version, "sha256": template.sha256},
    )
    return template
