"""`chuishao holidays import`: shown, confirmed, stored."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from storage.database import open_database
from tests.app.conftest import TypeIn
from tests.inspection.holiday_notices import NOTICE_2027

Settings = Callable[..., None]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_the_notice_is_shown_and_stored(
    desk: Path, type_in: TypeIn, settings_of: Settings, demo_ledger: str, encoding: str
) -> None:
    settings_of(database=demo_ledger)
    (desk / "通知.txt").write_bytes(NOTICE_2027.encode(encoding))
    shown = type_in("holidays", "import", "通知.txt", "--yes")
    assert (shown.status, shown.err) == (0, "")
    assert "春节：2月5日至2月12日，8 天；2月13日上班" in shown.out
    assert "已导入 2027 年放假安排；录入公示期限变动 0 户" in shown.out
    database = open_database(demo_ledger)
    with database.reading() as ledger:
        assert [each.year for each in ledger.holiday_notices.find()] == [2027]
        assert ledger.events.find()[-1].verb == "import_holidays"
    database.close()
    due = type_in("due", "2026-12-28", "--days", "20", "--locality", "xinyang")
    assert "暂定" not in due.out
    again = type_in("holidays", "import", "通知.txt", "--yes")
    assert again.status == 1
    assert "已经导入过" in again.complaint


def test_without_confirmation_nothing_is_stored(
    desk: Path,
    type_in: TypeIn,
    settings_of: Settings,
    demo_ledger: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings_of(database=demo_ledger)
    (desk / "通知.txt").write_text(NOTICE_2027, encoding="utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO("不\n"))
    assert type_in("holidays", "import", "通知.txt").status == 1
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert "请加 --yes" in type_in("holidays", "import", "通知.txt").complaint
    database = open_database(demo_ledger)
    with database.reading() as ledger:
        assert ledger.holiday_notices.find() == ()
    database.close()


def test_a_text_that_is_no_notice_is_refused(
    desk: Path, type_in: TypeIn, settings_of: Settings, demo_ledger: str
) -> None:
    settings_of(database=demo_ledger)
    (desk / "信.txt").write_text("放假了", encoding="utf-8")
    assert "没有读出放假安排" in type_in("holidays", "import", "信.txt", "--yes").complaint
    assert "不存在" in type_in("holidays", "import", "没有.txt", "--yes").complaint
