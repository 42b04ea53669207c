"""A scene: a whole task up to its last publication, with a real draw, ready to be summed up."""

from dataclasses import replace

from app.backstage import Backstage
from bot.dispatch import Dispatcher
from bot.router import router
from inspection.desk import Desk
from inspection.draws import DrawRecord
from inspection.usecases.commit_secret import commit_secret
from inspection.usecases.join_as_witness import join_as_witness
from inspection.usecases.open_draw import open_draw
from inspection.usecases.reveal_secret import reveal_secret
from inspection.visits import VisitState
from scheduler.clock import HandClock
from tests.inspection.usecases.field_scene import (
    FIRE,
    FOOD,
    HEALTH,
    HOME,
    LEADER,
    finish_all,
    set_scene,
)
from tests.small_chat import SmallChat

SECRETS = {FOOD: "aaaaBBBBcccc1111", FIRE: "ddddEEEEffff2222"}


def with_backstage(chat: SmallChat) -> SmallChat:
    """The real backstage behind the small chat: printing and bundles work."""
    backstage = Backstage(chat.database, HandClock(chat.now))
    chat.dispatcher = Dispatcher(router, backstage, "chuishao_bot")
    return chat


def draw_lots(chat: SmallChat) -> DrawRecord:
    """Two witnesses; the subjects drawn beside HOME count as visited without findings."""
    people = chat.county.people
    draw: DrawRecord = chat.write(
        lambda desk: open_draw(desk, actor=people[LEADER], task_id=chat.county.task.id)
    )
    joined = {
        name: chat.write(
            lambda desk, name=name: join_as_witness(desk, actor=people[name], draw_id=draw.id)
        )
        for name in SECRETS
    }
    for name, secret in SECRETS.items():
        chat.write(
            lambda desk, name=name, secret=secret: commit_secret(
                desk, actor=people[name], witness_id=joined[name].id, secret=secret
            )
        )
    for name in SECRETS:
        chat.write(
            lambda desk, name=name: reveal_secret(
                desk, actor=people[name], witness_id=joined[name].id
            )
        )
    chat.write(_others_visited)
    return draw


def _others_visited(desk: Desk) -> None:
    for visit in desk.ledger.visits.find()[1:]:
        desk.ledger.visits.save(replace(visit, state=VisitState.FINISHED, finished_at=desk.now))


def publish(chat: SmallChat, name: str) -> None:
    """One department enters and publishes its results at HOME."""
    chat.says(name, "/gongshi")
    chat.presses(name, HOME)
    chat.presses(name, "已录入平台")
    chat.presses(name, "已公示")
    if chat.locality == "xinyang":
        chat.presses(name, "确认已公示")


def visited(chat: SmallChat) -> SmallChat:
    """Drawn, visited; the fire brigade found one problem; nothing entered yet."""
    with_backstage(chat)
    set_scene(chat)
    draw_lots(chat)
    finish_all(chat)
    return chat


def published(chat: SmallChat) -> SmallChat:
    """Everything is published: the summary may be written."""
    visited(chat)
    for name in (LEADER, FOOD, FIRE, HEALTH):
        publish(chat, name)
    return chat


def archived(chat: SmallChat) -> SmallChat:
    """Summed up and archived by the leader of the lead department."""
    published(chat)
    chat.says(LEADER, "/zongjie")
    chat.presses(LEADER, "生成总结")
    chat.says(LEADER, "/guidang")
    chat.presses(LEADER, "确认归档")
    return chat
