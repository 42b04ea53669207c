"""Long, crowded, empty and odd facts in every form: nothing is lost, broken or overflowing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from documents.fields import entry
from documents.forms import FORMS
from documents.inspect import overflowing
from documents.printing import lacking, to_pdf
from documents.render import render
from documents.soundness import unsound
from tests.documents.hostile_facts import ITEMS, NAME, PARAGRAPH, crowded, emptied, stuffed
from tests.documents.reading import text_of

WORD_FORMS = [form for form, one in FORMS.items() if one.suffix == ".docx"]
Facts = Callable[[str], dict[str, Any]]


def _plain(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("facts", [stuffed, crowded, emptied])
@pytest.mark.parametrize("form", WORD_FORMS)
def test_a_form_stays_sound_whatever_it_is_given(form: str, facts: Facts) -> None:
    assert unsound(render(form, facts(form)).docx) == ()


@pytest.mark.parametrize("form", WORD_FORMS)
def test_long_and_odd_texts_are_printed_to_the_last_character(form: str) -> None:
    text = _plain(text_of(render(form, stuffed(form)).docx))
    assert _plain(PARAGRAPH) in text
    assert _plain(NAME) in text


def test_sixty_items_are_sixty_rows() -> None:
    text = text_of(render("行业统一检查单", crowded("行业统一检查单")).docx)
    assert f"\n{ITEMS}\n" in text
    assert f"\n{ITEMS + 1}\n" not in text


@pytest.mark.rendering
@pytest.mark.skipif(lacking() is not None, reason=f"cannot print here: {lacking()}")
@pytest.mark.parametrize("facts", [stuffed, crowded])
def test_nothing_leaves_the_type_area(facts: Facts, tmp_path: Path) -> None:
    files = []
    for form in WORD_FORMS:
        files.append(tmp_path / f"{form}.docx")
        files[-1].write_bytes(render(form, facts(form)).docx)
    made = to_pdf(files, tmp_path)
    found = {
        form: reasons[:3]
        for form, pdf in made.items()
        if (reasons := overflowing(str(entry(form).head["kind"]), pdf))
    }
    assert found == {}
