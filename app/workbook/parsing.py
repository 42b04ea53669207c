"""解析: one row of cells to one typed row; all faults of the row are gathered, not the first."""

from collections.abc import Callable, Mapping

from app.workbook import cells
from app.workbook.columns import (
    DEPARTMENTS,
    EXPERTS,
    ITEM_KIND_NAMES,
    ITEMS,
    PEOPLE,
    PLANS,
    RISK_CLASSES,
    SUBJECT_KIND_NAMES,
    SUBJECT_STATE_NAMES,
    SUBJECTS,
    YES_NO,
)
from app.workbook.credit_codes import kind_by_code, subject_code
from app.workbook.parsing_experts import parse_expert
from app.workbook.parsing_plans import parse_plan
from app.workbook.row_fields import Fields
from app.workbook.rows import DepartmentRow, ItemRow, PersonRow, Reading, SubjectRow
from app.workbook.titles import trade_of_title
from inspection.items import ItemKind
from inspection.numbering import is_number_code
from inspection.people import Role
from inspection.subjects import SubjectKind, SubjectState

RISK_CLASS_NAMES = {name: name for name in RISK_CLASSES} | {
    f"{name}{suffix}": name for name in RISK_CLASSES for suffix in ("类", "级", "级企业", "类企业")
}
STATE_NAMES: Mapping[str, SubjectState] = {
    **SUBJECT_STATE_NAMES,
    **dict.fromkeys(
        ("在营", "在业", "开业", "在册", "正常", "存续（在营、开业、在册）", "在营（开业）"),
        SubjectState.ACTIVE,
    ),
    **dict.fromkeys(("已注销", "注销登记"), SubjectState.CANCELLED),
    **dict.fromkeys(("已吊销", "吊销，未注销", "吊销未注销"), SubjectState.REVOKED),
    "撤销登记": SubjectState.WITHDRAWN,
    "已迁出": SubjectState.MOVED_OUT,
}
KIND_NAMES: Mapping[str, ItemKind] = ITEM_KIND_NAMES | {
    "一般检查事项": ItemKind.GENERAL,
    "重点检查事项": ItemKind.KEY,
    "一般事项": ItemKind.GENERAL,
    "重点事项": ItemKind.KEY,
}
SUBJECT_KINDS: Mapping[str, SubjectKind] = SUBJECT_KIND_NAMES | {
    "营利性": SubjectKind.PROFIT,
    "非营利性": SubjectKind.NON_PROFIT,
}


def _department(reading: Reading, fields: Fields) -> None:
    name = fields.text("name")
    short_name = fields.text("short_name")
    if not fields.has("short_name"):
        short_name = name
        reading.tell("部门没有“简称”列：群内按全称显示")
    row = DepartmentRow(
        row=fields.row,
        name=name,
        short_name=short_name,
        office=bool(fields.choice("office", YES_NO)),
        industry=fields.text("industry"),
        number_code=fields.text("number_code"),
    )
    if row.number_code and not is_number_code(row.number_code):
        fields.fault(
            "number_code", "不像机关代字", "请只填年份前面的字，如“青市监”，不含数字、标点和空格"
        )
    if not fields.problems:
        reading.departments.append(row)
        return
    for key in ("name", "short_name"):
        reading.faulty[DEPARTMENTS, fields.raw(key)] = fields.row


def _person(reading: Reading, fields: Fields) -> None:
    found = fields.read("roles", cells.roles) or ()
    if not fields.has("roles"):
        found = (Role.INSPECTOR,)
        reading.tell("人员没有“角色”列：都按“检查人员”")
    expires = fields.read(
        "certificate_expires",
        lambda cell: cells.day(cell, counts_from_1904=fields.layout.table.counts_from_1904),
    )
    row = PersonRow(
        row=fields.row,
        name=fields.read("name", cells.person_name) or "",
        department=fields.text("department"),
        roles=found,
        phone=fields.read("phone", cells.phone) or "",
        certificate_number=fields.token("certificate_number"),
        certificate_expires=expires,
        expertise=fields.read("expertise", cells.several) or (),
        area=fields.text("area"),
        post=fields.text("post"),
    )
    if Role.INSPECTOR in found and not fields.raw("certificate_number"):
        fields.fault(
            "certificate_number",
            "角色含“检查人员”，却没有执法证号",
            "请补填执法证号；没有执法证的不能作检查人员，请去掉该角色",
        )
    if not fields.problems:
        reading.people.append(row)
    else:
        reading.faulty[PEOPLE, fields.raw("name")] = fields.row


def _item(reading: Reading, fields: Fields) -> None:
    code, industry = fields.token("code"), fields.text("industry")
    if not fields.has("code"):
        number = fields.token("serial") or str(fields.row - fields.layout.header)
        code = f"{industry}-{number}"
        reading.tell(f"事项没有编号列：按“行业-序号”编号，例如 {code}")
    if not fields.has("method"):
        reading.tell("事项没有“检查方式”列：留空")
    row = ItemRow(
        row=fields.row,
        code=code,
        name=fields.text("name"),
        department=fields.text("department"),
        industry=industry,
        content=fields.text("content"),
        basis=fields.text("basis"),
        method=fields.text("method"),
        kind=fields.choice("kind", KIND_NAMES) or ItemKind.GENERAL,
    )
    if not fields.problems:
        reading.items.append(row)
    else:
        reading.faulty[ITEMS, fields.raw("code")] = fields.row


def _subject(reading: Reading, fields: Fields) -> None:
    kind = fields.choice("kind", SUBJECT_KINDS)
    longest = fields.sheet.column("code").longest
    inspected = (
        fields.read(
            "last_inspected",
            lambda cell: cells.day(cell, counts_from_1904=fields.layout.table.counts_from_1904),
        )
        if fields.has("last_inspected")
        else None
    )
    code = fields.read("code", lambda cell: subject_code(cell, kind, longest)) or ""
    if not fields.has("kind"):
        kind = kind_by_code(code)
        reading.tell("检查对象没有“对象类别”列：按代码首位区分营利性、非营利性")
    row = SubjectRow(
        row=fields.row,
        code=code,
        name=fields.text("name"),
        kind=kind or SubjectKind.PROFIT,
        industry=fields.text("industry") if fields.has("industry") else _trade(reading, fields),
        address=fields.text("address"),
        area=fields.text("area"),
        legal_representative=fields.text("legal_representative"),
        phone=fields.read("phone", cells.phone) or "",
        risk_class=fields.choice("risk_class", RISK_CLASS_NAMES) or "",
        state=fields.choice("state", STATE_NAMES) or SubjectState.ACTIVE,
        last_inspected=inspected,
    )
    if not fields.problems:
        reading.subjects.append(row)
    else:
        reading.faulty[SUBJECTS, fields.raw("code")] = fields.row


def _trade(reading: Reading, fields: Fields) -> str:
    """行业 of a table without such a column: by its title or the name of its sheet."""
    trade = trade_of_title(fields.layout.title) or trade_of_title(fields.layout.table.name)
    if trade:
        reading.tell(f"检查对象没有“行业”列：按标题都作“{trade}”")
    else:
        fields.fault(
            "industry",
            "没有“行业”列，从标题也看不出行业",
            "请添加“行业”一列，或在标题写明，例如“加油站检查对象名录”",
        )
    return trade


ROW_PARSERS: dict[str, Callable[[Reading, Fields], None]] = {
    DEPARTMENTS: _department,
    PEOPLE: _person,
    EXPERTS: parse_expert,
    ITEMS: _item,
    SUBJECTS: _subject,
    PLANS: parse_plan,
}
