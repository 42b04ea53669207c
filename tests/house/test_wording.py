"""Texts and code belong together: every kind has its words, no words lie about."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import bot.handlers
from bot.router import router
from inspection.entry_steps import Step
from tests.house.reading import (
    NOWHERE,
    TEXTS,
    argument,
    buttons,
    calls,
    constants,
    keys,
    nothing,
    patterns,
    place,
    sources,
    speakers,
    strings,
    texts,
    tree,
)

ALWAYS_THERE = {"citation"}
"""What every refusal is worded with besides its own facts (bot.settling)."""


def said() -> Iterator[tuple[str, str, set[str] | None]]:
    """Everything that is posted: where, the pattern of its kind, its facts where written out."""
    for file, node, name, scope in calls("inspection", "bot", "app"):
        places = {"Posting": {}, "Popup": {"kind": 1, "facts": 2}, **speakers()}.get(
            name.rpartition(".")[2]
        )
        if places is not None:
            written = argument(node, places.get("facts", NOWHERE), "facts")
            for pattern in strings(argument(node, places.get("kind", NOWHERE), "kind"), scope):
                yield place(file, node), pattern, keys(written, scope)


def refused() -> Iterator[tuple[str, str, set[str] | None]]:
    """Every refusal: where, the pattern of its code, its facts where written out."""
    for file, node, name, scope in calls("inspection", "bot", "app"):
        if name == "Refusal":
            facts = keys(argument(node, 1, "facts"), scope)
            for pattern in strings(argument(node, 0, "code"), scope):
                yield place(file, node), f"refusal_{pattern}", facts


def worded_by(pattern: str) -> list[str]:
    """The templates whose name the pattern fits."""
    return [name for name in texts() if re.fullmatch(pattern, name)]


def test_enough_is_read_to_prove_anything() -> None:
    assert bot.handlers.LOADED
    assert len(list(said())) > 50
    assert len(list(refused())) > 50
    assert len(list(buttons())) > 30


def test_everything_that_is_posted_has_its_words() -> None:
    nothing([f"{where} {pattern}" for where, pattern, _ in said() if not worded_by(pattern)])


def test_every_refusal_has_its_words() -> None:
    nothing([f"{where} {pattern}" for where, pattern, _ in refused() if not worded_by(pattern)])


def test_no_words_lie_about_unused() -> None:
    written = constants("inspection", "bot", "app")
    formed = patterns("inspection", "bot", "app")
    drawn_in = set().union(*(text.draws_in for text in texts().values()))
    unused = [
        name
        for name in texts()
        if name not in written | drawn_in
        and name.removeprefix("refusal_") not in (written if name.startswith("refusal_") else ())
        and not any(p.fullmatch(name) for p in formed if p.pattern != r"refusal_\w+")
    ]
    nothing(unused)


def test_what_is_posted_brings_the_facts_its_words_need() -> None:
    lacking = []
    for where, pattern, facts in said():
        for name in worded_by(pattern) if facts is not None else ():
            missing = texts()[name].needs - (facts or set())
            if missing:
                lacking.append(f"{where} {name} needs {sorted(missing)}")
    nothing(lacking)


def test_what_is_refused_brings_the_facts_its_words_need() -> None:
    lacking = []
    for where, pattern, facts in refused():
        for name in worded_by(pattern) if facts is not None else ():
            missing = texts()[name].needs - (facts or set()) - ALWAYS_THERE
            if missing:
                lacking.append(f"{where} {name} needs {sorted(missing)}")
    nothing(lacking)


@pytest.mark.parametrize("file", sorted(TEXTS.iterdir()), ids=lambda file: file.name)
def test_every_text_can_be_taken_apart(file: Path) -> None:
    if file.suffix == ".toml":
        return
    assert file.suffix == ".j2"
    text = texts()[file.stem]
    assert text.words.strip()
    assert isinstance(text.needs, set)


def test_every_button_has_somebody_behind_it() -> None:
    dead = []
    for name, action, word in buttons():
        if action in ("url", "ask", "?"):
            continue
        known = router.verbs if action == "verb" else router.buttons
        if word != "?" or action != "verb":
            target = word if action == "verb" else action
            if target not in known:
                dead.append(f"{name}: {action} {word}")
    nothing(dead)


def test_nobody_waits_behind_a_button_that_is_never_shown() -> None:
    shown = {action for _, action, _ in buttons()}
    dynamic = constants("inspection", "bot") if "?" in shown else set()
    nothing(sorted(set(router.buttons) - shown - dynamic))


def questions() -> set[str]:
    """What may be asked: written out, or the values of the enumeration that names the steps."""
    asked: set[str] = set()
    for _, node, name, scope in calls("inspection", "bot"):
        called = name.rpartition(".")[2]
        places = {"Prompt": {}, **speakers()}.get(called)
        if places is None or called.startswith("close_"):
            continue
        expression = argument(node, places.get("asks", NOWHERE), "asks")
        asked |= {re.sub(r"\\(.)", r"\1", each) for each in strings(expression, scope)}
        if expression is not None and ast.unparse(expression).endswith("step.value"):
            asked |= {each.value for each in Step}
    return asked


def test_every_question_has_somebody_to_take_its_answer() -> None:
    nothing(sorted(questions() - set(router.answers)))


def test_nobody_waits_for_the_answer_to_a_question_never_asked() -> None:
    nothing(sorted(set(router.answers) - questions()))


def test_no_wording_stands_in_the_code() -> None:
    """A text with a Chinese full stop is a sentence, and sentences live in templates."""
    found = []
    for file, node in _chinese_sentences():
        found.append(f"{place(file, node)} {node.value!r}")
    nothing(found)


def _chinese_sentences() -> Iterator[tuple[Path, ast.Constant]]:
    for file in sources("bot", "inspection/usecases", "inspection/reminders"):
        docs = {
            id(node.body[0].value)
            for node in ast.walk(tree(file))
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        for node in ast.walk(tree(file)):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and id(node) not in docs
                and re.search(r"[\u4e00-\u9fff]{4}.*。", node.value)
            ):
                yield file, node
