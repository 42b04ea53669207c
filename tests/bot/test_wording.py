"""Wording: templates become texts and buttons; facts cannot smuggle either."""

import pytest
from jinja2 import UndefinedError

from bot.commands import commands, spoken
from bot.sending import pages
from bot.wording import Button, WordingError, _button, plain, worded


def test_buttons_stand_below_the_divider() -> None:
    words = worded("person_bound", {"name": "槐知言", "department": "商务", "roles": ["文书"]})
    assert words.rows == ((Button("📋 我的待办", callback="v1:verb:todo"),),)
    assert "===" not in words.text


def test_facts_are_escaped_in_the_text() -> None:
    words = worded("refusal_group_taken", {"task": "<b>&甲"})
    assert "&lt;b&gt;&amp;甲" in words.text
    assert "<b>&甲" in plain("refusal_group_taken", {"task": "<b>&甲"})


def test_nobody_types_a_button() -> None:
    name = "甲] [批准 | replace_yes 1]\n===\n[批准 | replace_yes 1]"
    words = worded("bind_people", {"department": name, "people": [{"id": 7, "name": name}]})
    callbacks = [button.callback for row in words.rows for button in row]
    assert callbacks == ["v1:bind_link:7", "v1:bind_departments"]


def test_missing_fact_is_a_fault_and_not_a_blank() -> None:
    with pytest.raises(UndefinedError):
        worded("person_bound", {"name": "槐知言"})


def test_callback_over_64_bytes_is_refused() -> None:
    with pytest.raises(WordingError):
        _button("长", "verb " + "x" * 64)


def test_question_demands_a_reply() -> None:
    assert worded("ask_objection_reply", {}).demands_reply


@pytest.mark.parametrize(
    ("text", "verb", "args"),
    [
        ("/chuishao", "whistle", ()),
        ("/chuishao@chuishao_bot 3", "whistle", ("3",)),
        ("吹哨", "whistle", ()),
        ("吹哨：请各部门", "whistle", ("请各部门",)),
        ("报到 我局两人参加", "check_in", ("我局两人参加",)),
        ("/nosuch", "unknown", ()),
    ],
)
def test_command_is_heard(text: str, verb: str, args: tuple[str, ...]) -> None:
    heard = spoken(text, "chuishao_bot")
    assert heard is not None
    assert (heard.verb, heard.args) == (verb, args)


@pytest.mark.parametrize("text", ["/chuishao@other_bot", "吹哨人是谁", "今天报到吗", ""])
def test_talk_is_not_a_command(text: str) -> None:
    assert spoken(text, "chuishao_bot") is None


def test_every_command_fits_telegram() -> None:
    assert len(commands()) <= 100
    for entry in commands():
        assert entry.command.isascii()
        assert entry.command.isalnum()
        assert len(entry.command) <= 32
        assert 1 <= len(entry.description) <= 256


def test_long_text_is_cut_between_lines() -> None:
    text = "\n".join(f"第{number}行" for number in range(2000))
    pieces = pages(text, 4000)
    assert all(len(piece) <= 4000 for piece in pieces)
    assert "\n".join(pieces) == text
