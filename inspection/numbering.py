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
from inspection.refusal import Refusal

_CODE = re.compile(r"[^\d\s〔〕\[\]（）()<>&\"']{1,20}")
_NUMBER = re.compile(
    r"([^\d\s〔〕\[\]（）()<>&\"']{1,20})[〔\[［](20\d{2})[〕\]］]([1-9]\d{0,4})号?"
)


def is_number_code(text: str) -> bool:
    """Can this be a 机关代字: no digit, blank or bracket, 20 characters at most."""
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
    issuer that has given out others before. Refusals: `number_code_missing`, `number_not_next`
    when that is not the next one, `number_malformed`.
    """
    code = code_of(desk.ledger, issuer_id)
    if not code:
        raise Refusal("number_code_missing", {"issuer": issuer_name(desk, issuer_id)})
    serial = _next_serial(desk, issuer_id)
    number = number_text(code, desk.now.year, serial)
    if not begin_with:
        return number
    said_code, year, first = read_number(begin_with)
    known = (said_code, year) == (code, desk.now.year)
    if not known or (serial > 1 and first != serial):
        raise Refusal("number_not_next", {"said": begin_with, "next": number})
    return number_text(code, year, first)


def read_number(text: str) -> tuple[str, int, int]:
    """机关代字, year and serial of a whole number. Refusal `number_malformed`."""
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
    return desk.ledger.document_numbers.add(
        DocumentNumber(
            issuer_id=document.issuer_id,
            year=desk.now.year,
            serial=read_number(document.number)[2],
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
    ledger = desk.ledger
    office = ledger.office.find()[0]
    users: dict[DepartmentId | None, str] = {
        each.id: each.number_code for each in ledger.departments.find()
    }
    users[None] = office.number_code
    for user, used in users.items():
        if used == code and user != issuer_id:
            raise Refusal("number_code_taken", {"code": code, "issuer": issuer_name(desk, user)})
    if issuer_id is None:
        ledger.office.save(replace(office, number_code=code))
    else:
        ledger.departments.save(replace(ledger.departments.get(issuer_id), number_code=code))
    return code


def issuer_name(desk: Desk, issuer_id: DepartmentId | None) -> str:
    """The short name of an issuer, the locality's word for the office."""
    if issuer_id is None:
        return desk.profile.names.office_short
    return desk.ledger.departments.get(issuer_id).short_name


def _next_serial(desk: Desk, issuer_id: DepartmentId | None) -> int:
    taken = desk.ledger.document_numbers.find(issuer_id=issuer_id, year=desk.now.year)
    return max((each.serial for each in taken), default=0) + 1
