"""The operator's way to issue a bind link: for the first administrator, and for rehearsals."""

import secrets

from app.profiles import load_profile
from inspection.desk import Desk
from inspection.refusal import Refusal
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
        homes = {each.id: each.short_name for each in ledger.departments.find()}
        people = [
            person
            for person in ledger.people.find(name=name, active=True)
            if department in ("", homes[person.department_id])
        ]
        if not people:
            raise Refusal("person_unknown", {"name": name})
        if len(people) > 1:
            found = [homes[person.department_id] for person in people]
            raise Refusal("person_ambiguous", {"name": name, "departments": found})
        desk = Desk(
            ledger=ledger,
            profile=load_profile(ledger.office.find()[0].locality),
            calendar=Calendar(),
            now=clock.now(),
        )
        issue_bind_link(desk, actor=None, person_id=people[0].id, token=token)
    return token
