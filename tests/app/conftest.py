"""A command line at an empty desk: no settings, no database, a folder of its own."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from app.cli import main
from app.demo.seed import seed_demo
from scheduler.clock import SHANGHAI
from storage.database import open_database


@dataclass(frozen=True)
class Typed:
    """What came of one command."""

    status: int
    out: str
    err: str

    @property
    def complaint(self) -> str:
        """The one line on stderr; fails where there is not exactly one, or a stack trace."""
        lines = self.err.splitlines()
        assert len(lines) == 1, self.err
        assert "Traceback" not in self.err
        return lines[0]


TypeIn = Callable[..., Typed]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the command runs."""
    for name in [name for name in os.environ if name.startswith("CHUISHAO_")]:
        monkeypatch.delenv(name)
    folder = tmp_path / "desk"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def type_in(desk: Path, capsys: pytest.CaptureFixture[str]) -> TypeIn:
    """Run `chuishao` with these words."""

    def run(*words: str | Path) -> Typed:
        capsys.readouterr()
        try:
            status = main([str(word) for word in words])
        except SystemExit as end:
            status = int(str(end.code or 0))
        said = capsys.readouterr()
        return Typed(status, said.out, said.err)

    return run


@pytest.fixture
def settings_of(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Set settings in the environment."""

    def put(**values: object) -> None:
        for name, value in values.items():
            monkeypatch.setenv(f"CHUISHAO_{name.upper()}", str(value))

    return put


@pytest.fixture
def demo_ledger(desk: Path) -> str:
    """The address of a database that holds the demo county."""
    url = f"sqlite:///{desk / 'demo.db'}"
    database = open_database(url)
    database.migrate()
    with database.transaction() as ledger:
        seed_demo(ledger, "xinyang", datetime(2026, 3, 2, 9, tzinfo=SHANGHAI))
    database.close()
    return url
