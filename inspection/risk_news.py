"""风险提示: the office is told what a task's results show, once they are all published."""

from inspection.announce import to_person
from inspection.desk import Desk
from inspection.papers.risk import PROPOSAL, proposal_about
from inspection.people import Role
from inspection.plain import Facts, Plain
from inspection.roster import with_role
from inspection.snapshots.pattern_counts import (
    pattern_facts,
    patterns_of,
    rule_facts,
    trades_with_patterns,
)
from inspection.tasks import InspectionTask


def risk_facts(desk: Desk, year: int) -> Facts:
    """The patterns of a year, trade by trade, with the rule by which they were counted."""
    return _facts(desk, year, list(trades_with_patterns(desk, year)))


def tell_office_of_patterns(desk: Desk, task: InspectionTask) -> None:
    """Once for each task whose trade shows a pattern; silent otherwise."""
    if not patterns_of(desk, task.year, task.industry):
        return
    facts = _facts(desk, task.year, [task.industry])
    for person in with_role(desk.ledger, Role.OFFICE):
        to_person(desk, person.id, "risk_patterns", facts, dedupe=f"risk:{task.id}", task=task)


def _facts(desk: Desk, year: int, industries: list[str]) -> Facts:
    trades: list[Plain] = [
        {
            "industry": industry,
            "about": proposal_about(desk, year, industry),
            "patterns": [pattern_facts(desk, each) for each in patterns_of(desk, year, industry)],
        }
        for industry in industries
    ]
    rule = desk.profile.follow_up.risk_campaign
    return {
        "year": year,
        "trades": trades,
        "form": PROPOSAL,
        "basis": rule.cited(),
        "words": rule.words,
        **rule_facts(),
    }
