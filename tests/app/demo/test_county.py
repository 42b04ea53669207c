"""The demo county is complete, valid and the same every time."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from app.demo.codes import body_check
from app.demo.county import demo_book
from app.demo.seed import seed_demo
from app.workbook.reader import read_book
from inspection.people import Role
from inspection.subjects import SubjectState
from storage.database import open_database

NOW = datetime(2026, 3, 2, 9, tzinfo=timezone(timedelta(hours=8)))
LOCALITIES = ("xinyang", "xinhua", "xinxian", "xinzhou", "wolong")


def test_the_demo_book_has_no_problem() -> None:
    reading = read_book(demo_book())
    assert reading.problems == []
    assert len(reading.departments) >= 9


def test_the_known_codes_of_the_county_are_generated_alike() -> None:
    codes = [row.code for row in read_book(demo_book()).subjects[:10]]
    assert codes == [
        "91419901MA0XA001X5",
        "91419901MA0XA00285",
        "92419901MA0XA0036W",
        "91419901MA0XA0044T",
        "52419901MJ0XB0018D",
        "91419901MA0XB0023D",
        "12419901MB0XB0035U",
        "52419901MJ0XC0013M",
        "91419901MA0XD00165",
        "52419901MJ0XD0027T",
    ]
    assert body_check("M000100Y") == "4"


def test_every_class_has_stations_and_one_is_cancelled_and_one_checked() -> None:
    stations = [row for row in read_book(demo_book()).subjects if row.industry == "加油站"]
    assert len(stations) >= 30
    assert {row.risk_class for row in stations} == set("ABCD")
    assert sum(row.state is SubjectState.CANCELLED for row in stations) == 1
    assert sum(row.last_inspected is not None for row in stations) == 1


def test_every_department_has_its_people() -> None:
    reading = read_book(demo_book())
    for department in reading.departments:
        people = [row for row in reading.people if row.department == department.name]
        roles = [role for row in people for role in row.roles]
        assert {Role.LIAISON, Role.HEAD, Role.CLERK} <= set(roles)
        assert roles.count(Role.INSPECTOR) >= 4
    names = [row.name for row in reading.people]
    assert len(set(names)) == len(names)


def test_no_demo_phone_or_certificate_could_be_real() -> None:
    reading = read_book(demo_book())
    assert all(row.phone.startswith("000-") for row in (*reading.people, *reading.subjects))
    numbers = [row.certificate_number for row in reading.people if row.certificate_number]
    assert all(number.startswith("青禾-虚构-") for number in numbers)


@pytest.mark.parametrize("locality", LOCALITIES)
def test_seeding_twice_doubles_nothing(tmp_path: Path, locality: str) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'ledger.db'}")
    database.migrate()
    with database.transaction() as ledger:
        seed_demo(ledger, locality, NOW)
        again = seed_demo(ledger, locality, NOW)
        assert not any(count.added or count.changed for count in again.sheets.values())
        office = ledger.office.one()
        assert office is not None
        assert (office.county, office.code, office.locality) == ("青禾县", "QH", locality)
    database.close()
