"""The operator's way to issue a bind link: for the first administrator, and for rehearsals."""

import secrets

from app.profiles import load_profile
from inspection.desk import Desk
from inspection.refusal import Refusal
from inspection.usecases.issue_bind_link import issue_bind_link
from inspection.workdays import Calendar
from scheduler.clock import Clock
from storage.database import Database


def issue_link(database: Database, clock: Clock, name: str) -> str:
    """A fresh token for the person of that name; Refusal `person_unknown` when there is none."""
    token = secrets.token_urlsafe(24)
    with database.transaction() as ledger:
        people = ledger.people.find(name=name, active=True)
        if not people:
            raise Refusal("person_unknown", {"name": name})
        desk = Desk(
            ledger=ledger,
            profile=load_profile(ledger.office.find()[0].locality),
            calendar=Calendar(),
            now=clock.now(),
        )
        issue_bind_link(desk, actor=None, person_id=people[0].id, token=token)
    return token
