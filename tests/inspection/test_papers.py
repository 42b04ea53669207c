"""The register of papers: every form has one paper, what is due is written once."""

from documents.forms import FORMS
from inspection.papers.register import OFFICE_PAPERS, TASK_PAPERS


def test_every_registered_paper_is_a_form_of_the_catalogue() -> None:
    assert set(TASK_PAPERS) | set(OFFICE_PAPERS) <= set(FORMS)


def test_no_form_is_both_a_paper_of_a_task_and_of_the_year() -> None:
    assert not set(TASK_PAPERS) & set(OFFICE_PAPERS)
