"""What a plan says beside a rate: numbers of subjects, how often, which objects, who checks."""

import pytest

from app.workbook.report import import_text
from inspection.plans import AnnualPlan
from storage.database import Database
from tests.app.workbook.books import NOW, entered
from tests.app.workbook.office_books import BOZHOU, book, plan_row


@pytest.mark.parametrize(
    ("written", "rates", "count", "at_least", "per_year", "says"),
    [
        ("1户", {}, 1, False, None, "“1户”按户数抽：1 户"),
        ("不少于2所", {}, 2, True, None, "“不少于2所”按户数抽：不少于 2 户"),
        ("2户；1次/年", {}, 2, False, 1, "按户数抽：2 户，每年 1 次"),
        ("3%；2次/年", {"": 300}, None, False, 2, "“3%;2次/年”按 3% 抽，每年 2 次"),
        ("10%（20户）", {"": 1000}, 20, False, None, "“10%(20户)”按 10% 抽"),
        ("10%，不少于2所", {"": 1000}, 2, True, None, "按 10% 抽，不少于 2 户"),
        ("5%", {"": 500}, None, False, None, ""),
    ],
)
def test_counts_and_frequencies_enter_the_plan(
    county: Database,
    written: str,
    rates: dict[str, int],
    count: int | None,
    at_least: bool,
    per_year: int | None,
    says: str,
) -> None:
    content = book({"表": plan_row(抽查比例=written)})
    assert says in import_text(entered(county, content, dry_run=True))
    assert entered(county, content).problems == []
    with county.reading() as ledger:
        [entry] = ledger.plan_entries.find()
    assert (entry.rates, entry.count, entry.at_least) == (rates, count, at_least)
    assert entry.per_year == per_year


def test_objects_and_who_checks_are_kept_as_written(county: Database) -> None:
    assert entered(county, book({"附件": BOZHOU})).problems == []
    with county.reading() as ledger:
        entry = ledger.plan_entries.find()[0]
    assert (entry.scope, entry.checker) == ("全县加油站", "县商务局等")


@pytest.fixture
def registered(county: Database) -> Database:
    """The plan has been imported and registered as in force."""
    assert entered(county, book({"附件": BOZHOU})).problems == []
    with county.transaction() as ledger:
        ledger.annual_plans.add(AnnualPlan(year=2026, opened_at=NOW, in_force_at=NOW))
    return county


def test_a_plan_in_force_is_not_changed_by_a_table(registered: Database) -> None:
    assert entered(registered, book({"附件": BOZHOU})).problems == []
    changed = [*BOZHOU[:2], [*BOZHOU[2][:9], "30%", *BOZHOU[2][10:]]]
    report = entered(registered, book({"附件": changed}))
    assert not report.imported
    assert "2026年度计划已登记生效，不能再用表格改动" in import_text(report)
    assert "申请调整" in import_text(report)
    with registered.reading() as ledger:
        assert ledger.plan_entries.find()[0].rates == {"": 1000}
