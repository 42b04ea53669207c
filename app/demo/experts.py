"""青禾县的专家库: invented experts and institutions, so that /zhuanjia can be practised."""

from typing import Any

DEMO_EXPERTS = (
    ("郭测量", "专家", "青禾县虚构工程学校", "市监", "加油机计量、特种设备"),
    ("温安消", "专家", "青禾县虚构消防协会", "消防", "消防工程"),
    ("青禾县虚构油品检测中心", "检测机构", "", "市监", "成品油检验"),
)
"""Name, kind, organisation, the department that keeps the entry, expertise."""


def expert_rows() -> list[dict[str, Any]]:
    """The sheet 专家."""
    return [
        {
            "姓名（名称）": name,
            "专家类别": kind,
            "工作单位": organisation,
            "建库部门": department,
            "业务专长": expertise,
            "联系电话": f"000-{9900000 + number}",
            "聘期截止": "2027-12-31",
            "状态": "在库",
        }
        for number, (name, kind, organisation, department, expertise) in enumerate(DEMO_EXPERTS)
    ]
