"""The rules that the database itself keeps: unique, referring, once only."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from inspection.ledger import Ledger
from inspection.whistle import WhistleState
from storage.database import Database
from storage.faults import BrokenRule
from tests.storage.example_values import AT, LAST_DAY
from tests.storage.examples import example, fill

# shelf, what the second row has in common with the full example, what else it changes
ONCE: list[tuple[str, tuple[str, ...], dict[str, Any]]] = [
    ("departments", ("name",), {}),
    ("people", ("user_id",), {}),
    ("inspectors", ("person_id",), {}),
    ("bind_links", ("token_sha256",), {}),
    ("items", ("code",), {}),
    ("subjects", ("code",), {}),
    ("plan_entries", ("year", "number"), {}),
    ("annual_plans", ("year",), {}),
    ("tasks", ("number",), {}),
    ("check_ins", ("whistle_id", "department_id"), {"at": AT.replace(hour=23)}),
    ("draws", ("task_id", "attempt"), {}),
    ("draw_witnesses", ("draw_id", "label"), {"person_id": 3}),
    ("draw_witnesses", ("draw_id", "person_id"), {"label": "丙"}),
    ("drawn_subjects", ("draw_id", "subject_id"), {"rank": 9}),
    ("visits", ("task_id", "subject_id"), {}),
    ("findings", ("visit_id", "item_id"), {"result": "y"}),
    ("entry_duties", ("visit_id", "department_id"), {"due_on": LAST_DAY}),
    ("documents", ("task_id", "form", "title", "subject_id", "version"), {"facts": {}}),
    ("document_numbers", ("text",), {"serial": 1, "document_id": 3}),
    ("document_numbers", ("issuer_id", "year", "serial"), {"text": "甲", "document_id": 3}),
    ("document_numbers", ("document_id",), {"serial": 1, "text": "甲"}),
    ("own_templates", ("form", "version"), {}),
    ("postings", ("dedupe",), {}),
    ("inbox", ("update_id",), {}),
]


@pytest.fixture
def ledger(database: Database) -> Iterator[Ledger]:
    """A ledger with every example and a third person and department."""
    with database.transaction() as opened:
        fill(opened)
        opened.people.add(replace(example("people")[1], name="丙一"))
        opened.departments.add(replace(example("departments")[1], name="青禾县第三局"))
        yield opened


@pytest.mark.parametrize(
    ("shelf", "same", "other"), ONCE, ids=[f"{shelf}:{'+'.join(same)}" for shelf, same, _ in ONCE]
)
def test_what_is_once_only_is_not_entered_twice(
    database: Database, shelf: str, same: tuple[str, ...], other: dict[str, Any]
) -> None:
    full, minimal = example(shelf)
    second = replace(minimal, **{name: getattr(full, name) for name in same}, **other)
    with database.transaction() as ledger:
        fill(ledger)
        ledger.people.add(replace(example("people")[1], name="丙一"))
        ledger.documents.add(replace(example("documents")[1], version=3))
    with pytest.raises(BrokenRule, match=shelf), database.transaction() as ledger:
        getattr(ledger, shelf).add(second)


def test_one_stage_has_one_open_whistle(database: Database) -> None:
    _, blown = example("whistles")
    with database.transaction() as ledger:
        fill(ledger)
        ledger.whistles.add(replace(blown, state=WhistleState.CLOSED))
        ledger.whistles.add(replace(blown, state=WhistleState.WITHDRAWN))
        ledger.whistles.add(replace(blown, task_id=2))
    with pytest.raises(BrokenRule, match="whistles"), database.transaction() as ledger:
        ledger.whistles.add(blown)


def test_a_version_of_a_document_without_subject_is_once_only(database: Database) -> None:
    _, scheme = example("documents")
    with database.transaction() as ledger:
        fill(ledger)
        ledger.documents.add(replace(scheme, version=2))
        ledger.documents.add(replace(scheme, subject_id=1))
    with pytest.raises(BrokenRule, match="documents"), database.transaction() as ledger:
        ledger.documents.add(replace(scheme, facts={"x": 1}))


def test_many_people_may_be_without_a_chat_account(ledger: Ledger) -> None:
    assert len(ledger.people.find(user_id=None)) == 2


def test_one_plan_entry_may_have_several_tasks(ledger: Ledger) -> None:
    assert len(ledger.tasks.find(plan_entry_id=1)) == 2


def test_a_plan_number_may_return_in_another_year(ledger: Ledger) -> None:
    assert ledger.plan_entries.add(replace(example("plan_entries")[0], year=2027)).id == 3


@pytest.mark.parametrize(
    ("shelf", "field"),
    [("people", "department_id"), ("check_ins", "whistle_id"), ("postings", "document_id")],
)
def test_a_reference_to_nothing_is_refused(database: Database, shelf: str, field: str) -> None:
    with database.transaction() as ledger:
        fill(ledger)
        stray = replace(getattr(ledger, shelf).get(2), **{field: 999})
    with pytest.raises(BrokenRule, match=r"(?i)foreign key"), database.transaction() as ledger:
        getattr(ledger, shelf).save(stray)
