"""Witnesses who leave in the middle of a draw: the place is lost at once, the draw stays honest."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.wording import worded
from inspection.draws import DrawState
from inspection.usecases.commit_secret import commit_secret
from inspection.usecases.join_as_witness import join_as_witness
from inspection.usecases.release_person import release_person
from inspection.usecases.reveal_secret import reveal_secret
from tests.inspection.usecases.draw_scene import (
    FIRST,
    SAME,
    SECOND,
    Scene,
    refused,
    scene_of,
)


@pytest.fixture
def scene() -> Iterator[Scene]:
    with scene_of("xinyang") as scene:
        yield scene


def _witness(scene: Scene, place: int) -> int:
    return scene.desk.ledger.draw_witnesses.find()[place].id


def test_who_leaves_before_committing_gives_the_place_to_another(scene: Scene) -> None:
    draw = scene.open()
    for name in (FIRST, SECOND):
        join_as_witness(scene.desk, actor=scene.who(name), draw_id=draw.id)
    commit_secret(
        scene.desk, actor=scene.who(SECOND), witness_id=_witness(scene, 1), secret="b" * 12
    )
    left = release_person(scene.desk, actor=None, person_id=scene.who(FIRST).id)
    assert left["witnessing"] == "free"
    assert "席位已空出" in worded("person_released", left).text
    assert len(scene.desk.ledger.events.find(verb="witness_left")) == 1
    board = scene.desk.ledger.postings.find(kind="draw_board")[-1]
    assert "席位空出" in worded("draw_board", board.facts).text
    with refused("department_has_witness", SECOND):
        other = replace(scene.who(SAME), department_id=scene.who(SECOND).department_id)
        join_as_witness(scene.desk, actor=other, draw_id=draw.id)
    taken = join_as_witness(scene.desk, actor=scene.who(SAME), draw_id=draw.id)
    assert (taken.id, taken.label, taken.person_id) == (
        _witness(scene, 0),
        "W1",
        scene.who(SAME).id,
    )
    commit_secret(scene.desk, actor=scene.who(SAME), witness_id=taken.id, secret="a" * 12)
    for place, name in enumerate((SAME, SECOND)):
        reveal_secret(scene.desk, actor=scene.who(name), witness_id=_witness(scene, place))
    assert scene.desk.ledger.draws.get(draw.id).state is DrawState.DRAWN


def test_who_leaves_after_committing_leaves_an_attempt_to_be_made_void(scene: Scene) -> None:
    draw = scene.committed()
    reveal_secret(scene.desk, actor=scene.who(SECOND), witness_id=_witness(scene, 1))
    left = release_person(scene.desk, actor=None, person_id=scene.who(FIRST).id)
    assert left["witnessing"] == "void"
    assert "作废" in worded("person_released", left).text
    with refused("witnesses_complete"):
        join_as_witness(scene.desk, actor=scene.who(SAME), draw_id=draw.id)
    board = scene.desk.ledger.postings.find(kind="draw_board")[-1]
    assert "本次须作废" in worded("draw_board", board.facts).text


def test_what_a_leaving_witness_has_revealed_stands(scene: Scene) -> None:
    draw = scene.committed()
    reveal_secret(scene.desk, actor=scene.who(FIRST), witness_id=_witness(scene, 0))
    left = release_person(scene.desk, actor=None, person_id=scene.who(FIRST).id)
    assert left["witnessing"] == ""
    reveal_secret(scene.desk, actor=scene.who(SECOND), witness_id=_witness(scene, 1))
    assert scene.desk.ledger.draws.get(draw.id).state is DrawState.DRAWN


def test_who_moves_to_the_other_witness_department_loses_the_place(scene: Scene) -> None:
    draw = scene.open()
    for name in (FIRST, SECOND):
        join_as_witness(scene.desk, actor=scene.who(name), draw_id=draw.id)
    home = scene.who(FIRST).department_id
    moved = replace(scene.who(FIRST), department_id=scene.who(SECOND).department_id)
    scene.desk.ledger.people.save(moved)
    with refused("witness_place_lost", "W1"):
        commit_secret(scene.desk, actor=moved, witness_id=_witness(scene, 0), secret="a" * 12)
    with refused("department_has_witness", SECOND):
        join_as_witness(scene.desk, actor=moved, draw_id=draw.id)
    taken = join_as_witness(scene.desk, actor=scene.who(SAME), draw_id=draw.id)
    assert (taken.label, taken.department_id) == ("W1", home)
