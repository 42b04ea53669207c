"""Many heads issue at the same moment: every number once, none left out, on both databases."""

from collections.abc import Callable
from dataclasses import replace

from inspection.archive import Document, DocumentState
from inspection.desk import Desk
from inspection.filing import draft_document
from inspection.ids import DocumentId
from inspection.plan_papers import draft_annual_plan
from inspection.planning import plan_of
from inspection.plans import PLAN_PAPER
from inspection.usecases.cancel_number import cancel_number
from inspection.usecases.issue_document import issue_document
from inspection.usecases.issue_plan import issue_plan
from storage.audit import first_broken_link
from storage.database import Database
from tests.builders import County, desk_for
from tests.races.test_same_thing_at_once import at_once, prepared

FORM = "吹哨通知"
LIAISON, HEAD = "林晓禾", "马知远"


def _waiting(database: Database, place: County, count: int) -> list[DocumentId]:
    """So many reviewed drafts of one department whose 机关代字 is known."""

    def draft(desk: Desk, number: int) -> Document:
        made = draft_document(
            desk,
            task=place.task,
            form=FORM,
            title=f"吹哨通知之{number}",
            facts={"draft": True, "document_number": None, "issuer": "青禾县民政局"},
            actor_id=place.people[LIAISON].id,
            issuer_id=place.task.lead_id,
        )
        submitted = place.people[LIAISON].id
        return desk.ledger.documents.save(
            replace(made, state=DocumentState.REVIEWED, submitted_by=submitted)
        )

    with database.transaction() as ledger:
        home = ledger.departments.get(place.task.lead_id)
        ledger.departments.save(replace(home, number_code="青民"))
        return [draft(desk_for(ledger), number).id for number in range(count)]


def test_heads_who_issue_at_once_leave_no_gap_and_no_double(database: Database, url: str) -> None:
    place = prepared(database)
    keys = _waiting(database, place, 6)

    def issue(key: DocumentId) -> Callable[[Desk], object]:
        def act(desk: Desk) -> object:
            head = desk.ledger.people.get(place.people[HEAD].id)
            return issue_document(desk, actor=head, document_id=key).number

        return act

    outcome = at_once(url, *(issue(key) for key in keys))
    assert sorted(map(str, outcome)) == [f"青民〔2026〕{serial}号" for serial in range(1, 7)]
    with database.reading() as ledger:
        taken = ledger.document_numbers.find()
        assert sorted(each.serial for each in taken) == list(range(1, 7))
        assert first_broken_link(ledger) is None


def test_one_draft_issued_by_several_at_once_takes_one_number(database: Database, url: str) -> None:
    place = prepared(database)
    (key,) = _waiting(database, place, 1)

    def act(desk: Desk) -> object:
        head = desk.ledger.people.get(place.people[HEAD].id)
        return issue_document(desk, actor=head, document_id=key).number

    outcome = at_once(url, act, act, act, act)
    assert outcome.count("青民〔2026〕1号") == 1
    assert outcome.count("already_issued") == 3
    with database.reading() as ledger:
        assert len(ledger.document_numbers.find()) == 1


def test_a_number_cancelled_while_another_is_given_is_not_given_again(
    database: Database, url: str
) -> None:
    place = prepared(database)
    first, second = _waiting(database, place, 2)

    with database.transaction() as ledger:
        desk = desk_for(ledger)
        issued = issue_document(
            desk, actor=ledger.people.get(place.people[HEAD].id), document_id=first
        )

    def cancel(desk: Desk) -> object:
        actor = desk.ledger.people.get(place.people[HEAD].id)
        return cancel_number(desk, actor=actor, document_id=issued.id, reason="有误").state

    def issue(desk: Desk) -> object:
        actor = desk.ledger.people.get(place.people[HEAD].id)
        return issue_document(desk, actor=actor, document_id=second).number

    outcome = at_once(url, cancel, issue, cancel)
    assert outcome.count(DocumentState.CANCELLED) == 1
    assert "青民〔2026〕2号" in outcome
    with database.reading() as ledger:
        entries = ledger.document_numbers.find()
    assert [(each.serial, bool(each.cancelled_at)) for each in entries] == [(1, True), (2, False)]


def test_a_plan_issued_in_chat_while_its_number_is_typed_has_one_number(
    database: Database, url: str
) -> None:
    place = prepared(database)
    office, number = place.people["周见山"], "青双随机办〔2026〕1号"
    with database.transaction() as ledger:
        desk = desk_for(ledger)
        ledger.office.save(replace(ledger.office.find()[0], number_code="青双随机办"))
        draft = draft_annual_plan(desk, plan_of(desk, 2026), office)
        submitted = place.people["钱满仓"].id
        ledger.documents.save(replace(draft, state=DocumentState.REVIEWED, submitted_by=submitted))

    def issue(desk: Desk) -> object:
        return issue_document(desk, actor=office, document_id=draft.id).number

    def register(desk: Desk) -> object:
        day = desk.now.date()
        plan = issue_plan(desk, actor=office, year=2026, day=day, words=number)
        return plan.document_number

    outcome = at_once(url, issue, register, issue, register)
    assert set(outcome) <= {number, "already_issued", "plan_step_done"}
    with database.reading() as ledger:
        assert [each.text for each in ledger.document_numbers.find()] == [number]
        papers = ledger.documents.find(form=PLAN_PAPER, year=2026)
        plan = ledger.annual_plans.one(year=2026)
    assert [each.state for each in papers] == [DocumentState.MANUSCRIPT, DocumentState.ISSUED]
    assert plan is not None
    assert plan.document_number == papers[-1].number == number
