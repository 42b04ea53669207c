"""Who may do what: every role of every department tries every verb, button and answer."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import bot.handlers
from bot.router import Router, UnguardedRoute, router
from inspection.people import Person, Role
from inspection.permissions import AFTER_ARCHIVE, PERMISSIONS, Deed, Relation
from inspection.tasks import TaskState
from inspection.whose import About
from tests.hostile.scene import RELATIONS, Things, furnish, people_of_every_kind, tries
from tests.small_chat import SmallChat, small_chat

assert bot.handlers.LOADED
TABLES = {"verb": router.verbs, "button": router.buttons, "answer": router.answers}
ROUTES = [(table, name) for table, routes in TABLES.items() for name in routes]
NAMES = [f"{table} {name}" for table, name in ROUTES]
ALLOWED = {
    Relation.NONE: set(RELATIONS),
    Relation.LEAD: {"lead"},
    Relation.PARTNER: {"partner"},
    Relation.TEAM: {"lead", "partner"},
    Relation.TEAM_OR_OFFICE: {"lead", "partner"},
}
BORROWED = {Relation.TEAM, Relation.TEAM_OR_OFFICE, Relation.PARTNER}
"""How a partner's borrowed inspector may be related to the task, for deeds that may be lent."""
TYPED = ("开始", "见证", "公开", "作废 理由", "同意作废", "不同意作废", "递补 某某 理由")


class Crowd:
    """The furnished task with everybody who may try something."""

    def __init__(self, chat: SmallChat) -> None:
        self.chat = chat
        self.things: Things = furnish(chat)
        self.people: dict[tuple[Role, str], Person] = people_of_every_kind(chat)


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory, empty_ledger: Path) -> Iterator[Crowd]:
    chat = small_chat(tmp_path_factory.mktemp("crowd"), empty_ledger)
    yield Crowd(chat)
    chat.database.close()


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory, empty_ledger: Path) -> Iterator[Crowd]:
    """The same after the archive."""
    from dataclasses import replace

    chat = small_chat(tmp_path_factory.mktemp("closed"), empty_ledger)
    crowd = Crowd(chat)
    chat.write(
        lambda desk: desk.ledger.tasks.save(
            replace(
                desk.ledger.tasks.get(chat.county.task.id),
                state=TaskState.ARCHIVED,
                archived_at=desk.now,
            )
        )
    )
    yield crowd
    chat.database.close()


@pytest.mark.parametrize(("table", "name"), ROUTES, ids=NAMES)
def test_only_the_permitted_role_of_the_permitted_department_gets_in(
    crowd: Crowd, table: str, name: str
) -> None:
    route = TABLES[table][name]
    permission = PERMISSIONS[route.deed]
    for (role, relation), person in crowd.people.items():
        outcome = tries(crowd.chat, table, name, route, person, crowd.things)
        near = (
            relation in ALLOWED[permission.relation]
            or (permission.relation is Relation.TEAM_OR_OFFICE and role is Role.OFFICE)
            or (relation == "borrowed" and permission.stand_in and permission.relation in BORROWED)
        )
        if role not in permission.roles:
            assert outcome == "role_not_allowed", (role, relation, outcome)
        elif not near and route.about is not About.NOTHING:
            assert outcome == "foreign_department", (role, relation, outcome)
        else:
            allowed_by_table = outcome != "foreign_department" or route.deed is Deed.LOOK
            assert allowed_by_table, (role, relation, outcome)


@pytest.mark.parametrize(("table", "name"), ROUTES, ids=NAMES)
def test_whoever_left_gets_in_nowhere(crowd: Crowd, table: str, name: str) -> None:
    from dataclasses import replace

    route = TABLES[table][name]
    person = crowd.people[sorted(PERMISSIONS[route.deed].roles)[0], "lead"]
    save = crowd.chat.county
    assert save
    crowd.chat.write(lambda desk: desk.ledger.people.save(replace(person, active=False)))
    try:
        assert tries(crowd.chat, table, name, route, person, crowd.things) == "person_left"
    finally:
        crowd.chat.write(lambda desk: desk.ledger.people.save(person))


CHANGING = [
    (table, name)
    for table, name in ROUTES
    if TABLES[table][name].deed not in AFTER_ARCHIVE
    and TABLES[table][name].about is not About.NOTHING
]


@pytest.mark.parametrize(("table", "name"), CHANGING, ids=[f"{t} {n}" for t, n in CHANGING])
def test_nothing_changes_after_the_archive(closed: Crowd, table: str, name: str) -> None:
    route = TABLES[table][name]
    permission = PERMISSIONS[route.deed]
    relation = "partner" if permission.relation is Relation.PARTNER else "lead"
    for role in sorted(permission.roles):
        person = closed.people[role, relation]
        outcome = tries(closed.chat, table, name, route, person, closed.things)
        assert outcome == "task_closed", (role, outcome)


def test_what_stays_open_after_the_archive_changes_nothing(closed: Crowd) -> None:
    for table, name in ROUTES:
        route = TABLES[table][name]
        if route.deed in AFTER_ARCHIVE:
            for person in closed.people.values():
                outcome = tries(closed.chat, table, name, route, person, closed.things)
                assert outcome != "acted", (table, name, person.roles)


@pytest.mark.parametrize("words", TYPED)
def test_typed_steps_of_the_draw_are_guarded_like_their_buttons(crowd: Crowd, words: str) -> None:
    needed = Deed.WITNESS if words in ("见证", "公开") else Deed.DRAW
    needed = Deed.VOID_DRAW if "同意" in words else needed
    for (role, relation), person in crowd.people.items():
        if role in PERMISSIONS[needed].roles and relation in ALLOWED[PERMISSIONS[needed].relation]:
            continue
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("tests.hostile.scene._text", lambda verb: f"/chouqu {words}")
            outcome = tries(crowd.chat, "verb", "draw", router.verbs["draw"], person, crowd.things)
        assert outcome in {"role_not_allowed", "foreign_department", "not_a_witness"}, (
            role,
            relation,
            outcome,
        )


@pytest.mark.parametrize("deed", [each for each in Deed if each is not Deed.LOOK])
def test_start_refuses_a_handler_whose_task_is_not_named(deed: Deed) -> None:
    if PERMISSIONS[deed].relation is Relation.NONE:
        return
    with pytest.raises(UnguardedRoute):
        Router().button("stray", deed)
    with pytest.raises(UnguardedRoute):
        Router().answer("stray", deed)


def test_start_refuses_a_handler_without_a_deed(open_chat: Callable[..., SmallChat]) -> None:
    with pytest.raises(UnguardedRoute):
        Router().button("stray", "everything", About.TASK)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        Router().button("stray")  # type: ignore[call-arg]


def test_approvals_are_never_the_requesters(crowd: Crowd) -> None:
    from dataclasses import replace

    head = crowd.people[Role.HEAD, "partner"]
    crowd.chat.write(
        lambda desk: desk.ledger.replacements.save(
            replace(desk.ledger.replacements.find()[-1], asked_by=head.id)
        )
    )
    for name in ("replace_yes", "replace_no"):
        route = router.buttons[name]
        assert tries(crowd.chat, "button", name, route, head, crowd.things) == "own_request"
