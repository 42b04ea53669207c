"""公共事实: locality, issuer and task as every form states them; how days and rates are worded."""

from collections.abc import Iterable
from datetime import datetime

from inspection.departments import Department
from inspection.desk import Desk
from inspection.figures import date_words as date_words  # noqa: PLC0414
from inspection.figures import period_words as period_words  # noqa: PLC0414
from inspection.figures import rate_words as rate_words  # noqa: PLC0414
from inspection.ids import DepartmentId
from inspection.items import InspectionItem
from inspection.people import Person, Role
from inspection.plain import Facts, Plain
from inspection.profile import Profile
from inspection.refusal import Citation
from inspection.roster import with_role
from inspection.snapshots import phrases
from inspection.tasks import InspectionTask


def common_facts(
    desk: Desk,
    task: InspectionTask,
    *,
    issuer_id: DepartmentId | None,
    basis: tuple[Citation | None, ...],
    draft: bool = True,
) -> Facts:
    """公共事实: the block that every form of a task shares; `issuer_id` None is the office."""
    return {
        **year_facts(desk, issuer_id=issuer_id, basis=basis, draft=draft),
        "task": {
            "number": task.number,
            "name": task.name,
            "year": task.year,
            "period": period_words(task.starts_on, task.ends_on),
        },
    }


def year_facts(
    desk: Desk,
    *,
    issuer_id: DepartmentId | None,
    basis: tuple[Citation | None, ...],
    draft: bool = True,
) -> Facts:
    """年度文书的公共事实: the same without a task; `issuer_id` None is the office.

    None among `basis` is a silent rule and is left out. The number is given at issue, later.
    """
    stated = dict.fromkeys(citation.text for citation in basis if citation is not None)
    office = office_name(desk)
    return {
        "locality": desk.profile.locality,
        "draft": draft,
        "words": words(desk.profile),
        "office_name": office,
        "issuer": office if issuer_id is None else desk.ledger.departments.get(issuer_id).name,
        "document_number": None,
        "issue_date": date_words(desk.now.date()),
        "basis": [{"text": text} for text in stated],
        "record_form": record_form(desk.profile),
    }


def words(profile: Profile) -> dict[str, Plain]:
    """属地用语: the locality's own words; where it names no team, the plain word 检查组."""
    return {
        "lead": profile.names.lead,
        "partner": profile.names.participating,
        "team": profile.names.team or phrases.TEAM,
        "office": profile.names.office_short,
        "activity": profile.names.activity,
        "whistle": profile.whistle.call_word,
        "respond": profile.whistle.answer_word,
        "platform": profile.names.platform,
    }


def office_name(desk: Desk) -> str | None:
    """办公室全称: the locality's name of the office, with the county served in its place."""
    office = next(iter(desk.ledger.office.find()), None)
    if office is None:
        return None
    names = desk.profile.names
    return office.county + names.office.removeprefix(names.locality)


def record_form(profile: Profile) -> str:
    """记录表式样: the layout of the record form that the locality's circular prescribes."""
    return phrases.RECORD_FORMS.get(profile.record.form.value or "", phrases.PLAIN_RECORD_FORM)


def article_of(citation: Citation | None) -> str | None:
    """The printed article, None for a silent rule."""
    return None if citation is None else citation.text


def clock_words(moment: datetime) -> str:
    """9时, 17时30分, 10时05分."""
    return f"{moment.hour}时" + (f"{moment.minute:02d}分" if moment.minute else "")


def moment_words(desk: Desk, moment: datetime | None) -> str | None:
    """2026年3月9日17时, in the desk's zone; None stays None."""
    if moment is None:
        return None
    local = moment.astimezone(desk.now.tzinfo)
    return date_words(local.date()) + clock_words(local)


def day_words(desk: Desk, moment: datetime | None) -> str | None:
    """The day of a moment in the desk's zone; None stays None."""
    return None if moment is None else date_words(moment.astimezone(desk.now.tzinfo).date())


def span_words(desk: Desk, start: datetime | None, end: datetime | None) -> str | None:
    """2026年3月17日9时30分至10时05分; only the start while the end is unknown."""
    begun = moment_words(desk, start)
    if start is None or begun is None or end is None or end == start:
        return begun
    local = end.astimezone(desk.now.tzinfo)
    same_day = local.date() == start.astimezone(desk.now.tzinfo).date()
    return f"{begun}至" + (
        clock_words(local) if same_day else date_words(local.date()) + clock_words(local)
    )


def share_words(part: int, total: int) -> str | None:
    """66.7%: a share with one decimal, rounded half up; None where there is nothing to share."""
    if not total:
        return None
    tenths = (part * 2000 + total) // (total * 2)
    return f"{tenths // 10}%" if not tenths % 10 else f"{tenths // 10}.{tenths % 10}%"


def joined(names: Iterable[str]) -> str:
    """Names in a row, each once: 甲、乙、丙."""
    return "、".join(dict.fromkeys(names))


def sentence(text: str) -> str | None:
    """The text with a full stop at its end; None for an empty one."""
    said = text.strip()
    if not said:
        return None
    return said if said.endswith(("。", "！", "？")) else said.rstrip("，；、.") + "。"


def departments_of(desk: Desk, task: InspectionTask) -> tuple[Department, ...]:
    """All departments of the team, the lead department first."""
    return tuple(desk.ledger.departments.get(each) for each in task.department_ids)


def items_of(
    desk: Desk, task: InspectionTask, department_id: DepartmentId | None = None
) -> tuple[InspectionItem, ...]:
    """The items of the task in its order, of one department or of all."""
    items = (desk.ledger.items.get(each) for each in task.item_ids)
    return tuple(
        item for item in items if department_id is None or item.department_id == department_id
    )


def methods_of(items: Iterable[InspectionItem]) -> list[str]:
    """检查方式: the ways in which items are checked, each once, in their order."""
    return list(
        dict.fromkeys(
            way.strip()
            for item in items
            for way in item.method.replace("，", "、").split("、")
            if way.strip()
        )
    )


def liaison_of(desk: Desk, department_id: DepartmentId) -> Person | None:
    """The first active 联络员 of a department, None where it has named none."""
    return next(iter(with_role(desk.ledger, Role.LIAISON, department_id)), None)


def contact_of(person: Person | None) -> dict[str, Plain]:
    """联系人: name and telephone, null where unknown."""
    return {
        "name": person.name if person else None,
        "phone": (person.phone or None) if person else None,
    }
