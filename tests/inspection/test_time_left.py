"""How long is left, as people say it."""

from datetime import datetime, timedelta

import pytest

from inspection.response_time import time_left
from tests.builders import SHANGHAI

DUE = datetime(2026, 3, 4, 17, 30, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (timedelta(days=2, hours=8), "还剩2天8小时"),
        (timedelta(hours=2), "还剩2小时"),
        (timedelta(minutes=1), "还剩1分钟"),
        (timedelta(seconds=20), "还剩不到1分钟"),
        (timedelta(0), "已到时限"),
        (timedelta(seconds=-20), "已到时限"),
        (timedelta(minutes=-5), "已超5分钟"),
    ],
)
def test_term_is_said_as_it_stands(before: timedelta, words: str) -> None:
    assert time_left(DUE - before, DUE) == words
