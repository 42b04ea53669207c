"""公示处理的文书: entry, publication, rectification, referral, approvals."""

from collections.abc import Iterable

from inspection.closing import open_work
from inspection.desk import Desk
from inspection.duties import duties_of_task
from inspection.ids import DepartmentId
from inspection.papers.approval_forms import APPROVAL_FORMS
from inspection.papers.paper import Occasion, TaskPaper, by_its_step
from inspection.papers.problem_papers import PROBLEM_PAPERS
from inspection.papers.team_papers import TEAM_PAPERS
from inspection.plain import Facts
from inspection.snapshots.entry_list import entry_list_facts
from inspection.tasks import InspectionTask, Stage

ENTRY_LIST = "结果录入清单"
TABLE = "结果公示表"


def _table(desk: Desk, task: InspectionTask) -> Iterable[Occasion]:
    work = open_work(desk, task)
    if work.duties and not work.entries:
        yield Occasion(title=TABLE, issuer_id=task.lead_id, due=True)


def _entry_lists(desk: Desk, task: InspectionTask) -> Iterable[Occasion]:
    """One for each department that has results to enter; /gongshi hands the same sheet out."""
    entering = {view.duty.department_id for view in duties_of_task(desk, task)}
    for department_id in task.department_ids:
        if department_id in entering:
            name = desk.ledger.departments.get(department_id).short_name
            yield Occasion(
                about_id=department_id, title=f"{ENTRY_LIST}（{name}）", issuer_id=department_id
            )


def _entry_list_facts(desk: Desk, task: InspectionTask, occasion: Occasion) -> Facts:
    return entry_list_facts(desk, task, DepartmentId(occasion.about_id))


PUBLISH_PAPERS = (
    TaskPaper(
        form=ENTRY_LIST,
        shelf=Stage.PUBLISH.value,
        occasions=_entry_lists,
        facts=_entry_list_facts,
    ),
    TaskPaper(form=TABLE, shelf=Stage.PUBLISH.value, occasions=_table, public=True),
    TaskPaper(form="责令改正通知书", shelf=Stage.PUBLISH.value, occasions=by_its_step),
    TaskPaper(form="案件线索移送函", shelf=Stage.PUBLISH.value, occasions=by_its_step),
    *PROBLEM_PAPERS,
    *TEAM_PAPERS,
    *APPROVAL_FORMS,
)
