"""A crowd: many people press at the same moment, and several processes settle what they pressed."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import bot.handlers
from app.backstage import Backstage
from app.demo.seed import seed_demo
from bot.dispatch import Dispatcher
from bot.keeping import chat_of
from bot.router import router
from bot.settling import Settler
from inspection.deadlines import DeadlineKind
from inspection.ids import ChatId, UserId
from inspection.ledger import Ledger
from inspection.people import Person, Role
from inspection.tasks import InspectionTask, Stage
from inspection.usecases.blow_whistle import blow_whistle
from inspection.whistle import Whistle
from scheduler.clock import SHANGHAI, HandClock
from storage.database import Database, open_database

assert bot.handlers.LOADED
GROUP = ChatId(-4_200_000_001)
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=SHANGHAI)
DEPARTMENTS = 5
TOGETHER = 7
"""Updates settled in one transaction."""


class Crowd:
    """The demo county with one whistle open for five departments, each with four people."""

    def __init__(self, database: Database, url: str) -> None:
        self.url = url
        self.database = database
        self.clock = HandClock(NOW)
        self.backstage = Backstage(database, self.clock)
        self._numbers = count(1)
        with database.transaction() as ledger:
            seed_demo(ledger, "xinyang", NOW)
            self._accounts(ledger)
            self.task = self._task(ledger)
        with self.backstage.desk() as desk:
            self.whistle: Whistle = blow_whistle(
                desk,
                actor=self.people(self.task.lead_id, Role.LIAISON)[0],
                task_id=self.task.id,
                stage=Stage.SCHEME,
                due_at=NOW + timedelta(days=2),
            )

    def people(self, department: int, role: Role) -> list[Person]:
        """Those of a department with that role."""
        with self.database.reading() as ledger:
            found = ledger.people.find(department_id=department)
        return [each for each in found if role in each.roles]

    def _accounts(self, ledger: Ledger) -> None:
        for person in ledger.people.find():
            ledger.people.save(replace(person, user_id=UserId(5_000_000 + person.id)))

    def _task(self, ledger: Ledger) -> InspectionTask:
        entry = next(each for each in ledger.plan_entries.find() if "加油站" in each.name)
        others = [each.id for each in ledger.departments.find() if each.id != entry.lead_id]
        opener = next(
            each
            for each in ledger.people.find(department_id=entry.lead_id)
            if Role.LIAISON in each.roles
        )
        return ledger.tasks.add(
            InspectionTask(
                number="QH2026-001",
                plan_entry_id=entry.id,
                name=entry.name,
                year=entry.year,
                industry=entry.industry,
                lead_id=entry.lead_id,
                partner_ids=tuple(others[:DEPARTMENTS]),
                item_ids=entry.item_ids,
                rates=entry.rates,
                starts_on=entry.starts_on,
                ends_on=entry.ends_on,
                opened_by=opener.id,
                opened_at=NOW - timedelta(days=1),
                chat_id=GROUP,
            )
        )

    # -- presses -------------------------------------------------------------------------------

    def press(self, person: Person, data: str) -> None:
        """A press arrives."""
        number = next(self._numbers)
        user = {"id": person.user_id, "is_bot": False, "first_name": person.name}
        raw: dict[str, Any] = {
            "update_id": number,
            "callback_query": {
                "id": str(number),
                "from": user,
                "chat_instance": "1",
                "data": data,
                "message": {
                    "message_id": 1,
                    "date": int(NOW.timestamp()),
                    "chat": {"id": GROUP, "type": "group", "title": "群"},
                },
            },
        }
        with self.database.rows() as ledger:
            ledger.receive(update_id=number, raw=raw, received_at=NOW, chat_id=chat_of(raw))

    def settle(self, processes: int, *more: Callable[[], object]) -> None:
        """So many processes settle all that arrived, while `more` is done at the same moment."""
        start = threading.Barrier(processes + len(more))

        def work(act: Callable[[], object]) -> None:
            start.wait(30)
            act()

        acts = [self._process for _ in range(processes)] + list(more)
        with ThreadPoolExecutor(len(acts)) as pool:
            for done in [pool.submit(work, act) for act in acts]:
                done.result(120)

    def _process(self) -> None:
        with self.another() as (backstage, settler):
            while True:
                with backstage.rows() as ledger:
                    if not ledger.waiting_updates(1):
                        return
                settler.settle_waiting(TOGETHER)

    @contextmanager
    def another(self) -> Iterator[tuple[Backstage, Settler]]:
        """Another process at the ledger: with connections of its own."""
        database = open_database(self.url)
        backstage = Backstage(database, self.clock)
        dispatcher = Dispatcher(router, backstage, "chuishao_bot")
        try:
            yield backstage, Settler(dispatcher, backstage, "chuishao_bot")
        finally:
            database.close()

    def escalation(self) -> DeadlineKind:
        """The kind of deadline that races the last press."""
        return DeadlineKind.CHECK_IN_ESCALATION
