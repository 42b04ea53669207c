"""Reads the house: its files, its syntax trees, its templates."""

import ast
import os
import re
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from jinja2 import meta, nodes

from bot.wording import _environment

ROOT = Path(__file__).parents[2]
ROOMS = ("app", "bot", "documents", "inspection", "scheduler", "storage")
TEXTS = ROOT / "bot" / "texts"
_SKIPPED = {".git", ".venv", "__pycache__", "out", "dist", "gallery"}

Strings = ast.expr | None


def nothing(found: Iterable[str]) -> None:
    """Fail with everything that was found, one a line, unless that is nothing."""
    listed = list(found)
    if listed:
        pytest.fail("\n" + "\n".join(listed), pytrace=False)


@cache
def files() -> tuple[Path, ...]:
    """Every file that is ours: as git sees it, or all of an unpacked archive."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode == 0:
        found = [ROOT / os.fsdecode(name) for name in listed.stdout.split(b"\0") if name]
        return tuple(each for each in found if each.is_file())
    return tuple(
        each
        for each in ROOT.rglob("*")
        if each.is_file() and _SKIPPED.isdisjoint(each.relative_to(ROOT).parts)
    )


def sources(*folders: str) -> list[Path]:
    """The Python files under these folders."""
    return [each for each in files() if each.suffix == ".py" and _within(each, folders)]


def _within(file: Path, folders: Iterable[str]) -> bool:
    return any(file.is_relative_to(ROOT / folder) for folder in folders)


@cache
def tree(file: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(file.read_text(encoding="utf-8"), str(file))


def place(file: Path, node: ast.AST) -> str:
    """bot/call.py:12."""
    return f"{file.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"


def constants(*folders: str) -> set[str]:
    """Every string written out in the code of these folders."""
    return {
        node.value
        for file in sources(*folders)
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def patterns(*folders: str) -> list[re.Pattern[str]]:
    """Every f-string of these folders that says enough to be told from others."""
    return [
        re.compile(_pattern(node))
        for file in sources(*folders)
        for node in ast.walk(tree(file))
        if isinstance(node, ast.JoinedStr) and _literal_letters(node) >= 4
    ]


def _literal_letters(node: ast.JoinedStr) -> int:
    parts = [part.value for part in node.values if isinstance(part, ast.Constant)]
    return sum(len(re.findall(r"[a-z]", str(part))) for part in parts)


def _pattern(node: ast.JoinedStr) -> str:
    return "".join(
        re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"\w+"
        for part in node.values
    )


def strings(node: Strings, scope: ast.AST) -> list[str]:
    """The regular expressions of what a string expression may be; empty where nobody can tell."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [re.escape(node.value)]
    if isinstance(node, ast.JoinedStr):
        return [_pattern(node)]
    if isinstance(node, ast.IfExp):
        return [*strings(node.body, scope), *strings(node.orelse, scope)]
    if isinstance(node, ast.Name):
        return [
            found for value in _assigned(node.id, scope) for found in strings(value, ast.Module())
        ]
    return []


def keys(node: Strings, scope: ast.AST) -> set[str] | None:
    """The keys of a mapping that is written out; None where nobody can tell."""
    if node is None or (isinstance(node, ast.Constant) and node.value is None):
        return set()
    if isinstance(node, ast.Name):
        values = _assigned(node.id, scope)
        return keys(values[0], ast.Module()) if len(values) == 1 else None
    if not isinstance(node, ast.Dict):
        return None
    found: set[str] = set()
    for key, value in zip(node.keys, node.values, strict=True):
        inner = {key.value} if isinstance(key, ast.Constant) else None
        if key is None:
            inner = keys(value, scope)
        if inner is None:
            return None
        found |= {str(each) for each in inner}
    return found


