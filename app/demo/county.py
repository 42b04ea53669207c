"""青禾县: the whole demo county as one workbook, the same every time."""

import io

from app.demo.departments import department_rows, person_rows
from app.demo.experts import expert_rows
from app.demo.items import item_rows, plan_rows
from app.demo.subjects import subject_rows
from app.workbook.columns import DEPARTMENTS, EXPERTS, ITEMS, PEOPLE, PLANS, SUBJECTS
from app.workbook.template import write_book

COUNTY = "青禾县"
COUNTY_CODE = "QH"


def demo_book() -> bytes:
    """The .xlsx of the demo county; fit for every locality, whose rules are in its profile."""
    book = io.BytesIO()
    write_book(
        book,
        {
            DEPARTMENTS: department_rows(),
            PEOPLE: person_rows(),
            EXPERTS: expert_rows(),
            ITEMS: item_rows(),
            SUBJECTS: subject_rows(),
            PLANS: plan_rows(),
        },
    )
    return book.getvalue()
