"""快读: rows of the subject roster that hold nothing odd, read without ceremony.

A roster has a hundred thousand rows and nearly all are plain. What is read here is exactly what
`parsing` would read; any row it is not sure of is left to `parsing`.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from app.workbook.cells import FIRST_DAY, LAST_DAY, PHONE, UNTIDY, Cell
from app.workbook.columns import SUBJECTS, sheet_form
from app.workbook.parsing import RISK_CLASS_NAMES, STATE_NAMES, SUBJECT_KINDS
from app.workbook.recognition import Layout
from app.workbook.rows import SubjectRow
from inspection.credit_code import is_credit_code
from inspection.subjects import SubjectKind, SubjectState

ISO_DAY = re.compile(r"20\d\d-\d\d-\d\d")
NEEDED = ("code", "name", "kind", "industry")
QuickReader = Callable[[Sequence[Cell], int], SubjectRow | None]


def quick_reader(layout: Layout) -> QuickReader | None:
    """A reader of plain rows of this layout; None where there is no quick way."""
    places = layout.places
    if layout.form.name != SUBJECTS or any(name not in places for name in NEEDED):
        return None
    longest = {column.field: column.longest for column in sheet_form(SUBJECTS).columns}
    wide = max(places.values())
    code_at, name_at, kind_at, trade_at = (places[name] - 1 for name in NEEDED)
    address_at, area_at, legal_at, phone_at, risk_at, state_at, day_at = (
        places.get(name, 0) - 1
        for name in (
            "address",
            "area",
            "legal_representative",
            "phone",
            "risk_class",
            "state",
            "last_inspected",
        )
    )
    texts = [
        (place, longest[name])
        for place, name in (
            (name_at, "name"),
            (trade_at, "industry"),
            (address_at, "address"),
            (area_at, "area"),
            (legal_at, "legal_representative"),
        )
    ]
    places_of_text = [place for place, _ in texts]
    shortest = min(most for _, most in texts)
    odd = UNTIDY.search

    def read(row: Sequence[Cell], number: int) -> SubjectRow | None:
        if len(row) < wide:
            return None
        cells: list[Any] = [*row[:wide], ""]
        code = cells[code_at]
        if code.__class__ is not str or not is_credit_code(code):
            return None
        try:
            words = "|".join([cells[place] for place in places_of_text])
        except TypeError:
            return None
        if odd(words) or (len(words) > shortest and _too_long(cells, texts)):
            return None
        kind, state = SUBJECT_KINDS.get(cells[kind_at]), _state(cells[state_at])
        phone, risk, day = cells[phone_at], cells[risk_at], cells[day_at]
        if risk:
            risk = RISK_CLASS_NAMES.get(risk)
        if (
            kind is None
            or kind is SubjectKind.NON_MARKET
            or state is None
            or risk is None
            or phone.__class__ is not str
            or (phone and not PHONE.fullmatch(phone))
            or not cells[name_at]
            or not cells[trade_at]
        ):
            return None
        if day == "":
            day = None
        elif day.__class__ is str and ISO_DAY.fullmatch(day):
            try:
                day = date.fromisoformat(day)
            except ValueError:
                return None
        elif day.__class__ is not date or not FIRST_DAY <= day <= LAST_DAY:
            return None
        return SubjectRow(
            row=number,
            code=code,
            name=cells[name_at],
            kind=kind,
            industry=cells[trade_at],
            address=cells[address_at],
            area=cells[area_at],
            legal_representative=cells[legal_at],
            phone=phone,
            risk_class=risk,
            state=state,
            last_inspected=day,
        )

    return read


def _too_long(cells: Sequence[Any], texts: Sequence[tuple[int, int]]) -> bool:
    return any(len(cells[place]) > most for place, most in texts)


def _state(cell: Any) -> SubjectState | None:
    return SubjectState.ACTIVE if cell == "" else STATE_NAMES.get(cell)
