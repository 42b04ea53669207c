"""`chuishao due`: the date, whether it is provisional, its article, what was skipped."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from app.profiles import LOCALITIES
from inspection.office import HolidayNotice
from storage.database import open_database
from tests.app.conftest import TypeIn


@pytest.mark.parametrize(
    ("first", "due"),
    [
        ("2026-01-30", "2026年3月5日（星期四）"),
        ("2026-04-10", "2026年5月12日（星期二）"),
        ("2026-09-18", "2026年10月22日（星期四）"),
        ("2026-09-30", "2026年11月3日（星期二）"),
        ("2026-11-02", "2026年11月30日（星期一）"),
        ("2026-12-01", "2026年12月29日（星期二）"),
    ],
)
def test_twenty_working_days_end_where_the_calendar_says(
    type_in: TypeIn, first: str, due: str
) -> None:
    shown = type_in("due", first, "--days", "20", "--locality", "xinyang")
    assert (shown.status, shown.err) == (0, "")
    assert f"到期日：{due}\n" in shown.out
    assert "暂定" not in shown.out


@pytest.mark.parametrize(
    ("locality", "article", "start"),
    [
        ("xinyang", "《信阳市“一业一查”部门联合抽查工作规范》第二十二条", "检查任务完成"),
        ("xinhua", "第十六条（三）", "检查结束"),
        ("xinxian", "第二部分（四）", "检查任务完成"),
        ("xinzhou", "第二十条（三）", "检查结束"),
        ("wolong", "第三部分（二）", "检查结束"),
    ],
)
def test_the_term_of_the_locality_names_its_article_and_event(
    type_in: TypeIn, locality: str, article: str, start: str
) -> None:
    shown = type_in("due", "2026-01-30", "--locality", locality)
    assert f"{article}：“" in shown.out
    assert f"起算事由：{start}（" in shown.out
    assert shown.out == type_in("due", "2026-01-30", "--days", "20", "--locality", locality).out


@pytest.mark.parametrize("locality", LOCALITIES)
def test_a_term_of_nobodys_rule_is_said_to_be_unregulated(type_in: TypeIn, locality: str) -> None:
    shown = type_in("due", "2026-01-30", "--days", "7", "--locality", locality)
    assert "依据：7 个工作日的时限本地文件未规定；录入公示时限是 20 个工作日（" in shown.out
    assert "起算事由" not in shown.out


def test_what_was_skipped_and_what_was_worked_is_listed(type_in: TypeIn) -> None:
    shown = type_in("due", "2026-01-30", "--locality", "xinyang")
    assert "放假的工作日 6 天（2月16日、2月17日、2月18日、2月19日、2月20日、2月23日）" in shown.out
    assert "调休上班、计算在内：2 天（2月14日、2月28日）" in shown.out


def test_a_year_without_notice_is_provisional(type_in: TypeIn) -> None:
    shown = type_in("due", "2026-12-20", "--locality", "wolong")
    assert "【暂定】" in shown.out
    assert "2027 年没有国务院办公厅放假安排可据" in shown.out


def test_an_imported_notice_settles_the_year(
    type_in: TypeIn, settings_of: Callable[..., None], demo_ledger: str
) -> None:
    database = open_database(demo_ledger)
    with database.transaction() as ledger:
        notice = HolidayNotice(
            year=2027,
            holidays=(date(2027, 1, 1), date(2027, 1, 4)),
            shifted_working_days=(),
            source="试验用通知",
        )
        ledger.holiday_notices.add(notice)
    database.close()
    settings_of(database=demo_ledger)
    shown = type_in("due", "2026-12-20", "--locality", "wolong")
    assert "暂定" not in shown.out
    assert "2027年1月19日" in shown.out


def test_the_locality_may_come_from_the_settings(
    type_in: TypeIn, settings_of: Callable[..., None]
) -> None:
    settings_of(locality="xinzhou")
    assert "第二十条（三）" in type_in("due", "2026-01-30").out


def test_counting_makes_no_database(desk: Path, type_in: TypeIn) -> None:
    type_in("due", "2026-01-30", "--locality", "xinyang")
    assert list(desk.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("2026-02-30",), 2, "“2026-02-30”不是日期，请写成 2026-01-30 这样"),
        (("一月三十日",), 2, "不是日期"),
        (("1999-01-30",), 2, "年份应在 2008 到 2099 之间"),
        (("2026-01-30",), 1, "请用 --locality 指明地方"),
        (("2026-01-30", "--locality", "beijing"), 2, "'beijing' (可选 'xinyang'"),
        (("2026-01-30", "--locality", "xinyang", "--days", "0"), 1, "应在 1 到 1000 之间"),
        (("2026-01-30", "--locality", "xinyang", "--days", "-3"), 1, "现在是 -3"),
        (("2026-01-30", "--locality", "xinyang", "--days", "9999999"), 1, "1 到 1000"),
    ],
)
def test_bad_input_is_one_line(
    type_in: TypeIn, words: tuple[str, ...], status: int, said: str
) -> None:
    shown = type_in("due", *words)
    assert (shown.status, shown.out) == (status, "")
    assert said in shown.complaint


def test_the_last_year_with_the_longest_term_still_counts(type_in: TypeIn) -> None:
    shown = type_in("due", "2099-12-31", "--days", "1000", "--locality", "xinyang")
    assert shown.status == 0
    assert "【暂定】" in shown.out
