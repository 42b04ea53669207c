"""忻州第九条 (order of batches), 第十六条 (long unchecked), 新华第十四条 (routes, repeats)."""

from dataclasses import replace
from datetime import date

import pytest

from inspection.draw import Lot
from inspection.items import ItemKind
from inspection.lots import freeze_roster, lots_of
from inspection.snapshots.draw_record import draw_record_facts
from inspection.usecases.allow_repeat import allow_repeat
from inspection.usecases.commit_secret import commit_secret
from inspection.usecases.join_as_witness import join_as_witness
from inspection.usecases.match_team import match_team
from inspection.usecases.open_draw import open_draw
from inspection.usecases.reveal_secret import reveal_secret
from tests.inspection.usecases.draw_scene import (
    FIRST,
    LEAD,
    SECOND,
    SECRETS,
    Scene,
    refused,
    scene_of,
)


def _ordered(scene: Scene) -> None:
    """The order of batches, drawn to the end."""
    ledger = scene.desk.ledger
    draw = open_draw(scene.desk, actor=scene.who(LEAD), task_id=scene.county.task.id, order=True)
    names = (FIRST, SECOND)
    for name in names:
        join_as_witness(scene.desk, actor=scene.who(name), draw_id=draw.id)
    witnesses = ledger.draw_witnesses.find(draw_id=draw.id)
    for name, secret, witness in zip(names, SECRETS, witnesses, strict=True):
        commit_secret(scene.desk, actor=scene.who(name), witness_id=witness.id, secret=secret)
    for name, witness in zip(names, witnesses, strict=True):
        reveal_secret(scene.desk, actor=scene.who(name), witness_id=witness.id)


def test_order_of_batches_takes_everybody_in_one_order() -> None:
    with scene_of("xinzhou") as scene:
        _ordered(scene)
        ledger = scene.desk.ledger
        rows = ledger.drawn_subjects.find(drawn=True)
        assert [each.rank for each in rows] == [1, 2, 3, 4]
        assert len(ledger.visits.find(task_id=scene.county.task.id)) == 4
        told = [each.facts["order"] for each in ledger.postings.find(kind="subjects_drawn")]
        assert told == [True]


def test_order_of_batches_is_named_in_the_record_with_its_article() -> None:
    with scene_of("xinzhou") as scene:
        _ordered(scene)
        draw = scene.desk.ledger.draws.find()[0]
        source = str(draw_record_facts(scene.desk, scene.county.task, draw)["source"])
        assert "检查批次顺序" in source
        assert "第九条" in source


def test_ordinary_draw_is_no_order_of_batches() -> None:
    with scene_of("xinzhou") as scene:
        draw = scene.drawn()
        assert "批次" not in str(draw_record_facts(scene.desk, scene.county.task, draw)["source"])


def test_order_of_batches_needs_a_key_item() -> None:
    with scene_of("xinzhou") as scene:
        for item in scene.county.items:
            scene.desk.ledger.items.save(replace(item, kind=ItemKind.GENERAL))
        with refused("order_needs_key_item", "没有重点检查事项", "第九条"):
            open_draw(scene.desk, actor=scene.who(LEAD), task_id=scene.county.task.id, order=True)


@pytest.mark.parametrize("locality", ["xinyang", "xinhua", "xinxian", "wolong"])
def test_order_of_batches_is_refused_where_the_circular_is_silent(locality: str) -> None:
    with scene_of(locality) as scene, refused("order_not_provided", "本地文件未规定"):
        open_draw(scene.desk, actor=scene.who(LEAD), task_id=scene.county.task.id, order=True)


def test_long_unchecked_subjects_have_more_tickets() -> None:
    with scene_of("xinzhou") as scene:
        days = (date(2025, 3, 6), date(2024, 3, 5), date(2023, 1, 9), None)
        for subject, day in zip(scene.county.subjects, days, strict=True):
            scene.desk.ledger.subjects.save(replace(subject, last_inspected=day))
        frozen = scene.open()
        weights = {lot.id: lot.weight for lot in lots_of(frozen)}
        assert [weights[each.code] for each in scene.county.subjects] == [1, 2, 3, 3]


def test_silent_circular_gives_everybody_one_ticket() -> None:
    with scene_of("xinyang") as scene:
        lots: list[Lot] = lots_of(scene.open())
        assert {each.weight for each in lots} == {1}


def test_allowed_repeat_is_journalled_and_drawn_from() -> None:
    with scene_of("xinhua") as scene:
        first, task = scene.county.subjects[0], scene.county.task
        checked = replace(first, last_inspected=date(2026, 2, 2))
        scene.desk.ledger.subjects.save(checked)
        assert first.code not in freeze_roster(scene.desk, task).roster.decode()
        allow_repeat(
            scene.desk,
            actor=scene.who(LEAD),
            task_id=task.id,
            subject_id=first.id,
            reason="投诉举报",
        )
        assert first.code in freeze_roster(scene.desk, task).roster.decode()
        (event,) = scene.desk.ledger.events.find(verb="repeat_allowed")
        assert event.facts == {"subject": first.id, "reason": "投诉举报"}


def test_route_gives_the_subjects_of_an_area_one_team() -> None:
    with scene_of("xinhua") as scene:
        for subject in scene.county.subjects:
            scene.desk.ledger.subjects.save(replace(subject, area="城关"))
        scene.drawn()
        entered = match_team(
            scene.desk,
            actor=scene.who(LEAD),
            task_id=scene.county.task.id,
            officers=1,
            by_route=True,
        )
        assert len({each.subject_id for each in entered}) > 1
        teams = {each.department_id: set[int]() for each in entered}
        for each in entered:
            teams[each.department_id].add(each.person_id)
        assert {len(people) for people in teams.values()} == {1}


def test_routes_are_refused_where_the_circular_does_not_speak_of_areas() -> None:
    with scene_of("xinyang") as scene:
        scene.drawn()
        with refused("routes_not_provided", "本地文件未规定"):
            match_team(
                scene.desk,
                actor=scene.who(LEAD),
                task_id=scene.county.task.id,
                officers=1,
                by_route=True,
            )
