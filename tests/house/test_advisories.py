"""The look at advisories fails for a known one, and never calls sound what was not looked at."""

import json

from tests.advisories import judged

SOUND = {"name": "jinja2", "version": "3.1.6", "vulns": []}
UNKNOWN = {"name": "holidays", "skip_reason": "not found"}
BAD = {
    "name": "lxml",
    "version": "1.0",
    "vulns": [{"id": "PYSEC-1", "fix_versions": ["1.1"], "aliases": [], "description": ""}],
}


def answer(*found: dict[str, object]) -> str:
    """What pip-audit prints."""
    return json.dumps({"dependencies": found, "fixes": []})


def test_a_known_advisory_fails_and_names_the_version_that_mends_it() -> None:
    passed, words = judged(1, answer(SOUND, BAD), "")
    assert not passed
    assert "lxml 1.0: PYSEC-1 (mended in 1.1)" in words


def test_what_was_not_looked_at_is_named() -> None:
    passed, words = judged(0, answer(SOUND, UNKNOWN), "")
    assert passed
    assert "1 packages looked at, 0 advisories" in words
    assert "not looked at: holidays" in words


def test_no_answer_and_no_knowledge_are_said_to_be_skipped() -> None:
    assert judged(0, answer(UNKNOWN), "")[1].startswith("advisories skipped: the service knows")
    passed, words = judged(1, "", "Traceback\nConnectionError: no route")
    assert (passed, words) == (True, "advisories skipped, no answer: ConnectionError: no route")
