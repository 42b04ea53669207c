"""随机抽取: SSJ-DRAW/1, a pure function of a frozen roster and the witnesses' secrets.

Steps: roster file, canonical parameters, commitments, reveals, seed, tickets, order. The hashes
themselves are in `pack_check.py`, which is also the script anyone runs to check the result.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple

from inspection.pack_check import (
    ALGORITHM,
    MOST_WEIGHT,
    SECRET,
    canonical,
    commitment,
    seed_from,
    sha256_hex,
    ticket_keys,
)
from inspection.refusal import Citation, Refusal

WHOLE = 10_000
"""A rate of 100 %, in basis points."""

BATCH_STRATUM = "1"
"""The one stratum of a roster drawn for the order of batches only (忻州第九条)."""

PLAIN = re.compile(r'[^,|"\s]+')
SAMPLE = 2048
DIGEST = 32


class Lot(NamedTuple):
    """抽取单元: one line of the roster file; ``weight`` is 1 to 10 tickets."""

    id: str
    stratum: str
    weight: int = 1


class RankedLot(NamedTuple):
    """一位次: the place of a lot in its stratum, from 1, with its smallest hex ticket."""

    rank: int
    id: str
    ticket: str


@dataclass(frozen=True)
class StratumOrder:
    """一层的次序: the first ``quota`` are drawn, the rest in order are the alternates (递补).

    Only the drawn part is sorted at once; the whole order is worked out when asked for.
    """

    stratum: str
    quota: int
    keys: list[bytes] = field(repr=False)

    @property
    def count(self) -> int:
        """How many lots the stratum holds."""
        return len(self.keys)

    @cached_property
    def drawn(self) -> tuple[RankedLot, ...]:
        """The drawn lots in order."""
        return _ranked(_smallest(self.keys, self.quota))

    @cached_property
    def ranked(self) -> tuple[RankedLot, ...]:
        """The whole order of the stratum."""
        return _ranked(sorted(self.keys))

    @property
    def alternates(self) -> tuple[RankedLot, ...]:
        """递补: the order after the drawn."""
        return self.ranked[self.quota :]

    def supplementary(self, taken: int, more: int) -> tuple[RankedLot, ...]:
        """补抽: the next ``more`` lots after the ``taken`` first; extends, never reshuffles.

        Refusal ``no_alternates`` where fewer are left.
        """
        left = len(self.keys) - taken
        if more > left:
            raise Refusal("no_alternates", {"stratum": self.stratum, "asked": more, "left": left})
        return self.ranked[taken : taken + more]


class WitnessPart(NamedTuple):
    """见证人一份: the id in the draw (W1), the posted commitment, the secret ('' if unrevealed)."""

    id: str
    commit: str
    secret: str = ""


def roster_file(lots: Iterable[Lot]) -> bytes:
    """名录文件: LF lines ``id,stratum,weight`` sorted bytewise by id.

    Refusal ``bad_lot`` for an empty id or one with a separator in it, a weight outside 1..10;
    ``duplicate_lot`` for an id listed twice.
    """
    ordered = sorted(lots, key=itemgetter(0))  # code points sort as UTF-8 bytes do
    before = ""
    for lot, stratum, weight in ordered:
        if not PLAIN.fullmatch(lot) or not PLAIN.fullmatch(stratum):
            raise Refusal("bad_lot", {"id": lot, "stratum": stratum, "weight": weight})
        if not 1 <= weight <= MOST_WEIGHT:
            raise Refusal("bad_lot", {"id": lot, "stratum": stratum, "weight": weight})
        if lot == before:
            raise Refusal("duplicate_lot", {"id": lot})
        before = lot
    return "".join(f"{lot},{stratum},{weight}\n" for lot, stratum, weight in ordered).encode()


def quota_for(count: int, basis_points: int) -> int:
    """应抽数: ``count`` at a rate in 1/10000, rounded half up; at least 1, never above ``count``.

    Refusal ``bad_rate`` outside 0..10000.
    """
    if not 0 <= basis_points <= WHOLE:
        raise Refusal("bad_rate", {"basis_points": basis_points})
    if not count or not basis_points:
        return 0
    return min(count, max(1, (count * basis_points + WHOLE // 2) // WHOLE))


def quotas(lots: Iterable[Lot], rates: Mapping[str, int]) -> dict[str, int]:
    """应抽数 of each stratum on the roster; Refusal ``no_rate`` for a stratum without a rate."""
    counts: dict[str, int] = {}
    for lot in lots:
        counts[lot.stratum] = counts.get(lot.stratum, 0) + 1
    for stratum in counts:
        if stratum not in rates:
            raise Refusal("no_rate", {"stratum": stratum})
    return {each: quota_for(counts[each], rates[each]) for each in sorted(counts)}


def batch_order(lots: Iterable[Lot]) -> tuple[list[Lot], dict[str, int]]:
    """批次顺序: all lots in one stratum and a quota of them all, so nothing is cut (忻州第九条)."""
    together = [Lot(lot.id, BATCH_STRATUM, lot.weight) for lot in lots]
    return together, {BATCH_STRATUM: len(together)} if together else {}


def params_text(*, task: str, attempt: int, quota: Mapping[str, int], roster: bytes) -> str:
    """参数: the canonical text that is frozen and whose SHA-256 is posted before any commitment."""
    return canonical(
        {
            "algo": ALGORITHM,
            "attempt": attempt,
            "quota": dict(quota),
            "roster_sha256": sha256_hex(roster),
            "task": task,
        }
    )


def params_digest(text: str) -> str:
    """The ``params_sha256`` of a canonical text."""
    return sha256_hex(text.encode())


def commit(params_sha256: str, witness: str, secret: str) -> str:
    """承诺; Refusal ``bad_secret`` unless the secret is 12 to 64 letters and digits."""
    if not SECRET.fullmatch(secret):
        raise Refusal("bad_secret", {"witness": witness, "length": len(secret)})
    return commitment(params_sha256, witness, secret)


def open_seed(
    params_sha256: str,
    witnesses: Sequence[WitnessPart],
    *,
    beacon: str = "",
    minimum: int = 2,
    citation: Citation | None = None,
) -> str:
    """种子, once all have revealed.

    Refusals: ``too_few_witnesses`` (with ``citation`` of the rule that sets the minimum),
    ``not_all_committed``, ``not_all_revealed``, ``bad_secret``, ``commitment_broken``.
    """
    if len({each.id for each in witnesses}) < minimum:
        facts = {"present": len(witnesses), "needed": minimum}
        raise Refusal("too_few_witnesses", facts, citation)
    for waiting, code in ((1, "not_all_committed"), (2, "not_all_revealed")):
        missing = [each.id for each in witnesses if not each[waiting]]
        if missing:
            raise Refusal(code, {"witnesses": missing})
    for each in witnesses:
        if commit(params_sha256, each.id, each.secret) != each.commit:
            raise Refusal("commitment_broken", {"witness": each.id})
    return seed_from(params_sha256, {each.id: each.secret for each in witnesses}, beacon)


def draw_lots(
    seed: str, lots: Iterable[tuple[str, str, int]], quota: Mapping[str, int]
) -> tuple[StratumOrder, ...]:
    """抽取: the order of every stratum, strata sorted by name.

    Refusal ``quota_mismatch`` if the quota does not name the roster's strata or exceeds one.
    """
    keys = ticket_keys(seed, lots)
    if set(keys) != set(quota) or any(not 0 <= quota[each] <= len(keys[each]) for each in keys):
        raise Refusal("quota_mismatch", {"quota": dict(quota)})
    return tuple(StratumOrder(each, quota[each], keys[each]) for each in sorted(keys))


def _smallest(keys: list[bytes], number: int) -> list[bytes]:
    """The ``number`` smallest keys in order, without sorting all: a sample tells where to cut."""
    step = len(keys) // SAMPLE
    if step < 2 or number * 4 > len(keys):
        return sorted(keys)[:number]
    sample = sorted(keys[::step])
    cut = int(number / step * 1.1) + 16
    threshold = sample[min(cut, len(sample) - 1)]
    below = sorted(key for key in keys if key < threshold)
    return (below if len(below) >= number else sorted(keys))[:number]


def _ranked(keys: Iterable[bytes]) -> tuple[RankedLot, ...]:
    return tuple(
        RankedLot(rank, key[DIGEST:].decode(), key[:DIGEST].hex())
        for rank, key in enumerate(keys, 1)
    )
