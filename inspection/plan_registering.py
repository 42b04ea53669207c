"""登记文号: one 发文字号 for the plan of a year, whether 签发 gave it or it was issued on paper.

Issued in chat (/qianfa), the register gives the number and the registration of 印发公布 takes it.
Issued on paper before, the number that is typed at the registration enters the register, and the
plan's paper becomes the issued version that bears it. Words without a number (who published it,
where) are kept as words; the paper stays a draft and may still be issued.
"""

import re

from inspection.archive import Document
from inspection.desk import Desk
from inspection.filing import still_says
from inspection.issuing import versions_of
from inspection.numbering import is_whole_number, number_said
from inspection.plan_number import issued_plan
from inspection.planning import plan_of
from inspection.refusal import Refusal
from inspection.snapshots.annual_plan import annual_plan_facts

_ENDS_LIKE_A_NUMBER = re.compile(r"\d+号$")


def number_to_enter(desk: Desk, year: int, words: str, issued_in: int) -> str:
    """The number among the words of a registration that is not in the register yet; or "".

    `issued_in` is the year of the day on which the plan was issued. Refusals:
    `plan_number_given` when the plan bears another number, `plan_changed_since_issue` when that
    number was given to other words than the plan's, those of `number_said`.
    """
    paper = issued_plan(desk, year)
    if paper is not None:
        if _is_meant_as_number(words) and words != paper.number:
            raise Refusal(
                "plan_number_given", {"said": words, "number": paper.number, "year": year}
            )
        _require_unchanged(desk, paper, year)
        return ""
    return number_said(desk, None, words, issued_in) if _is_meant_as_number(words) else ""


def _require_unchanged(desk: Desk, paper: Document, year: int) -> None:
    """Refuse a number that was given to other words than the plan's: `plan_changed_since_issue`."""
    if still_says(desk.ledger, paper, annual_plan_facts(desk, plan_of(desk, year))):
        return
    newest = versions_of(desk.ledger, paper)[-1]
    raise Refusal(
        "plan_changed_since_issue",
        {
            "year": year,
            "title": paper.title,
            "form": paper.form,
            "number": paper.number,
            "issued": paper.version,
            "newest": newest.version,
            "document": newest.id,
        },
    )


def _is_meant_as_number(words: str) -> bool:
    """Whether the words are, or are meant to be, a 发文字号."""
    return is_whole_number(words) or _ENDS_LIKE_A_NUMBER.search(words) is not None
