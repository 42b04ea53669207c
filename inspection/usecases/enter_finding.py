"""录入检查结果: an inspector enters the result of one item; the press itself is the saved row."""

from inspection.desk import Desk
from inspection.entry_steps import record_finding, require_entering
from inspection.field import items_of, site_of
from inspection.findings import Finding
from inspection.ids import ItemId, VisitId
from inspection.people import Person
from inspection.refusal import Refusal
from inspection.results import code_of, code_words, listed_code


def enter_finding(
    desk: Desk, *, actor: Person, visit_id: VisitId, item_id: ItemId, result: str
) -> Finding:
    """Enter a result for an item that has none; the same press twice is one entry.

    Refusals: `not_matched`, `visit_not_open`, `already_submitted`, `foreign_item`, `no_such_code`,
    `already_entered` with who and what (changing goes by the change button only).
    """
    site = site_of(desk, visit_id)
    require_entering(desk, actor, site)
    if all(item.id != item_id for item in items_of(desk, site.task, site.works_for(actor))):
        raise Refusal("foreign_item", {"subject": site.subject.name})
    code = listed_code(desk.profile, result)
    earlier = desk.ledger.findings.one(visit_id=visit_id, item_id=item_id)
    if earlier is not None:
        if earlier.result == code.canonical:
            return earlier
        raise Refusal(
            "already_entered",
            {
                "label": code_words(code_of(desk.profile, earlier.result)),
                "person": desk.ledger.people.get(earlier.entered_by).name,
                "at": earlier.entered_at.isoformat(),
                "own": earlier.entered_by == actor.id,
            },
        )
    return record_finding(desk, actor, site, item_id, code.canonical)
