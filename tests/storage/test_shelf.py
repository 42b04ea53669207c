"""How a shelf answers questions, and how it refuses."""

from dataclasses import fields, replace

import pytest
from sqlalchemy import text

from inspection.departments import Department
from storage.audit import first_unreadable
from storage.database import Database
from storage.faults import BrokenRule
from storage.ledger import SqlLedger
from storage.shelf import SqlShelf, building
from storage.standing import all_shelves
from tests.storage.examples import EXAMPLES, example, fill


def department(number: int, industry: str = "") -> Department:
    return Department(name=f"青禾县第{number}局", short_name=f"{number}局", industry=industry)


def test_columns_are_the_fields_of_the_noun(database: Database) -> None:
    with database.reading() as ledger:
        assert len(all_shelves(ledger)) == len(EXAMPLES) + 1
        for one in all_shelves(ledger):
            names = tuple(field.name for field in fields(one._noun))
            assert names == tuple(one._table.columns.keys()), one._table.name


def test_tables_are_named_after_their_shelves(database: Database) -> None:
    with database.reading() as ledger:
        for one in all_shelves(ledger):
            assert getattr(ledger, one.name) is one


def test_what_is_added_gets_the_next_id(database: Database) -> None:
    with database.transaction() as ledger:
        assert [ledger.departments.add(department(n)).id for n in (1, 2)] == [1, 2]


def test_a_noun_with_an_id_is_not_added_again(database: Database) -> None:
    with database.transaction() as ledger:
        added = ledger.departments.add(department(1))
        with pytest.raises(ValueError, match="departments"):
            ledger.departments.add(added)


def test_a_missing_row_is_a_lookup_error(database: Database) -> None:
    with database.transaction() as ledger:
        with pytest.raises(LookupError, match="departments: no row 7"):
            ledger.departments.get(7)
        with pytest.raises(LookupError, match="departments: no row 7"):
            ledger.departments.save(replace(department(1), id=7))  # type: ignore[arg-type]


def test_a_list_means_any_of_its_values(database: Database) -> None:
    with database.transaction() as ledger:
        one, two, three = (ledger.departments.add(department(n, f"业{n}")) for n in (1, 2, 3))
        for values in ["业3", "业1"], ("业3", "业1"), {"业3", "业1"}:
            assert ledger.departments.find(industry=values) == (one, three)
        assert ledger.departments.find(industry=[]) == ()
        assert ledger.departments.find(id=[3, 2], industry="业2") == (two,)


def test_several_conditions_must_all_hold(database: Database) -> None:
    with database.transaction() as ledger:
        fill(ledger)
        assert len(ledger.assignments.find(task_id=1, active=True)) == 1
        assert ledger.assignments.find(task_id=2, active=True) == ()


def test_none_means_empty(database: Database) -> None:
    with database.transaction() as ledger:
        fill(ledger)
        assert [one.id for one in ledger.people.find(user_id=None)] == [2]
        assert [one.id for one in ledger.tasks.find(chat_id=[None, 5])] == [2]
        assert [one.id for one in ledger.evidence.find(item_id=[None, 1])] == [1, 2]


def test_a_tuple_field_is_compared_as_a_whole(database: Database) -> None:
    with database.transaction() as ledger:
        fill(ledger)
        assert [one.id for one in ledger.tasks.find(item_ids=(1, 2))] == [1]
        assert ledger.tasks.find(item_ids=(2, 1)) == ()
        assert [one.id for one in ledger.tasks.find(item_ids=())] == [2]


def test_an_unknown_field_is_named(database: Database) -> None:
    with database.transaction() as ledger:
        with pytest.raises(TypeError, match="Department has no field colour"):
            ledger.departments.find(colour="red")
        with pytest.raises(TypeError, match="Department has no field colour"):
            ledger.departments.one(colour="red")


def test_one_is_the_only_fit_or_none(database: Database) -> None:
    with database.transaction() as ledger:
        first = ledger.departments.add(department(1, "业"))
        assert ledger.departments.one(industry="业") == first
        assert ledger.departments.one(industry="别业") is None
        ledger.departments.add(department(2, "业"))
        with pytest.raises(LookupError, match="more than one row fits"):
            ledger.departments.one(industry="业")


