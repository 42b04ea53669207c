"""地方规则文件: finds the profile files and hands them to the core.

The five that are shipped lie inside the package; an office adds its own county as a file in the
folder named by the setting `profiles`. A shipped locality is never replaced by a file there.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from app.settings import SettingsError, load_settings
from inspection.profile import NationalDefaults, Profile
from inspection.profile_reading import parse_national, parse_profile
from inspection.rule import ProfileError

LOCALITIES = ("xinyang", "xinhua", "xinxian", "xinzhou", "wolong")
"""The localities that are shipped, in the order they are shown."""


def known_localities() -> tuple[str, ...]:
    """The shipped localities, then those of the folder `profiles` by name. Never raises."""
    folder = profile_folder()
    found = sorted(each.stem for each in folder.glob("*.toml")) if folder else []
    return (*LOCALITIES, *(each for each in found if each not in (*LOCALITIES, "national")))


def load_profile(locality: str) -> Profile:
    """The profile of one locality; ProfileError for an unknown one or a file that is wrong."""
    if locality in LOCALITIES:
        return _shipped(locality)
    folder = profile_folder()
    if folder is not None and not folder.is_dir():
        raise ProfileError(
            f"设置 profiles 所指的文件夹 {folder} 不存在，请核对路径或删去这项设置。"
        )
    if folder is None or locality not in known_localities():
        known = "、".join(known_localities())
        raise ProfileError(f"没有“{locality}”的规则文件，请从 {known} 中选择。")
    profile = _added(folder / f"{locality}.toml")
    if profile.locality != locality:
        raise ProfileError(
            f"规则文件 {locality}.toml 的 locality 写的是“{profile.locality}”，请与文件名写成一样。"
        )
    return profile


@cache
def load_national() -> NationalDefaults:
    """The opt-in defaults of national.toml; ProfileError if the file is wrong."""
    return parse_national(_read(_package_file("national")))


def load_all() -> tuple[Profile, ...]:
    """Every profile, in the order of `known_localities`; ProfileError at the first wrong one."""
    return tuple(load_profile(locality) for locality in known_localities())


@cache
def _shipped(locality: str) -> Profile:
    return parse_profile(_read(_package_file(locality)), load_national())


@cache
def _added(file: Path) -> Profile:
    return parse_profile(_read(file), load_national())


def profile_folder() -> Path | None:
    """The folder of the setting `profiles`; None where it is not set or no setting can be read."""
    try:
        named = load_settings().profiles
    except SettingsError:
        return None  # whoever needs the settings says what is wrong with them
    return Path(named) if named else None


def templates_folder(locality: str) -> Path | None:
    """Where an office puts its own templates for a locality: a folder beside the rule files."""
    folder = profile_folder()
    return folder / locality if folder else None


def _package_file(name: str) -> Traversable:
    return resources.files("inspection").joinpath("profiles", f"{name}.toml")


def _read(file: Traversable) -> Mapping[str, object]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as problem:
        raise ProfileError(f"缺少规则文件 {file.name}，请重新安装本程序。") from problem
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise ProfileError(
            f"规则文件 {file.name} 格式有误（{problem}），请按 TOML 格式改正。"
        ) from problem
