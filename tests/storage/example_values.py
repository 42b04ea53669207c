"""Values that the examples share; all fictional (青禾县)."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

BEIJING = timezone(timedelta(hours=8))
AT = datetime(2026, 3, 2, 9, 12, 30, 123456, tzinfo=BEIJING)
LATER = datetime(2026, 3, 2, 16, 0, tzinfo=UTC)
DAY = date(2026, 3, 2)
LAST_DAY = date(2026, 12, 31)
GROUP = -1009876543210
ACCOUNT = 7_123_456_789
MESSAGE = 5_000_000_001

NESTED: dict[str, Any] = {
    "单位": "青禾县市场监管局",
    "b": [1, None, True, {"表情": "🔔", "引号": "\"'\\"}],
    "a": {"deep": {"empty": [], "none": None}},
    "big": 2**60,
}
