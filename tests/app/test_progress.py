"""The progress line: on a terminal only, wiped at the end, never for quick work."""

import io
import threading

import pytest

from app import progress


class Terminal(io.StringIO):
    """A stderr that says it is a terminal, and tells when it was written to."""

    def __init__(self, is_terminal: bool) -> None:
        super().__init__()
        self.is_terminal = is_terminal
        self.written = threading.Event()

    def isatty(self) -> bool:
        return self.is_terminal

    def write(self, text: str) -> int:
        self.written.set()
        return super().write(text)


def worked(monkeypatch: pytest.MonkeyPatch, is_terminal: bool, first_after: float) -> str:
    """What stderr holds after a piece of work that waits for the first line, if one may come."""
    stderr = Terminal(is_terminal)
    monkeypatch.setattr("sys.stderr", stderr)
    monkeypatch.setattr(progress, "FIRST_AFTER", first_after)
    with progress.working_on("正在读取"):
        if is_terminal and not first_after:
            assert stderr.written.wait(10)
    return stderr.getvalue()


def test_a_terminal_sees_what_goes_on_and_a_clean_line_afterwards(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said = worked(monkeypatch, is_terminal=True, first_after=0.0)
    assert said.startswith("\r正在读取……0 秒")
    assert said.endswith("\r\033[K")


def test_a_pipe_sees_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert worked(monkeypatch, is_terminal=False, first_after=0.0) == ""


def test_quick_work_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert worked(monkeypatch, is_terminal=True, first_after=60.0) == ""
