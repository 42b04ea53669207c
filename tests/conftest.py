"""Shared by all tests."""

import os

os.environ.setdefault("PTB_TIMEDELTA", "1")  # before telegram is imported anywhere
