"""Whatever people send: no fault, no unescaped output, nothing too long, no stack trace.

`make test` plays a few hundred updates in each state of a task; `make fuzz` more than ten thousand.
"""

import os
from collections.abc import Callable

import pytest

from inspection.usecases.open_draw import open_draw
from storage.audit import first_broken_link
from tests.hostile.ground import Ground
from tests.inspection.usecases.closing_scene import archived, published, visited, with_backstage
from tests.inspection.usecases.field_scene import LEADER, opened, set_scene
from tests.small_chat import SmallChat

COUNT = int(os.environ.get("CHUISHAO_FUZZ", "0"))
"""Updates in each state; 0 plays the short version."""
SHORT = 120
SHARE = 4
"""PostgreSQL gets one of so many."""

OpenChat = Callable[..., SmallChat]
SCENES: dict[str, Callable[[OpenChat], SmallChat]] = {
    "newly opened": lambda open_chat: with_backstage(open_chat("xinhua")),
    "visit under way": lambda open_chat: with_backstage(opened(open_chat)),
    "draw under way": lambda open_chat: _drawing(open_chat("xinyang")),
    "visited": lambda open_chat: visited(open_chat("xinyang")),
    "published": lambda open_chat: published(open_chat("xinzhou")),
    "archived": lambda open_chat: archived(open_chat("xinyang")),
}


def _drawing(chat: SmallChat) -> SmallChat:
    """The roster is frozen, witnesses are invited."""
    with_backstage(chat)
    set_scene(chat)
    lead, task = chat.county.people[LEADER], chat.county.task
    chat.write(lambda desk: open_draw(desk, actor=lead, task_id=task.id))
    return chat


def play(scene: str, open_chat: OpenChat, count: int) -> None:
    """So many hostile updates in one state of a task; the journal is whole afterwards."""
    chat = SCENES[scene](open_chat)
    ground = Ground(chat, seed=len(scene) * 1000 + COUNT)
    ground.play(count)
    if COUNT:
        told = ", ".join(f"{kind} {number}" for kind, number in ground.answers.most_common(12))
        print(f"\n{scene}: {dict(ground.kinds)}; answers: {told}")
    with chat.database.reading() as ledger:
        assert first_broken_link(ledger) is None


@pytest.mark.parametrize("scene", SCENES)
def test_hostile_updates_are_settled_without_a_fault(scene: str, open_chat: OpenChat) -> None:
    play(scene, open_chat, COUNT or SHORT)


@pytest.mark.parametrize("scene", SCENES)
def test_hostile_updates_are_settled_on_postgresql_too(
    scene: str, open_chat_on_postgresql: OpenChat
) -> None:
    play(scene, open_chat_on_postgresql, (COUNT or SHORT) // SHARE)
