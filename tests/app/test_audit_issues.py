"""核验签发: one byte of an issued paper, its number or its state, and it is found."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.auditing import audit
from inspection.archive import Document, DocumentState
from inspection.ids import DocumentId
from inspection.ledger import Ledger
from storage.database import Database
from tests.inspection.usecases.conftest import empty_ledger
from tests.inspection.usecases.issue_scene import HEAD, NOTICE, give_code, issued, said, set_chat
from tests.small_chat import SmallChat

__all__ = ["empty_ledger"]
Change = Callable[[Ledger, Document], object]


@pytest.fixture
def chat(tmp_path: Path, empty_ledger: Path) -> Iterator[SmallChat]:
    """The scene of `issue_scene`."""
    made = set_chat(tmp_path, empty_ledger)
    give_code(made)
    yield made
    made.database.close()


def faults(database: Database) -> tuple[str, ...]:
    """What the audit finds."""
    with database.reading() as ledger:
        return audit(ledger).faults


def _file(ledger: Ledger, document: Document, content: bytes, digest: str) -> object:
    assert document.file_id is not None
    stored = ledger.files.get(document.file_id)
    return ledger.files.save(replace(stored, content=content, sha256=digest or stored.sha256))


def _bytes(ledger: Ledger, document: Document) -> object:
    assert document.file_id is not None
    content = ledger.files.get(document.file_id).content
    return _file(ledger, document, bytes([content[0] ^ 1]) + content[1:], "")


def _bytes_and_hash(ledger: Ledger, document: Document) -> object:
    from hashlib import sha256

    content = b"another paper"
    return _file(ledger, document, content, sha256(content).hexdigest())


def _number(ledger: Ledger, document: Document) -> object:
    return ledger.documents.save(replace(document, number="青民〔2026〕9号"))


def _state(ledger: Ledger, document: Document) -> object:
    return ledger.documents.save(replace(document, state=DocumentState.DRAFT))


def _cancelled(ledger: Ledger, document: Document) -> object:
    return ledger.documents.save(replace(document, state=DocumentState.CANCELLED))


def _serial(ledger: Ledger, document: Document) -> object:
    entry = ledger.document_numbers.find()[0]
    return ledger.document_numbers.save(replace(entry, serial=7))


def _gone(ledger: Ledger, document: Document) -> object:
    entry = ledger.document_numbers.find()[0]
    other = replace(entry, id=0, serial=3, text="青民〔2026〕3号", document_id=DocumentId(1))
    return ledger.document_numbers.add(other)


def _entry(ledger: Ledger, document: Document) -> object:
    entry = ledger.document_numbers.find()[0]
    return ledger.document_numbers.save(replace(entry, text="青民〔2026〕9号"))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_bytes, "内容与入账时不同"),
        (_bytes_and_hash, "签发件不是入账时的那一份"),
        (_number, "发文字号与签发时不同"),
        (_state, "现在却不是签发状态"),
        (_cancelled, "是否作废与留痕不同"),
        (_serial, "不是它的序号"),
        (_gone, "缺号或重号"),
        (_entry, "不是留痕所记的签发文号"),
    ],
)
def test_what_was_changed_is_named(chat: SmallChat, change: Change, told: str) -> None:
    document = issued(chat, NOTICE)
    assert faults(chat.database) == ()
    with chat.database.transaction() as ledger:
        change(ledger, ledger.documents.get(document.id))
    found = faults(chat.database)
    assert any(told in fault for fault in found), found


def test_a_cancelled_number_passes(chat: SmallChat) -> None:
    issued(chat, NOTICE)
    assert not said(chat, HEAD, NOTICE, "作废 时间有误")
    assert faults(chat.database) == ()
