"""`chuishao due`: the last day of a term in working days, and the article it rests on."""

import argparse
from datetime import date, timedelta
from typing import NoReturn

from app.calendars import calendar_at_hand
from app.cli import CommandError
from app.profiles import known_localities, load_profile
from app.settings import load_settings
from inspection.profile import EntryRules, Profile
from inspection.rule import SILENT_TEXT
from inspection.workdays import Calendar

MOST_DAYS = 1000
WEEKDAYS = "一二三四五六日"
STARTS = {"check_end": "检查结束", "task_end": "检查任务完成"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("day", metavar="日期", type=_day, help="起算日，如 2026-01-30；当日不计")
    parser.add_argument(
        "--days", metavar="工作日数", type=int, help="多少个工作日；不填则按该地录入公示时限"
    )
    parser.add_argument(
        "--locality",
        metavar="地方",
        choices=known_localities(),
        help=f"{'、'.join(known_localities())}；不填则用设置里的 locality",
    )


def perform(options: argparse.Namespace) -> None:
    """Print the due date, its basis, and how it was counted."""
    settings = load_settings()
    locality = options.locality or settings.locality
    if not locality:
        raise CommandError(f"请用 --locality 指明地方：{'、'.join(known_localities())}。")
    profile = load_profile(locality)
    days = options.days if options.days is not None else profile.entry.days.value
    if days is None:
        raise CommandError(f"{profile.names.locality}{SILENT_TEXT}录入时限，请用 --days 指明天数。")
    if not 1 <= days <= MOST_DAYS:
        raise CommandError(f"--days 应在 1 到 {MOST_DAYS} 之间，现在是 {days}。")
    first: date = options.day
    years = range(first.year, first.year + 2 + days // 200)
    calendar = calendar_at_hand(settings.database, years)
    print("\n".join([*_result(calendar, first, days), *_basis(profile, days)]))


def _result(calendar: Calendar, first: date, days: int) -> list[str]:
    due = calendar.add_working_days(first, days)
    span = [first + timedelta(days=step) for step in range(1, (due.date - first).days + 1)]
    off = [day for day in span if day.weekday() < 5 and not calendar.is_working_day(day)]
    shifted = [day for day in span if day.weekday() >= 5 and calendar.is_working_day(day)]
    weekends = sum(day.weekday() >= 5 for day in span) - len(shifted)
    lines = [
        f"到期日：{_worded(due.date)}" + ("【暂定】" if due.provisional else ""),
        f"起算日：{_worded(first)}，当日不计，从次日起数 {days} 个工作日",
        f"不计在内：周末 {weekends} 天；放假的工作日 {_listed(off)}",
        f"调休上班、计算在内：{_listed(shifted)}",
    ]
    if due.provisional:
        unknown = [
            str(year)
            for year in range(first.year, due.date.year + 1)
            if not calendar.year(year).official
        ]
        lines.append(
            f"暂定：{'、'.join(unknown)} 年没有国务院办公厅放假安排可据，公布后到期日可能变动。"
        )
    return lines


def _basis(profile: Profile, days: int) -> list[str]:
    """The article of the entry rule, only where the number of days is the rule's own."""
    entry: EntryRules = profile.entry
    if entry.days.value != days:
        stated = (
            f"；录入公示时限是 {entry.days.value} 个工作日（{entry.days.cited()}）"
            if entry.days.value
            else ""
        )
        return [f"依据：{days} 个工作日的时限{SILENT_TEXT}{stated}。"]
    lines = [f"依据：{entry.days.cited()}：“{entry.days.words}”"]
    if entry.start.value is not None:
        lines.append(f"起算事由：{STARTS[entry.start.value]}（{entry.start.cited()}）")
    return lines


def _listed(days: list[date]) -> str:
    if not days:
        return "无"
    return f"{len(days)} 天（{'、'.join(f'{day.month}月{day.day}日' for day in days)}）"


def _worded(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日（星期{WEEKDAYS[day.weekday()]}）"


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        _refuse(f"“{text}”不是日期，请写成 2026-01-30 这样")
    if not 2008 <= day.year <= 2099:
        _refuse(f"年份应在 2008 到 2099 之间，现在是 {day.year}")
    return day


def _refuse(message: str) -> NoReturn:
    raise argparse.ArgumentTypeError(message)
