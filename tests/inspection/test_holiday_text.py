"""The State Council's notice is read in the wordings of several years, and checked."""

from datetime import date, timedelta

import pytest

from inspection.holiday_text import read_notice
from inspection.refusal import Refusal
from inspection.workdays import Calendar
from scheduler.calendar import china_calendar
from tests.inspection.holiday_notices import (
    NOTICE_2024,
    NOTICE_2025,
    NOTICE_2026,
    NOTICE_2027,
)


@pytest.mark.parametrize(
    ("year", "text"), [(2024, NOTICE_2024), (2025, NOTICE_2025), (2026, NOTICE_2026)]
)
def test_the_notice_gives_every_working_day_of_its_year(year: int, text: str) -> None:
    notice = read_notice(text, this_year=2026).notice
    assert notice.year == year
    told = Calendar().with_notice(year, notice.holidays, notice.shifted_working_days, "")
    known = china_calendar([year])
    day = date(year, 1, 1)
    while day.year == year:
        assert told.is_working_day(day) is known.is_working_day(day), day
        day += timedelta(days=1)


def test_the_document_number_is_kept_else_the_title() -> None:
    assert read_notice(NOTICE_2024, this_year=2026).notice.source == "国办发明电〔2023〕0号"
    source = read_notice(NOTICE_2025, this_year=2026).notice.source
    assert source == "国务院办公厅关于2025年部分节假日安排的通知"


def test_festivals_are_shown_by_name() -> None:
    festivals = read_notice(NOTICE_2025, this_year=2026).festivals
    assert [each.name for each in festivals][-1] == "国庆节、中秋节"
    assert festivals[0].off == (date(2025, 1, 1),)
    assert read_notice(NOTICE_2026, this_year=2026).festivals[0].name == "元旦"


def test_a_notice_without_a_title_finds_its_year_by_the_weekdays() -> None:
    assert read_notice(NOTICE_2026, this_year=2025).notice.year == 2026


def test_a_day_of_the_year_before_is_laid_over_that_year_which_stays_official() -> None:
    notice = read_notice(NOTICE_2027, this_year=2026).notice
    calendar = china_calendar([2026]).with_notice(
        2027, notice.holidays, notice.shifted_working_days, notice.source
    )
    assert not calendar.is_working_day(date(2026, 12, 31))
    assert calendar.is_working_day(date(2027, 1, 3))
    assert calendar.year(2026).official
    assert calendar.year(2027).official
    assert not calendar.is_working_day(date(2026, 10, 1))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("今天天气不错", "notice_unreadable"),
        ("", "notice_unreadable"),
        ("一、元旦：1月1日（周四）放假1天。", "notice_unreadable"),
        (NOTICE_2026.replace("13月", "").replace("5月9日", "13月9日"), "notice_unreadable"),
        (NOTICE_2025.replace("（周三）放假1天", "（周四）放假1天"), "notice_weekday_wrong"),
        (NOTICE_2024.replace("共8天", "共9天"), "notice_total_wrong"),
        (NOTICE_2024.replace("4月7日（星期日）上班", "4月8日上班"), "notice_weekday_wrong"),
        ("关于2024年部分节假日、2025年部分节假日安排" + NOTICE_2026, "notice_year_unclear"),
    ],
)
def test_what_does_not_agree_is_refused(text: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_notice(text, this_year=2026)
    assert refused.value.code == code
