"""The draw verb by verb: what is entered, what is refused, and how it is said."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from inspection.draws import DrawState
from inspection.ids import DrawId, SubjectId
from inspection.lots import freeze_roster, platform_seed
from inspection.people import Role
from inspection.subjects import SubjectState
from inspection.usecases.add_alternate import add_alternate
from inspection.usecases.allow_repeat import allow_repeat
from inspection.usecases.ask_void_draw import ask_void_draw
from inspection.usecases.commit_secret import commit_secret
from inspection.usecases.decide_void_draw import decide_void_draw
from inspection.usecases.import_platform_draw import import_platform_draw
from inspection.usecases.join_as_witness import join_as_witness
from inspection.usecases.reveal_secret import reveal_secret
from inspection.whistle import WhistleState
from tests.inspection.usecases.draw_scene import (
    FIRST,
    HEAD,
    LEAD,
    OTHER,
    SAME,
    SECOND,
    THIRD,
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


def test_frozen_roster_stays_when_subjects_change(scene: Scene) -> None:
    draw = scene.open()
    first = scene.county.subjects[0]
    scene.desk.ledger.subjects.save(replace(first, state=SubjectState.CANCELLED))
    assert scene.desk.ledger.draws.get(draw.id).roster == draw.roster
    assert first.code in draw.roster
    assert first.code not in freeze_roster(scene.desk, scene.county.task).roster.decode()


def test_labels_are_neutral_and_cover_every_stratum(scene: Scene) -> None:
    draw = scene.open()
    assert set(draw.strata) == {"A", "B", "C"}
    assert sorted(draw.strata.values()) == ["S1", "S2", "S3"]


def test_uniform_rate_is_one_stratum(scene: Scene) -> None:
    task = replace(scene.county.task, rates={"": 5000})
    assert freeze_roster(scene.desk, task).quota == {"1": 2}


def test_nobody_left_to_draw_is_refused(scene: Scene) -> None:
    for subject in scene.county.subjects:
        gone = replace(subject, state=SubjectState.REVOKED)
        scene.desk.ledger.subjects.save(gone)
    with refused("empty_roster", "排除 4 户"):
        scene.open()


def test_draw_needs_its_whistle(scene: Scene) -> None:
    for whistle in scene.desk.ledger.whistles.find():
        scene.desk.ledger.whistles.save(replace(whistle, state=WhistleState.WITHDRAWN))
    with refused("draw_whistle_missing", "/chuishao"):
        scene.open()


def test_second_draw_beside_a_running_one_is_refused(scene: Scene) -> None:
    scene.open()
    with refused("draw_underway", "第 1 次"):
        scene.open()


def test_witnesses_are_of_different_departments_and_not_the_opener(scene: Scene) -> None:
    draw = scene.open()
    with refused("opener_cannot_witness"):
        join_as_witness(scene.desk, actor=scene.who(LEAD), draw_id=draw.id)
    join_as_witness(scene.desk, actor=scene.who(FIRST), draw_id=draw.id)
    with refused("already_witness", "W1"):
        join_as_witness(scene.desk, actor=scene.who(FIRST), draw_id=draw.id)
    with refused("department_has_witness", FIRST):
        join_as_witness(scene.desk, actor=scene.who(SAME), draw_id=draw.id)
    join_as_witness(scene.desk, actor=scene.who(SECOND), draw_id=draw.id)
    with refused("witnesses_complete"):
        join_as_witness(scene.desk, actor=scene.who(THIRD), draw_id=draw.id)


def test_secrets_are_asked_only_once_all_witnesses_are_there(scene: Scene) -> None:
    draw = scene.open()
    join_as_witness(scene.desk, actor=scene.who(FIRST), draw_id=draw.id)
    with refused("draw_step_passed", "等待见证人"):
        commit_secret(
            scene.desk, actor=scene.who(FIRST), witness_id=_witness(scene, 0), secret="a" * 12
        )
    assert scene.desk.ledger.prompts.find() == ()
    join_as_witness(scene.desk, actor=scene.who(SECOND), draw_id=draw.id)
    assert len(scene.desk.ledger.prompts.find(asks="secret", closed_at=None)) == 2


def test_commitments_are_checked(scene: Scene) -> None:
    draw = scene.open()
    for name in (FIRST, SECOND):
        join_as_witness(scene.desk, actor=scene.who(name), draw_id=draw.id)
    mine, first = _witness(scene, 0), scene.who(FIRST)
    with refused("bad_secret", "12 至 64"):
        commit_secret(scene.desk, actor=first, witness_id=mine, secret="短")
    with refused("bad_commitment", "64 位"):
        commit_secret(scene.desk, actor=first, witness_id=mine, commitment="xyz")
    with refused("not_this_witness", "W1"):
        commit_secret(scene.desk, actor=scene.who(SECOND), witness_id=mine, secret="a" * 12)
    commit_secret(scene.desk, actor=first, witness_id=mine, secret="a" * 12)
    with refused("already_committed"):
        commit_secret(scene.desk, actor=first, witness_id=mine, secret="b" * 12)
    with refused("draw_step_passed", "见证人承诺"):
        reveal_secret(scene.desk, actor=first, witness_id=mine)


def test_commitment_sent_alone_wants_its_own_secret(scene: Scene) -> None:
    draw = scene.open()
    for name in (FIRST, SECOND):
        join_as_witness(scene.desk, actor=scene.who(name), draw_id=draw.id)
    first, second = scene.who(FIRST), scene.who(SECOND)
    commit_secret(scene.desk, actor=first, witness_id=_witness(scene, 0), commitment="0" * 64)
    commit_secret(scene.desk, actor=second, witness_id=_witness(scene, 1), secret="b" * 12)
    with refused("secret_wanted"):
        reveal_secret(scene.desk, actor=first, witness_id=_witness(scene, 0))
    with refused("commitment_broken", "W1"):
        reveal_secret(scene.desk, actor=first, witness_id=_witness(scene, 0), secret="c" * 12)
    reveal_secret(scene.desk, actor=second, witness_id=_witness(scene, 1))
    with refused("already_revealed"):
        reveal_secret(scene.desk, actor=second, witness_id=_witness(scene, 1))
    assert scene.desk.ledger.draws.get(draw.id).state is DrawState.REVEALING


def test_nothing_is_drawn_again(scene: Scene) -> None:
    draw = scene.drawn()
    assert draw.state is DrawState.DRAWN
    with refused("draw_already_made"):
        scene.open()
    with refused("draw_step_passed", "已抽取"):
        ask_void_draw(scene.desk, actor=scene.who(LEAD), draw_id=draw.id, reason="不满意")


def test_no_message_in_the_group_tells_a_risk_class(scene: Scene) -> None:
    scene.matched()
    chat = scene.county.task.chat_id
    group = [str(each.facts) for each in scene.desk.ledger.postings.find(chat_id=chat)]
    assert group
    for subject in scene.county.subjects:
        assert not any(subject.phone in facts for facts in group)
    assert not any("'A'" in facts or "risk" in facts for facts in group)


def test_void_is_approved_by_another_head_than_the_asker(scene: Scene) -> None:
    draw = scene.committed()
    lead, head = scene.who(LEAD), scene.who(HEAD)
    with refused("reason_missing"):
        ask_void_draw(scene.desk, actor=lead, draw_id=draw.id, reason=" ")
    with refused("no_other_head", "民政局"):
        ask_void_draw(scene.desk, actor=head, draw_id=draw.id, reason="见证人失联")
    with refused("nothing_to_decide"):
        decide_void_draw(scene.desk, actor=head, draw_id=draw.id, approve=True)
    ask_void_draw(scene.desk, actor=lead, draw_id=draw.id, reason="见证人失联")
    with refused("void_already_asked"):
        ask_void_draw(scene.desk, actor=lead, draw_id=draw.id, reason="见证人失联")
    decide_void_draw(scene.desk, actor=head, draw_id=draw.id, approve=False)
    assert scene.desk.ledger.draws.get(draw.id).state is DrawState.REVEALING
    ask_void_draw(scene.desk, actor=lead, draw_id=draw.id, reason="见证人失联")
    decide_void_draw(scene.desk, actor=head, draw_id=draw.id, approve=True)
    assert scene.desk.ledger.prompts.find(closed_at=None) == ()
    again = scene.open()
    assert (again.attempt, again.state) == (2, DrawState.INVITING)


def test_head_who_asked_cannot_approve(scene: Scene) -> None:
    draw = scene.committed()
    other = scene.who(OTHER)
    scene.desk.ledger.people.save(replace(other, roles=(Role.HEAD,)))
    head = scene.who(HEAD)
    ask_void_draw(scene.desk, actor=head, draw_id=draw.id, reason="见证人失联")
    with refused("own_request"):
        decide_void_draw(scene.desk, actor=head, draw_id=draw.id, approve=True)


def test_alternate_is_the_next_of_the_stratum_once(scene: Scene) -> None:
    draw = scene.drawn()
    rows = scene.desk.ledger.drawn_subjects.find(draw_id=draw.id)
    label = draw.strata["B"]
    lost = next(each for each in rows if each.drawn and each.stratum == label)
    spare = next(each for each in rows if not each.drawn and each.stratum == label)
    lead = scene.who(LEAD)

    def take(subject_id: int, reason: str = "对象注销") -> None:
        add_alternate(scene.desk, actor=lead, draw_id=draw.id, subject_id=subject_id, reason=reason)

    with refused("reason_missing"):
        take(lost.subject_id, "")
    with refused("not_drawn"):
        take(spare.subject_id)
    take(lost.subject_id)
    assert scene.desk.ledger.drawn_subjects.get(spare.id).drawn
    assert scene.desk.ledger.visits.one(subject_id=spare.subject_id) is not None
    with refused("alternate_already_taken"):
        take(lost.subject_id)
    with refused("no_alternates", label):
        take(spare.subject_id)


def test_platform_list_is_checked_and_kept_in_order(scene: Scene) -> None:
    lead, task = scene.who(LEAD), scene.county.task
    codes = [each.code for each in scene.county.subjects]

    def enter(listed: list[str], number: str = "PT-1") -> DrawId:
        return import_platform_draw(
            scene.desk, actor=lead, task_id=task.id, number=number, codes=listed
        ).id

    with refused("platform_number_missing"):
        enter(codes, " ")
    with refused("list_empty"):
        enter([])
    with refused("list_doubled", codes[0]):
        enter([codes[0], codes[0]])
    with refused("unknown_subjects", "91350100M000100Y43"):
        enter(["91350100M000100Y43"])
    other = scene.desk.ledger.subjects.save(replace(scene.county.subjects[0], industry="加油站"))
    with refused("subjects_of_other_trade", other.name):
        enter([other.code])
    listed = codes[:0:-1]
    draw = scene.desk.ledger.draws.get(enter(listed))
    assert draw.seed == platform_seed("PT-1", listed)
    assert draw.seed != platform_seed("PT-1", codes[1:])
    rows = scene.desk.ledger.drawn_subjects.find(draw_id=draw.id)
    assert [scene.desk.ledger.subjects.get(each.subject_id).code for each in rows] == listed


def test_object_checked_this_year_takes_part_only_for_a_named_reason() -> None:
    with scene_of("xinhua") as scene:
        task, lead = scene.county.task, scene.who(LEAD)
        checked = scene.desk.ledger.subjects.save(
            replace(scene.county.subjects[0], last_inspected=scene.desk.now.date())
        )

        def allow(subject_id: SubjectId, reason: str) -> None:
            allow_repeat(
                scene.desk, actor=lead, task_id=task.id, subject_id=subject_id, reason=reason
            )

        assert checked.code not in freeze_roster(scene.desk, task).roster.decode()
        with refused("override_not_allowed", "投诉举报", "第十四条"):
            allow(checked.id, "想再查一次")
        with refused("not_excluded"):
            allow(scene.county.subjects[1].id, "投诉举报")
        allow(checked.id, "投诉举报")
        assert checked.code in scene.open().roster
        with refused("draw_underway"):
            allow(checked.id, "投诉举报")
