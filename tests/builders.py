"""A small invented county for tests: 青禾县, five departments, one plan entry and one open task.

`county(ledger)` enters the rosters and opens the task of the nursing homes; what happens next is in
`progress.py`. Everything is plainly invented (domain.md section 6).
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from app.profiles import load_profile
from inspection.departments import Department
from inspection.desk import Desk
from inspection.ids import ChatId, ItemId
from inspection.items import InspectionItem, ItemKind
from inspection.ledger import Ledger
from inspection.office import Office
from inspection.people import Inspector, Person, Role
from inspection.plans import PlanEntry
from inspection.subjects import Subject, SubjectKind
from inspection.tasks import InspectionTask
from inspection.workdays import Calendar, YearDays

SHANGHAI = ZoneInfo("Asia/Shanghai")
MAY_DAY = frozenset({date(2026, 5, 1), date(2026, 5, 4), date(2026, 5, 5)})
CALENDAR = Calendar(
    {2026: YearDays(MAY_DAY, frozenset({date(2026, 5, 9)}), True, "测试用放假安排")}
)
"""2026 as an official year with one holiday; other years are provisional."""

NOW = datetime(2026, 3, 5, 9, 0, tzinfo=SHANGHAI)
"""A Thursday morning, working day."""

DEPARTMENTS = {
    "民政局": "青禾县民政局",
    "市场监管局": "青禾县市场监督管理局",
    "消防救援大队": "青禾县消防救援大队",
    "卫生健康委": "青禾县卫生健康委员会",
    "司法局": "青禾县司法局",
}
"""Short name to full name; the first leads, the last takes no part in the task."""

_LIAISON = (Role.LIAISON, Role.INSPECTOR)
PEOPLE = (
    ("民政局", "林晓禾", _LIAISON, "养老服务"),
    ("民政局", "赵青田", (Role.INSPECTOR,), "养老服务"),
    ("民政局", "马知远", (Role.HEAD,), ""),
    ("市场监管局", "钱满仓", _LIAISON, "食品安全"),
    ("市场监管局", "孙惠民", (Role.INSPECTOR,), "特种设备"),
    ("市场监管局", "周见山", (Role.OFFICE,), ""),
    ("消防救援大队", "李安澜", _LIAISON, "消防监督"),
    ("消防救援大队", "何守正", (Role.INSPECTOR,), "消防监督"),
    ("卫生健康委", "冯春望", _LIAISON, "医疗卫生"),
    ("卫生健康委", "吕康宁", (Role.INSPECTOR,), ""),
    ("卫生健康委", "许明达", (Role.HEAD,), ""),
    ("司法局", "吴听雨", (Role.LIAISON,), ""),
)
"""Department, name, roles, expertise; those with the inspector's role get a certificate."""

_BOOK = "《养老机构管理办法》"
_OWN = "本部门抽查事项清单"
ITEMS = (
    ("民政局", "养老服务质量和安全", "服务安全风险评估、护理记录", _BOOK, "实地检查", True),
    (
        "民政局",
        "运营资质和收费公示",
        "备案、服务合同、收费公示",
        _BOOK,
        "实地检查、书面检查",
        False,
    ),
    ("市场监管局", "食堂食品安全", "食品经营许可、进货查验", _OWN, "实地检查", True),
    (
        "消防救援大队",
        "消防安全",
        "消防设施、疏散通道",
        "《中华人民共和国消防法》第四条",
        "实地检查",
        True,
    ),
    ("卫生健康委", "内设医疗机构执业情况", "执业登记或备案、人员资质", _OWN, "书面检查", False),
)
"""Department, name, content, basis, method, key item."""

SUBJECTS = (
    ("52419901MJ0XB0018D", "青禾县松鹤养老院", SubjectKind.NON_PROFIT, "B"),
    ("91419901MA0XB0023D", "青禾县暖阳康养服务有限公司", SubjectKind.PROFIT, "B"),
    ("12419901MB0XB0035U", "青禾县柳湾镇敬老院", SubjectKind.NON_PROFIT, "A"),
    ("52419901MJ0XB0042X", "青禾县福寿里养老服务中心", SubjectKind.NON_PROFIT, "C"),
)
"""Code, name, kind, credit-risk class."""

INDUSTRY = "养老机构"
TASK_NAME = "2026年青禾县养老机构部门联合抽查"
RATES = {"A": 2000, "B": 5000, "C": 10000}


