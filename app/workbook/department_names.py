"""部门叫法: a department as it is written in a table, to the one on the list."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import takewhile

SUFFIX = re.compile(r"(?<=..)(?:委员会|管理局|大队|支队|局|委|办)$")
COUNTY = re.compile(r".{1,8}?[县区市旗](?=.{2})")


class DepartmentNames:
    """部门叫法: the known names, full and short, and what else may stand for one of them."""

    def __init__(self) -> None:
        self.full: dict[str, str] = {}
        self._by_key: dict[str, set[str]] | None = None
        self._county = ""

    def add(self, name: str, short_name: str) -> None:
        """A department of the list."""
        self.full |= {short_name: name, name: name}
        self._by_key = None

    def __contains__(self, written: str) -> bool:
        return self.find(written) is not None

    def find(self, written: str) -> str | None:
        """The full name that is meant, None where none or more than one fits."""
        if written in self.full:
            return self.full[written]
        if self._by_key is None:
            self._county = _county(set(self.full.values()))
            self._by_key = {}
            for name, full in self.full.items():
                for key in self._keys(name):
                    self._by_key.setdefault(key, set()).add(full)
        meant: set[str] = set()
        for key in self._keys(written):
            meant |= self._by_key.get(key, set())
        return meant.pop() if len(meant) == 1 else None

    def _keys(self, written: str) -> set[str]:
        """The stems of a name: without the county, without 局, by its family."""
        forms = {written}
        for prefix in (self._county, self._county[-1:], "县", "区", "市"):
            if prefix and written.startswith(prefix) and len(written) - len(prefix) >= 2:
                forms.add(written.removeprefix(prefix))
        return {_families().get(form) or SUFFIX.sub("", form) for form in forms}


def _county(names: Iterable[str]) -> str:
    found = COUNTY.match(_shared(sorted(names)) + "各局")
    return found[0] if found else ""


def _shared(names: list[str]) -> str:
    """What all names begin with: by the first and the last in order."""
    first, last = (names[0], names[-1]) if names else ("", "")
    same = takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    return "".join(each for each, _ in same)


@cache
def _families() -> dict[str, str]:
    text = files("app").joinpath("workbook", "department_names.toml").read_text(encoding="utf-8")
    return {name: family[0] for family in tomllib.loads(text)["same"] for name in family}
