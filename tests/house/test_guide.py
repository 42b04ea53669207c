"""The guides keep up with the house: commands, settings, buttons, nothing promised that is gone."""

import re
from dataclasses import fields

import pytest

from app.cli import COMMANDS
from app.settings import Settings
from bot.commands import commands
from documents.typefaces import Typefaces
from tests.house.reading import ROOT, constants, nothing, texts

GUIDE = ROOT / "docs" / "guide.md"
OPERATIONS = ROOT / "docs" / "operations.md"
README = ROOT / "README.md"

LABEL = re.compile(r"\[([^\[\]|]+)\|[^\[\]]+\]")
"""A button of a template: its label before the bar."""


def rows(text: str, key: str) -> dict[str, list[str]]:
    """The rows of every table whose first cell is one backquoted word of this shape."""
    found = {}
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        word = re.fullmatch(rf"`({key})`", cells[0])
        if line.startswith("|") and word:
            found[word.group(1)] = cells[1:]
    return found


def shown_buttons(text: str) -> list[str]:
    """The labels of the buttons in the messages that a guide shows."""
    shown = re.findall(r"```text\n(.*?)```", text, re.DOTALL)
    return [
        label
        for message in shown
        for line in message.splitlines()
        if line.startswith("[")
        for label in re.findall(r"\[([^\[\]]+)\]", line)
    ]


def label_patterns() -> list[re.Pattern[str]]:
    """Every button label of the templates that has words of its own; facts may be anything."""
    found = []
    for text in texts().values():
        keyboard = re.sub(r"{#.*?#}|{%.*?%}", "", text.keyboard, flags=re.DOTALL)
        for label in LABEL.findall(keyboard):
            parts = re.split(r"{{(.*?)}}", label.strip())
            pattern = "".join(
                _said(part) if odd % 2 else re.escape(part) for odd, part in enumerate(parts)
            )
            if re.search(r"[\w\u4e00-\u9fff]", pattern.replace(".+", "")):
                found.append(re.compile(pattern))
    return found


def _said(expression: str) -> str:
    """What an expression in a label may say: its own words, or any fact."""
    words = re.findall(r"'([^']*[\u4e00-\u9fff][^']*)'", expression)
    return f"(?:{'|'.join(map(re.escape, words))})" if words else ".+"


@pytest.fixture(scope="module")
def guide() -> str:
    return GUIDE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def operations() -> str:
    return OPERATIONS.read_text(encoding="utf-8")


def test_every_chat_command_is_in_the_guide_with_its_word(guide: str) -> None:
    listed = {command: cells[0] for command, cells in rows(guide, r"/[a-z]+").items()}
    assert listed == {f"/{entry.command}": entry.word for entry in commands()}


@pytest.mark.parametrize("place", ["README.md", "guide.md", "operations.md"])
def test_no_page_names_a_command_that_does_not_exist(place: str) -> None:
    page = next(each for each in (README, GUIDE, OPERATIONS) if each.name == place)
    text = page.read_text(encoding="utf-8")
    chat = {entry.command for entry in commands()} | {"start"}
    elsewhere = {"newbot", "revoke", "setprivacy", "setjoingroups", "bot"}  # BotFather, Bot API
    nothing(
        f"{place}: /{name}"
        for name in re.findall(r"`/([a-z]+)`", text)
        if name not in chat | elsewhere
    )
    nothing(
        f"{place}: chuishao {name}"
        for name in re.findall(r"(?:`|^)chuishao ([a-z]+)", text, re.MULTILINE)
        if name not in COMMANDS
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_every_subcommand_is_explained_somewhere(name: str, guide: str, operations: str) -> None:
    pages = README.read_text(encoding="utf-8") + guide + operations
    assert re.search(rf"chuishao {name}\b", pages), f"chuishao {name}"


def test_every_setting_stands_in_the_table_with_its_default(operations: str) -> None:
    listed = rows(operations, r"[a-z_]+")
    assert set(listed) == {each.name for each in fields(Settings)}
    for each in fields(Settings):
        stated, meaning = listed[each.name][0], listed[each.name][1]
        assert stated.strip("`") == (str(each.default) or "空"), each.name
        assert meaning, each.name


def test_buttons_in_the_guide_are_buttons_of_the_bot(guide: str) -> None:
    shown = shown_buttons(guide)
    assert shown
    labels = label_patterns()
    rules = "".join(
        each.read_text(encoding="utf-8") for each in (ROOT / "inspection/profiles").glob("*.toml")
    )
    said = constants("inspection")
    nothing(
        f"docs/guide.md: [{label}]"
        for label in shown
        if not any(pattern.fullmatch(label) for pattern in labels)
        and re.sub(r"^\d+ ", "", label) not in said
        and re.sub(r"^\d+ ", "", label) not in rules
    )


def test_the_guide_names_the_typefaces_of_the_documents(guide: str) -> None:
    faces = Typefaces()
    nothing(face for face in (faces.title, faces.text, faces.kai, faces.black) if face not in guide)


def test_links_of_the_guides_lead_somewhere() -> None:
    nothing(
        f"{page.name}: {target}"
        for page in (README, GUIDE, OPERATIONS)
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
        if target.endswith(".md") and not (page.parent / target).exists()
    )
