"""`chuishao numbers`: the register on the screen, and the letters of an issuer's numbers."""

from collections.abc import Callable

import pytest

from inspection.archive import Document
from inspection.numbers import DocumentNumber
from storage.database import open_database
from tests.app.conftest import TypeIn
from tests.builders import NOW


@pytest.fixture(autouse=True)
def _settings(demo_ledger: str, settings_of: Callable[..., None]) -> None:
    settings_of(database=demo_ledger)


def test_letters_are_entered_once_and_not_shared(type_in: TypeIn) -> None:
    told = type_in("numbers", "--issuer", "联席办", "--code", "青双随机办")
    assert (told.status, told.err) == (0, "")
    assert "登记为“青双随机办”" in told.out
    shared = type_in("numbers", "--issuer", "市监", "--code", "青双随机办")
    assert shared.status == 1
    assert "两个机关不能共用一个代字" in shared.complaint
    assert "不像机关代字" in type_in("numbers", "--issuer", "市监", "--code", "青〔2").complaint
    assert "不像机关代字" in type_in("numbers", "--issuer", "市监", "--code", "文号：青").complaint


def test_the_register_names_number_title_signer_and_what_was_cancelled(
    type_in: TypeIn, demo_ledger: str
) -> None:
    database = open_database(demo_ledger)
    with database.transaction() as ledger:
        home = ledger.departments.find(short_name="市监")[0]
        head = next(each for each in ledger.people.find(department_id=home.id))
        for serial, reason in ((1, "时间有误"), (2, "")):
            document = ledger.documents.add(
                Document(
                    task_id=None,
                    form="督查通报",
                    title="督查通报",
                    issuer_id=home.id,
                    year=2026,
                    version=serial,
                    facts={},
                    facts_sha256="",
                    created_by=head.id,
                    created_at=NOW,
                )
            )
            ledger.document_numbers.add(
                DocumentNumber(
                    issuer_id=home.id,
                    year=2026,
                    serial=serial,
                    text=f"青市监〔2026〕{serial}号",
                    document_id=document.id,
                    title=document.title,
                    taken_by=head.id,
                    taken_at=NOW,
                    cancelled_by=head.id if reason else None,
                    cancelled_at=NOW if reason else None,
                    reason=reason,
                )
            )
    database.close()
    shown = type_in("numbers", "--year", "2026")
    assert (shown.status, shown.err) == (0, "")
    assert "代字：青市监）：2 个" in shown.out
    assert (
        f"青市监〔2026〕1号  督查通报  2026-03-05  {head.name}签发，已作废：时间有误" in shown.out
    )
    assert "还没有发文" in type_in("numbers", "--year", "2025").out


def test_letters_without_an_issuer_or_for_nobody_are_told(type_in: TypeIn) -> None:
    assert "要写明机关" in type_in("numbers", "--code", "青市监").complaint
    assert "没有名为“外局”的部门" in type_in("numbers", "--issuer", "外局").complaint
