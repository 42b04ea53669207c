"""Whatever byte of the journal, of an archived file or of an evidence pack is flipped, it is found.

A sample of positions in every event, every column, every file and every pack; the positions differ
from file to file and are the same in every run.
"""

import random
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.backstage import Backstage
from inspection.evidence_pack import full_pack, public_pack
from inspection.pack_check import verify_pack
from scheduler.clock import HandClock
from tests.app.conftest import TypeIn
from tests.inspection.lots import SCRIPT, evidence
from tests.inspection.usecases.closing_scene import archived
from tests.inspection.usecases.conftest import empty_ledger
from tests.small_chat import small_chat

__all__ = ["empty_ledger"]

COLUMNS = ("at", "actor_id", "task_id", "verb", "facts", "previous_hash", "hash")
PLACES = 6
"""Positions tried in each file, besides the first and the last byte."""


def flipped(content: bytes, place: int, bit: int = 1) -> bytes:
    """The content with one bit of one byte the other way round."""
    return content[:place] + bytes([content[place] ^ bit]) + content[place + 1 :]


def places(content: bytes, dice: random.Random) -> list[int]:
    """First, last and some others."""
    return sorted({0, len(content) - 1, *(dice.randrange(len(content)) for _ in range(PLACES))})


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory, empty_ledger: Path) -> Path:
    """The ledger of an archived task."""
    folder = tmp_path_factory.mktemp("flipped")
    chat = archived(small_chat(folder, empty_ledger))
    with Backstage(chat.database, HandClock(chat.now)).look() as desk:
        bound = Backstage(chat.database, HandClock(chat.now)).bundle(desk.ledger, "dossier:1:1")
        (folder / "案卷.zip").write_bytes(bound.content)
    chat.database.close()
    return folder


@pytest.fixture
def ledger(kept: Path, desk: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[sqlite3.Connection]:
    """A copy, open to somebody who may take the guards away; bytes are bytes to him."""
    path = desk / "ledger.db"
    shutil.copy(kept / "xinyang.db", path)
    monkeypatch.setenv("CHUISHAO_DATABASE", f"sqlite:///{path}")
    connection = sqlite3.connect(path, isolation_level=None)
    for (name,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type='trigger'"
    ).fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("PRAGMA foreign_keys=OFF")
    yield connection
    connection.close()


def bent(value: object, dice: random.Random) -> object:
    """The value with one bit flipped; nothing becomes something."""
    if isinstance(value, str):
        raw = value.encode()
        return flipped(raw, dice.randrange(len(raw))) if raw else b"x"
    return (value or 0) ^ 1  # type: ignore[operator]


def test_a_flipped_byte_in_any_column_of_any_event_is_found(
    ledger: sqlite3.Connection, type_in: TypeIn
) -> None:
    assert type_in("audit").status == 0
    dice = random.Random(11)
    keys = [key for (key,) in ledger.execute("SELECT id FROM events").fetchall()]
    assert len(keys) > 20
    for key, column in ((key, COLUMNS[(key * 2 + step) % 7]) for key in keys for step in (0, 1)):
        (value,) = ledger.execute(f"SELECT {column} FROM events WHERE id=?", (key,)).fetchone()
        changed = bent(value, dice)
        text = isinstance(changed, bytes)
        cast = f"CAST(? AS {'TEXT' if text else 'INTEGER'})"
        ledger.execute(f"UPDATE events SET {column}={cast} WHERE id=?", (changed, key))
        typed = type_in("audit")
        assert typed.status == 1, (key, column, value, changed)
        assert typed.complaint.startswith("出错：核验不符："), typed.complaint
        ledger.execute(f"UPDATE events SET {column}=? WHERE id=?", (value, key))
    assert type_in("audit").status == 0


def test_a_flipped_byte_of_any_kept_file_is_found(
    ledger: sqlite3.Connection, type_in: TypeIn
) -> None:
    dice = random.Random(12)
    files = ledger.execute("SELECT id, content FROM files").fetchall()
    assert len(files) > 5
    for key, place in ((key, at) for key, whole in files for at in places(whole, dice)):
        content = dict(files)[key]
        changed = flipped(content, place, 1 << dice.randrange(8))
        ledger.execute("UPDATE files SET content=? WHERE id=?", (changed, key))
        typed = type_in("audit")
        assert typed.status == 1, (key, place)
        assert f"文件 {key}" in typed.complaint + typed.out
        ledger.execute("UPDATE files SET content=? WHERE id=?", (content, key))


def test_a_flipped_byte_of_a_volume_is_found_by_its_printed_hash(
    kept: Path, desk: Path, type_in: TypeIn
) -> None:
    from hashlib import sha256

    whole, dice = (kept / "案卷.zip").read_bytes(), random.Random(13)
    printed = sha256(whole).hexdigest()
    volume = desk / "案卷.zip"
    volume.write_bytes(whole)
    assert type_in("audit", "--dossier", volume, "--sha256", printed).status == 0
    with zipfile.ZipFile(volume) as archive:
        heads = [each.header_offset + 10 for each in archive.infolist()]
    for place in [*heads, *(dice.randrange(len(whole)) for _ in range(40))]:
        volume.write_bytes(flipped(whole, place, 1 << dice.randrange(8)))
        typed = type_in("audit", "--dossier", volume, "--sha256", printed)
        assert typed.status == 1, place
        assert "核验不符" in typed.complaint


@pytest.mark.parametrize("pack", [full_pack, public_pack])
def test_a_flipped_byte_of_any_file_of_an_evidence_pack_is_found(pack) -> None:  # type: ignore[no-untyped-def]
    files, dice = pack(evidence(), SCRIPT), random.Random(14)
    assert verify_pack(files) == []
    for name, content in files.items():
        for place in places(content, dice):
            changed = flipped(content, place, 1 << dice.randrange(8))
            assert verify_pack({**files, name: changed}), (name, place)
