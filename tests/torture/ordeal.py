"""One ordeal: the play on the rack, and its record."""

import tempfile
from pathlib import Path

from app.rehearsal.scenes import SCENES
from tests.torture.rack import Ordeal, Rack
from tests.torture.record import Record, record_of

WHOLE = len(SCENES)


def ordeal(
    database: str,
    *,
    size: int = 1,
    seed: int = 1,
    scenes: int = WHOLE,
    every: int = 0,
    faults: bool = False,
    locality: str = "xinyang",
) -> Record:
    """Play the first `scenes` scenes; every so many events a process is killed (0: never)."""
    with tempfile.TemporaryDirectory(prefix="chuishao-ordeal-") as folder:
        url = database or f"sqlite:///{folder}/ledger.db"
        rack = Rack(Path(folder), locality, url, size, seed)
        saboteur = rack.torture(every=every, faults=faults) if every else None
        rack.start()
        try:
            play = Ordeal(rack, seed=7)
            for _, scene in SCENES[:scenes]:
                scene(play)
                rack.crew.check()
            if saboteur is not None:
                saboteur.rest()
            rack.rest()
            record = record_of(play, archived=scenes == WHOLE)
            record.kills = rack.crew.kills
            record.taps = rack.taps
            return record
        finally:
            if saboteur is not None:
                saboteur.rest()
            rack.close()
