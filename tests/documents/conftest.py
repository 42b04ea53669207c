"""Examples of every form, in the words of any locality."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import documents

EXAMPLES = Path(documents.__path__[0]) / "examples"

Example = Callable[..., dict[str, Any]]


def _load(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((EXAMPLES / f"{name}.json").read_text(encoding="utf-8"))
    return loaded


@pytest.fixture
def example() -> Example:
    """A fresh copy of a form's example facts, in the words of one locality."""

    def make(form: str, locality: str = "xinyang") -> dict[str, Any]:
        facts = _load(form)
        local = _load("localities")[locality]
        facts.update(locality=locality, words=local["words"], office_name=local["office_name"])
        if "record_form" in facts:
            facts["record_form"] = local["record_form"]
        if "result_codes" in facts:
            facts["result_codes"] = local["result_codes"]
        return facts

    return make


@pytest.fixture
def part() -> Callable[[bytes, str], str]:
    """The text of one part of a package."""

    def read(docx: bytes, name: str = "word/document.xml") -> str:
        with zipfile.ZipFile(io.BytesIO(docx)) as package:
            return package.read(name).decode()

    return read
