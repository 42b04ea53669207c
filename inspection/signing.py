"""签发方式: which papers a head must issue, which are signed by hand, which are finished so.

The circulars ask for no approval in chat: this says how a paper becomes final in an office, and
holds up no step of an inspection (docs/decisions/0006-issuing.md).
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Signing(StrEnum):
    """签发方式: 签发 by a head in chat; 当场签字 on paper; 定稿 as the program writes it."""

    ISSUED = "issued"
    BY_HAND = "by_hand"
    NONE = "none"


_ISSUED = (
    "吹哨通知",
    "工作方案",
    "会商会议通知",
    "会商会议纪要",
    "案件线索移送函",
    "抄告单",
    "检查报告",
    "更正通知",
    "风险预警和专项抽查建议",
    "工作总结",
    "年度联合抽查计划",
    "年度工作总结",
    "年度工作报告",
    "督查通报",
)
_BY_HAND = (
    "回避声明",
    "提前告知书",
    "检查事项和材料清单",
    "网络检查记录",
    "行业统一检查单",
    "情况记录表",
    "拒签见证说明",
    "直接结果证据表",
    "现场笔录",
    "询问笔录",
    "抽样单",
    "责令改正通知书",
    "复查记录",
    "行政检查审批表",
    "结果不予公开审批表",
    "结果更正审批表",
    "停止公示审批表",
    "计划调整备案表",
    "清单和名录库动态调整表",
)
_NONE = (
    "报到回执",
    "抽取方案公示单",
    "随机抽取记录",
    "检查组名单",
    "人员更换审批表",
    "结果录入清单",
    "结果公示表",
    "催办督办单",
    "联合抽查事项清单",
    "统计表",
    "履职尽责证据清单",
    "卷内目录",
)

SIGNINGS: Mapping[str, Signing] = MappingProxyType(
    {
        **dict.fromkeys(_ISSUED, Signing.ISSUED),
        **dict.fromkeys(_BY_HAND, Signing.BY_HAND),
        **dict.fromkeys(_NONE, Signing.NONE),
    }
)
"""Form to how it becomes final; every form of the catalogue is here."""

NUMBERED = frozenset(
    {
        "吹哨通知",
        "会商会议通知",
        "会商会议纪要",
        "案件线索移送函",
        "抄告单",
        "更正通知",
        "年度联合抽查计划",
        "年度工作报告",
        "督查通报",
    }
)
"""Forms with a letterhead, which take a 发文字号 when they are issued."""

PUBLISHED = frozenset({"年度联合抽查计划", "联合抽查事项清单", "抽取方案公示单", "结果公示表"})
"""Forms that are published: whoever is not of the team gets their 公开副本."""


def signing_of(form: str) -> Signing:
    """How this form becomes final; a form nobody knows is finished as it is."""
    return SIGNINGS.get(form, Signing.NONE)
