"""问句: the duties that are still open, in lines."""

from typing import Any

from sqlalchemy import Select, select

from inspection.tasks import TaskState
from storage.any_of import AnyOf
from storage.models_rosters import SubjectRow
from storage.models_tasks import InspectionTaskRow
from storage.models_visits import EntryDutyRow, VisitRow
from storage.queue_statements import table_of


def open_duties(*, of_these: bool, of_tasks: bool) -> Select[Any]:
    """Columns of `DutyLine`; `of_these` and `of_tasks`: only of a list."""
    duty, visit = table_of(EntryDutyRow), table_of(VisitRow)
    task, subject = table_of(InspectionTaskRow), table_of(SubjectRow)
    columns = (
        duty.c.id,
        visit.c.task_id,
        task.c.lead_id,
        duty.c.department_id,
        duty.c.due_on,
        duty.c.entered_at,
        subject.c.kind,
    )
    statement: Select[Any] = (
        select(*columns)
        .join_from(duty, visit, visit.c.id == duty.c.visit_id)
        .join(task, task.c.id == visit.c.task_id)
        .join(subject, subject.c.id == visit.c.subject_id)
        .where(
            duty.c.published_at.is_(None),
            duty.c.withheld_at.is_(None),
            task.c.state != TaskState.ARCHIVED,
        )
        .order_by(duty.c.due_on, duty.c.id)
    )
    if of_these:
        statement = statement.where(AnyOf(duty.c.id, "ids"))
    if of_tasks:
        statement = statement.where(AnyOf(visit.c.task_id, "task_ids"))
    return statement
