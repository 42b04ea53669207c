"""栏目: the six sheets of the workbook and their columns; template and reader both follow them."""

from dataclasses import dataclass

from inspection.experts import EXPERT_KIND_NAMES
from inspection.items import ItemKind
from inspection.people import ROLE_NAMES
from inspection.subjects import SubjectKind, SubjectState

GUIDE_SHEET = "填写说明"
DEPARTMENTS = "部门"
PEOPLE = "人员"
EXPERTS = "专家"
ITEMS = "抽查事项清单"
SUBJECTS = "检查对象"
PLANS = "年度计划"

YES_NO = {"是": True, "否": False}
ITEM_KIND_NAMES = {"一般": ItemKind.GENERAL, "重点": ItemKind.KEY}
SUBJECT_KIND_NAMES = {
    "营利性市场主体": SubjectKind.PROFIT,
    "非营利性市场主体": SubjectKind.NON_PROFIT,
    "非市场主体": SubjectKind.NON_MARKET,
}
SUBJECT_STATE_NAMES = {
    "存续": SubjectState.ACTIVE,
    "注销": SubjectState.CANCELLED,
    "吊销": SubjectState.REVOKED,
    "撤销": SubjectState.WITHDRAWN,
    "迁出": SubjectState.MOVED_OUT,
}
ON_ROSTER_NAMES = {"在库": True, "离库": False}
RISK_CLASSES = ("A", "B", "C", "D")
METHODS = ("实地核查", "书面检查", "网络监测", "抽样检测")
"""检查方式 (信阳第二十一条); offered, not enforced."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """栏目: `choices` are the allowed words; `offered` fills a drop-down without enforcing it."""

    header: str
    field: str
    note: str
    required: bool = False
    choices: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    width: int = 18
    longest: int = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetForm:
    """表: one sheet; its columns are found by header, in any order.

    `also` are columns that offices have and the template has not.
    """

    name: str
    purpose: str
    columns: tuple[Column, ...]
    also: tuple[Column, ...] = ()

    def column(self, field: str) -> Column:
        """The column of this field. LookupError when there is none."""
        for column in (*self.columns, *self.also):
            if column.field == field:
                return column
        raise LookupError(field)


DATE_NOTE = "写成 2026-03-01；也可写 2026年3月1日、2026.3.1。"
SEVERAL_NOTE = "多个之间用顿号“、”隔开。"

SHEETS = (
    SheetForm(
        name=DEPARTMENTS,
        purpose="参加联合抽查的部门，每行一个。先填本表，其他表按部门名称或简称引用。",
        columns=(
            Column(header="部门名称", field="name", required=True, width=26, note="部门全称。"),
            Column(header="简称", field="short_name", required=True, note="群内显示用，不得重复。"),
            Column(
                header="联席办所在部门",
                field="office",
                choices=tuple(YES_NO),
                note="联席会议（领导小组）办公室设在该部门的填“是”，只填一个；其余填“否”或空着。",
            ),
            Column(header="行业系统", field="industry", note="可以相互借调人员的部门填同一名称。"),
            Column(
                header="机关代字",
                field="number_code",
                longest=20,
                note="发文字号年份前面的字，如“青市监”，各部门不得相同；空着的，首次签发时再问。",
            ),
        ),
    ),
    SheetForm(
        name=PEOPLE,
        purpose="参加人员，每人一行；同一人有多个角色的写在同一行。",
        columns=(
            Column(header="姓名", field="name", required=True, width=12, longest=40, note="姓名。"),
            Column(
                header="部门",
                field="department",
                required=True,
                width=22,
                note="“部门”表中的部门名称或简称。",
            ),
            Column(
                header="角色",
                field="roles",
                required=True,
                width=24,
                offered=tuple(ROLE_NAMES),
                note="、".join(ROLE_NAMES) + "。" + SEVERAL_NOTE,
            ),
            Column(header="手机", field="phone", note="手机或座机号码，只在内部文书和私聊中使用。"),
            Column(
                header="执法证号",
                field="certificate_number",
                longest=40,
                note="角色含“检查人员”的必填，不得重复。",
            ),
            Column(header="证件有效期", field="certificate_expires", note="截止日期。" + DATE_NOTE),
            Column(header="业务专长", field="expertise", note=SEVERAL_NOTE),
            Column(header="片区", field="area", note="负责的片区。"),
            Column(header="岗位", field="post", note="所在科室、岗位。"),
        ),
    ),
    SheetForm(
        name=EXPERTS,
        purpose="专家、检测机构和科研院所，每位（家）一行；只提供咨询意见，不作执法检查人员。没有的空着。",
        columns=(
            Column(
                header="姓名（名称）",
                field="name",
                required=True,
                width=24,
                note="姓名或机构名称。",
            ),
            Column(
                header="专家类别",
                field="kind",
                required=True,
                choices=tuple(EXPERT_KIND_NAMES),
                note="、".join(EXPERT_KIND_NAMES) + "，选一个。",
            ),
            Column(header="工作单位", field="organisation", width=28, note="专家所在单位。"),
            Column(
                header="建库部门",
                field="department",
                required=True,
                width=22,
                note="“部门”表中的部门名称或简称，由该部门维护。",
            ),
            Column(header="业务专长", field="expertise", note=SEVERAL_NOTE),
            Column(header="联系电话", field="phone", note="手机或座机号码，只在内部使用。"),
            Column(
                header="聘期截止",
                field="appointed_until",
                note="聘期的最后一天，没有期限的空着。" + DATE_NOTE,
            ),
            Column(
                header="状态",
                field="active",
                choices=tuple(ON_ROSTER_NAMES),
                width=10,
                note="在库、离库；空着按“在库”。离库的不能再邀请。",
            ),
        ),
    ),
    SheetForm(
        name=ITEMS,
        purpose="联合抽查事项，每行一个事项、一个检查主体。",
        columns=(
            Column(header="事项编号", field="code", required=True, longest=40, note="不得重复。"),
            Column(header="抽查事项", field="name", required=True, width=28, note="事项名称。"),
            Column(
                header="检查主体（部门）",
                field="department",
                required=True,
                width=22,
                note="“部门”表中的部门名称或简称，只填一个。",
            ),
            Column(header="行业", field="industry", required=True, note="与“检查对象”表一致。"),
            Column(
                header="检查内容",
                field="content",
                required=True,
                width=40,
                longest=2000,
                note="检查哪些内容。",
            ),
            Column(
                header="抽查依据",
                field="basis",
                required=True,
                width=40,
                longest=2000,
                note="法律法规规章的名称和条款。",
            ),
            Column(
                header="检查方式",
                field="method",
                required=True,
                offered=METHODS,
                note="例如：" + "、".join(METHODS) + "。",
            ),
            Column(
                header="类别",
                field="kind",
                choices=tuple(ITEM_KIND_NAMES),
                width=10,
                note="一般检查事项填“一般”，重点检查事项填“重点”；空着按“一般”。",
            ),
        ),
        also=(Column(header="序号", field="serial", note="清单里的顺序号。"),),
    ),
    SheetForm(
        name=SUBJECTS,
        purpose="检查对象名录库，每个对象一行。",
        columns=(
            Column(
                header="统一社会信用代码/注册号",
                field="code",
                required=True,
                width=24,
                longest=40,
                note="18 位统一社会信用代码或 15 位注册号；非市场主体填本地编号。不得重复。",
            ),
            Column(header="名称", field="name", required=True, width=32, note="对象名称。"),
            Column(
                header="对象类别",
                field="kind",
                required=True,
                choices=tuple(SUBJECT_KIND_NAMES),
                note="、".join(SUBJECT_KIND_NAMES) + "，选一个。",
            ),
            Column(header="行业", field="industry", required=True, note="例如：加油站。"),
            Column(header="地址", field="address", width=32, longest=200, note="经营场所或住所。"),
            Column(header="片区", field="area", note="所在片区，分组安排路线用。"),
            Column(header="法定代表人/负责人", field="legal_representative", note="姓名。"),
            Column(header="联系电话", field="phone", note="手机或座机号码，只在内部使用。"),
            Column(
                header="信用风险分类",
                field="risk_class",
                choices=RISK_CLASSES,
                width=14,
                note="A、B、C、D；没有分类的空着。不对外公开。",
            ),
            Column(
                header="登记状态",
                field="state",
                choices=tuple(SUBJECT_STATE_NAMES),
                width=12,
                note="、".join(SUBJECT_STATE_NAMES) + "；空着按“存续”。只抽取存续的对象。",
            ),
            Column(header="上次检查日期", field="last_inspected", note=DATE_NOTE),
        ),
    ),
    SheetForm(
        name=PLANS,
        purpose="年度联合抽查计划，每个任务一行。",
        columns=(
            Column(header="年度", field="year", required=True, width=10, note="例如：2026。"),
            Column(
                header="计划编号",
                field="number",
                required=True,
                width=14,
                longest=40,
                note="同一年度内不得重复。",
            ),
            Column(header="任务名称", field="name", required=True, width=32, note="任务名称。"),
            Column(header="行业", field="industry", required=True, note="与“检查对象”表一致。"),
            Column(header="发起部门", field="lead", required=True, width=22, note="只填一个部门。"),
            Column(
                header="参与部门",
                field="partners",
                required=True,
                width=36,
                longest=500,
                note="不含发起部门。" + SEVERAL_NOTE,
            ),
            Column(
                header="抽查事项编号",
                field="items",
                required=True,
                width=36,
                longest=1000,
                note="“抽查事项清单”表中的事项编号。" + SEVERAL_NOTE,
            ),
            Column(
                header="抽查比例",
                field="rates",
                required=True,
                width=26,
                note="统一比例写 10%；按信用风险分类写 A1%、B2%、C10%、D30%。",
            ),
            Column(header="开始日期", field="starts_on", required=True, width=14, note=DATE_NOTE),
            Column(header="结束日期", field="ends_on", required=True, width=14, note=DATE_NOTE),
        ),
        also=(
            Column(header="起止时间", field="period", note="2026年3月—11月、第二季度、全年。"),
            Column(header="抽查对象", field="scope", longest=1000, note="对象范围。"),
            Column(header="实施主体", field="checker", longest=200, note="由谁检查，例如：县级。"),
            Column(header="信用风险分类要求", field="class_rates", note="A类1%、D类30%。"),
        ),
    ),
)


def sheet_form(name: str) -> SheetForm:
    """The sheet of this name. LookupError when there is none."""
    for form in SHEETS:
        if form.name == name:
            return form
    raise LookupError(name)
