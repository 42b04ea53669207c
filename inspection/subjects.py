"""检查对象: who or what is drawn and visited."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from inspection.ids import UNSAVED, SubjectId


class SubjectKind(StrEnum):
    """检查对象类别 (新华第四条)."""

    PROFIT = "profit"  # 营利性市场主体
    NON_PROFIT = "non_profit"  # 非营利性市场主体
    NON_MARKET = "non_market"  # 非市场主体（产品、项目、行为）


class SubjectState(StrEnum):
    """登记状态: only 存续 subjects are drawn."""

    ACTIVE = "active"  # 存续
    CANCELLED = "cancelled"  # 注销
    REVOKED = "revoked"  # 吊销
    WITHDRAWN = "withdrawn"  # 撤销
    MOVED_OUT = "moved_out"  # 迁出


@dataclass(frozen=True, kw_only=True, slots=True)
class Subject:
    """检查对象: one line of the subject roster (名录库).

    `code` is the unified credit code, a 15-digit registration number, or the local number of a
    non-market object; unique. `risk_class` (A..D) and `phone` are not public.
    """

    id: SubjectId = SubjectId(UNSAVED)
    code: str
    name: str
    kind: SubjectKind
    industry: str
    address: str = ""
    area: str = ""
    legal_representative: str = ""
    phone: str = ""
    risk_class: str = ""
    state: SubjectState = SubjectState.ACTIVE
    last_inspected: date | None = None