@dataclass(frozen=True, kw_only=True, slots=True)
class County:
    """县: what was entered, by the names that tests use."""

    office: Office
    departments: dict[str, Department]
    people: dict[str, Person]
    items: tuple[InspectionItem, ...]
    subjects: tuple[Subject, ...]
    plan_entry: PlanEntry
    task: InspectionTask


def desk_for(ledger: Ledger, *, locality: str = "xinyang", now: datetime = NOW) -> Desk:
    """办公桌 of a locality at a moment."""
    return Desk(ledger=ledger, profile=load_profile(locality), calendar=CALENDAR, now=now)


def county(
    ledger: Ledger, *, locality: str = "xinyang", rates: dict[str, int] | None = None
) -> County:
    """Enter the county and open the task; the group chat of the task is -1001."""
    office = ledger.office.add(
        Office(county="青禾县", code="QH", locality=locality, defaults_adopted_at=NOW)
    )
    departments = {
        short: ledger.departments.add(
            Department(name=name, short_name=short, office=short == "市场监管局")
        )
        for short, name in DEPARTMENTS.items()
    }
    people = {
        name: _person(ledger, departments[short], number, name, roles, expertise)
        for number, (short, name, roles, expertise) in enumerate(PEOPLE, 1)
    }
    items = tuple(
        ledger.items.add(
            InspectionItem(
                code=f"YL-{number:02d}",
                name=name,
                department_id=departments[short].id,
                industry=INDUSTRY,
                content=content,
                basis=basis,
                method=method,
                kind=ItemKind.KEY if key else ItemKind.GENERAL,
            )
        )
        for number, (short, name, content, basis, method, key) in enumerate(ITEMS, 1)
    )
    subjects = tuple(
        ledger.subjects.add(
            Subject(
                code=code,
                name=name,
                kind=kind,
                industry=INDUSTRY,
                address=f"青禾县养老路{number}号",
                legal_representative=f"杜松年{number}",
                phone=f"000-000009{number}",
                risk_class=risk,
            )
        )
        for number, (code, name, kind, risk) in enumerate(SUBJECTS, 1)
    )
    entry = _plan_entry(ledger, departments, tuple(item.id for item in items), rates or RATES)
    return County(
        office=office,
        departments=departments,
        people=people,
        items=items,
        subjects=subjects,
        plan_entry=entry,
        task=_task(ledger, entry, people["林晓禾"]),
    )


def _person(
    ledger: Ledger,
    department: Department,
    number: int,
    name: str,
    roles: tuple[Role, ...],
    expertise: str,
) -> Person:
    person = ledger.people.add(
        Person(department_id=department.id, name=name, roles=roles, phone=f"000-{number:07d}")
    )
    if Role.INSPECTOR in roles:
        ledger.inspectors.add(
            Inspector(
                person_id=person.id,
                certificate_number=f"青禾-虚构-{number:04d}",
                certificate_expires=date(2028, 12, 31),
                expertise=(expertise,) if expertise else (),
            )
        )
    return person


def _plan_entry(
    ledger: Ledger,
    departments: dict[str, Department],
    item_ids: tuple[ItemId, ...],
    rates: dict[str, int],
) -> PlanEntry:
    lead, *partners = list(departments.values())[:-1]
    return ledger.plan_entries.add(
        PlanEntry(
            year=2026,
            number="1",
            name=TASK_NAME,
            industry=INDUSTRY,
            lead_id=lead.id,
            partner_ids=tuple(each.id for each in partners),
            item_ids=item_ids,
            rates=rates,
            starts_on=date(2026, 3, 2),
            ends_on=date(2026, 4, 30),
        )
    )


def _task(ledger: Ledger, entry: PlanEntry, opener: Person) -> InspectionTask:
    return ledger.tasks.add(
        InspectionTask(
            number="QH2026-001",
            plan_entry_id=entry.id,
            name=entry.name,
            year=entry.year,
            industry=entry.industry,
            lead_id=entry.lead_id,
            partner_ids=entry.partner_ids,
            item_ids=entry.item_ids,
            rates=entry.rates,
            starts_on=entry.starts_on,
            ends_on=entry.ends_on,
            opened_by=opener.id,
            opened_at=NOW - timedelta(days=1),
            chat_id=ChatId(-1001),
        )
    )
