"""计划申报: a department proposes a task, by a short dialogue or with its plan sheet."""

from datetime import date

from bot.call import Call
from bot.handlers.plan import show_year
from bot.ports import BookReport
from bot.router import router
from inspection.archive import StoredFile
from inspection.ids import UNSAVED, FileId, ItemId, PlanProposalId
from inspection.items import InspectionItem
from inspection.permissions import Deed
from inspection.plain import Facts, Plain
from inspection.plan_words import planned_facts, role_words, scope_words
from inspection.planning import (
    partners_of,
    plan_of,
    proposal,
    require_own,
    require_proposals_taken,
    require_year,
)
from inspection.plans import PlanProposal
from inspection.refusal import Refusal
from inspection.usecases.amend_draft import amend_draft
from inspection.usecases.draft_proposal import draft_proposal
from inspection.usecases.submit_proposal import submit_proposal

MOST_DETAILS = 1200
"""Characters of a sheet's report that go into the message; a longer one becomes a file."""


@router.button("plan_propose", Deed.PROPOSE_PLAN)
def on_propose(call: Call) -> None:
    """Which trade: those of the item list, for nothing off the list is checked (忻州第五条)."""
    if not call.private:
        raise Refusal("only_in_private")
    year = call.number(0)
    require_year(year)
    require_proposals_taken(call.desk, plan_of(call.desk, year))
    first: dict[str, InspectionItem] = {}
    for item in call.desk.ledger.items.find():
        first.setdefault(item.industry, item)
    trades: list[Plain] = [{"item": item.id, "name": name} for name, item in first.items()]
    call.show("plan_trades", {"year": year, "trades": trades, "words": role_words(call.desk)})


@router.button("plan_trade", Deed.PROPOSE_PLAN)
def on_trade(call: Call) -> None:
    """How many."""
    about: Facts = {"year": call.number(0), "item": call.number(1)}
    trade = _item(call, call.number(1)).industry
    roster = len(call.desk.ledger.subjects.find(industry=trade))
    call.ask("plan_share", about, "ask_plan_share", {"trade": trade, "subjects": roster})


@router.answer("plan_share", Deed.PROPOSE_PLAN)
def on_share(call: Call) -> None:
    """When."""
    share: Plain = call.backstage.read_share(call.text)
    about: Facts = {"year": call.about("year"), "item": call.about("item"), "share": share}
    call.ask("plan_period", about, "ask_plan_period", {"year": call.about("year")})


@router.answer("plan_period", Deed.PROPOSE_PLAN)
def on_period(call: Call) -> None:
    """The draft, as it would be handed in."""
    year = call.about_number("year")
    starts_on, ends_on = call.backstage.read_period(call.text, year)
    drafted = draft_proposal(
        call.desk, actor=call.actor, proposal=_drafted(call, year, starts_on, ends_on)
    )
    call.close_prompts()
    _show(call, drafted)


@router.button("plan_items", Deed.PROPOSE_PLAN)
def on_items(call: Call) -> None:
    """The items of the trade, to be ticked."""
    _show_items(call, _own(call))


@router.button("plan_item", Deed.PROPOSE_PLAN)
def on_item(call: Call) -> None:
    """Tick one item, or take the tick away."""
    draft = _own(call)
    item = _item(call, call.number(1))
    kept = tuple(each for each in draft.item_ids if each != item.id)
    chosen = kept if item.id in draft.item_ids else (*kept, item.id)
    _show_items(
        call, amend_draft(call.desk, actor=call.actor, proposal_id=draft.id, item_ids=chosen)
    )


@router.button("plan_name", Deed.PROPOSE_PLAN)
def on_name(call: Call) -> None:
    """Another name for the task."""
    draft = _own(call)
    call.ask("plan_name", {"proposal": draft.id}, "ask_plan_name", {"name": draft.name})


@router.answer("plan_name", Deed.PROPOSE_PLAN)
def on_named(call: Call) -> None:
    """The draft under its new name."""
    key = PlanProposalId(call.about_number("proposal"))
    named = amend_draft(call.desk, actor=call.actor, proposal_id=key, name=call.text)
    call.close_prompts()
    _show(call, named)


@router.button("plan_scope", Deed.PROPOSE_PLAN)
def on_scope(call: Call) -> None:
    """Which of the trade's subjects."""
    draft = _own(call)
    facts = {"task": draft.name, "scope": scope_words(draft)}
    call.ask("plan_scope", {"proposal": draft.id}, "ask_plan_scope", facts)


@router.answer("plan_scope", Deed.PROPOSE_PLAN)
def on_scoped(call: Call) -> None:
    """The draft with its objects as written."""
    key = PlanProposalId(call.about_number("proposal"))
    scoped = amend_draft(call.desk, actor=call.actor, proposal_id=key, scope=call.text)
    call.close_prompts()
    _show(call, scoped)


