"""Step 7: a visit from the advance notice to the signature."""

from collections.abc import Callable

import pytest

from inspection.visits import Confirmation, VisitState
from tests.inspection.usecases.field_scene import (
    finish_all,
    set_scene,
)
from tests.small_chat import SmallChat

LOCALITIES = ("xinyang", "xinhua", "xinxian", "xinzhou", "wolong")
OpenChat = Callable[..., SmallChat]


@pytest.mark.parametrize("locality", LOCALITIES)
def test_visit_is_carried_through_in_every_locality(open_chat: OpenChat, locality: str) -> None:
    chat = open_chat(locality)
    set_scene(chat)
    finish_all(chat)
    visit = chat.read(lambda ledger: ledger.visits.get(1))
    assert visit.state is VisitState.FINISHED
    assert visit.confirmation is Confirmation.SIGNED
    assert "检查结束：5 项，发现问题 1 项" in chat.group()[-1]
    assert chat.read(lambda ledger: len(ledger.entry_duties.find())) == 4
    forms = chat.read(lambda ledger: [each.form for each in ledger.documents.find()])
    assert forms == ["提前告知书", "情况记录表"]


def test_group_never_sees_what_was_found(open_chat: OpenChat) -> None:
    chat = open_chat("xinyang")
    set_scene(chat)
    finish_all(chat)
    said = "\n".join(chat.group())
    assert "灭火器" not in said
    assert "青禾-虚构" not in said
    assert "000-" not in said
