"""`chuishao render --all`: the papers of a task from the ledger, into a folder."""

from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from app.backstage import Backstage
from inspection.filing import draft_document
from inspection.people import Role
from inspection.roster import with_role
from inspection.usecases.open_task import open_task
from scheduler.clock import HandClock
from storage.database import open_database
from tests.app.conftest import TypeIn
from tests.builders import NOW

MANY = 25


@pytest.fixture
def number(demo_ledger: str, settings_of: Callable[..., None]) -> str:
    """The number of a task with many papers."""
    settings_of(database=demo_ledger)
    database = open_database(demo_ledger)
    with Backstage(database, HandClock(NOW)).desk() as desk:
        entry = desk.ledger.plan_entries.find()[0]
        actor = with_role(desk.ledger, Role.LIAISON, entry.lead_id)[0]
        task = open_task(desk, actor=actor, plan_entry_id=entry.id)
        for place in range(MANY):
            draft_document(
                desk,
                task=task,
                form="工作总结" if place else "工作方案",
                title=f"第{place + 1}份",
                facts={"draft": True},
                actor_id=None,
            )
    database.close()
    return task.number


def test_every_paper_of_the_task_is_written(desk: Path, type_in: TypeIn, number: str) -> None:
    shown = type_in("render", "--all", number, "-o", "全部")
    assert (shown.status, shown.err) == (0, "")
    files = sorted((desk / "全部").iterdir())
    assert len(files) == MANY
    assert all(file.read_bytes().startswith(b"PK") for file in files)
    assert f"共 {MANY} 份" in shown.out
    again = type_in("render", "--all", number, "-o", "再来")
    assert again.status == 0
    assert [f.read_bytes() for f in sorted((desk / "再来").iterdir())] == [
        file.read_bytes() for file in files
    ]


def test_one_form_is_written_alone(desk: Path, type_in: TypeIn, number: str) -> None:
    assert type_in("render", "工作方案", "--all", number).status == 0
    assert len(list((desk / f"{number}-文书").iterdir())) == 1


def test_the_papers_are_set_in_the_typefaces_of_the_office(
    desk: Path, type_in: TypeIn, number: str, settings_of: Callable[..., None]
) -> None:
    settings_of(typefaces="正文=仿宋，楷体=楷体")
    assert type_in("render", "工作方案", "--all", number, "-o", "全部").status == 0
    (paper,) = (desk / "全部").iterdir()
    with ZipFile(paper) as package:
        assert "GB2312" not in package.read("word/styles.xml").decode()


def test_unknown_task_is_told_with_those_there_are(type_in: TypeIn, number: str) -> None:
    assert number in type_in("render", "--all", "没有").complaint
    assert "一起用" in type_in("render", "工作方案", "--pdf").complaint


def test_missing_libreoffice_is_told_before_anything_is_printed(
    desk: Path, type_in: TypeIn, number: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    assert "不能转 PDF" in type_in("render", "--all", number, "-o", "全部", "--pdf").complaint
    assert not (desk / "全部").exists()
