"""The register of papers agrees with the forms' catalogue."""

from documents.forms import FORMS
from inspection.papers.paper import ANY_STAGE, CLOSING
from inspection.papers.register import OFFICE_PAPERS, TASK_PAPERS
from inspection.tasks import Stage

SHELVES = {
    Stage.SCHEME.value: "方案制定",
    Stage.DRAW.value: "随机抽取",
    Stage.VISIT.value: "实地检查",
    Stage.PUBLISH.value: "公示处理",
    CLOSING: "总结归档",
    ANY_STAGE: "各环节",
}


def test_every_registered_paper_is_a_form_of_the_catalogue() -> None:
    assert set(TASK_PAPERS) | set(OFFICE_PAPERS) <= set(FORMS)


def test_no_form_is_both_a_paper_of_a_task_and_of_the_year() -> None:
    assert not set(TASK_PAPERS) & set(OFFICE_PAPERS)


def test_a_paper_stands_at_the_stage_its_form_names() -> None:
    stages = {form: SHELVES[paper.shelf] for form, paper in TASK_PAPERS.items()}
    assert stages == {form: FORMS[form].stage for form in TASK_PAPERS}


def test_a_paper_is_public_where_its_form_is() -> None:
    public = {form for form, paper in TASK_PAPERS.items() if paper.public}
    assert public == {form for form in TASK_PAPERS if FORMS[form].public}
