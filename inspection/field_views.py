"""现场菜单: a visit and its questions as facts for the chat; nothing personal among them."""

from inspection.desk import Desk
from inspection.entry_steps import NextStep, finding_facts, next_step, open_items
from inspection.field import (
    Site,
    findings_of,
    items_of,
    not_submitted,
    site_of,
    submitted,
    unstaffed,
)
from inspection.ids import DepartmentId
from inspection.people import Person
from inspection.plain import Facts, Plain
from inspection.results import (
    DISPOSALS,
    clean_label,
    code_of,
    code_words,
    direct_codes,
    disposals_for,
    evidence_basis,
    listed_codes,
)
from inspection.roster import short_names
from inspection.snapshots.results import Code
from inspection.visits import Visit, VisitState

LISTED = 15
"""Subjects shown in one message."""

NOTICE_WAYS = {"phone": "电话", "paper": "书面", "fax": "传真", "mail": "邮件", "face": "现场当面"}
"""告知方式: the short key of the button and the words that are entered."""


def visit_line(desk: Desk, visit: Visit, person: Person) -> Facts:
    """One subject in a list: name, state, who leads, what is left for the person's department."""
    site = site_of(desk, visit.id)
    return {
        "id": visit.id,
        "subject": site.subject.name,
        "address": site.subject.address,
        "task": site.task.name,
        "state": visit.state.value,
        "leaders": [desk.ledger.people.get(each).name for each in site.leader_ids],
        "leads": site.leads(person),
        "leader_named": not desk.profile.check.leader.silent,
        "left": _left(desk, site, site.works_for(person)),
    }


def visit_list(desk: Desk, visits: tuple[Visit, ...], person: Person) -> Facts:
    """A person's subjects, those under way first; as many as one message holds."""
    order = (VisitState.OPEN, VisitState.PLANNED, VisitState.FINISHED)
    listed = sorted(visits, key=lambda visit: order.index(visit.state))
    return {
        "name": person.name,
        "all": len(visits),
        "visits": [visit_line(desk, each, person) for each in listed[:LISTED]],
    }


def visit_card(desk: Desk, site: Site, person: Person) -> Facts:
    """One subject with everything that decides which buttons the person sees."""
    check, visit = desk.profile.check, site.visit
    waiting = not_submitted(desk, site)
    return {
        **visit_line(desk, visit, person),
        "matched": site.has(person),
        "departments": [_department(desk, site, each) for each in site.departments],
        "unstaffed": list(short_names(desk.ledger, unstaffed(desk, site))),
        "notice": visit.notice_way,
        "notice_rule": check.notice.value,
        "notice_basis": check.notice.cited(),
        "online": visit.network_note,
        "online_rule": check.online_first.value,
        "online_basis": check.online_first.cited(),
        "direct": bool(direct_codes(desk.profile)),
        "count": len(items_of(desk, site.task, site.works_for(person))),
        "submitted": site.works_for(person) not in waiting,
        "all_in": not waiting,
        "signature_silent": desk.profile.record.signature.silent,
        "confirmation": visit.confirmation.value if visit.confirmation else None,
        "finished": visit.finished_at.isoformat() if visit.finished_at else None,
    }


def notice_menu(desk: Desk, site: Site) -> Facts:
    """The ways of telling the subject, those the circular names first."""
    check = desk.profile.check
    named = check.notice_means.value or ()
    ways = sorted(NOTICE_WAYS.items(), key=lambda way: way[1] not in named)
    return {
        "visit": site.visit.id,
        "subject": site.subject.name,
        "rule": check.notice.value,
        "basis": check.notice.cited(),
        "words": check.notice.words,
        "ways": [{"key": key, "words": words} for key, words in ways],
    }


def direct_menu(desk: Desk, site: Site) -> Facts:
    """The results that may be formed directly, with their article."""
    rule = desk.profile.results.direct
    return {
        "visit": site.visit.id,
        "subject": site.subject.name,
        "codes": _codes(direct_codes(desk.profile)),
        "basis": rule.cited(),
    }


def question_facts(desk: Desk, site: Site, step: NextStep) -> Facts:
    """The next question of an entry, with its buttons."""
    profile = desk.profile
    in_use = profile.effective_result_codes
    result = step.finding.result if step.finding else ""
    basis = evidence_basis(profile, result)
    return {
        "visit": site.visit.id,
        "subject": site.subject.name,
        "item": step.item.name,
        "item_id": step.item.id,
        "content": step.item.content,
        "place": step.place,
        "count": step.count,
        "finding": step.finding.id if step.finding else 0,
        "label": code_words(code_of(profile, result)) if result else "",
        "codes": _codes(listed_codes(profile)),
        "clean_items": len(open_items(desk, site, step.item.department_id)),
        "clean_label": clean_label(profile),
        "source": None if in_use.is_local else in_use.source,
        "unnumbered": in_use.is_local and in_use.value[0].number is None,
        "disposals": [{"key": key, "words": DISPOSALS[key]} for key in disposals_for(result)],
        "kinds": list(profile.results.uncooperative.value or ()),
        "kinds_basis": profile.results.uncooperative.cited(),
        "evidence_basis": basis.text if basis else None,
    }


def none_found_facts(desk: Desk, site: Site, department_id: DepartmentId) -> Facts:
    """The items that would all be 未发现问题."""
    return {
        "visit": site.visit.id,
        "subject": site.subject.name,
        "label": clean_label(desk.profile),
        "items": [item.name for item in open_items(desk, site, department_id)],
    }


def change_facts(desk: Desk, site: Site, finding_id: int) -> Facts:
    """One answered item with the codes it may be changed to."""
    findings = desk.ledger.findings.find(visit_id=site.visit.id)
    finding = next(each for each in findings if each.id == finding_id)
    return {
        **finding_facts(desk, finding),
        "subject": site.subject.name,
        "codes": _codes(listed_codes(desk.profile)),
    }


def summary_facts(desk: Desk, site: Site, department_id: DepartmentId) -> Facts:
    """What the department has answered, item by item, ready to be submitted."""
    entered = findings_of(desk, site.visit, department_id)
    order = [item.id for item in items_of(desk, site.task, department_id)]
    listed = sorted(entered, key=lambda each: order.index(each.item_id))
    photos = desk.ledger.evidence.find(visit_id=site.visit.id, department_id=department_id)
    waiting = not_submitted(desk, site)
    return {
        "visit": site.visit.id,
        "subject": site.subject.name,
        "department": desk.ledger.departments.get(department_id).short_name,
        "findings": [finding_facts(desk, each) for each in listed],
        "photos": len(photos),
        "submitted": submitted(desk, site, department_id),
        "open": site.visit.state is VisitState.OPEN,
        "leader_named": not desk.profile.check.leader.silent,
        "waiting": [desk.ledger.departments.get(each).short_name for each in waiting],
    }


def _department(desk: Desk, site: Site, department_id: DepartmentId) -> dict[str, Plain]:
    officers = sorted({each.person_id for each in site.team if each.department_id == department_id})
    return {
        "name": desk.ledger.departments.get(department_id).short_name,
        "officers": [desk.ledger.people.get(each).name for each in officers],
        "left": _left(desk, site, department_id),
        "submitted": submitted(desk, site, department_id),
    }


def _left(desk: Desk, site: Site, department_id: DepartmentId) -> int:
    step = next_step(desk, site, department_id)
    return 0 if step is None else step.count - step.place + 1


def _codes(codes: tuple[Code, ...]) -> list[Plain]:
    return [{"key": code.canonical, "words": code_words(code)} for code in codes]
