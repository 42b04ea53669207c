"""忻州第十七条: a department short of staff is helped out from a same-industry base."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from inspection.departments import Department
from inspection.desk import Desk
from inspection.ids import UserId
from inspection.people import Inspector, Person, Role
from inspection.permissions import PERMISSIONS, Deed
from inspection.refusal import Refusal
from inspection.snapshots.inspection_record import inspection_record_facts
from inspection.snapshots.team_list import team_list_facts
from inspection.standing_in import permit_here, stands_for
from inspection.teams import Assignment
from inspection.usecases.ask_replacement import ask_replacement
from inspection.usecases.decide_replacement import decide_replacement
from inspection.usecases.match_team import match_team
from tests.inspection.usecases.conftest import empty_ledger, open_chat
from tests.inspection.usecases.draw_scene import LEAD, Scene, refused, scene_of
from tests.inspection.usecases.field_scene import FIRE, start
from tests.small_chat import SmallChat

__all__ = ["empty_ledger", "open_chat"]

HELPER, AWAY, FIRE_HEAD = "郑守法", "何守正", "唐长路"
BORROWER, LENDER = "消防救援大队", "司法局"


def enter_helper(desk: Desk, departments: dict[str, Department]) -> Person:
    """司法局 is of the trade of 消防 and has one inspector; 消防 has a head."""
    for name in (BORROWER, LENDER):
        desk.ledger.departments.save(replace(departments[name], industry="安全"))
    desk.ledger.people.add(
        Person(
            department_id=departments[BORROWER].id,
            name=FIRE_HEAD,
            roles=(Role.HEAD,),
            user_id=UserId(6100),
        )
    )
    helper = desk.ledger.people.add(
        Person(
            department_id=departments[LENDER].id,
            name=HELPER,
            roles=(Role.INSPECTOR,),
            user_id=UserId(6101),
        )
    )
    desk.ledger.inspectors.add(
        Inspector(
            person_id=helper.id,
            certificate_number="青禾-虚构-0099",
            certificate_expires=date(2028, 12, 31),
        )
    )
    return helper


@pytest.fixture
def scene() -> Iterator[Scene]:
    with scene_of("xinzhou") as scene:
        yield scene


def lent(scene: Scene) -> list[Assignment]:
    found = scene.desk.ledger.assignments.find(active=True)
    return [each for each in found if each.lent_by]


def match_two(scene: Scene) -> Person:
    """Two of each department are to go, and one of 消防 is away."""
    helper = enter_helper(scene.desk, scene.county.departments)
    scene.desk.ledger.people.save(replace(scene.who(AWAY), active=False))
    scene.drawn()
    match_team(scene.desk, actor=scene.who(LEAD), task_id=scene.county.task.id, officers=2)
    return helper


def test_a_helper_is_matched_for_the_department_that_is_short(scene: Scene) -> None:
    helper = match_two(scene)
    departments = scene.county.departments
    assert lent(scene)
    for each in lent(scene):
        assert (each.person_id, each.department_id) == (helper.id, departments[BORROWER].id)
        assert each.lent_by == departments[LENDER].id
        assert not each.leader
    posted = next(each for each in scene.desk.ledger.postings.find() if each.kind == "team_posted")
    said = str(posted.facts["subjects"])
    assert HELPER in said
    assert LENDER in said
    facts: Any = team_list_facts(scene.desk, scene.county.task)
    rows = [row for team in facts["teams"] for row in team["members"] if row["name"] == HELPER]
    assert {row["checks_for"] for row in rows} == {"青禾县消防救援大队"}


def test_where_the_circular_is_silent_nobody_is_borrowed() -> None:
    with scene_of("xinyang") as scene:
        enter_helper(scene.desk, scene.county.departments)
        scene.desk.ledger.people.save(replace(scene.who(AWAY), active=False))
        scene.drawn()
        with refused("too_few_inspectors", BORROWER):
            match_team(scene.desk, actor=scene.who(LEAD), task_id=scene.county.task.id, officers=2)


def test_the_leader_is_never_borrowed(scene: Scene) -> None:
    enter_helper(scene.desk, scene.county.departments)
    lead = scene.county.departments["民政局"]
    scene.desk.ledger.departments.save(replace(lead, industry="安全"))
    scene.drawn()
    actor = scene.who(LEAD)
    for inspector in scene.desk.ledger.inspectors.find():
        if scene.desk.ledger.people.get(inspector.person_id).department_id == lead.id:
            expired = replace(inspector, certificate_expires=date(2025, 1, 1))
            scene.desk.ledger.inspectors.save(expired)
    with refused("leader_not_lent", "民政局", "第十八条"):
        match_team(scene.desk, actor=actor, task_id=scene.county.task.id, officers=1)


@pytest.mark.parametrize("deed", [each for each in Deed if PERMISSIONS[each].stand_in])
def test_the_right_to_stand_in_ends_with_the_match(scene: Scene, deed: Deed) -> None:
    helper, task = match_two(scene), scene.county.task
    if Role.INSPECTOR not in PERMISSIONS[deed].roles:
        return
    ledger = scene.desk.ledger
    if deed is not Deed.VISIT:  # only the lead department's own officers open a visit
        permit_here(ledger, helper, deed, task)
    for each in lent(scene):
        ledger.assignments.save(replace(each, active=False))
    assert stands_for(ledger, helper, task) == frozenset()
    with pytest.raises(Refusal, match="foreign_department"):
        permit_here(ledger, helper, deed, task)


def test_whoever_moves_on_to_another_department_no_longer_stands_in(scene: Scene) -> None:
    helper, task = match_two(scene), scene.county.task
    moved = replace(helper, department_id=scene.county.departments["卫生健康委"].id)
    assert stands_for(scene.desk.ledger, moved, task) == frozenset()


def test_a_helper_who_cannot_go_asks_the_borrower_and_is_replaced(scene: Scene) -> None:
    helper, task = match_two(scene), scene.county.task
    scene.desk.ledger.people.save(replace(scene.who(AWAY), active=True))
    asked = ask_replacement(
        scene.desk, actor=helper, task_id=task.id, outgoing_id=helper.id, reason="工作冲突"
    )
    assert asked.department_id == scene.county.departments[BORROWER].id
    head = next(each for each in scene.desk.ledger.people.find() if each.name == FIRE_HEAD)
    done = decide_replacement(scene.desk, actor=head, replacement_id=asked.id, approve=True)
    assert done.incoming_id == scene.who(AWAY).id
    assert lent(scene) == []
    with pytest.raises(Refusal, match="foreign_department"):
        permit_here(scene.desk.ledger, helper, Deed.ENTER_FINDING, task)


def _with_helper(open_chat: Callable[..., SmallChat]) -> SmallChat:
    """The visit of one subject, at which 司法局 stands in for 消防."""
    from tests.inspection.usecases.field_scene import set_scene

    chat = open_chat("xinzhou")
    set_scene(chat)

    def lend(desk: Desk) -> Person:
        helper = enter_helper(desk, chat.county.departments)
        own = desk.ledger.assignments.one(person_id=chat.county.people[FIRE].id)
        assert own is not None
        desk.ledger.assignments.save(
            replace(own, person_id=helper.id, lent_by=chat.county.departments[LENDER].id)
        )
        return helper

    chat.county.people[HELPER] = chat.write(lend)
    start(chat)
    return chat


def test_a_helper_enters_and_hands_in_for_the_borrower(open_chat: Callable[..., SmallChat]) -> None:
    chat = _with_helper(open_chat)
    assert "1/1" in "".join(chat.seen(HELPER)) or "录入" in "".join(chat.labels(HELPER))
    chat.presses(HELPER, "录入本部门")
    chat.presses(HELPER, "责令")
    chat.says(HELPER, "灭火器压力不足2具")
    chat.presses(HELPER, "责令限期改正")
    chat.sends(HELPER, b"photo")
    chat.presses(HELPER, "继续")
    assert not chat.presses(HELPER, "✅ 提交")
    fire = chat.county.departments[BORROWER].id
    findings = chat.read(lambda ledger: ledger.findings.find(department_id=fire))
    assert [each.result for each in findings] == ["ordered"]
    assert findings[0].submitted_at
    evidence = chat.read(lambda ledger: ledger.evidence.find())
    assert [each.department_id for each in evidence] == [fire]
    assert not chat.says(HELPER, "/daiban")
    record = chat.write(
        lambda desk: inspection_record_facts(
            desk, desk.ledger.tasks.find()[0], desk.ledger.visits.find()[0]
        )
    )
    assert f"{HELPER}从同行业部门匹配，检查青禾县消防救援大队的事项" in record["remarks"]


def test_a_replaced_helper_is_refused_at_the_next_press(
    open_chat: Callable[..., SmallChat],
) -> None:
    chat = _with_helper(open_chat)
    chat.presses(HELPER, "录入本部门")

    def give_up(desk: Desk) -> None:
        for each in desk.ledger.assignments.find(person_id=chat.county.people[HELPER].id):
            desk.ledger.assignments.save(replace(each, active=False))

    chat.write(give_up)
    assert "不在" in chat.presses(HELPER, "未发现问题")
    assert chat.read(lambda ledger: ledger.findings.find()) == ()
