"""Workbooks that look like those of real offices: column sets of domain.md section 6, made up."""

import csv
import io
from copy import deepcopy
from typing import Any

from openpyxl import Workbook

from app.demo.codes import fictional_code

Rows = list[list[Any]]

CODES = [fictional_code("91", f"MA0XF{number:03d}") for number in range(1, 30)]
DEPARTMENTS: Rows = [
    ["部门名称", "简称", "联席办所在部门"],
    ["青禾县市监局", "市监", "是"],
    ["青禾县商务局", "商务", ""],
    ["青禾县应急局", "应急", ""],
    ["青禾县消防救援大队", "消防", ""],
    ["青禾县民政局", "民政", ""],
    ["青禾县卫健委", "卫健", ""],
]
ITEMS: Rows = [
    ["事项编号", "抽查事项", "检查主体", "行业", "检查内容", "抽查依据", "检查方式", "类别"],
    ["JY-01", "成品油经营资格", "商务", "加油站", "资格证明", "某办法", "实地核查", ""],
    ["JY-02", "加油机计量", "市监", "加油站", "检定标志", "某法", "实地核查", "重点"],
    ["JY-03", "安全管理", "应急", "加油站", "制度、台账", "某条例", "实地核查", ""],
    ["JY-04", "登记、公示信息", "市监", "加油站", "登记事项", "某办法", "网络监测", ""],
    ["YL-01", "服务质量", "民政", "养老机构", "服务", "某办法", "实地核查", ""],
    ["YL-02", "消防安全", "消防", "养老机构", "设施", "某法", "实地核查", ""],
]
SUBJECTS: Rows = [
    ["统一社会信用代码", "企业名称", "行业", "信用风险分类", "经营状态"],
    *[[CODES[n], f"{n}号站", "加油站", "ABCD"[n % 4], "在业"] for n in range(12)],
]
BASE = {"部门": DEPARTMENTS, "抽查事项清单": ITEMS, "检查对象名录库": SUBJECTS}

BOZHOU: Rows = [
    ["青禾县2026年度“一业一查”部门联合抽查计划"],
    ["序号", "行业", "牵头部门", "任务名称", "联查部门", "抽查事项", "联查对象", "检查主体",
     "责任分工", "抽查比例", "时间安排", "备注"],
    [1, "加油站", "县商务局", "加油站联合抽查", "市场监管局、应急管理局",
     "1.成品油经营资格\n2.加油机计量；3.安全管理", "全县加油站", "县商务局等", "各负其责",
     "10%（20户）", "2026年1月—11月", ""],
    [2, "养老机构", "民政局", "养老机构联合抽查", "消防大队", "服务质量、消防安全", "养老机构",
     "", "", "5%", "第二季度", ""],
]  # fmt: skip
COUNTY_2026: Rows = [
    ["附件"],
    ["青禾县部门联合“双随机、一公开”抽查计划"],
    ["（2026年）"],
    ["抽查计划编号", "任务名称", "抽查类型", "抽查对象", "发起部门", "参与部门", "抽查比例（数量）",
     "检查方式", "起止时间", "抽查事项"],
    ["QH2601", "加油站抽查", "定向", "加油站", "商务局", "市监局/应急局", "3%；2次/年",
     "实地核查", "2026年2月24日 -2026年11月30日", "JY-01；JY-02；JY-03"],
]  # fmt: skip
CHANGZHI: Rows = [
    ["2026年度部门联合抽查计划表"],
    ["序号", "抽查任务名称", "牵头部门", "配合部门", "抽查领域", "抽查比例", "信用风险分类要求",
     "抽查模式", "抽查时间", "检查事项"],
    ["1", "加油站抽查", "商务", "市监，应急", "加油站", "5%",
     "A类1%、B类2%、C类10%、D类30%", "市抽市查", "全年", "JY-01、JY-02、JY-03"],
]  # fmt: skip
WUHAN: Rows = [
    ["2026年部门联合随机抽查计划"],
    ["序号", "实施层级", "计划名称", "发起部门", "参与部门", "抽查对象范围", "抽取比例",
     "实施时间", "抽查事项名称"],
    [1, "区级", "加油站检查", "商务", "市监\n应急", "辖区加油站", "不低于5%", "3-10月",
     "加油机计量"],
]  # fmt: skip
NANLING: Rows = [
    ["序号", "抽查任务", "牵头单位", "协同单位", "行业领域", "比例", "完成时限"],
    ["1", "加油站联合抽查", "商务", "市监、应急", "加油站", "10%", "2026年11月底前"],
]
PLANS = {
    "亳州": BOZHOU,
    "某县2026": COUNTY_2026,
    "长治": CHANGZHI,
    "武汉": WUHAN,
    "南陵": NANLING,
}
PEOPLE: Rows = [
    ["青禾县行政执法人员名录库"],
    ["序号", "姓名", "性别", "工作单位", "职务", "行政执法证号", "有效期至", "执法类别",
     "联系电话"],
    [1, "槐 一舟", "男", "县商务局", "科员", "青禾-虚构-9101", "2027.12.31", "商务", ""],
    [2, "柳知言", "女", "市场监督管理局", "科员", "青禾-虚构-9102", "2028年1月1日",
     "计量；特种设备", ""],
]  # fmt: skip


def book(
    sheets: dict[str, Rows], merged: dict[str, list[str]] | None = None, lead: int = 0
) -> bytes:
    """An .xlsx of these sheets, `lead` empty rows above each, some cells merged."""
    made = Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for number, row in enumerate(rows, start=1 + lead):
            for place, value in enumerate(row, start=1):
                if value is not None:
                    sheet.cell(number, place, value)
        for span in (merged or {}).get(name, []):
            sheet.merge_cells(span)
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def comma_separated(rows: Rows, encoding: str = "utf-8", separator: str = ",") -> bytes:
    """A .csv of these rows."""
    words = io.StringIO(newline="")
    csv.writer(words, delimiter=separator).writerows(rows)
    return words.getvalue().encode(encoding)


def plan_row(**cells: object) -> Rows:
    """The county's plan of 2026 with some cells of its row written over."""
    rows = deepcopy(COUNTY_2026)
    for header, value in cells.items():
        place = next(at for at, cell in enumerate(rows[3]) if str(cell).startswith(header))
        rows[4][place] = value
    return rows
