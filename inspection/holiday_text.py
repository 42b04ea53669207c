"""放假安排: reading the State Council's notice as it is published, this year's or an older one.

Understood: 1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
1月1日放假，与周末连休。 1月1日（周三）放假1天，不调休。 2011年12月31日（星期六）上班。
Weekdays and 共几天 are checked.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from inspection.office import HolidayNotice
from inspection.refusal import Refusal

LONGEST = 4000
FEWEST_DAYS_OFF = 7
"""The statutory festivals alone are more; a text with fewer is no notice for a year."""
WEEKDAYS = "一二三四五六日"
_YEAR_OF = re.compile(r"(20\d\d)年(?:部分)?(?:节假日|元旦|放假)")
_NUMBER = re.compile(r"国办(?:发明电|发|函)?[〔\[(（]20\d\d[〕\])）]\d+号")
_NOTE = r"(?:[（(]([^（）()]*)[）)])?"
_DAY = re.compile(
    r"(?:(20\d\d)年)?(\d{1,2})月(\d{1,2})日" + _NOTE
    + r"(?:(?:至|—|-|－|~|到)(?:(20\d\d)年)?(?:(\d{1,2})月)?(\d{1,2})日" + _NOTE + r")?"
)  # fmt: skip
_TOTAL = re.compile(r"共(\d{1,2})天")
_WEEKDAY = re.compile(r"(?:周|星期)([一二三四五六日天])")
_FESTIVAL = re.compile(r"(?:[一二三四五六七八九十]+、|^)([^：:。]{2,12})[：:]")


@dataclass(frozen=True, slots=True)
class Festival:
    """一个节日的安排: its name, the days off, the weekend days worked instead."""

    name: str
    off: tuple[date, ...]
    worked: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class ReadNotice:
    """读出的放假安排: what will be stored, and the same by festival for showing."""

    notice: HolidayNotice
    festivals: tuple[Festival, ...]


def read_notice(text: str, *, this_year: int) -> ReadNotice:
    """The arrangement of one year from the text of the notice.

    The year is taken from the text, else from the weekdays in it, near `this_year`. Refusals:
    `notice_unreadable`, `notice_year_unclear`, `notice_weekday_wrong`, `notice_total_wrong`.
    """
    plain = re.sub(r"\s+", "", text.translate(_NARROW))[:LONGEST]
    years = {int(year) for year in _YEAR_OF.findall(plain)}
    candidates = sorted(years) or [this_year, this_year + 1, this_year - 1]
    if len(years) > 1:
        raise Refusal("notice_year_unclear", {"years": sorted(years)})
    read: list[tuple[int, tuple[Festival, ...]]] = []
    trouble: Refusal | None = None
    for year in candidates:
        try:
            read.append((year, _festivals(plain, year)))
        except Refusal as refusal:
            trouble = trouble or refusal
    if not read:
        assert trouble is not None
        raise trouble
    if len(read) > 1:
        raise Refusal("notice_year_unclear", {"years": [year for year, _ in read]})
    year, festivals = read[0]
    number = _NUMBER.search(plain)
    notice = HolidayNotice(
        year=year,
        holidays=tuple(sorted({day for each in festivals for day in each.off})),
        shifted_working_days=tuple(sorted({day for each in festivals for day in each.worked})),
        source=number[0] if number else f"国务院办公厅关于{year}年部分节假日安排的通知",
    )
    return ReadNotice(notice, festivals)


def _festivals(plain: str, year: int) -> tuple[Festival, ...]:
    starts = list(_FESTIVAL.finditer(plain))
    starts = [each for each in starts if "日" not in each[1] and "通知" not in each[1]]
    found = []
    for place, start in enumerate(starts):
        end = starts[place + 1].start() if place + 1 < len(starts) else len(plain)
        festival = _festival(start[1], plain[start.end() : end], year)
        if festival.off:
            found.append(festival)
    if sum(len(each.off) for each in found) < FEWEST_DAYS_OFF:
        raise Refusal("notice_unreadable")
    return tuple(found)


def _festival(name: str, words: str, year: int) -> Festival:
    off: list[date] = []
    worked: list[date] = []
    for sentence in re.split(r"[。；;]", words):
        if sentence.endswith("上班"):
            worked += _days(sentence, year, name)
        elif "放假" in sentence:
            off += _days(sentence.partition("放假")[0], year, name)
            total = _TOTAL.search(sentence)
            if total and int(total[1]) != len(set(off)):
                raise Refusal(
                    "notice_total_wrong",
                    {"festival": name, "said": int(total[1]), "counted": len(set(off))},
                )
    for day in worked:
        if day.weekday() < 5:
            raise Refusal("notice_weekday_wrong", _odd(name, day, "周末"))
    return Festival(name, tuple(off), tuple(worked))


def _days(words: str, year: int, festival: str) -> list[date]:
    found: list[date] = []
    for match in _DAY.finditer(words):
        first = _day(festival, int(match[1] or year), int(match[2]), int(match[3]), match[4])
        last = first
        if match[7]:
            month = int(match[6] or match[2])
            last_year = int(match[5] or (first.year if month >= first.month else first.year + 1))
            last = _day(festival, last_year, month, int(match[7]), match[8])
        if not 0 <= (last - first).days <= 15:
            raise Refusal("notice_unreadable")
        found += [first + timedelta(days=step) for step in range((last - first).days + 1)]
    return found


def _day(festival: str, year: int, month: int, day: int, note: str | None) -> date:
    try:
        found = date(year, month, day)
    except ValueError:
        raise Refusal("notice_unreadable") from None
    said = _WEEKDAY.search(note or "")
    if said and WEEKDAYS[found.weekday()] != said[1].replace("天", "日"):
        raise Refusal("notice_weekday_wrong", _odd(festival, found, f"星期{said[1]}"))
    return found


def _odd(festival: str, day: date, said: str) -> dict[str, object]:
    return {
        "festival": festival,
        "day": day.isoformat(),
        "said": said,
        "counted": f"星期{WEEKDAYS[day.weekday()]}",
    }


_NARROW = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF1A)}