def _assigned(name: str, scope: ast.AST) -> list[ast.expr]:
    found = []
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign) and any(
            isinstance(target, ast.Name) and target.id == name for target in node.targets
        ):
            found.append(node.value)
        if isinstance(node, ast.AnnAssign) and node.value is not None:
            target = node.target
            if isinstance(target, ast.Name) and target.id == name:
                found.append(node.value)
    return found


def calls(*folders: str) -> Iterator[tuple[Path, ast.Call, str, ast.AST]]:
    """Every call: file, node, the name as written (`call.say`), the function round it."""
    for file in sources(*folders):
        for scope in _scopes(tree(file)):
            for node in _own(scope):
                if isinstance(node, ast.Call):
                    yield file, node, ast.unparse(node.func), scope


def _scopes(module: ast.Module) -> Iterator[ast.AST]:
    yield module
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _own(scope: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a function without those of the functions inside it."""
    for child in ast.iter_child_nodes(scope):
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield child
            yield from _own(child)


def argument(node: ast.Call, place: int, name: str) -> ast.expr | None:
    """The argument at a place or by its name."""
    for keyword in node.keywords:
        if keyword.arg == name:
            return keyword.value
    return node.args[place] if place < len(node.args) else None


NOWHERE = 99
"""The place of an argument that is given by name only."""


@cache
def speakers() -> dict[str, dict[str, int]]:
    """The functions through which messages and questions go: name to places of their arguments.

    They are known by a parameter `kind: str` or `asks: str`, so a new one is seen by itself.
    """
    found: dict[str, dict[str, int]] = {}
    for file in sources("bot", "inspection"):
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.FunctionDef):
                listed = [each for each in node.args.args if each.arg != "self"]
                named = {each.arg: NOWHERE for each in node.args.kwonlyargs}
                places = {each.arg: place for place, each in enumerate(listed)} | named
                spoken = [*listed, *node.args.kwonlyargs]
                if any(_is_spoken(each) for each in spoken):
                    found[node.name] = places
    return found


def _is_spoken(parameter: ast.arg) -> bool:
    annotation = ast.unparse(parameter.annotation) if parameter.annotation else ""
    return parameter.arg in ("kind", "asks") and annotation == "str"


@dataclass(frozen=True)
class Text:
    """One chat template: its two parts, what it needs, what it draws in."""

    name: str
    words: str
    keyboard: str

    @property
    def needs(self) -> set[str]:
        """The facts without which it cannot be worded, those of drawn-in templates included."""
        found: set[str] = set()
        for part in (self.words, self.keyboard):
            parsed = _environment(False).parse(part)
            asked = {
                test.node.name
                for test in parsed.find_all(nodes.Test)
                if test.name == "defined" and isinstance(test.node, nodes.Name)
            }
            found |= meta.find_undeclared_variables(parsed) - asked
        for other in self.draws_in:
            found |= texts()[other].needs
        return found

    @property
    def draws_in(self) -> set[str]:
        """The templates it includes or imports."""
        parts = [_environment(False).parse(part) for part in (self.words, self.keyboard)]
        named = {str(each) for part in parts for each in meta.find_referenced_templates(part)}
        return {each.partition("#")[0] for each in named}


@cache
def texts() -> dict[str, Text]:
    """All chat templates by name."""
    found = {}
    for file in sorted(TEXTS.glob("*.j2")):
        words, _, keyboard = file.read_text(encoding="utf-8").partition("\n===")
        found[file.stem] = Text(file.stem, words, keyboard)
    return found


def buttons() -> Iterator[tuple[str, str, str]]:
    """Every button of every template: template, action, the word behind it ("?" for a fact)."""
    for text in texts().values():
        plain = re.sub(r"{#.*?#}|{%.*?%}", "", text.keyboard, flags=re.DOTALL)
        plain = re.sub(r"{{.*?}}", "?", plain, flags=re.DOTALL)
        for _, target in re.findall(r"\[([^\[\]|]+)\|([^\[\]]+)\]", plain):
            action, *rest = target.split()
            yield text.name, action, rest[0] if rest else ""
