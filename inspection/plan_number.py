"""计划文号: the one 发文字号 that the issued plan of a year bears."""

from inspection.archive import Document, DocumentState
from inspection.desk import Desk
from inspection.planning import plan_of, require_approved, require_compiled
from inspection.plans import PLAN_PAPER

_IN_FORCE = (DocumentState.ISSUED, DocumentState.CORRECTED)


def issued_plan(desk: Desk, year: int) -> Document | None:
    """The plan of a year as it was issued last, and not cancelled."""
    issued = desk.ledger.documents.find(task_id=None, form=PLAN_PAPER, year=year, state=_IN_FORCE)
    return issued[-1] if issued else None


def plan_number(desk: Desk, year: int) -> str:
    """The number that the issued plan of a year bears; "" while there is none."""
    paper = issued_plan(desk, year)
    return paper.number if paper else ""


def require_plan_issuable(desk: Desk, document: Document) -> None:
    """Refuse to issue a plan that was taken back, or lacks the approval that the circular asks.

    Refusals: `plan_not_approved`, `plan_not_compiled`.
    """
    if document.form == PLAN_PAPER and document.year is not None:
        plan = plan_of(desk, document.year)
        require_compiled(desk, plan)
        require_approved(desk, plan)
