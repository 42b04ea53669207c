"""House rules about files: their length, what they may not contain, where things stand."""

import ast
import re
from pathlib import Path

import pytest

from tests.house.reading import ROOMS, ROOT, files, nothing, place, sources, tree

LONGEST_FILE = 400
LONGEST_HANDLER = 20

# Put together, so that this very file does not contain what it forbids.
REGISTRIES = re.compile(
    "|".join(
        re.escape(".".join(parts))
        for parts in (
            ("pypi", "org"),
            ("files", "pythonhosted", "org"),
            ("registry", "npmjs"),
            ("proxy", "golang"),
            ("mirrors", "aliyun"),
            ("tuna", "tsinghua"),
            ("mirrors", "cloud", "tencent"),
            ("repo", "huaweicloud"),
        )
    )
    + r"|(?:extra-)?index"
    + r"-url\s*[= ]\s*\S|find"
    + r"-links\s*[= ]\s*\S"
)
MACHINE_PATHS = re.compile(
    "|".join(
        f"/{first}/{rest}"
        for first, rest in (
            ("root", r"[\w.]"),
            ("home", r"\w"),
            ("Users", r"\w"),
            ("work", r"(?:main|shared)\b"),
            ("mnt", r"\w"),
            ("tmp", r"(?:brief|bash_jobs)\b"),
        )
    )
    + r"|[A-Z]:\\Users\\"
)
SECRETS = re.compile(r"\b\d{8,10}:[A-Za-z0-9_-]{35}\b")


def text_of(file: Path) -> str:
    """The file as text; nothing for a picture or a Word file."""
    content = file.read_bytes()
    return "" if b"\0" in content else content.decode("utf-8", "replace")


def found_in_files(pattern: re.Pattern[str]) -> list[str]:
    """Where the pattern stands in any of our files."""
    return [
        f"{file.relative_to(ROOT)}:{number}: {match.group()}"
        for file in files()
        for number, line in enumerate(text_of(file).splitlines(), 1)
        if (match := pattern.search(line))
    ]


def test_no_source_file_is_longer_than_a_sitting() -> None:
    long = {
        str(file.relative_to(ROOT)): length
        for file in sources(*ROOMS, "tests", "benchmarks")
        if (length := len(file.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    }
    assert long == {}


def handlers() -> list[tuple[Path, ast.FunctionDef]]:
    """Every function that the router sends something to."""
    return [
        (file, node)
        for file in sources("bot/handlers")
        for node in ast.walk(tree(file))
        if isinstance(node, ast.FunctionDef)
        and any(ast.unparse(each).startswith("router.") for each in node.decorator_list)
    ]


def test_every_handler_is_short() -> None:
    assert len(handlers()) > 20
    long = []
    for file, node in handlers():
        first = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
        lines = (node.end_lineno or 0) - first.lineno + 1
        if lines > LONGEST_HANDLER:
            long.append(f"{place(file, node)} {node.name}: {lines}")
    nothing(long)


def test_no_file_names_a_package_registry() -> None:
    nothing(found_in_files(REGISTRIES))


def test_no_file_names_a_path_of_somebodys_machine() -> None:
    nothing(found_in_files(MACHINE_PATHS))


def test_no_file_holds_a_token() -> None:
    nothing(found_in_files(SECRETS))


def test_the_watch_sees_what_it_looks_for() -> None:
    assert REGISTRIES.search("see https://" + ".".join(("pypi", "org")) + "/simple")
    assert REGISTRIES.search("pip install --extra-index" + "-url https://example.org")
    assert not REGISTRIES.search("pip install --no-index")
    for first, rest in (("root", "x"), ("home", "li"), ("Users", "li"), ("work", "main")):
        assert MACHINE_PATHS.search(f"open('/{first}/{rest}')")
    assert not MACHINE_PATHS.search("sqlite:////srv/chuishao/ledger.db")
    assert SECRETS.search("token = 1234567890:" + "A" * 35)
    assert not SECRETS.search("token = 123456:字母数字串")


def test_only_the_clock_reads_the_time() -> None:
    told = re.compile(r"\b(datetime\.(now|today|utcnow)|date\.today|time\.time)\(")
    nothing(
        place(file, node)
        for file in sources(*ROOMS)
        if file != ROOT / "scheduler" / "clock.py"
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call) and told.match(ast.unparse(node.func) + "(")
    )


def test_no_locality_is_named_in_the_core() -> None:
    """No `if locality == …`: if one seems needed, the profile lacks a field."""
    from app.profiles import LOCALITIES

    nothing(
        place(file, node)
        for file in sources("inspection", "bot", "storage", "scheduler", "documents")
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Constant) and node.value in LOCALITIES
    )


@pytest.mark.parametrize("word", ["data", "info", "manager", "helper", "helpers", "utils", "util"])
def test_no_module_or_class_has_an_empty_name(word: str) -> None:
    modules = [str(f.relative_to(ROOT)) for f in sources(*ROOMS) if word in f.stem.split("_")]
    classes = [
        f"{place(file, node)} {node.name}"
        for file in sources(*ROOMS)
        for node in ast.walk(tree(file))
        if isinstance(node, ast.ClassDef)
        and word in re.sub(r"(?<=[a-z])(?=[A-Z])", "_", node.name).lower().split("_")
    ]
    assert (modules, classes) == ([], [])
