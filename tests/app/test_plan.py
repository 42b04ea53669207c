"""`chuishao plan`: the stage, what is missing, and every entry, without changing anything."""

from collections.abc import Callable

from tests.app.conftest import TypeIn


def test_the_plan_of_a_year_is_listed_with_stage_and_next_step(
    type_in: TypeIn, demo_ledger: str, settings_of: Callable[..., None]
) -> None:
    settings_of(database=demo_ledger)
    shown = type_in("plan", "--year", "2026")
    assert (shown.status, shown.err) == (0, "")
    assert "2026年度“一业一查”部门联合抽查计划" in shown.out
    assert "审定：本地文件未规定" in shown.out
    assert "计划 4 项：" in shown.out
    assert "QH-02 民政" in shown.out
    coming = type_in("plan", "--year", "2027")
    assert "还没有申报的部门" in coming.out
    assert "第五条" in coming.out


def test_an_impossible_year_and_a_missing_ledger_are_told(
    type_in: TypeIn, demo_ledger: str, settings_of: Callable[..., None]
) -> None:
    assert "还没有账本" in type_in("plan").complaint
    settings_of(database=demo_ledger)
    assert "年度应在 2000 到 2099 之间" in type_in("plan", "--year", "27").complaint
