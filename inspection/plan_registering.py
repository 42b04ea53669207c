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
from inspection.numbering import (
    code_of,
    is_number_code,
    is_whole_number,
    next_serial,
    number_said,
    read_number,
)
from inspection.plain import Facts
from inspection.plan_number import issued_plan
from inspection.planning import plan_of
from inspection.refusal import Refusal
from inspection.snapshots.annual_plan import annual_plan_facts

_LIKE_A_NUMBER = re.compile(r"^(?:发文字号|文号)|\d+号$")
_PUBLISHED = re.compile("公布|公示|公开|公告|印发|发布|刊登|张贴|网站|报纸|日报")
"""What words without a number say, and a 机关代字 alone does not."""


def number_to_enter(desk: Desk, year: int, words: str, issued_in: int) -> str:
    """The number among the words of a registration that is not in the register yet; or "".

    `issued_in` is the year of the day on which the plan was issued. Refusals:
    `plan_number_malformed`, `plan_number_given` when the plan bears another number,
    `plan_changed_since_issue` when that number was given to other words than the plan's, those of
    `number_said`.
    """
    meant = _number_meant(words)
    paper = issued_plan(desk, year)
    if paper is not None:
        if meant not in (None, read_number(paper.number)):
            raise Refusal(
                "plan_number_given", {"said": words, "number": paper.number, "year": year}
            )
        _require_unchanged(desk, paper, year)
        return ""
    if meant is not None:
        return number_said(desk, None, words, issued_in)
    if is_number_code(words) and _PUBLISHED.search(words) is None:
        raise _malformed(words)
    return ""


def entering_facts(desk: Desk, number: str) -> Facts:
    """What a number of `number_to_enter` would settle with its entry; "" settles nothing.

    `code` is the 机关代字 that the office has from then on, `begins` the serial and `of` the year
    of a register that is still empty; "" and 0 for what is settled already.
    """
    if not number:
        return {"entering": "", "code": "", "begins": 0, "of": 0}
    code, year, serial = read_number(number)
    return {
        "entering": number,
        "code": "" if code_of(desk.ledger, None) else code,
        "begins": serial if next_serial(desk, None, year) == 1 else 0,
        "of": year,
    }


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


def _number_meant(words: str) -> tuple[str, int, int] | None:
    """The parts of the 发文字号 that the words are; None where they are not meant to be one.

    Refusal `plan_number_malformed`.
    """
    if not is_whole_number(words) and _LIKE_A_NUMBER.search(words) is None:
        return None
    try:
        return read_number(words)
    except Refusal:
        raise _malformed(words) from None


def _malformed(words: str) -> Refusal:
    return Refusal("plan_number_malformed", {"said": words[:40]})
