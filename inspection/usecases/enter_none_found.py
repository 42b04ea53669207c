"""均未发现问题: the items of a department that are still open get the same clean result."""

from inspection.desk import Desk
from inspection.entry_steps import open_items, record_finding, require_entering
from inspection.field import site_of
from inspection.findings import Finding
from inspection.ids import VisitId
from inspection.people import Person
from inspection.refusal import Refusal
from inspection.results import CLEAN, listed_code


def enter_none_found(desk: Desk, *, actor: Person, visit_id: VisitId) -> tuple[Finding, ...]:
    """Enter 未发现问题 for every item without a result; each is journalled by itself.

    Refusals: `not_matched`, `visit_not_open`, `already_submitted`, `no_such_code`, `all_answered`.
    """
    site = site_of(desk, visit_id)
    require_entering(desk, actor, site)
    code = listed_code(desk.profile, CLEAN)
    items = open_items(desk, site, site.works_for(actor))
    if not items:
        raise Refusal("all_answered", {"subject": site.subject.name})
    return tuple(record_finding(desk, actor, site, item.id, code.canonical) for item in items)
