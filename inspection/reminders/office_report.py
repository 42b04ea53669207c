"""年度报告提醒: the office's report to the government falls due (新县第三部分（三）: 12月底前)."""

from inspection.deadlines import Deadline, DeadlineKind
from inspection.desk import Desk
from inspection.papers.annual_reports import REPORT, SUMMARY
from inspection.people import Role
from inspection.plain import Facts
from inspection.plan_news import tell
from inspection.plan_watch import watch_years
from inspection.roster import short_names, with_role


def fire_office_report(desk: Desk, deadline: Deadline) -> None:
    """The office, with the departments whose summary is not there; silent once it is drafted."""
    watch_years(desk)
    year = deadline.about_id
    rule = desk.profile.reports.office_report
    if rule.value is None or desk.ledger.documents.find(form=REPORT, year=year):
        return
    leads = {task.lead_id for task in desk.ledger.tasks.find(year=year)}
    there = {each.issuer_id for each in desk.ledger.documents.find(form=SUMMARY, year=year)}
    facts: Facts = {
        "year": year,
        "last": rule.value.day.in_year(year).isoformat(),
        "late": deadline.kind is DeadlineKind.REPORT_OVERDUE,
        "receiver": rule.value.receiver,
        "form": REPORT,
        "missing": list(short_names(desk.ledger, sorted(leads - there))),
        "basis": rule.cited(),
        "words": rule.words,
    }
    office = (person.id for person in with_role(desk.ledger, Role.OFFICE))
    tell(desk, office, "report_reminder", facts, dedupe=f"report:{deadline.id}")
    desk.ledger.record(
        at=desk.now,
        actor_id=None,
        task_id=None,
        verb="report_reminded",
        facts={"year": year, "kind": deadline.kind.value},
    )
