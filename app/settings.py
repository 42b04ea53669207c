"""Settings: from the environment first, then `chuishao.toml`; read once, never at import.

Every key may stand in the file as written or in the environment as `CHUISHAO_<KEY>`.
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

FILE = "chuishao.toml"


class SettingsError(Exception):
    """A setting that is missing or wrong; the message is Chinese and says what to do."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """设置: how to reach Telegram, where the ledger is, whose office this is.

    `typefaces` are an office's own (documents.typefaces.chosen). `clock_file` and `pacing` 0 are
    for rehearsals only. `tick_seconds` is the beat of the clock.
    """

    token: str = ""
    base_url: str = "https://api.telegram.org/bot"
    base_file_url: str = "https://api.telegram.org/file/bot"
    database: str = "sqlite:///chuishao.db"
    county: str = ""
    county_code: str = ""
    locality: str = ""
    profiles: str = ""
    webhook_url: str = ""
    webhook_listen: str = "127.0.0.1"
    webhook_port: int = 8443
    webhook_secret: str = ""
    tick_seconds: int = 20
    tick_milliseconds: int = 0
    pacing: int = 18
    clock_file: str = ""
    typefaces: str = ""

    @property
    def beat(self) -> float:
        """Seconds between two ticks."""
        return self.tick_milliseconds / 1000 or float(self.tick_seconds)

    def __repr__(self) -> str:
        """Without the token and the secret: they are never printed."""
        shown = {
            each.name: getattr(self, each.name)
            for each in fields(self)
            if each.name not in ("token", "webhook_secret", "database")
        }
        return f"Settings({shown})"


def load_settings(environment: Mapping[str, str] = os.environ, file: Path = Path(FILE)) -> Settings:
    """The settings in force; SettingsError names a key that is unknown or not a number."""
    written = _written(file)
    known = {each.name: each.type for each in fields(Settings)}
    for key in written:
        if key not in known:
            raise SettingsError(f"{file} 里有不认识的设置“{key}”，可用的有：{'、'.join(known)}。")
    chosen: dict[str, object] = {}
    for name in known:
        value = environment.get(f"CHUISHAO_{name.upper()}", written.get(name))
        if value is not None:
            chosen[name] = _fit(name, value)
    return Settings(**chosen)  # type: ignore[arg-type]


def _written(file: Path) -> dict[str, object]:
    if not file.is_file():
        return {}
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file} 不是正确的 TOML 文件（{error}），请改正。") from error


def _fit(name: str, value: object) -> object:
    default = next(each.default for each in fields(Settings) if each.name == name)
    if not isinstance(default, int):
        return str(value)
    try:
        return int(str(value))
    except ValueError:
        raise SettingsError(f"设置“{name}”应为整数，现在是“{value}”。") from None
