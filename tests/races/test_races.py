"""Races: whoever presses at the same moment as whom, the ledger says one thing."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from inspection.inbox import InboxState
from inspection.people import Role
from inspection.posting import PostingState
from inspection.usecases.fire_deadlines import fire_deadlines
from inspection.whistle import WhistleState
from storage.audit import first_broken_link
from storage.database import Database, open_database
from tests.races.crowd import DEPARTMENTS, GROUP, NOW, Crowd


@pytest.fixture
def crowd(database: Database, url: str) -> Crowd:
    """Five departments before one whistle."""
    return Crowd(database, url)


def press_all(crowd: Crowd, times: int) -> None:
    """Everybody of the five departments who may, again and again."""
    data = f"v1:check_in:{crowd.whistle.id}"
    people = [
        person
        for department in crowd.task.partner_ids
        for person in crowd.people(department, Role.LIAISON)[:1]
    ]
    for number in range(times):
        crowd.press(people[number % len(people)], data)


def test_a_hundred_presses_of_five_departments_are_five_check_ins(crowd: Crowd) -> None:
    press_all(crowd, 100)
    crowd.settle(3)
    with crowd.database.reading() as ledger:
        check_ins = ledger.check_ins.find(whistle_id=crowd.whistle.id)
        assert len(check_ins) == DEPARTMENTS
        assert len({each.department_id for each in check_ins}) == DEPARTMENTS
        assert ledger.whistles.get(crowd.whistle.id).state is WhistleState.CLOSED
        verbs = Counter(event.verb for event in ledger.events.find())
        assert verbs["checked_in"] == DEPARTMENTS
        kinds = Counter(posting.kind for posting in ledger.postings.find(chat_id=GROUP))
        assert kinds["everybody_in"] == 1
        boards = ledger.postings.find(kind="whistle_board", state=PostingState.PENDING)
        assert len(boards) == 1
        assert boards[0].facts["missing"] == []
        assert {each.state for each in ledger.inbox.find()} == {InboxState.DONE}
        assert first_broken_link(ledger) is None


def test_a_press_racing_the_escalation_is_on_time_or_escalated_never_both(crowd: Crowd) -> None:
    *early, last = crowd.task.partner_ids
    for department in early:
        person = crowd.people(department, Role.LIAISON)[0]
        crowd.press(person, f"v1:check_in:{crowd.whistle.id}")
    crowd.settle(1)
    crowd.clock.moment = crowd.whistle.due_at
    person = crowd.people(last, Role.LIAISON)[0]
    crowd.press(person, f"v1:check_in:{crowd.whistle.id}")

    def tick() -> None:
        with crowd.another() as (backstage, _), backstage.desk() as desk:
            fire_deadlines(replace(desk, now=crowd.whistle.due_at))

    crowd.settle(2, tick)
    with crowd.database.reading() as ledger:
        assert len(ledger.check_ins.find()) == DEPARTMENTS
        escalated = ledger.events.find(verb="check_in_escalation")
        closed = ledger.whistles.get(crowd.whistle.id).state is WhistleState.CLOSED
        entered = ledger.events.find(verb="checked_in")[-1]
        if escalated:
            assert len(escalated) == 1
            assert escalated[0].id < entered.id
        else:
            deadlines = ledger.deadlines.find(about_id=crowd.whistle.id)
            assert all(each.fired_at or each.cancelled_at for each in deadlines)
        assert closed
        assert first_broken_link(ledger) is None


def test_two_tickers_fire_a_deadline_once(crowd: Crowd) -> None:
    crowd.clock.moment = NOW + timedelta(days=3)

    def tick() -> None:
        with crowd.another() as (backstage, _), backstage.desk() as desk:
            fire_deadlines(desk)

    crowd.settle(0, tick, tick, tick)
    with crowd.database.reading() as ledger:
        assert len(ledger.events.find(verb="check_in_escalation")) == 1
        assert all(each.fired_at for each in ledger.deadlines.find())


def test_a_clock_that_jumps_back_fires_nothing_twice(crowd: Crowd) -> None:
    for moment in (timedelta(days=3), timedelta(), timedelta(days=3, hours=1)):
        crowd.clock.moment = NOW + moment
        with crowd.backstage.desk() as desk:
            fire_deadlines(desk)
    with crowd.database.reading() as ledger:
        assert len(ledger.events.find(verb="check_in_escalation")) == 1


def test_one_posting_of_a_chat_is_in_hand_at_a_time(crowd: Crowd) -> None:
    claimed = []

    def send(number: int) -> None:
        database = open_database(crowd.url)
        try:
            for _ in range(5):
                with database.rows() as ledger:
                    heads = ledger.next_of_each_chat(crowd.clock.now())
                    claimed.extend(ledger.claim_postings(heads, number))
        finally:
            database.close()

    crowd.settle(0, *(lambda number=number: send(number) for number in range(4)))  # type: ignore[misc]
    assert len({posting.id for posting in claimed}) == len(claimed)
    with crowd.database.reading() as ledger:
        in_hand = Counter(posting.chat_id for posting in ledger.in_hand())
    assert set(in_hand.values()) == {1}


def test_seats_fall_to_the_next_when_the_holder_goes(crowd: Crowd) -> None:
    if crowd.url.startswith("sqlite"):
        pytest.skip("SQLite has one process")
    first, second = open_database(crowd.url), open_database(crowd.url)
    one, two = first.seats(), second.seats()
    assert one.take("poller")
    assert one.take("poller")
    assert not two.take("poller")
    assert two.take("ticker")
    assert two.lives(one.number)
    one.close()
    assert two.take("poller")
    assert not two.lives(one.number)
    two.close()
    first.close()
    second.close()
