"""The search for cycles rests while a table is read, and is on again after it, come what may."""

import gc

import pytest

from app.workbook.collector import collector_resting


def test_the_collector_rests_and_works_again_after_a_fault() -> None:
    seen = []

    @collector_resting()
    def torn() -> None:
        seen.append(gc.isenabled())
        raise ValueError("torn")

    with pytest.raises(ValueError, match="torn"):
        torn()
    assert [*seen, gc.isenabled()] == [False, True]


def test_who_has_it_off_finds_it_off() -> None:
    with collector_resting():
        with collector_resting():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
