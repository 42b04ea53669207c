"""发文字号: the register of numbers, one series per issuer and year, without gap or double.

青市监〔2026〕12号 (GB/T 9704-2012 7.2.5): 机关代字, year in 〔〕, serial without leading zero. A
cancelled number stays in the register with its reason and is never given again.
"""

import re
from dataclasses import replace

from inspection.archive import Document
from inspection.desk import Desk
from inspection.ids import DepartmentId, PersonId
from inspection.ledger import Ledger
from inspection.numbers import DocumentNumber
from inspection.plain import Facts
from inspection.refusal import Refusal

_LETTERS = r"[^\W\d_]{1,20}"
_CODE = re.compile(_LETTERS)
_LABEL = r"(?:(?:发文字号|文号)\s*[：:]?\s*)?+"
_NUMBER = re.compile(rf"{_LABEL}({_LETTERS})[〔\[［](20\d{{2}})[〕\]］]([1-9]\d{{0,4}})号?")


def is_number_code(text: str) -> bool:
    """Can this be a 机关代字: letters only (no digit, blank or punctuation), 20 at most."""
    return _CODE.fullmatch(text) is not None


def number_text(code: str, year: int, serial: int) -> str:
    """青市监〔2026〕12号."""
    return f"{code}〔{year}〕{serial}号"


def code_of(ledger: Ledger, issuer_id: DepartmentId | None) -> str:
    """The 机关代字 of a department, or of the office (None); "" where nobody told it."""
    if issuer_id is not None:
        return ledger.departments.get(issuer_id).number_code
    return next((office.number_code for office in ledger.office.find()), "")


def next_number(desk: Desk, issuer_id: DepartmentId | None, begin_with: str = "") -> str:
    """The number that the issuer's next document of this year takes.

    `begin_with` is a whole number (青市监〔2026〕12号) at which the year's register begins, for an
    issuer that has given out others before. Refusals: `number_code_missing`, those of
    `number_said`.
    """
    code = code_of(desk.ledger, issuer_id)
    if not code:
        raise Refusal("number_code_missing", {"issuer": issuer_name(desk, issuer_id)})
    if begin_with:
        return number_said(desk, issuer_id, begin_with, desk.now.year)
    return number_text(code, desk.now.year, next_serial(desk, issuer_id, desk.now.year))


def next_serial(desk: Desk, issuer_id: DepartmentId | None, year: int) -> int:
    """The serial after the last of a register; 1 while the year's is empty."""
    taken = desk.ledger.document_numbers.find(issuer_id=issuer_id, year=year)
    return max((each.serial for each in taken), default=0) + 1


def number_said(desk: Desk, issuer_id: DepartmentId | None, words: str, year: int) -> str:
    """A whole number that somebody says an issuer's document bears, as the register takes it.

    It is the next of the `year`, or the one at which its register begins. An issuer whose
    机关代字 nobody told yet may have any that no other has. Refusals: `number_malformed`,
    `number_of_other_code`, `number_code_taken`, `number_other_year`, `number_taken`,
    `number_not_next`.
    """
    code, said_year, serial = read_number(words)
    own = code_of(desk.ledger, issuer_id)
    facts: Facts = {"said": words, "issuer": issuer_name(desk, issuer_id)}
    if own and code != own:
        raise Refusal("number_of_other_code", {**facts, "code": own})
    if not own:
        _require_code_free(desk, issuer_id, code)
    if said_year != year:
        raise Refusal("number_other_year", {**facts, "year": year})
    number = number_text(code, year, serial)
    entry = desk.ledger.document_numbers.one(text=number)
    if entry is not None:
        cancelled = entry.cancelled_at is not None
        raise Refusal("number_taken", {**facts, "title": entry.title, "cancelled": cancelled})
    following = next_serial(desk, issuer_id, year)
    if following not in (1, serial):
        raise Refusal("number_not_next", {**facts, "next": number_text(code, year, following)})
    return number


def read_number(text: str) -> tuple[str, int, int]:
    """机关代字, year and serial of a whole number, 文号： before it or not.

    Refusal `number_malformed`.
    """
    parts = _NUMBER.fullmatch(text.strip())
    if parts is None:
        raise Refusal("number_malformed", {"said": text.strip()[:40]})
    code, year, serial = parts.groups()
    return code, int(year), int(serial)


def is_whole_number(text: str) -> bool:
    """Does this read like a whole number, not like a 机关代字 alone."""
    return "〔" in text or "[" in text or "［" in text


def enter_number(desk: Desk, document: Document, taken_by: PersonId) -> DocumentNumber:
    """Enter the number that an issued document bears (`next_number`) into the register."""
    _, year, serial = read_number(document.number)
    return desk.ledger.document_numbers.add(
        DocumentNumber(
            issuer_id=document.issuer_id,
            year=year,
            serial=serial,
            text=document.number,
            document_id=document.id,
            title=document.title,
            taken_by=taken_by,
            taken_at=desk.now,
        )
    )


def strike_number(desk: Desk, document: Document, by: PersonId, reason: str) -> None:
    """Mark the number of a document as cancelled; it stays in the register."""
    entry = desk.ledger.document_numbers.one(document_id=document.id)
    if entry is not None:
        desk.ledger.document_numbers.save(
            replace(entry, cancelled_by=by, cancelled_at=desk.now, reason=reason)
        )


def give_code(desk: Desk, issuer_id: DepartmentId | None, text: str) -> str:
    """Keep an issuer's 机关代字; return it. Numbers already given stay as they are.

    Refusals: `number_code_malformed`, `number_code_taken` when another issuer has it.
    """
    code = text.strip()
    if not is_number_code(code):
        raise Refusal("number_code_malformed", {"code": code[:40]})
    _require_code_free(desk, issuer_id, code)
    ledger = desk.ledger
    if issuer_id is None:
        ledger.office.save(replace(ledger.office.find()[0], number_code=code))
    else:
        ledger.departments.save(replace(ledger.departments.get(issuer_id), number_code=code))
    return code


def issuer_name(desk: Desk, issuer_id: DepartmentId | None) -> str:
    """The short name of an issuer, the locality's word for the office."""
    if issuer_id is None:
        return desk.profile.names.office_short
    return desk.ledger.departments.get(issuer_id).short_name


def _require_code_free(desk: Desk, issuer_id: DepartmentId | None, code: str) -> None:
    """Refusal `number_code_taken` when another issuer has this 机关代字."""
    users: dict[DepartmentId | None, str] = {
        each.id: each.number_code for each in desk.ledger.departments.find()
    }
    users[None] = code_of(desk.ledger, None)
    for user, used in users.items():
        if used == code and user != issuer_id:
            raise Refusal("number_code_taken", {"code": code, "issuer": issuer_name(desk, user)})
