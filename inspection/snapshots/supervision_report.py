"""督查通报的事实: how far each department has come, said only where a count bears it out."""

from datetime import date

from inspection.desk import Desk
from inspection.people import Role
from inspection.plain import Facts, Plain
from inspection.refusal import Citation
from inspection.roster import with_role
from inspection.snapshots import office_phrases as phrases
from inspection.snapshots.common import article_of, date_words, year_facts
from inspection.statistics import Share, YearStatistics, year_statistics


def supervision_report_facts(desk: Desk, year: int) -> Facts:
    """督查通报: the counts of /tongji by department, late entries and open problems named.

    Counts are of 户次; problems are those not followed up to the end.
    """
    counted = year_statistics(desk, year)
    common = year_facts(desk, issuer_id=None, basis=_basis(desk))
    contact = next(iter(with_role(desk.ledger, Role.OFFICE)), None)
    members: list[Plain] = [each.name for each in desk.ledger.departments.find() if not each.office]
    return {
        **common,
        "recipients": members,
        "period": _period(desk.now.date(), year),
        "departments": [_department(share) for share in counted.shares],
        "good": _good(counted.whole),
        "problems": _problems(desk, counted),
        "requirements": _requirements(desk, year, counted.whole),
        "contact": {"name": contact.name if contact else None},
        "copies": [],
        "imprint": {"office": common["office_name"], "date": common["issue_date"]},
    }


def _period(today: date, year: int) -> str:
    """The year, or its months so far."""
    if today.year != year or today.month == 12:
        return phrases.REPORT_YEAR.format(year=year)
    words = phrases.REPORT_FIRST_MONTH if today.month == 1 else phrases.REPORT_PERIOD
    return words.format(year=year, month=today.month)


def _basis(desk: Desk) -> tuple[Citation | None, ...]:
    """Only articles that speak of 督查 or 通报 (新县第三部分（三）, 新华第六条（一）)."""
    reports = desk.profile.reports
    return tuple(
        rule.citation
        for rule in (reports.office_report, reports.consultation)
        if any(word in (rule.words or "") for word in ("督查", "工作通报"))
    )


def _department(share: Share) -> dict[str, Plain]:
    figures = share.figures
    return {
        "department": share.department,
        "planned": figures["planned"].total,
        "finished": figures["planned"].part,
        "due": figures["entered"].total,
        "on_time": figures["entered"].part,
        "open": figures["open"].part,
    }


def _good(whole: Share) -> list[Plain]:
    planned, checked = whole.figures["planned"], whole.figures["checked"]
    entered, problems = whole.figures["entered"], whole.figures["problems"]
    said: list[Plain] = []
    if checked.part:
        said.append(
            phrases.REPORT_CHECKED.format(
                checked=checked.part, total=checked.total, finished=planned.part
            )
        )
    if entered.total and entered.part == entered.total:
        said.append(phrases.REPORT_ALL_ENTERED.format(count=entered.part))
    if problems.part and not whole.figures["open"].part:
        said.append(phrases.REPORT_ALL_CLOSED.format(count=problems.part))
    return said


def _problems(desk: Desk, counted: YearStatistics) -> list[Plain]:
    profile = desk.profile
    said: list[Plain] = []
    for key, words, rule in (
        ("entered", phrases.REPORT_LATE, article_of(profile.entry.days.citation)),
        ("planned", phrases.REPORT_UNFINISHED, article_of(profile.task.finish_by.citation)),
        ("open", phrases.REPORT_OPEN, article_of(profile.follow_up.rectify.citation)),
    ):
        for share in counted.shares:
            count = _outstanding(share, key)
            if count:
                text = words.format(department=share.department, count=count)
                said.append({"problem": text, "article": rule})
    return said


def _requirements(desk: Desk, year: int, whole: Share) -> list[Plain]:
    said: list[Plain] = []
    if _outstanding(whole, "entered"):
        said.append(phrases.REPORT_ENTER)
    if _outstanding(whole, "planned"):
        finish = desk.profile.task.finish_by
        said.append(
            phrases.REPORT_FINISH_BY.format(
                day=date_words(finish.value.in_year(year)), article=finish.cited()
            )
            if finish.value
            else phrases.REPORT_FINISH
        )
    if _outstanding(whole, "open"):
        said.append(phrases.REPORT_CLOSE)
    return [*said, phrases.REPORT_STANDING]


def _outstanding(share: Share, key: str) -> int:
    """What is missing to the whole; of a plain count the count itself."""
    figure = share.figures[key]
    return figure.part if figure.total is None else figure.total - figure.part
