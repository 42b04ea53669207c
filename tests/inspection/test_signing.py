"""签发方式: every form says how it becomes final, and only letterheads take a 发文字号."""

import pytest

from documents.fields import entry
from documents.forms import FORMS
from inspection.issuing import NUMBER_LABELS
from inspection.papers.register import OFFICE_PAPERS, TASK_PAPERS
from inspection.signing import NUMBERED, PUBLISHED, SIGNINGS, Signing, signing_of

LETTERHEADS = {"red", "letter"}


def test_every_form_of_the_catalogue_says_how_it_becomes_final() -> None:
    assert set(SIGNINGS) == set(FORMS)


def test_every_registered_paper_says_it_too() -> None:
    for paper in (*TASK_PAPERS.values(), *OFFICE_PAPERS.values()):
        assert paper.signing is SIGNINGS[paper.form], paper.form


def test_what_bears_a_number_is_what_has_a_letterhead_and_needs_one() -> None:
    heads = {
        key
        for key in FORMS
        if entry(key).head["kind"] in LETTERHEADS
        and entry(key).root.members["document_number"].mandatory
    }
    assert heads == NUMBERED


@pytest.mark.parametrize("form", sorted(NUMBERED))
def test_a_numbered_form_is_issued_and_its_number_is_no_missing_fact(form: str) -> None:
    assert signing_of(form) is Signing.ISSUED
    assert entry(form).root.members["document_number"].label in NUMBER_LABELS


@pytest.mark.parametrize("form", [key for key, how in SIGNINGS.items() if how is Signing.ISSUED])
def test_an_issued_form_is_a_letterhead_or_a_plain_paper(form: str) -> None:
    assert entry(form).head["kind"] in {*LETTERHEADS, "plain", "landscape"}


def test_what_is_published_is_what_the_catalogue_calls_public() -> None:
    assert {key for key, form in FORMS.items() if form.public} == PUBLISHED
