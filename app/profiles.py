"""地方规则文件: finds the profile files inside the package and hands them to the core."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from inspection.profile import NationalDefaults, Profile
from inspection.profile_reading import parse_national, parse_profile
from inspection.rule import ProfileError

LOCALITIES = ("xinyang", "xinhua", "xinxian", "xinzhou", "wolong")
"""The localities that have a profile, in the order they are shown."""


@cache
def load_profile(locality: str) -> Profile:
    """The profile of one locality; ProfileError for an unknown one or a file that is wrong."""
    if locality not in LOCALITIES:
        raise ProfileError(f"没有“{locality}”的规则文件，请从 {'、'.join(LOCALITIES)} 中选择。")
    return parse_profile(_read(locality), load_national())


@cache
def load_national() -> NationalDefaults:
    """The opt-in defaults of national.toml; ProfileError if the file is wrong."""
    return parse_national(_read("national"))


def load_all() -> tuple[Profile, ...]:
    """Every profile, in the order of LOCALITIES; ProfileError at the first that is wrong."""
    return tuple(load_profile(locality) for locality in LOCALITIES)


def _read(name: str) -> Mapping[str, object]:
    file = resources.files("inspection").joinpath("profiles", f"{name}.toml")
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as problem:
        raise ProfileError(f"缺少规则文件 {name}.toml，请重新安装本程序。") from problem
    except tomllib.TOMLDecodeError as problem:
        raise ProfileError(
            f"规则文件 {name}.toml 格式有误（{problem}），请按 TOML 格式改正。"
        ) from problem
