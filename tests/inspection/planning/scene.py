"""The plan of 2027 in the small chat: who proposes what, and how far the office has come."""

from datetime import date, datetime
from typing import Any

from inspection.desk import Desk
from inspection.ids import UNSAVED, PlanProposalId
from inspection.plans import PlanProposal, ProposalState
from inspection.usecases.approve_plan import approve_plan
from inspection.usecases.compile_plan import compile_plan
from inspection.usecases.draft_proposal import draft_proposal
from inspection.usecases.issue_plan import issue_plan
from inspection.usecases.settle_proposal import settle_proposal
from inspection.usecases.submit_proposal import submit_proposal
from tests.builders import INDUSTRY, SHANGHAI
from tests.small_chat import SmallChat

YEAR = 2027
OFFICE = "周见山"
CIVIL = "林晓禾"
FIRE = "李安澜"
MARKET = "钱满仓"
JUSTICE = "吴听雨"
OCTOBER = datetime(2026, 10, 12, 9, 0, tzinfo=SHANGHAI)


def propose(chat: SmallChat, who: str, **fields: Any) -> PlanProposal:
    """A proposal handed in by that person for the own department."""

    def act(desk: Desk) -> PlanProposal:
        person = desk.ledger.people.get(chat.county.people[who].id)
        values: dict[str, Any] = {
            "year": YEAR,
            "name": f"{INDUSTRY}部门联合抽查",
            "industry": INDUSTRY,
            "lead_id": person.department_id,
            "partner_ids": (),
            "item_ids": tuple(item.id for item in chat.county.items[:2]),
            "rates": {"": 1000},
            "starts_on": date(YEAR, 3, 1),
            "ends_on": date(YEAR, 6, 30),
            **fields,
        }
        new = PlanProposal(
            id=PlanProposalId(UNSAVED), proposed_by=person.id, proposed_at=desk.now, **values
        )
        draft = draft_proposal(desk, actor=person, proposal=new)
        return submit_proposal(desk, actor=person, proposal_id=draft.id)

    handed_in: PlanProposal = chat.write(act)
    return handed_in


def compiled(chat: SmallChat) -> None:
    """Everything handed in is accepted and compiled."""

    def act(desk: Desk) -> None:
        office = desk.ledger.people.get(chat.county.people[OFFICE].id)
        for each in desk.ledger.plan_proposals.find(year=YEAR, state=ProposalState.SUBMITTED):
            settle_proposal(desk, actor=office, proposal_id=each.id, state=ProposalState.ACCEPTED)
        compile_plan(desk, actor=office, year=YEAR)

    chat.write(act)


def in_force(chat: SmallChat) -> None:
    """Compiled, approved where the locality asks it, and issued."""
    compiled(chat)

    def act(desk: Desk) -> None:
        office = desk.ledger.people.get(chat.county.people[OFFICE].id)
        today = desk.now.date()
        if desk.profile.plan.approver.value:
            approve_plan(desk, actor=office, year=YEAR, day=today, words="会议纪要")
        issue_plan(desk, actor=office, year=YEAR, day=today, words=f"青双随机办〔{today.year}〕9号")

    chat.write(act)
