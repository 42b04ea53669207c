"""模板架: which template of the office's own is in force for a form, which waits."""

from inspection.ledger import Ledger
from inspection.own_templates import OwnTemplate


def template_in_force(ledger: Ledger, form: str) -> OwnTemplate | None:
    """What the form is printed with now; None for the built-in template."""
    usable = [each for each in ledger.own_templates.find(form=form) if each.usable]
    return max(usable, key=lambda each: each.version, default=None)


def waiting_template(ledger: Ledger, form: str) -> OwnTemplate | None:
    """The newest version that waits to be adopted."""
    waiting = [each for each in ledger.own_templates.find(form=form) if each.waiting]
    return waiting[-1] if waiting else None
