"""Two at the same thing at the same moment: one draw is made, one result stands."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

from inspection.desk import Desk
from inspection.draws import DrawState
from inspection.findings import Finding
from inspection.ids import UserId
from inspection.refusal import Refusal
from inspection.results import listed_codes
from inspection.tasks import Stage
from inspection.teams import Assignment
from inspection.usecases.enter_finding import enter_finding
from inspection.usecases.reveal_secret import reveal_secret
from inspection.visits import Visit, VisitState
from inspection.whistle import Whistle
from storage.audit import first_broken_link
from storage.database import Database, open_database
from tests.builders import County, county, desk_for
from tests.inspection.usecases.draw_scene import FIRST, LEAD, SECOND, Scene


def at_once(url: str, *acts: Callable[[Desk], object]) -> list[object]:
    """Each in a process of its own at the same moment; what each returned or was refused with."""
    start = threading.Barrier(len(acts))

    def run(act: Callable[[Desk], object]) -> object:
        database = open_database(url)
        start.wait(30)
        try:
            with database.transaction() as ledger:
                return act(desk_for(ledger))
        except Refusal as refusal:
            return refusal.code
        finally:
            database.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def prepared(database: Database) -> County:
    """The small county with everybody's account, the draw stage whistled."""
    with database.transaction() as ledger:
        place = county(ledger)
        for number, person in enumerate(ledger.people.find(), 1):
            ledger.people.save(replace(person, user_id=UserId(5000 + number)))
        desk = desk_for(ledger)
        for stage in (Stage.SCHEME, Stage.DRAW):
            ledger.whistles.add(
                Whistle(
                    task_id=place.task.id,
                    stage=stage,
                    blown_by=place.people[LEAD].id,
                    blown_at=desk.now,
                    due_at=desk.now + timedelta(days=1),
                )
            )
    return place


def test_two_processes_never_draw_twice(database: Database, url: str) -> None:
    place = prepared(database)
    with database.transaction() as ledger:
        draw = Scene(desk_for(ledger), place).committed()
        witnesses = ledger.draw_witnesses.find(draw_id=draw.id)

    def reveal(number: int) -> Callable[[Desk], object]:
        def act(desk: Desk) -> object:
            actor = desk.ledger.people.get(witnesses[number].person_id)
            return reveal_secret(desk, actor=actor, witness_id=witnesses[number].id).state

        return act

    outcome = at_once(url, *(reveal(number) for number in (0, 1, 0, 1, 0, 1)))
    assert outcome.count(DrawState.DRAWN) == 1
    with database.reading() as ledger:
        drawn = ledger.drawn_subjects.find(draw_id=draw.id)
        assert len({each.subject_id for each in drawn}) == len(drawn) > 0
        assert len(ledger.events.find(verb="subjects_drawn")) == 1
        assert first_broken_link(ledger) is None


def test_two_members_entering_one_item_do_not_overwrite_each_other(
    database: Database, url: str
) -> None:
    place = prepared(database)
    one, two = place.people[FIRST], place.people[SECOND]
    with database.transaction() as ledger:
        two = ledger.people.save(replace(two, department_id=one.department_id))
        visit = ledger.visits.add(
            Visit(task_id=place.task.id, subject_id=place.subjects[0].id, state=VisitState.OPEN)
        )
        for person in (one, two):
            ledger.assignments.add(
                Assignment(
                    task_id=place.task.id,
                    subject_id=place.subjects[0].id,
                    department_id=one.department_id,
                    person_id=person.id,
                    round=1,
                    leader=person is one,
                )
            )
    item = next(each for each in place.items if each.department_id == one.department_id)

    def enter(number: int, result: str) -> Callable[[Desk], object]:
        def act(desk: Desk) -> object:
            actor = desk.ledger.people.get((one, two)[number].id)
            return enter_finding(
                desk, actor=actor, visit_id=visit.id, item_id=item.id, result=result
            )

        return act

    with database.reading() as ledger:
        codes = [each.canonical for each in listed_codes(desk_for(ledger).profile)][:2]
    outcome = at_once(url, enter(0, codes[0]), enter(1, codes[1]))
    entered = [each for each in outcome if isinstance(each, Finding)]
    assert len(entered) == 1
    assert "already_entered" in outcome
    with database.reading() as ledger:
        assert ledger.findings.find(visit_id=visit.id) == (entered[0],)
