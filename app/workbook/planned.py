"""计划栏目: the fields of a plan row that an entry and a proposal have in common."""

from collections.abc import Mapping
from typing import Any

from app.workbook.rows import PlanRow
from inspection.departments import Department
from inspection.items import InspectionItem


def planned_fields(
    row: PlanRow, departments: Mapping[str, Department], items: Mapping[str, InspectionItem]
) -> dict[str, Any]:
    """Departments and items as ids, share and period; without scope and checker."""
    share = row.share
    return {
        "year": row.year,
        "name": row.name,
        "industry": row.industry,
        "lead_id": departments[row.lead].id,
        "partner_ids": tuple(departments[name].id for name in row.partners),
        "item_ids": tuple(items[code].id for code in row.items or ()),
        "rates": row.rates,
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
        "count": share.count if share else None,
        "at_least": share.at_least if share else False,
        "per_year": share.per_year if share else None,
    }