def test_a_list_may_be_longer_than_a_statement_has_places(database: Database) -> None:
    with database.transaction() as ledger:
        added = tuple(ledger.departments.add(department(n)) for n in range(5))
        wanted = [one.id for one in reversed(added)]
        assert ledger.departments.find(id=[*wanted, *wanted, *range(6, 100_000)]) == added


def test_a_list_of_moments_days_and_kinds_finds_what_equality_finds(database: Database) -> None:
    with database.transaction() as ledger:
        fill(ledger)
        for shelf in (one for one in vars(ledger).values() if isinstance(one, SqlShelf)):
            for noun in shelf.find():
                for field in fields(noun):
                    value = getattr(noun, field.name)
                    if isinstance(value, bytes | tuple | dict):
                        continue
                    alike = shelf.find(**{field.name: value})
                    assert shelf.find(**{field.name: [value]}) == alike, (shelf.name, field.name)


def test_many_nouns_are_added_at_once(database: Database) -> None:
    with database.transaction() as ledger:
        shelf = ledger.departments
        assert isinstance(shelf, SqlShelf)
        assert shelf.add_all(department(n) for n in range(2500)) == 2500
        assert shelf.add_all([]) == 0
        found = shelf.find()
    assert [one.name for one in found] == [department(n).name for n in range(2500)]


def test_no_text_means_anything_to_the_driver(database: Database) -> None:
    texts = ["", "\\N", "\\.", "a\tb", "a\nb\r", "a\"b'c", "\\x61", "青禾,县", "𠮷\u2028", "%s ?"]
    nouns = [replace(department(n), industry=text) for n, text in enumerate(texts)]
    with database.transaction() as ledger:
        ledger.departments.add_all(nouns)  # type: ignore[attr-defined]
        assert [one.industry for one in ledger.departments.find()] == texts


def test_a_rule_broken_among_many_is_told_and_nothing_stays(database: Database) -> None:
    full, _ = example("subjects")
    others = [replace(full, code=f"甲{number}") for number in range(2500)]
    with pytest.raises(BrokenRule, match="subjects") as caught, database.transaction() as ledger:
        ledger.subjects.add_all([*others, full, full])  # type: ignore[attr-defined]
    assert full.code not in str(caught.value)
    with pytest.raises(ValueError, match="saved"), database.transaction() as ledger:
        ledger.subjects.add_all([full, replace(full, id=7)])  # type: ignore[attr-defined]
    with database.reading() as ledger:
        assert ledger.subjects.find() == ()


def test_many_nouns_are_saved_at_once(database: Database) -> None:
    with database.transaction() as ledger:
        shelf = ledger.departments
        assert isinstance(shelf, SqlShelf)
        shelf.add_all(department(n) for n in range(3))
        changed = tuple(replace(one, industry="业") for one in shelf.find())
        assert shelf.save_all(changed) == 3
        assert shelf.find() == changed
        with pytest.raises(LookupError, match="departments"):
            shelf.save_all([changed[0], replace(changed[1], id=99)])


def test_a_broken_rule_is_told_without_the_values(database: Database) -> None:
    full, _ = example("subjects")
    with database.transaction() as ledger:
        fill(ledger)
    with pytest.raises(BrokenRule, match="subjects") as caught, database.transaction() as ledger:
        ledger.subjects.add(full)
    assert full.code not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_noun_with_more_to_do_at_its_making_is_not_made_of_its_row() -> None:
    class Particular:
        def __post_init__(self) -> None: ...

    with pytest.raises(TypeError, match="Particular cannot be made"):
        building(Particular)


def test_the_first_unreadable_row_is_found_on_a_shelf_that_nobody_has_used(
    database: Database,
) -> None:
    with database.transaction() as ledger:
        fill(ledger)
    with database.transaction() as ledger:
        assert isinstance(ledger, SqlLedger)
        ledger.connection.execute(text("UPDATE people SET roles = '[\"nobody\"]' WHERE id = 1"))
    with database.reading() as ledger:
        assert first_unreadable(ledger) == ("people", 1)
