"""风险预警和专项抽查建议的事实: the patterns of one trade's results; analysis and advice are open.

Source: 信阳第九条, 忻州第二十三条. What the counts mean and what is to be done a person writes.
"""

from datetime import date

from inspection.desk import Desk
from inspection.patterns import Pattern, PatternKind
from inspection.plain import Facts, Plain
from inspection.snapshots import risk_phrases
from inspection.snapshots.common import article_of, joined, period_words, year_facts
from inspection.snapshots.pattern_counts import patterns_of


def risk_proposal_facts(desk: Desk, year: int, industry: str) -> Facts:
    """风险预警和专项抽查建议 of one trade for the year so far."""
    rule = desk.profile.follow_up.risk_campaign
    found = patterns_of(desk, year, industry)
    departments = dict.fromkeys(own for each in found for own in each.department_ids)
    names = [desk.ledger.departments.get(each).name for each in departments]
    last = max(min(desk.now.date(), date(year, 12, 31)), date(year, 1, 1))
    recipients: list[Plain] = list(names)
    return {
        **year_facts(desk, issuer_id=None, basis=(rule.citation,)),
        "recipients": recipients,
        "industry": industry,
        "period": period_words(date(year, 1, 1), last),
        "patterns": [_row(desk, each) for each in found],
        "analysis": None,
        "proposals": None,
        "special": {"scope": None, "rate": None, "period": None, "departments": joined(names)},
        "article": article_of(rule.citation),
    }


def _row(desk: Desk, pattern: Pattern) -> dict[str, Plain]:
    names = [desk.ledger.departments.get(each).name for each in pattern.department_ids]
    words = {
        PatternKind.ITEM: risk_phrases.ITEM.format(item=pattern.label),
        PatternKind.SUBJECT: risk_phrases.SUBJECT,
        PatternKind.TRADE: risk_phrases.TRADE,
    }
    return {
        "problem": words[pattern.kind],
        "subjects": pattern.hits,
        "checked": pattern.checked,
        "share": pattern.share,
        "department": joined(names),
    }
