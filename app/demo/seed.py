"""装入演示数据: the office of 青禾县 and its workbook into a ledger."""

from dataclasses import replace
from datetime import datetime

from app.demo.county import COUNTY, COUNTY_CODE, demo_book
from app.profiles import load_profile
from app.workbook.import_report import ImportReport
from app.workbook.importer import import_book
from app.workbook.reader import read_book
from inspection.ledger import Ledger
from inspection.office import Office
from inspection.plans import AnnualPlan

APPROVAL = "演示数据，虚构的审定"


def seed_demo(
    ledger: Ledger, locality: str, now: datetime, *, adopted: bool = True
) -> ImportReport:
    """Enter the office under this locality's profile and the demo book; again changes nothing.

    With `adopted` the office has adopted the defaults for what its circular leaves open.

    RuntimeError when the book does not import: it is ours, so that is a fault.
    """
    office = Office(
        county=COUNTY,
        code=COUNTY_CODE,
        locality=locality,
        defaults_adopted_at=now if adopted else None,
    )
    known = ledger.office.find()
    if not known:
        ledger.office.add(office)
    elif (known[0].county, known[0].code, known[0].locality) != (COUNTY, COUNTY_CODE, locality):
        ledger.office.save(replace(office, id=known[0].id))
    report = import_book(ledger, read_book(demo_book()), now=now)
    if not report.imported:
        raise RuntimeError(f"the demo book has {len(report.problems)} problems")
    approver = load_profile(locality).plan.approver.value
    if approver and not ledger.annual_plans.find():
        _register_approval(ledger, approver, now)
    return report


def _register_approval(ledger: Ledger, approver: str, now: datetime) -> None:
    """Where a plan must be approved, the demo's has been: its tasks may be opened."""
    for year in sorted({entry.year for entry in ledger.plan_entries.find()}):
        ledger.annual_plans.add(
            AnnualPlan(
                year=year,
                opened_at=now,
                compiled_at=now,
                approved_on=now.date(),
                approval=APPROVAL,
                in_force_at=now,
            )
        )
        ledger.record(
            at=now,
            actor_id=None,
            task_id=None,
            verb="plan_approved",
            facts={"year": year, "approver": approver, "note": APPROVAL},
        )
