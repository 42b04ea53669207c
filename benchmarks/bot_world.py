"""Ledgers full of open groups for the bot's benchmark: tasks with one whistle each."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from app.demo.seed import seed_demo
from inspection.ids import ChatId, UserId
from inspection.people import Role
from inspection.tasks import InspectionTask, Stage
from inspection.whistle import Whistle
from scheduler.clock import SHANGHAI, FileClock
from storage.database import open_database

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=SHANGHAI)


def filled(url: str, groups: int, folder: Path) -> list[dict[str, Any]]:
    """Fill the ledger with open groups; return the presses that check every department in."""
    FileClock(folder / "clock.txt").set(NOW)
    database = open_database(url)
    database.migrate()
    presses: list[dict[str, Any]] = []
    with database.transaction() as ledger:
        seed_demo(ledger, "xinyang", NOW)
        for person in ledger.people.find():
            ledger.people.save(replace(person, user_id=UserId(5_000_000 + person.id)))
        entry = next(each for each in ledger.plan_entries.find() if "加油站" in each.name)
        liaisons = {
            person.department_id: person
            for person in ledger.people.find()
            if Role.LIAISON in person.roles
        }
        partners = [d.id for d in ledger.departments.find() if d.id != entry.lead_id][:5]
        for number in range(1, groups + 1):
            chat = ChatId(-4_000_000_000 - number)
            task = ledger.tasks.add(
                InspectionTask(
                    number=f"QH2026-{number:04d}",
                    plan_entry_id=entry.id,
                    name=entry.name,
                    year=2026,
                    industry=entry.industry,
                    lead_id=entry.lead_id,
                    partner_ids=tuple(partners),
                    item_ids=entry.item_ids,
                    rates=entry.rates,
                    starts_on=entry.starts_on,
                    ends_on=entry.ends_on,
                    opened_by=liaisons[entry.lead_id].id,
                    opened_at=NOW,
                    chat_id=chat,
                )
            )
            whistle = ledger.whistles.add(
                Whistle(
                    task_id=task.id,
                    stage=Stage.SCHEME,
                    blown_by=liaisons[entry.lead_id].id,
                    blown_at=NOW,
                    due_at=NOW + timedelta(days=2),
                )
            )
            for department in partners:
                user = liaisons[department].user_id
                presses.append(press(len(presses) + 1, int(user or 0), chat, whistle.id))
    database.close()
    return presses


def press(number: int, user: int, chat: int, whistle: int) -> dict[str, Any]:
    """One press of 报到."""
    return {
        "update_id": number,
        "callback_query": {
            "id": str(number),
            "from": {"id": user, "is_bot": False, "first_name": "甲"},
            "chat_instance": "1",
            "data": f"v1:check_in:{whistle}",
            "message": {
                "message_id": 1,
                "date": int(NOW.timestamp()),
                "chat": {"id": chat, "type": "group", "title": "群"},
            },
        },
    }
