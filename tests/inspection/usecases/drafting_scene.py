"""A scene: three papers registered for the test alone: a record, a request, a plan of the year."""

from collections.abc import Iterable
from functools import partial

import pytest

from bot import papers_shown
from bot.handlers import paper_drafts
from inspection.desk import Desk
from inspection.papers import drafting, register, writable
from inspection.papers.paper import Occasion, TaskPaper, YearPaper
from inspection.papers.visit_stage import RECORD
from inspection.plain import Facts
from inspection.snapshots.inspection_record import inspection_record_facts
from inspection.tasks import InspectionTask, Stage
from inspection.visits import Visit

REQUEST, PLAN, REPORT = "行政检查审批表", "年度联合抽查计划", "年度工作报告"


def registered(monkeypatch: pytest.MonkeyPatch, *, reports: int = 1) -> None:
    """情况记录表 is due for every finished visit, 行政检查审批表 on demand; a plan is due."""
    records = register.TASK_PAPERS[RECORD].occasions
    papers = {
        RECORD: TaskPaper(
            form=RECORD, shelf=Stage.VISIT.value, occasions=records, facts=_record_facts
        ),
        REQUEST: TaskPaper(
            form=REQUEST, shelf=Stage.VISIT.value, occasions=_request, facts=_request_facts
        ),
    }
    years = {
        PLAN: YearPaper(form=PLAN, occasions=_plan, facts=_year_facts),
        REPORT: YearPaper(
            form=REPORT, occasions=partial(_reports, count=reports), facts=_year_facts
        ),
    }
    for module in (drafting, writable, paper_drafts, papers_shown):
        monkeypatch.setattr(module, "TASK_PAPERS", {**register.TASK_PAPERS, **papers})
        monkeypatch.setattr(module, "OFFICE_PAPERS", years)


def _record_facts(desk: Desk, task: InspectionTask, occasion: Occasion) -> Facts:
    visit: Visit = desk.ledger.visits.get(occasion.about_id)
    return inspection_record_facts(desk, task, visit)


def _request(desk: Desk, task: InspectionTask) -> Iterable[Occasion]:
    yield Occasion(title=REQUEST, issuer_id=task.lead_id)


def _request_facts(desk: Desk, task: InspectionTask, occasion: Occasion) -> Facts:
    return {"locality": desk.profile.locality, "draft": True, "issuer": "青禾县民政局"}


def _plan(desk: Desk, year: int) -> Iterable[Occasion]:
    yield Occasion(title=f"{year}年度联合抽查计划", issuer_id=None, due=year == desk.now.year)


def _reports(desk: Desk, year: int, *, count: int) -> Iterable[Occasion]:
    for number in range(1, count + 1):
        title = f"{year}年度工作报告" + (f"（{number}）" if count > 1 else "")
        yield Occasion(about_id=number, title=title, issuer_id=None)


def _year_facts(desk: Desk, year: int, occasion: Occasion) -> Facts:
    return {"locality": desk.profile.locality, "draft": True}
