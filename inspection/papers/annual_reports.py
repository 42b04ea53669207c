"""总结和报告的文书: each lead department's summary of the year, the office's report on it."""

from collections.abc import Iterable
from datetime import timedelta

from inspection.desk import Desk
from inspection.ids import DepartmentId
from inspection.papers.paper import Occasion, YearPaper
from inspection.plain import Facts
from inspection.snapshots.annual_report import department_summary_facts, office_report_facts
from inspection.tasks import TaskState

SUMMARY, REPORT = "年度工作总结", "年度工作报告"
AHEAD = timedelta(days=30)
"""How long before its last day the office's report is listed as due; only the last day is law."""


def _summaries(desk: Desk, year: int) -> Iterable[Occasion]:
    """One for each department that led a task; due once all are summed up (新县三（三）)."""
    tasks = desk.ledger.tasks.find(year=year)
    stated = not desk.profile.reports.department_summary.silent
    for department_id in sorted({task.lead_id for task in tasks}):
        states = [task.state for task in tasks if task.lead_id == department_id]
        yield Occasion(
            about_id=department_id,
            title=f"{year}{SUMMARY}",
            issuer_id=department_id,
            due=stated and TaskState.OPEN not in states,
        )


def _reports(desk: Desk, year: int) -> Iterable[Occasion]:
    """The report of the year; due in the days before the date that the circular sets."""
    rule = desk.profile.reports.office_report.value
    due = rule is not None and desk.now.date() >= rule.day.in_year(year) - AHEAD
    if desk.ledger.tasks.find(year=year):
        yield Occasion(title=f"{year}{REPORT}", issuer_id=None, due=due)


def _summary(desk: Desk, year: int, occasion: Occasion) -> Facts:
    return department_summary_facts(desk, year, DepartmentId(occasion.about_id))


REPORT_PAPERS = (
    YearPaper(form=SUMMARY, occasions=_summaries, facts=_summary),
    YearPaper(
        form=REPORT,
        occasions=_reports,
        facts=lambda desk, year, occasion: office_report_facts(desk, year),
    ),
)
