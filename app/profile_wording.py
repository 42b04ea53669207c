"""地方规则的念法: every rule of a profile by name, its value in plain Chinese.

The words are in `profile_words.toml`; a rule without a label is a fault that a test finds.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from inspection import profile_shapes as shapes
from inspection.profile import Names, NationalDefaults, Profile
from inspection.rule import Rule


@cache
def profile_words() -> dict[str, Any]:
    """profile_words.toml."""
    return tomllib.loads(files("app").joinpath("profile_words.toml").read_text(encoding="utf-8"))


def every_rule(profile: Profile) -> dict[str, Rule[Any]]:
    """All rules by dotted key, in the order of the profile (whistle.enabled … reports.…)."""
    return dict(_rules(profile, ""))


def _rules(part: object, key: str) -> Iterator[tuple[str, Rule[Any]]]:
    if isinstance(part, Rule):
        yield key, part
    elif isinstance(part, tuple):
        for each in part:
            if is_dataclass(each):
                yield f"{key}.{getattr(each, 'stage', '')}", getattr(each, "work", Rule())
    elif is_dataclass(part) and not isinstance(part, NationalDefaults | Names):
        for each in fields(part):
            yield from _rules(getattr(part, each.name), f"{key}.{each.name}".lstrip("."))


def label(key: str) -> str:
    """What a rule is called; KeyError for one without a label."""
    return str(profile_words()["labels"][key])


def section(key: str) -> str:
    """The part of the profile a rule stands in."""
    return str(profile_words()["sections"][key.partition(".")[0]])


def value_words(profile: Profile, key: str, value: object) -> str:
    """The value of one rule in plain Chinese; 本地文件未规定 for None."""
    words = profile_words()
    if value is None:
        return str(words["silent"])
    if isinstance(value, bool):
        return str(words["shapes"]["yes" if value else "no"])
    if isinstance(value, int):
        return str(words["units"].get(key, "{}")).format(value)
    if isinstance(value, str):
        return str(words["values"].get(key, {}).get(value, value)).format(**_roles(profile))
    if isinstance(value, tuple):
        return _listed(profile, key, value)
    return _shaped(value)


def _roles(profile: Profile) -> dict[str, str]:
    names = profile.names
    return {
        "lead": names.lead,
        "participating": names.participating,
        "office": names.office_short,
    }


def _listed(profile: Profile, key: str, value: tuple[object, ...]) -> str:
    if key.startswith("actors."):
        actors = profile_words()["actors"]
        return "、".join(actors[each].format(**_roles(profile)) for each in value)
    if any(isinstance(each, str) and len(each) > 12 for each in value):
        return "；".join(f"{number}. {each}" for number, each in enumerate(value, 1))
    return "、".join(each if isinstance(each, str) else _shaped(each) for each in value)


def _shaped(value: object) -> str:
    said = profile_words()["shapes"]
    match value:
        case shapes.ResultCode():
            return f"{value.number}.{value.label}" if value.number else value.label
        case shapes.MonthDay():
            return str(said["month_day"]).format(month=value.month, day=value.day)
        case shapes.PlanDeadline():
            year = said["year_before"] if value.year_before else ""
            first = value.from_plan_year
            text = str(said["plan_deadline"]).format(
                year=year, day=_shaped(value.day), act=value.act
            )
            return text + (str(said["from_plan_year"]).format(first=first) if first else "")
        case shapes.WitnessRule():
            return str(said[value.weight]).format(minimum=value.minimum)
        case shapes.RepeatRule():
            reasons = said["overrides"].format(reasons="、".join(value.overrides))
            return str(said[f"repeat_{value.scope}"]) + (reasons if value.overrides else "")
        case shapes.LongUnchecked():
            return str(said["long_unchecked"]).format(years=value.years, weight=value.weight)
        case shapes.Replacement():
            text = str(said[value.method]).format(approver=value.approver)
            return text + str(said["reasons"]).format(reasons="、".join(value.reasons))
        case shapes.Signature():
            text = said["signers"].format(signers="、".join(value.signers))
            text += said["refusal_noted"] if value.refusal_noted else ""
            means = "；".join(value.when_refused)
            return str(text + (said["when_refused"].format(means=means) if means else ""))
        case shapes.OfficeReport():
            return str(said["office_report"]).format(
                day=_shaped(value.day), receiver=value.receiver
            )
    raise TypeError(f"no words for {type(value).__name__}")
