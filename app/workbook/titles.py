"""标题: what the title above a table tells: the year and the trade."""

import re

YEAR = re.compile(r"(20\d\d)\s*年")
TRADE = re.compile(
    r"(?:.*(?:省|市|县|区|旗|年度?))?(.+?)(?:行业|领域)?(?:部门)?(?:联合)?"
    r"(?:检查对象|抽查对象|市场主体|经营主体|对象)(?:名录库?|名单|底册|台账|清单|一览表|统计表|库)+"
)


def year_of_title(title: str) -> int | None:
    """2026 of 青禾县2026年度部门联合抽查计划; None when no or two years are named."""
    years = set(YEAR.findall(title))
    return int(years.pop()) if len(years) == 1 else None


def trade_of_title(title: str) -> str:
    """加油站 of 青禾县加油站检查对象名录; empty when the title names none."""
    for words in title.split():
        found = TRADE.search(words)
        if found and 2 <= len(found[1]) <= 12:
            return found[1]
    return ""
