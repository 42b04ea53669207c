"""The operator's way to issue a bind link: for the first administrator, and for rehearsals."""

import secrets

from app.profiles import load_profile
from inspection.desk import Desk
from inspection.roster import person_named
from inspection.usecases.issue_bind_link import issue_bind_link
from inspection.workdays import Calendar
from scheduler.clock import Clock
from storage.database import Database


def issue_link(database: Database, clock: Clock, name: str, department: str = "") -> str:
    """A fresh token for the person of that name, of that department where the name is shared.

    Refusals: `person_unknown`, `person_ambiguous` with the departments to choose from.
    """
    token = secrets.token_urlsafe(24)
    with database.transaction() as ledger:
        person_id = person_named(ledger, name, department)
        desk = Desk(
            ledger=ledger,
            profile=load_profile(ledger.office.find()[0].locality),
            calendar=Calendar(),
            now=clock.now(),
        )
        issue_bind_link(desk, actor=None, person_id=person_id, token=token)
    return token
