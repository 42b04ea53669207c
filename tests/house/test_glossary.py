"""The glossary tells the truth: what it names exists, and the core speaks Chinese first."""

import ast
import re

from tests.house.reading import ROOMS, ROOT, nothing, place, sources, tree

TERM = re.compile(r"[\u4e00-\u9fff][\u4e00-\u9fff（）“”、/]*(?:[:.,]| \()")
"""A Chinese term and then a colon, a full stop, a comma or the article in brackets."""

MACHINERY = {"ids.py", "plain.py"}
"""Files of the core that hold types and no nouns."""


def tables() -> dict[str, list[list[str]]]:
    """The rows of each table of GLOSSARY.md by its heading."""
    found: dict[str, list[list[str]]] = {}
    heading = ""
    for line in (ROOT / "GLOSSARY.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            heading = line[3:].partition(" ")[0]
            found[heading] = []
        elif line.startswith("|") and not line.startswith(("|---", "| 中文")):
            found[heading].append([cell.strip() for cell in line.strip("|").split("|")])
    return found


def quoted(cell: str) -> list[str]:
    """The names between backquotes."""
    return re.findall(r"`([^`]+)`", cell)


def classes() -> dict[str, tuple[str, set[str]]]:
    """Every public class of the core: its file and the names written in its body."""
    return {
        node.name: (
            str(file.relative_to(ROOT)),
            {
                target.id
                for statement in node.body
                if isinstance(statement, ast.Assign)
                for target in statement.targets
                if isinstance(target, ast.Name)
            },
        )
        for file in sources("inspection")
        if file.parent in (ROOT / "inspection", ROOT / "inspection" / "papers")
        for node in tree(file).body
        if isinstance(node, ast.ClassDef)
    }


def names_in_the_code() -> set[str]:
    """Every name that the rooms define, take or carry: functions, fields, arguments, modules."""
    found: set[str] = set()
    for file in sources(*ROOMS):
        found.add(file.stem)
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                found.add(node.name)
            elif isinstance(node, ast.arg):
                found.add(node.arg)
            elif isinstance(node, ast.Name):
                found.add(node.id)
            elif isinstance(node, ast.Attribute):
                found.add(node.attr)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return found


def test_the_glossary_has_its_three_tables() -> None:
    counts = {heading: len(rows) for heading, rows in tables().items()}
    assert counts.keys() == {"Nouns", "Verbs", "Kept"}
    assert min(counts.values()) >= 4
    assert counts["Nouns"] >= 40


def test_every_noun_of_the_glossary_stands_where_it_says() -> None:
    known = classes()
    wrong = []
    for chinese, identifiers, where in tables()["Nouns"]:
        files = quoted(where)
        for identifier in quoted(identifiers):
            name, _, member = identifier.partition(".")
            if name not in known:
                wrong.append(f"{chinese}: no class {name}")
            elif known[name][0] not in files:
                wrong.append(f"{chinese}: {name} stands in {known[name][0]}, not in {files}")
            elif member and member not in known[name][1]:
                wrong.append(f"{chinese}: {name} has no {member}")
    nothing(wrong)


def test_every_member_of_a_named_enumeration_is_told() -> None:
    """An enumeration that the glossary tells member by member is told whole."""
    told: dict[str, set[str]] = {}
    for _, identifiers, _ in tables()["Nouns"]:
        for identifier in quoted(identifiers):
            name, _, member = identifier.partition(".")
            if member:
                told.setdefault(name, set()).add(member)
    partly = {"DeadlineKind"}
    nothing(
        f"{name}: {sorted(classes()[name][1] - members)}"
        for name, members in told.items()
        if name in classes() and name not in partly and classes()[name][1] - members
    )


def test_every_verb_and_field_of_the_glossary_is_in_the_code() -> None:
    known = names_in_the_code()
    nothing(
        f"{chinese}: {identifier}"
        for chinese, identifiers in tables()["Verbs"]
        for identifier in quoted(identifiers)
        if identifier not in known
    )


def test_a_word_kept_for_later_is_not_in_use_yet() -> None:
    known = names_in_the_code()
    rows = tables()["Kept"]
    nothing(
        f"{identifier} is in use: move it up"
        for row in rows
        for identifier in (row[1], row[3])
        if identifier in known
    )


def test_no_term_and_no_identifier_is_told_twice() -> None:
    told = [identifier for row in tables()["Nouns"] for identifier in quoted(row[1])] + [
        identifier for row in tables()["Verbs"] for identifier in quoted(row[1])
    ]
    nothing(sorted({each for each in told if told.count(each) > 1}))
    terms = [row[0] for name in ("Nouns", "Verbs") for row in tables()[name]]
    nothing(sorted({each for each in terms if terms.count(each) > 1}))


def test_every_public_noun_of_the_core_begins_with_its_chinese_term() -> None:
    nothing(
        f"{place(file, node)} {node.name}: {(ast.get_docstring(node) or '')[:40]!r}"
        for file in sources("inspection")
        if file.parent == ROOT / "inspection" and file.name not in MACHINERY
        for node in tree(file).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
        if not TERM.match(ast.get_docstring(node) or "")
    )


def test_no_table_of_the_ledger_lacks_a_noun() -> None:
    """Every shelf of the ledger holds a noun that the glossary tells."""
    told = {name.partition(".")[0] for row in tables()["Nouns"] for name in quoted(row[1])}
    ledger = next(
        node
        for node in tree(ROOT / "inspection" / "ledger.py").body
        if isinstance(node, ast.ClassDef) and node.name == "Ledger"
    )
    shelved = {
        ast.unparse(node.slice)
        for node in ast.walk(ledger)
        if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "Shelf"
    }
    assert len(shelved) > 15
    nothing(sorted(shelved - told))