@router.button("plan_draft", Deed.PROPOSE_PLAN)
def on_draft(call: Call) -> None:
    """Back to the draft."""
    _show(call, _own(call))


@router.button("plan_submit", Deed.PROPOSE_PLAN)
def on_submit(call: Call) -> None:
    """To the office."""
    key = PlanProposalId(call.number(0))
    handed_in = submit_proposal(call.desk, actor=call.actor, proposal_id=key)
    facts: Facts = {"id": handed_in.id, "year": handed_in.year, "task": handed_in.name}
    call.show("proposal_submitted", {**facts, "words": role_words(call.desk)})


@router.answer("plan_book", Deed.PROPOSE_PLAN)
def on_book(call: Call) -> None:
    """A department's plan sheet: tried, and shown as it was understood."""
    if call.upload is None or call.upload.photo:
        raise Refusal("book_not_photo")
    name, content = call.upload.name, call.upload.content
    kept = call.backstage.keep_file(call.desk.ledger, name, call.upload.media_type, content)
    report = call.backstage.gather_book(call.desk, content, actor=call.actor, dry_run=True)
    call.close_prompts()
    _show_trial(call, kept, report)


@router.button("plan_send_book", Deed.PROPOSE_PLAN)
def on_ask_book(call: Call) -> None:
    """Ask for the sheet."""
    if not call.private:
        raise Refusal("only_in_private")
    require_proposals_taken(call.desk, plan_of(call.desk, call.number(0)))
    year = call.number(0)
    call.ask("plan_book", {"year": year}, "ask_plan_book", {"year": year}, wants="photo")


@router.button("plan_book_in", Deed.PROPOSE_PLAN)
def on_book_in(call: Call) -> None:
    """Hand in every row of the sheet."""
    kept = call.desk.ledger.files.get(FileId(call.number(0)))
    report = call.backstage.gather_book(call.desk, kept.content, actor=call.actor)
    if not report.imported:
        _show_trial(call, kept, report)
        return
    call.show("proposals_handed_in", {"name": kept.name, "count": report.importable})


@router.button("plan_discard", Deed.PROPOSE_PLAN)
def on_discard(call: Call) -> None:
    """Nothing is handed in."""
    show_year(call, call.number(0))


def _show_trial(call: Call, kept: StoredFile, report: BookReport) -> None:
    attached = len(report.text) > MOST_DETAILS
    listing = None
    if attached:
        listing = call.backstage.keep_file(
            call.desk.ledger, f"{kept.name}.txt", "text/plain", report.text.encode("utf-8-sig")
        )
    facts: Facts = {
        "name": kept.name,
        "file": kept.id,
        "problems": report.problems,
        "importable": report.importable,
        "counts": list(report.counts),
        "attached": attached,
        "details": "" if attached else report.text,
    }
    call.say("proposals_trial", facts, file_id=listing.id if listing else None)


def _drafted(call: Call, year: int, starts_on: date, ends_on: date) -> PlanProposal:
    """All items of the trade that the list has, and the departments that check them."""
    trade = _item(call, call.about_number("item")).industry
    items = tuple(each.id for each in call.desk.ledger.items.find(industry=trade))
    lead_id = call.actor.department_id
    share = call.about("share")
    assert isinstance(share, dict)
    return PlanProposal(
        id=PlanProposalId(UNSAVED),
        year=year,
        name=f"{trade}部门联合抽查",
        industry=trade,
        lead_id=lead_id,
        partner_ids=partners_of(call.desk, lead_id, items),
        item_ids=items,
        starts_on=starts_on,
        ends_on=ends_on,
        proposed_by=call.actor.id,
        proposed_at=call.desk.now,
        **share,  # type: ignore[arg-type]
    )


def _own(call: Call) -> PlanProposal:
    draft = proposal(call.desk, PlanProposalId(call.number(0)))
    require_own(call.actor, draft)
    return draft


def _item(call: Call, key: int) -> InspectionItem:
    found = call.desk.ledger.items.find(id=ItemId(key))
    if not found:
        raise Refusal("button_out_of_date")
    return found[0]


def _show(call: Call, draft: PlanProposal) -> None:
    call.show("proposal_draft", {**planned_facts(call.desk, draft), "year": draft.year})


def _show_items(call: Call, draft: PlanProposal) -> None:
    ledger = call.desk.ledger
    items: list[Plain] = [
        {
            "id": item.id,
            "name": item.name,
            "department": ledger.departments.get(item.department_id).short_name,
            "chosen": item.id in draft.item_ids,
        }
        for item in ledger.items.find(industry=draft.industry)
    ]
    call.show("proposal_items", {"id": draft.id, "task": draft.name, "items": items})
