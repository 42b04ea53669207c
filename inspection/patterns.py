"""风险苗头: what the results of a year have in common; judged by people.

Source: 信阳第九条 (风险监测预警), 忻州第二十三条 (普遍性、行业性、苗头性问题).
No circular says from how many on: the numbers below are the product's own and printed as such.
"""

from dataclasses import dataclass
from enum import StrEnum

from inspection.ids import DepartmentId

SUBJECTS_OF_ITEM = 2
"""同一事项: from so many subjects with a problem on."""
TIMES_OF_SUBJECT = 2
"""同一对象: from so many inspections with a problem on, this year and the last."""
CHECKED_OF_TRADE = 3
"""同一行业: at least so many subjects checked, half of them or more with a problem."""


class PatternKind(StrEnum):
    """苗头种类."""

    ITEM = "item"  # 同一事项多户发现问题
    SUBJECT = "subject"  # 同一对象多次发现问题
    TRADE = "trade"  # 同一行业半数以上发现问题


@dataclass(frozen=True, kw_only=True, slots=True)
class Pattern:
    """风险苗头: `hits` of `checked` subjects; `label` names the item where the pattern is of one.

    `subjects` are the names of those hit, for internal papers and private chats only.
    """

    kind: PatternKind
    industry: str
    label: str = ""
    hits: int
    checked: int
    department_ids: tuple[DepartmentId, ...]
    subjects: tuple[str, ...]

    @property
    def share(self) -> str:
        """66.7%."""
        return f"{self.hits / self.checked:.1%}"
