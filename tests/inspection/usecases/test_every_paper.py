"""Every registered paper that has an occasion by the end of a task is written and printed."""

from collections import Counter
from collections.abc import Callable

import pytest

from app.backstage import Backstage
from inspection.papers.writable import (
    Writable,
    by_its_step_only,
    writable_papers,
    writable_year_papers,
)
from inspection.usecases.draft_office_papers import draft_office_papers
from inspection.usecases.draft_task_papers import draft_task_papers
from scheduler.clock import HandClock
from tests.inspection.usecases.closing_scene import LEADER, published
from tests.small_chat import SmallChat

OpenChat = Callable[..., SmallChat]
OFFICE = "周见山"


@pytest.fixture
def chat(open_chat: OpenChat) -> SmallChat:
    return published(open_chat())


def papers(chat: SmallChat) -> list[Writable]:
    """Everything that can be written for the task now."""
    found: list[Writable] = chat.write(lambda desk: writable_papers(desk, chat.county.task))
    return found


def year_papers(chat: SmallChat) -> list[Writable]:
    """Everything that can be written for the year now."""
    found: list[Writable] = chat.write(lambda desk: writable_year_papers(desk, chat.now.year))
    return found


def test_no_two_papers_of_a_form_are_about_the_same_thing(chat: SmallChat) -> None:
    about = Counter(
        (each.form, each.occasion.about_id) for each in [*papers(chat), *year_papers(chat)]
    )
    assert {key: count for key, count in about.items() if count > 1} == {}


def test_every_paper_of_the_task_is_written_at_a_word_and_printed(chat: SmallChat) -> None:
    wanted = [each for each in papers(chat) if not by_its_step_only(each.form)]
    assert len({each.form for each in wanted}) >= 8
    for each in wanted:
        about = [each.occasion.about_id]
        made = chat.write(
            lambda desk, each=each, about=about: draft_task_papers(
                desk,
                actor=chat.county.people[LEADER],
                task_id=chat.county.task.id,
                form=each.form,
                about_ids=about,
            )
        )
        assert chat.says(LEADER, f"/wenshu {made[0].id}") == "", each.form
        assert made[0].title in chat.last(LEADER)


def test_every_paper_of_the_year_is_written_and_printed(chat: SmallChat) -> None:
    wanted = [each for each in year_papers(chat) if each.occasion.issuer_id is None]
    assert wanted
    backstage = Backstage(chat.database, HandClock(chat.now))
    for each in wanted:
        about = [each.occasion.about_id]
        made = chat.write(
            lambda desk, each=each, about=about: draft_office_papers(
                desk,
                actor=chat.county.people[OFFICE],
                year=chat.now.year,
                form=each.form,
                about_ids=about,
            )
        )
        with chat.database.transaction() as ledger:
            assert backstage.print_document(ledger, made[0].id)[1].content
