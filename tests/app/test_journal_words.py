"""The readable journal of a dossier has a Chinese word for every verb that is recorded."""

import re
import tomllib
from importlib.resources import files
from pathlib import Path

SOURCES = Path(str(files("inspection"))).rglob("*.py")
QUOTED = re.compile(r"""verb=f?"([a-z_{}.]+)\"""")
NAMED = re.compile(r"\bverb=([A-Z_]+)")
CONSTANT = re.compile(r"""^([A-Z_]+) = "([a-z_]+)"$""", re.MULTILINE)


def recorded_verbs() -> set[str]:
    """The verbs in the source: written out, or by the name of a constant."""
    texts = [path.read_text(encoding="utf-8") for path in SOURCES]
    constants = {name: value for text in texts for name, value in CONSTANT.findall(text)}
    quoted = {verb for text in texts for verb in QUOTED.findall(text) if "{" not in verb}
    named = {constants[name] for text in texts for name in NAMED.findall(text)}
    return quoted | named


def test_every_recorded_verb_has_a_word() -> None:
    words = tomllib.loads(files("app").joinpath("journal_words.toml").read_text(encoding="utf-8"))
    verbs = recorded_verbs()
    assert {"whistle_blown", "dossier_sealed"} <= verbs
    assert sorted(verbs - set(words["verbs"])) == []
