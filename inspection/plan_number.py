"""计划文号: one 发文字号 for the plan of a year, whether 签发 gave it or it was issued on paper.

Issued in chat (/qianfa), the register gives the number and the registration of 印发公布 takes it.
Issued on paper before, the number that is typed at the registration enters the register, and the
plan's paper becomes the issued version that bears it. Words without a number (who published it,
where) are kept as words; the paper stays a draft and may still be issued.
"""

import re

from inspection.archive import Document, DocumentState
from inspection.desk import Desk
from inspection.numbering import is_whole_number, number_said
from inspection.planning import plan_of, require_approved
from inspection.plans import PLAN_PAPER
from inspection.refusal import Refusal

_IN_FORCE = (DocumentState.ISSUED, DocumentState.CORRECTED)
_ENDS_LIKE_A_NUMBER = re.compile(r"\d+号$")


def issued_plan(desk: Desk, year: int) -> Document | None:
    """The plan of a year as it was issued last, and not cancelled."""
    issued = desk.ledger.documents.find(task_id=None, form=PLAN_PAPER, year=year, state=_IN_FORCE)
    return issued[-1] if issued else None


def plan_number(desk: Desk, year: int) -> str:
    """The number that the issued plan of a year bears; "" while there is none."""
    paper = issued_plan(desk, year)
    return paper.number if paper else ""


def number_to_enter(desk: Desk, year: int, words: str, issued_in: int) -> str:
    """The number among the words of a registration that is not in the register yet; or "".

    `issued_in` is the year of the day on which the plan was issued. Refusals:
    `plan_number_given` when the plan bears another number, those of `number_said`.
    """
    given = plan_number(desk, year)
    if given:
        if _is_meant_as_number(words) and words != given:
            raise Refusal("plan_number_given", {"said": words, "number": given, "year": year})
        return ""
    return number_said(desk, None, words, issued_in) if _is_meant_as_number(words) else ""


def require_plan_approved(desk: Desk, document: Document) -> None:
    """Refuse to issue the plan without the approval that the circular asks: `plan_not_approved`."""
    if document.form == PLAN_PAPER and document.year is not None:
        require_approved(desk, plan_of(desk, document.year))


def _is_meant_as_number(words: str) -> bool:
    """Whether the words are, or are meant to be, a 发文字号."""
    return is_whole_number(words) or _ENDS_LIKE_A_NUMBER.search(words) is not None
