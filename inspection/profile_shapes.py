"""地方规则的值: the small shapes a rule's value may take, and how each is read from a mapping."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from inspection.rule import flag, one_of, strings, text, whole

RESULT_KEYS = (
    "none",
    "unpublished",
    "nocontact",
    "uncoop",
    "noactivity",
    "ordered",
    "pending",
    "pass",
    "fail",
    "other",
    "cancelled",
    "liquidating",
    "withdrawn",
    "revoked",
)
"""规范结果: the canonical keys every locality's labels are mapped to."""


@dataclass(frozen=True, slots=True)
class MonthDay:
    """月日: the last day of a yearly term."""

    month: int
    day: int

    def in_year(self, year: int) -> date:
        """The day in the given year."""
        return date(year, self.month, self.day)


@dataclass(frozen=True, slots=True)
class PlanDeadline:
    """计划期限: by ``day``, of the year before the plan's where ``year_before`` (信阳第五条).

    ``act`` is what must have happened by then, ``step`` whose step that is: the departments
    ``propose`` or the office must ``publish``; ``from_plan_year`` the first year it binds.
    """

    day: MonthDay
    year_before: bool
    act: str
    step: str
    from_plan_year: int | None

    def for_plan_year(self, year: int) -> date | None:
        """The last day for the plan of ``year``; None if the rule did not bind yet."""
        if self.from_plan_year is not None and year < self.from_plan_year:
            return None
        return self.day.in_year(year - 1 if self.year_before else year)


@dataclass(frozen=True, slots=True)
class WitnessRule:
    """见证: at least ``minimum`` witnesses; ``weight`` is advised (建议) or required."""

    minimum: int
    weight: str


@dataclass(frozen=True, slots=True)
class RepeatRule:
    """年内重复抽查: ``scope`` all or low_risk objects are spared a second check in a year.

    ``overrides`` are the recorded reasons that set the rule aside.
    """

    scope: str
    overrides: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LongUnchecked:
    """长期未抽查加权: from ``years`` without a check the object has ``weight`` tickets."""

    years: int
    weight: int


@dataclass(frozen=True, slots=True)
class Replacement:
    """更换人员: ``method`` approve_pick (选派) or approve_redraw (另行随机匹配).

    ``approver`` and ``reasons`` in the circular's words.
    """

    method: str
    approver: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """签字: who signs, whether the reason is noted when nobody signs, and what helps then."""

    signers: tuple[str, ...]
    refusal_noted: bool
    when_refused: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ResultCode:
    """结果代码: ``number`` and ``label`` exactly as the circular has them.

    ``number`` is None where the list is not numbered by the circular; ``canonical`` is one of
    RESULT_KEYS.
    """

    number: str | None
    canonical: str
    label: str


@dataclass(frozen=True, slots=True)
class OfficeReport:
    """年度报告: by ``day`` the office reports to ``receiver``."""

    day: MonthDay
    receiver: str


def month_day(value: object) -> MonthDay:
    """Reads ``"12-31"``."""
    month, day = text(value).split("-")
    date(2023, int(month), int(day))
    return MonthDay(int(month), int(day))


def plan_deadline(value: object) -> PlanDeadline:
    """Reads ``{by, year_before, act, step, from_plan_year?}``."""
    table = fields(value, "by", "act", "year_before", "step", optional=("from_plan_year",))
    first = table.get("from_plan_year")
    return PlanDeadline(
        month_day(table["by"]),
        flag(table["year_before"]),
        text(table["act"]),
        one_of("propose", "publish")(table["step"]),
        None if first is None else whole(first),
    )


def witness_rule(value: object) -> WitnessRule:
    """Reads ``{minimum, weight}``."""
    table = fields(value, "minimum", "weight")
    return WitnessRule(whole(table["minimum"]), one_of("advised", "required")(table["weight"]))


def repeat_rule(value: object) -> RepeatRule:
    """Reads ``{scope, overrides}``."""
    table = fields(value, "scope", "overrides")
    return RepeatRule(one_of("all", "low_risk")(table["scope"]), strings(table["overrides"]))


def long_unchecked(value: object) -> tuple[LongUnchecked, ...]:
    """Reads ``[{years, weight}, …]``; years ascending, weights 1 to 10."""
    rows = tuple(
        LongUnchecked(whole(row["years"]), whole(row["weight"]))
        for row in (fields(each, "years", "weight") for each in listed(value))
    )
    years = [row.years for row in rows]
    if years != sorted(set(years)) or any(row.weight > 10 for row in rows):
        raise ValueError("年数应递增，权重应为1至10")
    return rows


def replacement(value: object) -> Replacement:
    """Reads ``{method, approver, reasons}``."""
    table = fields(value, "method", "approver", "reasons")
    return Replacement(
        one_of("approve_pick", "approve_redraw")(table["method"]),
        text(table["approver"]),
        strings(table["reasons"]),
    )


def signature(value: object) -> Signature:
    """Reads ``{signers, refusal_noted, when_refused}``."""
    table = fields(value, "signers", "refusal_noted", "when_refused")
    return Signature(
        strings(table["signers"]), flag(table["refusal_noted"]), strings(table["when_refused"])
    )


def result_codes(value: object) -> tuple[ResultCode, ...]:
    """Reads ``[{number?, canonical, label}, …]``; one canonical key and one label each."""
    codes = tuple(
        ResultCode(
            text(row["number"]) if "number" in row else None,
            one_of(*RESULT_KEYS)(row["canonical"]),
            text(row["label"]),
        )
        for row in (
            fields(each, "canonical", "label", optional=("number",)) for each in listed(value)
        )
    )
    if len({code.canonical for code in codes}) != len(codes):
        raise ValueError("canonical 不得重复")
    return codes


def office_report(value: object) -> OfficeReport:
    """Reads ``{by, receiver}``."""
    table = fields(value, "by", "receiver")
    return OfficeReport(month_day(table["by"]), text(table["receiver"]))


def actors(value: object) -> tuple[str, ...]:
    """Reads a list of lead, participating, office, higher, inspectors."""
    known = one_of("lead", "participating", "office", "higher", "inspectors")
    return tuple(known(each) for each in strings(value))


def fields(value: object, *needed: str, optional: tuple[str, ...] = ()) -> Mapping[str, object]:
    """The mapping, with exactly the needed keys and perhaps the optional ones."""
    if not isinstance(value, Mapping):
        raise ValueError("应为带字段的一节")
    names = set(value)
    if not set(needed) <= names <= set(needed) | set(optional):
        raise ValueError(f"字段应为 {'、'.join((*needed, *optional))}")
    return value


def listed(value: object) -> list[object]:
    """The non-empty list."""
    if not isinstance(value, list) or not value:
        raise ValueError("应为非空列表")
    return value
