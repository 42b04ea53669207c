"""Every verb of the core writes into the journal; and a change without a word in it is caught."""

import ast
from dataclasses import replace
from pathlib import Path

import pytest

from storage.database import open_database
from tests.builders import county
from tests.house.reading import nothing, sources, tree
from tests.journalled import Unjournalled, journalled

WRITES = {"add", "save", "add_all", "save_all"}
BY_TABLE = {"fire_deadlines"}
"""Calls what its table names: the functions of `reminders/`, which are looked at themselves."""


def _calls() -> dict[str, set[str]]:
    """Function of the core to the names it calls; `.record(` and the writing calls included."""
    found: dict[str, set[str]] = {}
    for file in sources("inspection"):
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.FunctionDef):
                found.setdefault(node.name, set()).update(
                    call.func.attr if isinstance(call.func, ast.Attribute) else call.func.id
                    for call in ast.walk(node)
                    if isinstance(call, ast.Call)
                    and isinstance(call.func, ast.Attribute | ast.Name)
                )
    return found


def _reaches(name: str, wanted: set[str], calls: dict[str, set[str]]) -> bool:
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        one = waiting.pop()
        if one in wanted:
            return True
        if one not in seen:
            seen.add(one)
            waiting += calls.get(one, set())
    return False


def test_every_verb_that_writes_records() -> None:
    calls = _calls()
    verbs = [
        (file.stem, node.name)
        for file in sources("inspection/usecases", "inspection/reminders")
        for node in tree(file).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith(("_", "require_"))
        if node.name not in BY_TABLE
    ]
    assert len(verbs) > 40
    nothing(
        f"{stem}.py: {name}"
        for stem, name in verbs
        if _reaches(name, WRITES, calls) and not _reaches(name, {"record"}, calls)
    )


def test_a_change_without_a_word_in_the_journal_is_caught(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'ledger.db'}")
    database.migrate()
    with database.transaction() as ledger:
        task = county(ledger).task
    caught = pytest.raises(Unjournalled, match="InspectionTask")
    with caught, journalled(), database.transaction() as ledger:
        ledger.tasks.save(replace(task, officers=3))
    database.close()
