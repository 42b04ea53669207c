"""The map of the core names every module beside it once."""

import re

from tests.house.reading import ROOT


def test_the_map_of_the_core_is_whole() -> None:
    core = ROOT / "inspection"
    table = (core / "README.md").read_text(encoding="utf-8").partition("| Subject |")[2]
    named = re.findall(r"`(\w+)`", table)
    there = sorted(file.stem for file in core.glob("*.py") if file.stem != "__init__")
    assert sorted(named) == there
