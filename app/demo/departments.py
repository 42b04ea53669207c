"""演示部门和人员: departments of 青禾县 and their people, plainly invented."""

from dataclasses import dataclass
from typing import Any

AREAS = ("城关片区", "云杉片区", "北岭片区", "柳湾片区")
INSPECTOR_GIVEN = ("一舟", "二川", "三江", "四海", "五岳", "六合")
EXPIRED_HOLDER = "榆四海"
"""The one inspector whose certificate has run out."""


@dataclass(frozen=True, slots=True)
class DemoDepartment:
    """演示部门: its people share an invented family name."""

    name: str
    short_name: str
    surname: str
    industry: str
    expertise: tuple[str, ...]
    inspectors: int = 4
    office: bool = False


NUMBER_CODES = {
    "市监": "青市监",
    "商务": "青商",
    "应急": "青应急",
    "生态环境": "青环",
    "消防": "青消",
    "税务": "青税",
    "民政": "青民",
    "教育": "青教",
    "卫健": "青卫健",
    "住建": "青建",
    "公安": "青公",
}
"""机关代字, by the short name of the department."""

DEMO_DEPARTMENTS = (
    DemoDepartment(
        "青禾县市场监督管理局", "市监", "柳", "市场监管", ("计量", "食品安全", "特种设备"), 6, True
    ),
    DemoDepartment("青禾县商务局", "商务", "槐", "商贸流通", ("成品油流通",), 6),
    DemoDepartment("青禾县应急管理局", "应急", "枫", "安全生产", ("危险化学品",)),
    DemoDepartment("青禾县生态环境分局", "生态环境", "荷", "生态环境", ("大气",)),
    DemoDepartment("青禾县消防救援大队", "消防", "榆", "安全生产", ("消防安全",), 6),
    DemoDepartment("青禾县税务局", "税务", "桂", "财税", ("税控",)),
    DemoDepartment("青禾县民政局", "民政", "松", "民生服务", ("养老服务",), 6),
    DemoDepartment("青禾县教育局", "教育", "梅", "民生服务", ("校外培训", "学前教育"), 6),
    DemoDepartment("青禾县卫生健康委员会", "卫健", "兰", "卫生健康", ("卫生保健",)),
    DemoDepartment("青禾县住房和城乡建设局", "住建", "桐", "城乡建设", ("房屋安全",)),
    DemoDepartment("青禾县公安局", "公安", "柏", "公共安全", ("安全防范",)),
)


def department_rows() -> list[dict[str, Any]]:
    """The sheet 部门."""
    return [
        {
            "部门名称": each.name,
            "简称": each.short_name,
            "联席办所在部门": "是" if each.office else "否",
            "行业系统": each.industry,
            "机关代字": NUMBER_CODES[each.short_name],
        }
        for each in DEMO_DEPARTMENTS
    ]


def person_rows() -> list[dict[str, Any]]:
    """The sheet 人员: the office's two, then per department 联络员, 负责人, 文书, 检查人员."""
    rows: list[dict[str, Any]] = []

    def add(name: str, department: str, roles: str, **more: str) -> None:
        phone = f"000-{len(rows) + 1:07d}"
        rows.append({"姓名": name, "部门": department, "角色": roles, "手机": phone, **more})

    office = next(each for each in DEMO_DEPARTMENTS if each.office)
    add(f"{office.surname}总汇", office.name, "联席办")
    add(f"{office.surname}统筹", office.name, "联席办、文书")
    certificates = 0
    for department in DEMO_DEPARTMENTS:
        add(f"{department.surname}知言", department.name, "部门联络员")
        add(f"{department.surname}守正", department.name, "部门负责人")
        add(f"{department.surname}落笔", department.name, "文书")
        for place in range(department.inspectors):
            certificates += 1
            name = department.surname + INSPECTOR_GIVEN[place]
            expires = "2027-12-31" if certificates % 2 else "2028-06-30"
            add(
                name,
                department.name,
                "检查人员",
                执法证号=f"青禾-虚构-{certificates:04d}",
                证件有效期="2025-06-30" if name == EXPIRED_HOLDER else expires,
                业务专长=department.expertise[place % len(department.expertise)],
                片区=AREAS[place % len(AREAS)],
            )
    return rows
