"""The short ordeal: binding, whistle, check-ins, escalation, with power cuts all along.

`make torture` plays the whole inspection with hundreds of them.
"""

import pytest

from tests.postgres import fresh_database, server_at_hand
from tests.torture.ordeal import ordeal
from tests.torture.record import Record, differences

SCENES = 5


@pytest.fixture(scope="module")
def calm() -> Record:
    """The same play, undisturbed."""
    return ordeal("", scenes=SCENES)


def test_power_cuts_lose_and_double_nothing_on_sqlite(calm: Record) -> None:
    run = ordeal("", scenes=SCENES, every=110, faults=True)
    assert run.kills >= 2
    assert differences(run, calm) == []


def test_three_processes_on_postgresql_stand_in_for_each_other(calm: Record) -> None:
    with server_at_hand() as server, fresh_database(server) as url:
        run = ordeal(url, size=3, scenes=SCENES, every=110, faults=True)
    assert run.kills >= 2
    assert differences(run, calm) == []
