"""The ledger of clauses: no article left out, nothing claimed that no test shows."""

import ast
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from app.cli import COMMANDS
from app.profiles import LOCALITIES, load_profile
from inspection.rule import SILENT_TEXT
from tests import clauses
from tests.clauses import Book, Clause
from tests.house.reading import ROOT, nothing, tree
from tests.inspection.test_profile import rules

DIGITS = "零一二三四五六七八九"
PARTS = {
    "xinxian": {1: 2, 2: 4, 3: 3, 4: 3},
    "wolong": {1: 3, 2: 3, 3: 3},
}
ARTICLES = {"xinyang": 29, "xinhua": 24, "xinzhou": 32}
BEHIND = {
    "wolong": [
        ("a", "附件A"),
        ("b", "附件B"),
        ("b-1", "附件B说明（1）"),
        ("b-2", "附件B说明（2）"),
        ("b-3", "附件B说明（3）"),
    ]
}


def numeral(number: int) -> str:
    """1 to 39 as articles are counted: 十, 二十一."""
    tens, ones = divmod(number, 10)
    return (DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (DIGITS[ones] * bool(ones))


def expected(locality: str) -> list[tuple[str, str]]:
    """The id and the article of everything that is numbered in the circular."""
    found = [
        (f"{number}", f"第{numeral(number)}条")
        for number in range(1, ARTICLES.get(locality, 0) + 1)
    ]
    found += [
        (f"{part}-{number}", f"第{numeral(part)}部分（{numeral(number)}）")
        for part, count in PARTS.get(locality, {}).items()
        for number in range(1, count + 1)
    ]
    found += BEHIND.get(locality, [])
    return [(f"{locality}-{number}", article) for number, article in found]


BOOKS = {locality: clauses.read_book(locality) for locality in clauses.localities()}
ENTRIES = [(book, clause) for book in BOOKS.values() for clause in book.clauses]


@pytest.mark.parametrize("locality", LOCALITIES)
def test_every_article_is_in_the_ledger_once_and_in_order(locality: str) -> None:
    assert [(each.id, each.article) for each in BOOKS[locality].clauses] == expected(locality)


def test_every_entry_says_how_and_where_or_why_not() -> None:
    nothing(
        f"{each.id}: {what}"
        for _, each in ENTRIES
        for what, wrong in (
            ("asks 没有写要求", not each.asks.endswith("。")),
            ("已落实的没有写 where", each.carried and not each.where.endswith("。")),
            (
                "尚未落实或不由软件办的没有写 why",
                bool({"later", "none"} & set(each.kinds)) and not each.why.endswith("。"),
            ),
            ("none 不能与别的方式并列", "none" in each.kinds and len(each.kinds) > 1),
            ("没有测试也没有案例", not each.tests and not each.cases),
        )
        if wrong
    )


def test_every_named_test_exists_and_is_collected() -> None:
    nothing(
        f"{each.id}: {node} {trouble}"
        for _, each in ENTRIES
        for node in each.tests
        if (trouble := not_collected(node))
    )


def not_collected(node: str) -> str:
    """Why pytest would not run this node; empty where it would."""
    file, *names = node.split("::")
    path = ROOT / file
    if not (file.startswith("tests/") and path.name.startswith("test_") and path.is_file()):
        return "不是 tests/ 下的测试文件"
    body: list[ast.stmt] = tree(path).body
    for name in names:
        found = [
            each
            for each in body
            if isinstance(each, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
            and each.name == name
        ]
        if not found or not name.startswith(("test_", "Test")):
            return "没有这个测试"
        marks = [ast.unparse(each) for each in found[0].decorator_list]
        if any(mark.startswith("pytest.mark.") and "skip" in mark for mark in marks):
            return "被跳过"
        body = found[0].body
    return "" if names and names[-1].startswith("test_") else "不是测试"


def test_a_node_that_is_not_there_is_noticed() -> None:
    assert not_collected("tests/house/test_clauses.py::test_of_nothing") == "没有这个测试"
    assert not_collected("tests/nowhere/test_x.py::test_x") == "不是 tests/ 下的测试文件"
    assert not_collected("tests/clauses.py::read_book") == "不是 tests/ 下的测试文件"
    assert not_collected("tests/house/test_clauses.py") == "不是测试"
    assert not_collected(clauses.CASE_TEST) == ""


def cases(locality: str) -> list[dict[str, Any]]:
    """The cases of a locality."""
    content = (ROOT / "tests" / "cases" / f"{locality}.toml").read_text("utf-8")
    found: list[dict[str, Any]] = tomllib.loads(content)["case"]
    return found


def entry_of(book: Book, article: str) -> Clause | None:
    """The entry an article belongs to: 第十六条（三） to 第十六条."""
    fitting = [each for each in book.clauses if article.startswith(each.article)]
    return max(fitting, key=lambda each: len(each.article), default=None)


def test_every_named_case_exists_under_that_article() -> None:
    missing = []
    for book, each in ENTRIES:
        for rule in each.cases:
            articles = {case["article"] for case in cases(book.locality) if case["rule"] == rule}
            if not any(
                article == SILENT_TEXT or entry_of(book, article) is each for article in articles
            ):
                missing.append(f"{each.id}: 没有这一条的案例 {rule}（有 {articles or '无'}）")
    nothing(missing)


@pytest.mark.parametrize("locality", LOCALITIES)
def test_every_stated_rule_belongs_to_an_entry(locality: str) -> None:
    stray = []
    for path, rule in rules(load_profile(locality)):
        entry = entry_of(BOOKS[locality], rule.citation.article) if rule.citation else None
        if rule.citation and entry is None:
            stray.append(f"{locality} {path}: {rule.citation.article} 不在台账里")
    nothing(stray)


def test_what_people_do_rests_on_no_rule() -> None:
    """An article left to people must not be enforced behind their backs."""
    enforced = []
    for locality in LOCALITIES:
        for path, rule in rules(load_profile(locality)):
            entry = entry_of(BOOKS[locality], rule.citation.article) if rule.citation else None
            if entry is not None and "none" in entry.kinds:
                enforced.append(f"{entry.id} 写着不由软件办，规则 {path} 却以它为依据")
    nothing(enforced)


def test_places_named_in_the_ledger_exist() -> None:
    forms = {each.stem for each in (ROOT / "documents" / "catalogue").glob("*.toml")}
    commands = tomllib.loads((ROOT / "bot/texts/commands.toml").read_text("utf-8"))["command"]
    known = {each["command"] for each in commands}
    wrong = []
    for _, each in ENTRIES:
        text = each.where + each.why
        wrong += [
            f"{each.id}: 没有文书{name}"
            for name in re.findall(r"《(.+?)》", text)
            if name not in forms
        ]
        wrong += [
            f"{each.id}: 没有命令 /{name}"
            for name in re.findall(r"/([a-z]+)", each.where)
            if name not in known | {"clauses", "guide"}
        ]
        wrong += [
            f"{each.id}: 没有命令 chuishao {name}"
            for name in re.findall(r"chuishao ([a-z]+)", text)
            if name not in COMMANDS
        ]
    nothing(wrong)


def test_the_page_of_clauses_is_what_the_ledger_says() -> None:
    page = Path(clauses.DOCUMENT).read_text("utf-8")
    assert page == clauses.written(list(BOOKS.values())), "请运行 make clauses"
