"""地方规则: one rule of a locality with its article, and the strict reader of profile files.

A stated rule is written as a table with ``value``, ``article`` and ``words``; a rule on which the
circular says nothing is listed in ``silent``. Anything else does not load, so that neither a
forgotten rule nor a rule without authority can ever be enforced.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from inspection.refusal import Citation

T = TypeVar("T")

SILENT_TEXT = "本地文件未规定"


class ProfileError(ValueError):
    """规则文件错误: a profile file that must not be loaded; the message is Chinese and whole."""


@dataclass(frozen=True, slots=True)
class Rule(Generic[T]):
    """规则: a value with its article and the words of authority, or silence (``value`` None).

    ``note`` says honestly what the circular leaves open and the value fills in.
    """

    value: T | None = None
    citation: Citation | None = None
    words: str | None = None
    note: str | None = None

    @property
    def silent(self) -> bool:
        """True where the locality's circular says nothing on the matter."""
        return self.value is None

    def cited(self) -> str:
        """The article as printed (《…》第…条), or 本地文件未规定."""
        return SILENT_TEXT if self.citation is None else self.citation.text

    def required(self) -> T:
        """The value of a rule that is known to be stated; ProfileError where it is silent."""
        if self.value is None:
            raise ProfileError(f"{SILENT_TEXT}，不能按此执行。")
        return self.value


class RuleReader:
    """规则读取: reads one profile mapping and notices what was not read."""

    def __init__(self, mapping: Mapping[str, object], file: str, document: str) -> None:
        self.mapping = mapping
        self.file = file
        self.document = document
        self.silent = set(self._strings(mapping.get("silent", []), "silent"))
        self.seen: set[str] = set()

    def error(self, key: str, problem: str, remedy: str) -> ProfileError:
        """A ProfileError naming the file, the key, the problem and the remedy."""
        return ProfileError(f"规则文件 {self.file} 的 {key} {problem}，{remedy}。")

    def table(self, key: str) -> Mapping[str, object]:
        """The table at a dotted key; ProfileError if it is missing."""
        found = self._find(key)
        if not isinstance(found, Mapping):
            raise self.error(key, "缺失", f"请补上 [{key}] 一节")
        self.seen.add(key)
        return found

    def text(self, key: str) -> str:
        """The non-empty string at a dotted key."""
        found = self._find(key)
        if not isinstance(found, str) or not found:
            raise self.error(key, "缺失或不是文字", "请填写文字")
        self.seen.add(key)
        return found

    def optional_text(self, key: str) -> str | None:
        """The string at a dotted key, None if the key is absent."""
        return None if self._find(key) is None else self.text(key)

    def rule(self, key: str, shape: Callable[[object], T]) -> Rule[T]:
        """The rule at a dotted key, its value read by ``shape`` (which raises ValueError)."""
        found = self._find(key)
        self.seen.add(key)
        if found is None:
            if key not in self.silent:
                raise self.error(key, "既未写明也未列为未规定", "请写明规则或把它列入 silent")
            return Rule()
        if key in self.silent:
            raise self.error(key, "既写明又列为未规定", "请二者取一")
        if not isinstance(found, Mapping) or "value" not in found:
            raise self.error(key, "没有 value", "请写明规则的值")
        return Rule(
            self.shaped(key, found["value"], shape),
            self.citation(key, found),
            self._words(key, found),
            str(found["note"]) if "note" in found else None,
        )

    def citation(self, key: str, found: Mapping[str, object]) -> Citation:
        """The article of a stated rule; a rule without an article does not load."""
        article = found.get("article")
        if not isinstance(article, str) or not article:
            raise self.error(key, "没有 article", "请写明所依据的条款，没有依据的规则不能使用")
        return Citation(self.document, article, self._words(key, found))

    def shaped(self, key: str, value: object, shape: Callable[[object], T]) -> T:
        """``shape(value)``, a ValueError turned into a ProfileError that names the key."""
        try:
            return shape(value)
        except (ValueError, TypeError, KeyError) as problem:
            raise self.error(key, f"的值不对（{problem}）", "请按规则文件的说明改正") from problem

    def finish(self) -> None:
        """ProfileError for a key nobody read, e.g. a misspelt one."""
        for key in sorted(self.silent - self.seen):
            raise self.error("silent", f"列有不认识的 {key}", "请核对键名")
        for key in self._stated(self.mapping, ""):
            if not any(key == seen or key.startswith(f"{seen}.") for seen in self.seen):
                raise self.error(key, "不是认识的键", "请核对键名")

    def _find(self, key: str) -> object:
        found: object = self.mapping
        for part in key.split("."):
            if not isinstance(found, Mapping):
                return None
            found = found.get(part)
        return found

    def _words(self, key: str, found: Mapping[str, object]) -> str:
        words = found.get("words")
        if not isinstance(words, str) or not words:
            raise self.error(key, "没有 words", "请摘录条款原文")
        return words

    def _strings(self, value: object, key: str) -> tuple[str, ...]:
        return self.shaped(key, value, strings)

    def _stated(self, table: Mapping[str, object], before: str) -> list[str]:
        keys: list[str] = []
        for name, value in table.items():
            key = before + name
            if key == "silent":
                continue
            if isinstance(value, Mapping) and "value" not in value and key not in self.seen:
                keys += self._stated(value, f"{key}.")
            else:
                keys.append(key)
        return keys


def strings(value: object) -> tuple[str, ...]:
    """A shape: a non-empty-string list."""
    if not isinstance(value, list) or not all(isinstance(part, str) and part for part in value):
        raise ValueError("应为文字列表")
    return tuple(value)


def text(value: object) -> str:
    """A shape: a non-empty string."""
    if not isinstance(value, str) or not value:
        raise ValueError("应为文字")
    return value


def flag(value: object) -> bool:
    """A shape: true or false."""
    if not isinstance(value, bool):
        raise ValueError("应为 true 或 false")
    return value


def whole(value: object) -> int:
    """A shape: a whole number of 1 or more."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ValueError("应为正整数")
    return value


def one_of(*allowed: str) -> Callable[[object], str]:
    """A shape: one of the given words."""

    def shape(value: object) -> str:
        if value not in allowed:
            raise ValueError(f"应为 {'、'.join(allowed)} 之一")
        return str(value)

    return shape
