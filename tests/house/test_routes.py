"""Every way into the bot is guarded, and the menu promises what there is."""

import ast

import pytest

import bot.handlers
from bot.commands import commands
from bot.router import Route, router
from inspection.permissions import PERMISSIONS, Deed
from tests.house.reading import ROOT, nothing, place, sources, tree

NOT_IN_THE_MENU = {"start", "unknown"}
TABLES = {"verb": router.verbs, "button": router.buttons, "answer": router.answers}
ROUTES = [(f"{kind} {name}", route) for kind in TABLES for name, route in TABLES[kind].items()]


@pytest.mark.parametrize("route", [route for _, route in ROUTES], ids=[name for name, _ in ROUTES])
def test_every_route_is_guarded(route: Route) -> None:
    assert isinstance(route.deed, Deed)
    assert route.deed in PERMISSIONS


def test_every_deed_has_its_permission_and_its_route() -> None:
    assert set(PERMISSIONS) == set(Deed)
    asked = {route.deed for _, route in ROUTES} | _deeds_permitted_in_the_core()
    nothing(sorted(deed.value for deed in set(Deed) - asked))


def _deeds_permitted_in_the_core() -> set[Deed]:
    return {
        Deed[node.attr]
        for file in sources("inspection", "bot")
        if file != ROOT / "inspection" / "permissions.py"
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "Deed"
    }


def test_the_menu_and_the_handlers_are_the_same_verbs() -> None:
    assert bot.handlers.LOADED
    menu = {entry.verb for entry in commands()}
    handled = set(router.verbs) - NOT_IN_THE_MENU
    assert (sorted(menu - handled), sorted(handled - menu)) == ([], [])
    assert set(router.verbs) >= NOT_IN_THE_MENU


def test_no_two_commands_share_a_name_or_a_word() -> None:
    for names in (
        [entry.command for entry in commands()],
        [entry.word for entry in commands()],
        [entry.verb for entry in commands()],
    ):
        assert len(set(names)) == len(names)


def test_telegram_takes_every_command() -> None:
    assert len(commands()) <= 100
    for entry in commands():
        assert entry.command.isascii()
        assert entry.command.islower()
        assert len(entry.command) <= 32
        assert 1 <= len(entry.description) <= 256
        assert entry.description.startswith(f"{entry.word}：")


def test_handlers_stand_nowhere_else() -> None:
    stray = [
        place(file, node)
        for file in sources("app", "bot", "inspection", "storage", "scheduler", "documents")
        if file.parent != ROOT / "bot" / "handlers"
        for node in ast.walk(tree(file))
        if isinstance(node, ast.FunctionDef)
        and any(ast.unparse(each).startswith("router.") for each in node.decorator_list)
    ]
    nothing(stray)
