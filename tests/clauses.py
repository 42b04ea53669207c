"""条款台账: tests/cases/<locality>_clauses.toml read, counted, and written as docs/clauses.md.

Run by `make clauses`. One `[[clause]]` is one article of a circular: what it asks, how the product
carries it out and where, or why software does not, and the tests and cases that show it.
"""

import sys
import tomllib
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
CASES = ROOT / "tests" / "cases"
DOCUMENT = ROOT / "docs" / "clauses.md"
CASE_TEST = "tests/inspection/test_cases.py::test_the_case_comes_out_as_the_circular_says"

KINDS = {
    "deadline": "时限",
    "refusal": "拒绝",
    "step": "步骤",
    "document": "文书",
    "journal": "留痕",
    "statistic": "统计",
    "export": "导出",
    "word": "用语",
    "later": "尚未落实",
    "none": "不由软件办",
}
"""How an article is carried out; `later` not (wholly) yet, `none` by people and not software."""

KEYS = {"id", "article", "asks", "kinds", "where", "why", "tests", "cases"}


@dataclass(frozen=True)
class Clause:
    """条款: one article; ``where`` says how the product does it, ``why`` what it leaves and why."""

    id: str
    article: str
    asks: str
    kinds: tuple[str, ...]
    where: str
    why: str
    tests: tuple[str, ...]
    cases: tuple[str, ...]

    @property
    def carried(self) -> bool:
        """True where the product carries out at least part of it."""
        return bool(set(self.kinds) - {"later", "none"})


@dataclass(frozen=True)
class Book:
    """台账: all articles of one circular, in its own order."""

    locality: str
    name: str
    circular: str
    clauses: tuple[Clause, ...]


def localities() -> list[str]:
    """Every locality that has a ledger, the five shipped ones in their own order first."""
    shipped = ["xinyang", "xinhua", "xinxian", "xinzhou", "wolong"]
    found = sorted(each.stem.removesuffix("_clauses") for each in CASES.glob("*_clauses.toml"))
    return [*(each for each in shipped if each in found), *(set(found) - set(shipped))]


def read_book(locality: str) -> Book:
    """The ledger of one locality; ValueError names an entry that is not written as it should be."""
    content = tomllib.loads((CASES / f"{locality}_clauses.toml").read_text("utf-8"))
    return Book(
        locality,
        content["name"],
        content["circular"],
        tuple(_clause(each) for each in content["clause"]),
    )


def _clause(entry: dict[str, Any]) -> Clause:
    unknown = entry.keys() - KEYS
    kinds = set(entry.get("kinds", ()))
    if unknown or not kinds or kinds - KINDS.keys():
        raise ValueError(f"{entry.get('id')}: 不认识的项 {unknown or kinds - KINDS.keys()}")
    return Clause(
        entry["id"],
        entry["article"],
        entry["asks"],
        tuple(entry["kinds"]),
        entry.get("where", ""),
        entry.get("why", ""),
        tuple(entry.get("tests", ())),
        tuple(entry.get("cases", ())),
    )


@dataclass(frozen=True)
class Coverage:
    """落实情况 of one circular: articles carried whole, in part, not yet, by people; what shows."""

    name: str
    total: int
    whole: int
    part: int
    later: int
    people: int
    shown: int


def coverage(book: Book) -> Coverage:
    """The counts of one circular."""
    later = {each.id for each in book.clauses if "later" in each.kinds}
    carried = {each.id for each in book.clauses if each.carried}
    tests = {test for each in book.clauses for test in each.tests}
    return Coverage(
        name=book.name,
        total=len(book.clauses),
        whole=len(carried - later),
        part=len(carried & later),
        later=len(later - carried),
        people=len(book.clauses) - len(carried | later),
        shown=len(tests) + sum(len(each.cases) for each in book.clauses),
    )


def written(books: list[Book]) -> str:
    """The whole of docs/clauses.md."""
    lines = [
        "# 条款台账：五份文件逐条怎么落实",
        "",
        "本页由 `make clauses` 根据 `tests/cases/*_clauses.toml` 生成，请改数据，不要改本页。",
        "一条一行：条文要求什么，系统怎样落实、在哪里；系统不办的，说明理由。",
        "“证明”一栏是自动测试的名称，“案例”指 `tests/cases/` 中逐条核对的案例。",
        "",
        "| 文件 | 条数 | 已落实 | 部分落实 | 尚未落实 | 不由软件办 | 测试和案例 |",
        "|---|---|---|---|---|---|---|",
        *(f"| {' | '.join(str(each) for each in astuple(coverage(book)))} |" for book in books),
    ]
    for book in books:
        lines += [
            "",
            f"## {book.name}",
            "",
            f"{book.circular}，{len(book.clauses)} 条。",
            "",
            "| 编号 | 条款 | 要求 | 方式 | 怎样落实 | 证明 |",
            "|---|---|---|---|---|---|",
            *(_row(each) for each in book.clauses),
        ]
    return "\n".join([*lines, ""])


def _row(clause: Clause) -> str:
    how = "<br>".join(
        part for part in (clause.where, f"未办的：{clause.why}" if clause.why else "") if part
    )
    if not clause.carried and clause.why:
        how = clause.why
    shown = [f"`{test.removeprefix('tests/')}`" for test in clause.tests]
    if clause.cases:
        shown.append(f"案例：{'、'.join(clause.cases)}")
    cells = (
        f"`{clause.id}`",
        clause.article,
        clause.asks,
        "、".join(KINDS[kind] for kind in clause.kinds),
        how,
        "<br>".join(shown),
    )
    return f"| {' | '.join(each.replace('|', '／') for each in cells)} |"


def main() -> int:
    """Print the coverage, write docs/clauses.md."""
    books = [read_book(locality) for locality in localities()]
    for each in map(coverage, books):
        print(
            f"{each.name}：{each.total} 条全部在账；已落实 {each.whole}，部分落实 {each.part}，"
            f"尚未落实 {each.later}，不由软件办 {each.people}；测试和案例 {each.shown} 个"
        )
    DOCUMENT.write_text(written(books), encoding="utf-8")
    print(f"已写入 {DOCUMENT.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
