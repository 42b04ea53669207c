"""`chuishao forms`: every form is listed with what it needs; the page in docs is the same."""

from documents.forms import FORMS
from documents.forms_table import TARGET, forms_table, rows
from tests.app.conftest import TypeIn


def test_every_form_is_listed_by_number_with_its_mandatory_facts(type_in: TypeIn) -> None:
    shown = type_in("forms")
    assert (shown.status, shown.err) == (0, "")
    numbers = [int(line.split()[0]) for line in shown.out.splitlines() if line[0].isdigit()]
    assert len(numbers) == len(FORMS)
    assert numbers == sorted(numbers)
    assert "28 结果公示表（公示处理；发起部门 → 社会公众；公开；" in shown.out
    assert f"共 {len(FORMS)} 种" in shown.out


def test_one_stage_is_listed_alone_and_another_word_is_told(type_in: TypeIn) -> None:
    shown = type_in("forms", "随机抽取")
    assert "随机抽取记录" in shown.out
    assert "现场笔录" not in shown.out
    assert "可写：" in type_in("forms", "抽取").complaint


def test_page_of_forms_is_current() -> None:
    assert TARGET.read_text(encoding="utf-8") == forms_table(), (
        "run .venv/bin/python -m documents.forms_table"
    )
    assert all(row.form.stage and row.form.issuer_role and row.form.recipient for row in rows())
