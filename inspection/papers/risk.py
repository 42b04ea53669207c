"""风险预警的文书: one proposal for each trade whose results show a pattern.

Source: 信阳第九条, 忻州第二十三条.
"""

from collections.abc import Iterable

from inspection.desk import Desk
from inspection.ids import TaskId
from inspection.papers.paper import Occasion, YearPaper
from inspection.plain import Facts
from inspection.snapshots import risk_phrases
from inspection.snapshots.pattern_counts import trades_with_patterns
from inspection.snapshots.risk_proposal import risk_proposal_facts

PROPOSAL = "风险预警和专项抽查建议"


def proposal_about(desk: Desk, year: int, industry: str) -> TaskId:
    """The number a trade's proposal goes by: its latest task of the year."""
    return desk.ledger.tasks.find(year=year, industry=industry)[-1].id


def _proposals(desk: Desk, year: int) -> Iterable[Occasion]:
    """Written when the office wants it: whether there is a risk people decide."""
    for industry in trades_with_patterns(desk, year):
        yield Occasion(
            about_id=proposal_about(desk, year, industry),
            title=risk_phrases.TITLE.format(industry=industry),
            issuer_id=None,
        )


def _facts(desk: Desk, year: int, occasion: Occasion) -> Facts:
    industry = desk.ledger.tasks.get(TaskId(occasion.about_id)).industry
    return risk_proposal_facts(desk, year, industry)


RISK_PAPERS = (YearPaper(form=PROPOSAL, occasions=_proposals, facts=_facts),)
