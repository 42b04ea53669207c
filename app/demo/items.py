"""演示抽查事项和计划: bases as found in published lists; where none was found, that is said."""

from typing import Any

NO_BASIS = "演示数据：法律依据由检查主体核定后填入"
METROLOGY = "《中华人民共和国计量法》第十八条；《加油站计量监督管理办法》第六条"
FIRE = "《中华人民共和国消防法》第四条"
PETROL = "《成品油流通管理办法》（商务部令2025年第4号）"
DISCLOSURE = "《企业公示信息抽查办法》（市场监管总局令第101号）"
ELDERLY = "《养老机构管理办法》"
SPECIAL_EQUIPMENT = "《中华人民共和国特种设备安全法》第五十七条"

STATION, HOME, TRAINING, NURSERY = "加油站", "养老机构", "校外培训机构", "民办幼儿园"

ITEMS = (
    # code, name, department, industry, content, basis, method, kind
    ("JY-01", "成品油零售经营资格", "商务", STATION,
     "成品油零售经营资格证明", PETROL, "实地核查", "一般"),
    ("JY-02", "成品油购销台账", "商务", STATION,
     "成品油购销和出入库台账", PETROL, "书面检查", "一般"),
    ("JY-03", "加油机计量", "市监", STATION,
     "加油机检定标志、铅封、示值误差", METROLOGY, "实地核查", "重点"),
    ("JY-04", "登记和公示信息", "市监", STATION,
     "登记事项和应当公示的信息", DISCLOSURE, "网络监测", "一般"),
    ("JY-05", "危险化学品经营安全管理", "应急", STATION,
     "经营许可证、安全管理制度", NO_BASIS, "实地核查", "重点"),
    ("JY-06", "油气回收设施运行", "生态环境", STATION,
     "油气回收设施及运行记录", NO_BASIS, "实地核查", "一般"),
    ("JY-07", "加油站消防安全", "消防", STATION,
     "消防设施、器材和消防安全管理", FIRE, "实地核查", "重点"),
    ("JY-08", "税控装置使用", "税务", STATION,
     "加油机税控装置使用情况", NO_BASIS, "实地核查", "一般"),
    ("YL-01", "养老服务质量和安全", "民政", HOME,
     "服务质量、安全管理、从业人员", ELDERLY, "实地核查", "重点"),
    ("YL-02", "运营和收费", "民政", HOME,
     "备案、服务合同、收费、信息公开", ELDERLY, "书面检查", "一般"),
    ("YL-03", "食堂食品安全", "市监", HOME,
     "食堂许可、采购和加工", NO_BASIS, "实地核查", "重点"),
    ("YL-04", "特种设备使用", "市监", HOME,
     "电梯等特种设备使用登记和检验", SPECIAL_EQUIPMENT, "实地核查", "重点"),
    ("YL-05", "养老机构消防安全", "消防", HOME,
     "消防设施、疏散通道、值守", FIRE, "实地核查", "重点"),
    ("YL-06", "内设医疗机构", "卫健", HOME,
     "内设医疗机构执业情况", NO_BASIS, "书面检查", "一般"),
    ("YL-07", "房屋和消防设计审查验收", "住建", HOME,
     "房屋安全、消防设计审查验收", NO_BASIS, "书面检查", "一般"),
    ("PX-01", "培训行为", "教育", TRAINING,
     "培训内容、班次、招生对象、教师资质", NO_BASIS, "实地核查", "一般"),
    ("PX-02", "民办非企业单位活动", "民政", TRAINING,
     "按登记的业务范围开展活动", NO_BASIS, "书面检查", "一般"),
    ("PX-03", "公示信息和收费", "市监", TRAINING,
     "公示信息、收费公示、广告", DISCLOSURE, "网络监测", "一般"),
    ("PX-04", "培训场所消防安全", "消防", TRAINING,
     "消防设施和疏散通道", FIRE, "实地核查", "重点"),
    ("YR-01", "办学行为", "教育", NURSERY,
     "办学许可、收费、保育教育", NO_BASIS, "实地核查", "一般"),
    ("YR-02", "幼儿园食堂", "市监", NURSERY,
     "食堂许可、采购和加工", NO_BASIS, "实地核查", "重点"),
    ("YR-03", "卫生保健和传染病防控", "卫健", NURSERY,
     "卫生保健制度、晨检记录", NO_BASIS, "实地核查", "一般"),
    ("YR-04", "安全防范", "公安", NURSERY,
     "保安、防护设施、监控", NO_BASIS, "实地核查", "一般"),
    ("YR-05", "幼儿园消防安全", "消防", NURSERY,
     "消防设施和疏散通道", FIRE, "实地核查", "重点"),
)  # fmt: skip

PLANS = (
    # number, name, industry, lead, partners, items, rates, starts, ends
    ("QH-01", "加油站部门联合抽查", STATION, "商务", "市监、应急、生态环境、消防",
     "JY-01、JY-02、JY-03、JY-04、JY-05、JY-06、JY-07", "A1%、B2%、C10%、D30%",
     "2026-03-02", "2026-09-30"),
    ("QH-02", "养老机构部门联合抽查", HOME, "民政", "市监、消防、卫健、住建",
     "YL-01、YL-02、YL-03、YL-04、YL-05、YL-06、YL-07", "30%", "2026-04-01", "2026-09-30"),
    ("QH-03", "校外培训机构部门联合抽查", TRAINING, "教育", "民政、市监、消防",
     "PX-01、PX-02、PX-03、PX-04", "10%", "2026-05-06", "2026-10-20"),
    ("QH-04", "民办幼儿园部门联合抽查", NURSERY, "教育", "市监、卫健、公安、消防",
     "YR-01、YR-02、YR-03、YR-04、YR-05", "10%", "2026-05-06", "2026-10-20"),
)  # fmt: skip


def item_rows() -> list[dict[str, Any]]:
    """The sheet 抽查事项清单."""
    headers = (
        "事项编号",
        "抽查事项",
        "检查主体（部门）",
        "行业",
        "检查内容",
        "抽查依据",
        "检查方式",
        "类别",
    )
    return [dict(zip(headers, item, strict=True)) for item in ITEMS]


def plan_rows() -> list[dict[str, Any]]:
    """The sheet 年度计划, for 2026."""
    headers = (
        "计划编号", "任务名称", "行业", "发起部门", "参与部门", "抽查事项编号", "抽查比例",
        "开始日期", "结束日期",
    )  # fmt: skip
    return [{"年度": "2026", **dict(zip(headers, plan, strict=True))} for plan in PLANS]
