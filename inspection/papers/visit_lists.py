"""检查前的文书: approval, lists for the subject, the sheet by which a trade is checked."""

from collections.abc import Iterable

from inspection.desk import Desk
from inspection.ids import DepartmentId
from inspection.papers.paper import Occasion, TaskPaper
from inspection.papers.visit_records import of_visit, read_visit, visits_of
from inspection.plain import Facts
from inspection.snapshots.inspection_approval import inspection_approval_facts
from inspection.snapshots.visit_lists import check_sheet_facts, items_and_papers_facts
from inspection.tasks import InspectionTask, Stage
from inspection.visits import VisitState

APPROVAL = "行政检查审批表"
ITEMS_AND_PAPERS = "检查事项和材料清单"
CHECK_SHEET = "行业统一检查单"


def _approvals(desk: Desk, task: InspectionTask) -> Iterable[Occasion]:
    """One for each department that has officers matched; no circular asks for it."""
    held = desk.ledger.assignments.find(task_id=task.id, active=True)
    matched = {each.department_id for each in held}
    for department_id in task.department_ids:
        if department_id in matched:
            name = desk.ledger.departments.get(department_id).short_name
            yield Occasion(
                about_id=department_id, title=f"{APPROVAL}（{name}）", issuer_id=department_id
            )


def _approval_facts(desk: Desk, task: InspectionTask, occasion: Occasion) -> Facts:
    return inspection_approval_facts(desk, task, DepartmentId(occasion.about_id))


def _items_and_papers(desk: Desk, task: InspectionTask) -> Iterable[Occasion]:
    return [of_visit(desk, task, ITEMS_AND_PAPERS, visit) for visit in visits_of(desk, task)]


def _check_sheets(desk: Desk, task: InspectionTask) -> Iterable[Occasion]:
    """Due where the circular wants such a sheet (新县第二部分（一）, 卧龙第二部分（三）)."""
    wanted = not desk.profile.lists.check_sheet.silent
    return [
        of_visit(desk, task, CHECK_SHEET, visit, due=wanted and visit.state is VisitState.PLANNED)
        for visit in visits_of(desk, task)
    ]


VISIT_LISTS = (
    TaskPaper(form=APPROVAL, shelf=Stage.VISIT.value, occasions=_approvals, facts=_approval_facts),
    TaskPaper(
        form=ITEMS_AND_PAPERS,
        shelf=Stage.VISIT.value,
        occasions=_items_and_papers,
        facts=read_visit(items_and_papers_facts),
    ),
    TaskPaper(
        form=CHECK_SHEET,
        shelf=Stage.VISIT.value,
        occasions=_check_sheets,
        facts=read_visit(check_sheet_facts),
    ),
)
