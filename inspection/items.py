"""抽查事项: what may be checked; 清单之外无抽查 (忻州第五条)."""

from dataclasses import dataclass
from enum import StrEnum

from inspection.ids import UNSAVED, DepartmentId, ItemId


class ItemKind(StrEnum):
    """一般/重点检查事项 (忻州第九条)."""

    GENERAL = "general"
    KEY = "key"


@dataclass(frozen=True, kw_only=True, slots=True)
class InspectionItem:
    """抽查事项: one line of the item list (信阳第十四条: 依据、主体、内容、方式).

    `code` is the list number and is unique; `industry` ties the item to a trade.
    """

    id: ItemId = ItemId(UNSAVED)
    code: str
    name: str
    department_id: DepartmentId
    industry: str
    content: str
    basis: str
    method: str
    kind: ItemKind = ItemKind.GENERAL
