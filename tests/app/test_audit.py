"""`chuishao audit`: whoever changes one byte of what was archived is found out."""

import random
import shutil
import sqlite3
import zipfile
from pathlib import Path

import pytest

from app.backstage import Backstage
from app.bundles import zipped
from inspection.dossier_check import dossier_faults
from scheduler.clock import HandClock
from storage.database import open_database
from tests.app.conftest import TypeIn
from tests.inspection.usecases.closing_scene import archived
from tests.inspection.usecases.conftest import empty_ledger, open_chat
from tests.small_chat import small_chat

__all__ = ["empty_ledger", "open_chat"]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory, empty_ledger: Path) -> Path:
    """A folder with the ledger of an archived task and its dossier."""
    folder = tmp_path_factory.mktemp("archived")
    chat = archived(small_chat(folder, empty_ledger))
    backstage = Backstage(chat.database, HandClock(chat.now))
    with backstage.look() as desk:
        (folder / "案卷.zip").write_bytes(
            backstage.bundle(desk.ledger, f"dossier:{chat.county.task.id}:1").content
        )
    chat.database.close()
    return folder


@pytest.fixture
def ledger(kept: Path, desk: Path, monkeypatch: pytest.MonkeyPatch) -> sqlite3.Connection:
    """A copy of the ledger, open to somebody with other tools and the rights to use them."""
    path = desk / "ledger.db"
    shutil.copy(kept / "xinyang.db", path)
    monkeypatch.setenv("CHUISHAO_DATABASE", f"sqlite:///{path}")
    connection = sqlite3.connect(path)
    triggers = connection.execute("SELECT name FROM sqlite_master WHERE type='trigger'").fetchall()
    for (name,) in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    return connection


def contents(kept: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(kept / "案卷.zip") as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def flipped(content: bytes, place: int) -> bytes:
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


def test_untouched_ledger_and_dossier_pass(
    kept: Path, ledger: sqlite3.Connection, type_in: TypeIn
) -> None:
    head = ledger.execute("SELECT hash FROM events ORDER BY id LIMIT 1 OFFSET 3").fetchone()[0]
    ledger.close()
    typed = type_in("audit", "--head", head)
    assert typed.status == 0, typed.err
    assert "核验通过" in typed.out
    typed = type_in("audit", "--dossier", kept / "案卷.zip")
    assert typed.status == 0, typed.err


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("UPDATE events SET facts='{}' WHERE id=3", "留痕第 3 条"),
        ("UPDATE events SET verb=verb||'x' WHERE id=2", "留痕第 2 条"),
        ("UPDATE events SET actor_id=1+actor_id%2 WHERE id=4", "留痕第 4 条"),
        ("DELETE FROM events WHERE id=5", "留痕第 6 条"),
        ("UPDATE files SET content=CAST(X'00'||content AS BLOB) WHERE id=2", "文件 2"),
        ("UPDATE documents SET facts=facts||' ' WHERE id=1", ""),
        ("UPDATE documents SET facts=replace(facts,'青禾','青木') WHERE id=1", "文书 1"),
        ("UPDATE documents SET facts_sha256='0' WHERE id=1", "文书 1"),
        ("DELETE FROM evidence WHERE id=1", "案卷"),
    ],
)
def test_what_was_changed_in_the_ledger_is_named(
    ledger: sqlite3.Connection, type_in: TypeIn, change: str, told: str
) -> None:
    changed = ledger.execute(change).rowcount
    assert changed == 1
    ledger.commit()
    ledger.close()
    typed = type_in("audit")
    if told:
        assert typed.status == 1
        assert told in typed.complaint
    else:  # blanks between the same facts are no change
        assert typed.status == 0


def test_a_file_replaced_together_with_its_hash_is_found(
    ledger: sqlite3.Connection, type_in: TypeIn
) -> None:
    from hashlib import sha256

    digest = sha256(b"other").hexdigest()
    for (key,) in ledger.execute("SELECT id FROM files").fetchall():
        before = ledger.execute("SELECT sha256, content FROM files WHERE id=?", (key,)).fetchone()
        ledger.execute("UPDATE files SET sha256=?, content=? WHERE id=?", (digest, b"other", key))
        ledger.commit()
        assert type_in("audit").status == 1, key
        ledger.execute("UPDATE files SET sha256=?, content=? WHERE id=?", (*before, key))
        ledger.commit()
    ledger.close()


def test_events_cut_off_the_end_are_missed_by_a_printed_head(
    ledger: sqlite3.Connection, type_in: TypeIn
) -> None:
    last, head = ledger.execute("SELECT id, hash FROM events ORDER BY id DESC").fetchone()
    ledger.execute("DELETE FROM events WHERE id=?", (last,))
    ledger.commit()
    ledger.close()
    typed = type_in("audit", "--head", head)
    assert typed.status == 1
    assert "没有以前印出的末值" in typed.complaint


def test_every_file_of_a_dossier_betrays_a_flipped_byte(kept: Path) -> None:
    files, dice = contents(kept), random.Random(5)
    assert dossier_faults(files) == []
    for name, content in files.items():
        for place in {0, len(content) - 1, *(dice.randrange(len(content)) for _ in range(12))}:
            faults = dossier_faults({**files, name: flipped(content, place)})
            assert faults, (name, place)
        assert dossier_faults({each: files[each] for each in files if each != name}), name
    assert dossier_faults({**files, "多余.txt": b""})


def test_sums_written_anew_do_not_hide_a_change(kept: Path) -> None:
    from hashlib import sha256

    files = contents(kept)
    name = next(each for each in files if each.startswith("03-"))
    files[name] = flipped(files[name], 5)
    sums = {each: content for each, content in files.items() if each != "SHA256SUMS"}
    files["SHA256SUMS"] = "".join(
        f"{sha256(sums[each]).hexdigest()}  {each}\n" for each in sorted(sums)
    ).encode()
    assert any("封卷" in fault for fault in dossier_faults(files))


def test_a_flipped_byte_of_the_zip_is_found_or_changes_no_file(
    kept: Path, desk: Path, type_in: TypeIn
) -> None:
    whole, dice = (kept / "案卷.zip").read_bytes(), random.Random(7)
    good = contents(kept)
    for _ in range(60):
        bent = desk / "bent.zip"
        bent.write_bytes(flipped(whole, dice.randrange(len(whole))))
        if type_in("audit", "--dossier", bent).status == 0:
            with zipfile.ZipFile(bent) as archive:
                assert {name: archive.read(name) for name in archive.namelist()} == good


def test_what_is_no_dossier_is_said_in_one_line(desk: Path, type_in: TypeIn) -> None:
    (desk / "x.zip").write_bytes(b"rubbish")
    assert "不是完好的 .zip" in type_in("audit", "--dossier", "x.zip").complaint
    assert "找不到" in type_in("audit", "--dossier", "y.zip").complaint
    (desk / "z.zip").write_bytes(zipped({"a": b""}))
    assert "不是案卷第一册" in type_in("audit", "--dossier", "z.zip").complaint


def test_audit_needs_a_ledger(desk: Path, type_in: TypeIn) -> None:
    database = open_database(f"sqlite:///{desk / 'ledger.db'}")
    database.close()
    assert "还没有账本" in type_in("audit").complaint
