"""Match, recusal and replacement verb by verb."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from inspection.findings import Finding
from inspection.people import Role
from inspection.replacing import eligible
from inspection.teams import Assignment, Replacement, ReplacementState
from inspection.usecases.ask_replacement import ask_replacement
from inspection.usecases.decide_replacement import decide_replacement
from inspection.usecases.declare_recusal import declare_recusal
from inspection.usecases.match_team import match_team
from inspection.usecases.pick_replacement import pick_replacement
from tests.inspection.usecases.draw_scene import (
    FIRST,
    HEAD,
    LEAD,
    OTHER,
    Scene,
    refused,
    scene_of,
)

ACCEPTED = "特殊情况确需更换"


@pytest.fixture
def scene() -> Iterator[Scene]:
    with scene_of("xinyang") as scene:
        yield scene


def _match(scene: Scene, officers: int, *, by_area: bool = False) -> tuple[Assignment, ...]:
    return match_team(
        scene.desk,
        actor=scene.who(LEAD),
        task_id=scene.county.task.id,
        officers=officers,
        by_area=by_area,
    )


def _ask(scene: Scene, name: str = OTHER, reason: str = ACCEPTED, by: str = LEAD) -> Replacement:
    return ask_replacement(
        scene.desk,
        actor=scene.who(by),
        task_id=scene.county.task.id,
        outgoing_id=scene.who(name).id,
        reason=reason,
    )


def _busy(scene: Scene) -> str:
    """Somebody of the lead department who is sent somewhere."""
    lead = scene.county.task.lead_id
    held = scene.desk.ledger.assignments.find(department_id=lead, active=True)
    return scene.desk.ledger.people.get(held[0].person_id).name


def test_match_sends_as_many_of_each_department_to_every_subject(scene: Scene) -> None:
    with refused("not_drawn_yet", "/chouqu"):
        _match(scene, 2)
    scene.drawn()
    with refused("bad_officers"):
        _match(scene, 0)
    entered = _match(scene, 2)
    assert len(entered) == 3 * 4 * 2
    with refused("all_matched", "/huanren"):
        _match(scene, 2)


def test_blocking_rule_and_department_are_named(scene: Scene) -> None:
    scene.drawn()
    with refused("too_few_inspectors", "民政局", "人员名录人数不足"):
        _match(scene, 3)
    for inspector in scene.desk.ledger.inspectors.find():
        expired = replace(inspector, certificate_expires=scene.desk.now.date().replace(year=2025))
        scene.desk.ledger.inspectors.save(expired)
    with refused("too_few_inspectors", "执法证已过期"):
        _match(scene, 1)
    assert scene.desk.ledger.assignments.find() == ()


def test_areas_bind_only_when_the_lead_says_so(scene: Scene) -> None:
    for subject in scene.county.subjects:
        scene.desk.ledger.subjects.save(replace(subject, area="北岭片区"))
    for inspector in scene.desk.ledger.inspectors.find():
        scene.desk.ledger.inspectors.save(replace(inspector, area="柳湾片区"))
    scene.drawn()
    with refused("too_few_inspectors", "所辖区域不符"):
        _match(scene, 1, by_area=True)
    assert _match(scene, 1)


def test_local_minimum_is_held_against_the_whole_team() -> None:
    with scene_of("xinzhou") as scene:
        scene.matched(2)
        assert scene.desk.ledger.tasks.find()[0].officers == 2


def test_recusal_is_declared_once_and_before_the_seed(scene: Scene) -> None:
    subject, task = scene.county.subjects[0], scene.county.task

    def declare(reason: str = "近亲属任职") -> None:
        declare_recusal(
            scene.desk,
            actor=scene.who(FIRST),
            task_id=task.id,
            subject_id=subject.id,
            reason=reason,
        )

    with refused("reason_missing"):
        declare(" ")
    declare()
    with refused("already_recused", subject.name):
        declare()
    assert not any("近亲属" in str(each.facts) for each in scene.desk.ledger.events.find())
    scene.drawn()
    with refused("recusal_too_late", "/huanren"):
        declare()


def test_recused_inspector_stays_away_from_that_subject(scene: Scene) -> None:
    for subject in scene.county.subjects:
        declare_recusal(
            scene.desk,
            actor=scene.who(FIRST),
            task_id=scene.county.task.id,
            subject_id=subject.id,
            reason="近亲属任职",
        )
    scene.matched(1)
    assert not scene.desk.ledger.assignments.find(person_id=scene.who(FIRST).id)


def test_replacement_needs_a_reason_the_circular_accepts(scene: Scene) -> None:
    with refused("nothing_to_replace"):
        _ask(scene)
    scene.matched()
    name = _busy(scene)
    with refused("reason_missing"):
        _ask(scene, name, "")
    with refused("reason_not_accepted", "特殊情况确需更换", "第二十条"):
        _ask(scene, name, "想休息")
    _ask(scene, name)
    with refused("replacement_already_asked"):
        _ask(scene, name)


def test_department_without_a_bound_head_is_told_so(scene: Scene) -> None:
    scene.matched()
    head = scene.who(HEAD)
    scene.desk.ledger.people.save(replace(head, user_id=None))
    with refused("no_other_head", "民政局"):
        _ask(scene, _busy(scene))


def test_head_picks_among_the_qualified_only(scene: Scene) -> None:
    scene.matched()
    name = _busy(scene)
    asked = _ask(scene, name)
    head = scene.who(HEAD)
    approved = decide_replacement(scene.desk, actor=head, replacement_id=asked.id, approve=True)
    with refused("nothing_to_decide"):
        decide_replacement(scene.desk, actor=head, replacement_id=asked.id, approve=True)
    task = scene.desk.ledger.tasks.find()[0]
    fit = [person.name for person in eligible(scene.desk, task, approved)]
    assert fit == [LEAD if name == OTHER else OTHER]
    with refused("not_qualified", "不在本部门"):
        pick_replacement(
            scene.desk, actor=head, replacement_id=asked.id, incoming_id=scene.who(FIRST).id
        )
    done = pick_replacement(
        scene.desk, actor=head, replacement_id=asked.id, incoming_id=scene.who(fit[0]).id
    )
    assert done.incoming_id == scene.who(fit[0]).id
    assert not scene.desk.ledger.assignments.find(person_id=scene.who(name).id, active=True)
    leaders = scene.desk.ledger.assignments.find(leader=True, active=True)
    assert {each.person_id for each in leaders} == {done.incoming_id}


def test_head_never_decides_on_an_own_request(scene: Scene) -> None:
    scene.matched()
    other = scene.who(OTHER)
    both = scene.desk.ledger.people.save(replace(other, roles=(Role.INSPECTOR, Role.HEAD)))
    asked = _ask(scene, _busy(scene), by=OTHER)
    with refused("own_request"):
        decide_replacement(scene.desk, actor=both, replacement_id=asked.id, approve=True)


def test_other_departments_head_has_no_say(scene: Scene) -> None:
    scene.matched()
    asked = _ask(scene, _busy(scene))
    with refused("not_own_department"):
        decide_replacement(
            scene.desk, actor=scene.who("许明达"), replacement_id=asked.id, approve=True
        )


def test_refusal_changes_nobody(scene: Scene) -> None:
    scene.matched()
    name = _busy(scene)
    before = scene.desk.ledger.assignments.find(active=True)
    asked = _ask(scene, name)
    decided = decide_replacement(
        scene.desk, actor=scene.who(HEAD), replacement_id=asked.id, approve=False
    )
    assert decided.state is ReplacementState.REFUSED
    assert scene.desk.ledger.assignments.find(active=True) == before


def test_subject_with_a_result_keeps_its_inspector(scene: Scene) -> None:
    scene.matched()
    name = _busy(scene)
    person = scene.who(name)
    held = scene.desk.ledger.assignments.find(person_id=person.id, active=True)
    for each in held:
        visit = scene.desk.ledger.visits.one(subject_id=each.subject_id)
        assert visit is not None
        scene.desk.ledger.findings.add(
            Finding(
                visit_id=visit.id,
                item_id=scene.county.items[0].id,
                department_id=each.department_id,
                result="none",
                entered_by=person.id,
                entered_at=scene.desk.now,
            )
        )
    with refused("nothing_to_replace", "结果已开始录入"):
        _ask(scene, name)


def test_redraw_is_the_next_round_without_the_outgoing_person() -> None:
    with scene_of("xinzhou") as scene:
        scene.matched(1)
        name = _busy(scene)
        asked = _ask(scene, name, "工作冲突")
        done = decide_replacement(
            scene.desk, actor=scene.who(HEAD), replacement_id=asked.id, approve=True
        )
        assert done.incoming_id is not None
        rows = scene.desk.ledger.assignments.find(person_id=done.incoming_id, active=True)
        assert 2 in {each.round for each in rows}


def test_silent_locality_takes_any_reason_and_lets_the_head_pick() -> None:
    with scene_of("wolong") as scene:
        scene.matched(1)
        asked = _ask(scene, _busy(scene), "岗位调整")
        decided = decide_replacement(
            scene.desk, actor=scene.who(HEAD), replacement_id=asked.id, approve=True
        )
        assert decided.incoming_id is None
