"""吹哨通知的事实: the notice by which the lead department calls the others to a stage."""

from inspection.desk import Desk
from inspection.plain import Facts, Plain
from inspection.snapshots import phrases
from inspection.snapshots.common import (
    article_of,
    common_facts,
    date_words,
    departments_of,
    items_of,
    joined,
    moment_words,
    office_name,
    sentence,
)
from inspection.snapshots.terms import entry_term
from inspection.tasks import InspectionTask, Stage
from inspection.whistle import Whistle


def whistle_notice_facts(desk: Desk, task: InspectionTask, whistle: Whistle) -> Facts:
    """吹哨通知: from the lead department to every participating one (信阳第六条; 新县二(四)).

    The notice goes to the group, so the contact is named without a telephone (信阳第二十七条).
    """
    profile = desk.profile
    stage = profile.whistle.stage(whistle.stage.value)
    lead, *partners = departments_of(desk, task)
    basis = (profile.whistle.enabled.citation, stage.work.citation)
    return {
        **common_facts(desk, task, issuer_id=task.lead_id, basis=basis),
        "stage": stage.label,
        "whistle_number": whistle_number(desk, task, whistle),
        "recipients": [partner.name for partner in partners],
        "background": phrases.WHISTLE_BACKGROUND[whistle.stage.value].format(
            year=task.year, lead=lead.name, task=task.name
        ),
        "matters": _matters(desk, whistle),
        "duties": [
            {"department": partner.name, "duty": _duty(desk, task, whistle.stage, partner.id)}
            for partner in partners
        ],
        "meeting": None,
        "deadline": {
            "at": moment_words(desk, whistle.due_at),
            "length": _length(desk, whistle),
            "article": article_of(profile.whistle.respond_working_days.citation),
        },
        "contact": {"name": desk.ledger.people.get(whistle.blown_by).name, "phone": None},
        "copies": _copies(desk, task),
        "imprint": {"office": lead.name, "date": date_words(desk.now.date())},
    }


def whistle_number(desk: Desk, task: InspectionTask, whistle: Whistle) -> str:
    """吹哨编号: QH2026-001-W1, counted within the task in the order they were blown."""
    earlier = [each for each in desk.ledger.whistles.find(task_id=task.id) if each.id < whistle.id]
    return f"{task.number}-W{len(earlier) + 1}"


def _matters(desk: Desk, whistle: Whistle) -> list[Plain]:
    names = desk.profile.names
    matters: list[Plain] = [
        text.format(platform=names.platform, lead_word=names.lead)
        for text in phrases.WHISTLE_MATTERS[whistle.stage.value]
    ]
    term = entry_term(desk.profile)
    if whistle.stage is Stage.PUBLISH and all(term.values()):
        matters.append(phrases.WHISTLE_ENTRY_TERM.format(**term))
    if whistle.remark:
        matters.append(sentence(whistle.remark))
    return matters


def _duty(desk: Desk, task: InspectionTask, stage: Stage, department_id: int) -> str:
    items = [item.name for item in items_of(desk, task) if item.department_id == department_id]
    if not items and stage is not Stage.DRAW:
        return phrases.WHISTLE_DUTY_WITHOUT_ITEMS
    return phrases.WHISTLE_DUTIES[stage.value].format(items=joined(items))


def _length(desk: Desk, whistle: Whistle) -> str | None:
    zone = desk.now.tzinfo
    first, last = whistle.blown_at.astimezone(zone).date(), whistle.due_at.astimezone(zone).date()
    days = desk.calendar.working_days_between(first, last)
    return phrases.ENTRY_DAYS.format(days=days) if days > 0 else None


def _copies(desk: Desk, task: InspectionTask) -> list[Plain]:
    hosts = desk.ledger.departments.find(office=True)
    if any(host.id in task.department_ids for host in hosts):
        return []
    name = office_name(desk)
    return [name] if name else []
