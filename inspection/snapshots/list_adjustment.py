"""清单和名录库动态调整表的事实: what one import changed, with before and after."""

from inspection.desk import Desk
from inspection.events import Event
from inspection.ids import DepartmentId
from inspection.plain import Facts, Plain
from inspection.refusal import Citation
from inspection.roster_changes import (
    CERTIFICATE,
    STATE,
    STATES,
    Entry,
    ListChange,
    ListChanges,
    ListKind,
    changes_in,
    inspector_entry,
    item_entry,
    subject_entry,
)
from inspection.rule import Rule
from inspection.snapshots import office_phrases as phrases
from inspection.snapshots.common import day_words, joined, year_facts
from inspection.subjects import SubjectState


def list_adjustment_facts(desk: Desk, event: Event) -> Facts:
    """动态调整表 of one import: why a line was changed is for whoever changed it to say.

    A list with many changes is one line with their number; the file is named by its hash.
    """
    found = changes_in(event.facts.get("lists"))
    actor = desk.ledger.people.get(event.actor_id) if event.actor_id else None
    rules = [_rule(desk, kind) for kind in ListKind if kind in found.counts]
    citations: tuple[Citation | None, ...] = tuple(rule.citation for rule in rules)
    stated = joined(each.text for each in citations if each is not None)
    common = year_facts(desk, issuer_id=issuer_of(desk, event), basis=citations)
    return {
        **common,
        "target": targets(found),
        "department": common["issuer"],
        "changes": _changes(desk, event, found),
        "handler": actor.name if actor else None,
        "approver": None,
        "approved_on": None,
        "platform_updated_on": None,
        "article": stated or None,
    }


def targets(found: ListChanges) -> str:
    """抽查事项清单、检查对象名录库: the lists that were changed."""
    return joined(phrases.LIST_NAMES[kind.value] for kind in ListKind if kind in found.counts)


def issuer_of(desk: Desk, event: Event) -> DepartmentId | None:
    """The department of whoever imported; the office where nobody is named."""
    return desk.ledger.people.get(event.actor_id).department_id if event.actor_id else None


def _changes(desk: Desk, event: Event, found: ListChanges) -> list[Plain]:
    day = day_words(desk, event.at)
    rows: list[Plain] = []
    for kind, count in sorted(found.counts.items(), key=lambda each: list(ListKind).index(each[0])):
        own = [each for each in found.changes if each.kind is kind]
        if count > len(own):
            rows.append(_many(desk, event, kind, count, day))
            continue
        rows += [_one(desk, each, day) for each in own]
    return rows


def _one(desk: Desk, change: ListChange, day: str | None) -> dict[str, Plain]:
    return {
        "action": _action(change),
        "name": _name(desk, change),
        "before": _said(change.before),
        "after": _said(_present(desk, change) if change.added else change.after),
        "reason": _reason(change),
        "basis": _basis(desk, change),
        "date": day,
    }


def _many(
    desk: Desk, event: Event, kind: ListKind, count: int, day: str | None
) -> dict[str, Plain]:
    named = phrases.LIST_MANY[kind.value].format(count=count)
    file = str(event.facts.get("sha256", ""))[:16]
    citation = _rule(desk, kind).citation
    return {
        "action": phrases.LIST_ACTIONS["many"],
        "name": named,
        "before": None,
        "after": phrases.LIST_FILE.format(sha256=file) if file else None,
        "reason": None,
        "basis": citation.text if citation else None,
        "date": day,
    }


def _action(change: ListChange) -> str:
    if change.added:
        return phrases.LIST_ACTIONS["added"]
    left = change.after.get(STATE, STATES[SubjectState.ACTIVE]) != STATES[SubjectState.ACTIVE]
    return phrases.LIST_ACTIONS["removed" if left else "changed"]


def _name(desk: Desk, change: ListChange) -> str:
    if change.kind is ListKind.ITEMS:
        return desk.ledger.items.get(change.about_id).name
    if change.kind is ListKind.SUBJECTS:
        return desk.ledger.subjects.get(change.about_id).name
    return desk.ledger.people.get(change.about_id).name


def _present(desk: Desk, change: ListChange) -> dict[str, str]:
    """What a line that was added says today, but its name."""
    if change.kind is ListKind.ITEMS:
        item = desk.ledger.items.get(change.about_id)
        entry = item_entry(item, desk.ledger.departments.get(item.department_id).name)
    elif change.kind is ListKind.SUBJECTS:
        entry = subject_entry(desk.ledger.subjects.get(change.about_id))
    else:
        inspector = desk.ledger.inspectors.one(person_id=change.about_id)
        entry = inspector_entry(inspector) if inspector else Entry({}, {})
    name = _name(desk, change)
    return {label: said for label, said in entry.told.items() if said and said != name}


def _said(words: dict[str, str]) -> str | None:
    return "；".join(f"{label}：{said or '空'}" for label, said in words.items()) or None


def _reason(change: ListChange) -> str | None:
    """Only what the change itself tells."""
    if change.added:
        return None
    if STATE in change.after:
        return phrases.LIST_STATE_CHANGED
    return phrases.LIST_CERTIFICATE_CHANGED if CERTIFICATE in change.after else None


def _basis(desk: Desk, change: ListChange) -> str | None:
    """An item rests on its own law, a roster on the article that has it kept up to date."""
    if change.kind is ListKind.ITEMS:
        return desk.ledger.items.get(change.about_id).basis or None
    citation = _rule(desk, change.kind).citation
    return citation.text if citation else None


def _rule(desk: Desk, kind: ListKind) -> Rule[str]:
    lists = desk.profile.lists
    return {
        ListKind.ITEMS: lists.items,
        ListKind.SUBJECTS: lists.subjects,
        ListKind.INSPECTORS: lists.inspectors,
    }[kind]
