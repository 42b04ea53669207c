"""Profiles: five that load whole, and every way a profile file may not be written."""

import tomllib
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from app.profiles import LOCALITIES, load_all, load_national, load_profile
from inspection.profile import Profile
from inspection.profile_reading import parse_national, parse_profile
from inspection.rule import SILENT_TEXT, ProfileError, Rule

FILES = Path(__file__).parents[2] / "inspection" / "profiles"


def rules(part: object, path: str = "") -> list[tuple[str, Rule[object]]]:
    """Every rule of a profile with its dotted path, whistle stages by name."""
    if isinstance(part, Rule):
        return [(path, part)]
    if isinstance(part, tuple):
        return [found for each in part for found in rules(each, f"{path}.{each.stage}")]
    if not is_dataclass(part):
        return []
    return [
        found
        for each in fields(part)
        if each.name != "national"
        for found in rules(getattr(part, each.name), f"{path}.{each.name}".lstrip("."))
    ]


def written(locality: str) -> dict[str, Any]:
    """The file of a locality as a fresh mapping."""
    return tomllib.loads((FILES / f"{locality}.toml").read_text("utf-8"))


@pytest.mark.parametrize("profile", load_all(), ids=LOCALITIES)
def test_every_stated_rule_has_an_article_and_words(profile: Profile) -> None:
    for path, rule in rules(profile):
        if rule.silent:
            assert (rule.citation, rule.words, rule.cited()) == (None, None, SILENT_TEXT), path
        else:
            assert rule.citation is not None, path
            assert rule.cited().startswith(f"《{profile.circular.title}》"), path
            assert rule.words, path


@pytest.mark.parametrize("profile", load_all(), ids=LOCALITIES)
def test_every_locality_gives_twenty_working_days_and_four_stages(profile: Profile) -> None:
    assert profile.entry.days.value == 20
    assert [each.stage for each in profile.whistle.stages] == ["scheme", "draw", "visit", "publish"]
    assert all(not each.work.silent for each in profile.whistle.stages)


def test_only_two_localities_whistle() -> None:
    whistling = [each.locality for each in load_all() if each.whistle.is_whistle]
    assert whistling == ["xinyang", "xinxian"]
    assert {each.whistle.call_word for each in load_all()} == {"吹哨", "通知"}


def test_a_default_is_always_named_as_such() -> None:
    for profile in load_all():
        response = profile.effective_response_days
        assert (response.value, response.is_local, response.citation) == (2, False, None)
        assert response.source.startswith(SILENT_TEXT)
    codes = load_profile("xinzhou").effective_result_codes
    assert not codes.is_local
    assert codes.source == "本地文件未规定结果代码，采用省级平台通行分类"
    assert len(codes.value) == 10


def test_local_law_goes_before_the_default() -> None:
    officers = load_profile("xinzhou").effective_min_officers
    assert (officers.value, officers.is_local) == (2, True)
    assert officers.source.endswith("第二十条（二）")
    witnesses = load_profile("wolong").effective_witnesses
    assert (witnesses.value, witnesses.is_local) == (2, True)
    assert load_profile("wolong").effective_result_codes.value[3].label == "发现问题已责令整改"


def drop_article(file: dict[str, Any]) -> None:
    del file["entry"]["days"]["article"]


def drop_words(file: dict[str, Any]) -> None:
    del file["entry"]["days"]["words"]


def drop_rule(file: dict[str, Any]) -> None:
    del file["entry"]["days"]


def misspell(file: dict[str, Any]) -> None:
    file["entry"]["dayz"] = file["entry"]["days"]


def misspell_section(file: dict[str, Any]) -> None:
    file["entri"] = {"days": file["entry"]["days"]}


def silence_twice(file: dict[str, Any]) -> None:
    file["silent"].append("entry.days")


def silence_unknown(file: dict[str, Any]) -> None:
    file["silent"].append("entry.weeks")


def wrong_value(file: dict[str, Any]) -> None:
    file["entry"]["days"]["value"] = "二十"


def wrong_result(file: dict[str, Any]) -> None:
    file["results"]["codes"]["value"][0]["canonical"] = "fine"


def drop_name(file: dict[str, Any]) -> None:
    del file["names"]["lead"]


@pytest.mark.parametrize(
    ("spoil", "key"),
    [
        (drop_article, "entry.days 没有 article"),
        (drop_words, "entry.days 没有 words"),
        (drop_rule, "entry.days 既未写明也未列为未规定"),
        (misspell, "entry.dayz 不是认识的键"),
        (misspell_section, "entri.days 不是认识的键"),
        (silence_twice, "entry.days 既写明又列为未规定"),
        (silence_unknown, "entry.weeks"),
        (wrong_value, "entry.days 的值不对"),
        (wrong_result, "results.codes 的值不对"),
        (drop_name, "names.lead 缺失"),
    ],
)
def test_a_spoilt_profile_does_not_load_and_says_why(
    spoil: Callable[[dict[str, Any]], None], key: str
) -> None:
    file = written("xinyang")
    spoil(file)
    with pytest.raises(ProfileError) as caught:
        parse_profile(file, load_national())
    assert f"规则文件 xinyang.toml 的 {key}" in str(caught.value) or key in str(caught.value)
    assert str(caught.value).endswith("。")


def test_national_values_must_be_opt_in_and_say_what_they_are() -> None:
    file = written("national")
    with pytest.raises(ProfileError, match="opt_in"):
        parse_national({**file, "opt_in": False})
    del file["witnesses"]["source"]
    with pytest.raises(ProfileError, match=r"witnesses\.source"):
        parse_national(file)


def test_an_unknown_locality_is_told_the_known_ones() -> None:
    with pytest.raises(ProfileError, match="请从 xinyang、xinhua、xinxian、xinzhou、wolong 中选择"):
        load_profile("atlantis")
