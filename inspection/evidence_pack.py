"""抽取凭证: the files from which anyone recomputes a draw, as a mapping of file name to bytes.

The full pack goes to the coordinating office, 纪检 and the courts. The public pack names neither
the witnesses nor anyone not drawn, and shows strata under neutral labels only, for a stratum is a
credit-risk class and those are not public; for the same reason it holds a summary in place of the
parameters, whose quota names the classes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from inspection.draw import StratumOrder, params_digest
from inspection.pack_check import canonical, sha256_hex

RUN = '''

def main() -> int:
    """Reads the folder of this script and reports the first difference; exit status 0 or 1."""
    import pathlib
    import sys

    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else __file__)
    folder = folder if folder.is_dir() else folder.resolve().parent
    hidden = {"__pycache__", ".DS_Store"}
    files = {each.name: each.read_bytes() for each in folder.iterdir() if each.name not in hidden}
    for difference in verify_pack(files):
        print("核验不符：" + difference)
        return 1
    print("核验通过：凭证与重新计算的结果逐项一致。")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
'''


@dataclass(frozen=True, slots=True, kw_only=True)
class CeremonyWitness:
    """见证人记录: one line of witnesses.json; moments are ISO texts with a time zone."""

    id: str
    name: str
    department: str
    commit: str
    committed_at: str
    secret: str
    revealed_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchLine:
    """匹配记录: one line of matches.csv."""

    department: str
    id: str
    inspector: str
    round: int
    leader: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawEvidence:
    """抽取全部依据: ``roster`` and ``params`` are the exact frozen texts.

    ``excluded`` pairs id and reason code; ``supplementary`` counts 补抽 per stratum.
    """

    roster: bytes
    params: str
    excluded: Sequence[tuple[str, str]]
    beacon: str
    seed: str
    witnesses: Sequence[CeremonyWitness]
    orders: Sequence[StratumOrder]
    supplementary: Mapping[str, int]
    matches: Sequence[MatchLine] = ()

    def taken(self, order: StratumOrder) -> int:
        """How many of the stratum are drawn, supplementary draws included."""
        return order.quota + self.supplementary.get(order.stratum, 0)


def verify_script(pack_check_source: str) -> bytes:
    """核验脚本 verify.py: the source of `pack_check.py`, handed in as text, made runnable."""
    return (pack_check_source.rstrip("\n") + "\n" + RUN).encode()


def full_pack(evidence: DrawEvidence, script: bytes) -> dict[str, bytes]:
    """完整凭证: everything, for offices entitled to it."""
    files = {
        "roster.csv": evidence.roster,
        "excluded.csv": _csv(("id", "reason"), sorted(evidence.excluded)),
        "params.json": evidence.params.encode(),
        "witnesses.json": _witnesses(evidence, named=True),
        "order.csv": _csv(
            ORDER_COLUMNS,
            (
                (order.stratum, lot.rank, lot.id, lot.ticket, int(lot.rank <= taken))
                for order, taken in ((each, evidence.taken(each)) for each in evidence.orders)
                for lot in order.ranked
            ),
        ),
        "matches.csv": _csv(
            ("department", "id", "inspector", "round", "leader"),
            (
                (line.department, line.id, line.inspector, line.round, int(line.leader))
                for line in evidence.matches
            ),
        ),
        "verify.py": script,
    }
    return _summed(files)


def public_pack(
    evidence: DrawEvidence, script: bytes, labels: Mapping[str, str] | None = None
) -> dict[str, bytes]:
    """公开凭证: hashes, counts, commitments and reveals, the drawn list, the script.

    ``labels`` maps a stratum to its neutral public label; `neutral_labels` by default.
    """
    shown = labels or neutral_labels(evidence.orders)
    drawn = {order.stratum: _taken(order, evidence.taken(order)) for order in evidence.orders}
    summary = {
        "drawn": sum(map(len, drawn.values())),
        "excluded": len(evidence.excluded),
        "params_sha256": params_digest(evidence.params),
        "roster": sum(order.count for order in evidence.orders),
        "roster_sha256": sha256_hex(evidence.roster),
        "seed": evidence.seed,
    }
    rows = sorted((shown[stratum], *lot, 1) for stratum, lots in drawn.items() for lot in lots)
    files = {
        "summary.json": canonical(summary).encode(),
        "witnesses.json": _witnesses(evidence, named=False),
        "order.csv": _csv(ORDER_COLUMNS, rows),
        "verify.py": script,
    }
    return _summed(files)


def neutral_labels(orders: Iterable[StratumOrder]) -> dict[str, str]:
    """中性层名: S1, S2 … by the smallest ticket, so that a label does not tell the risk class."""
    by_ticket = sorted(orders, key=lambda order: min(order.keys))
    return {order.stratum: f"S{number}" for number, order in enumerate(by_ticket, 1)}


def own_line(evidence: DrawEvidence, lot: str) -> tuple[int, str, bool] | None:
    """本企业一行: rank, ticket and whether drawn, for the one object that asks; None if absent."""
    for order in evidence.orders:
        for each in order.ranked:
            if each.id == lot:
                return each.rank, each.ticket, each.rank <= evidence.taken(order)
    return None


ORDER_COLUMNS = ("stratum", "rank", "id", "ticket", "drawn")


def _taken(order: StratumOrder, number: int) -> Sequence[tuple[int, str, str]]:
    return order.drawn if number == order.quota else order.ranked[:number]


def _witnesses(evidence: DrawEvidence, *, named: bool) -> bytes:
    listed = sorted(evidence.witnesses, key=lambda witness: witness.id)
    lines = [asdict(witness) for witness in listed]
    if not named:
        for line in lines:
            del line["name"]
    return canonical({"beacon": evidence.beacon, "witnesses": lines}).encode()


def _csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    lines = [",".join(header)]
    lines += [",".join(map(_cell, row)) for row in rows]
    return ("\n".join(lines) + "\n").encode()


def _cell(value: object) -> str:
    written = str(value)
    if any(special in written for special in ',"\r\n'):
        return '"' + written.replace('"', '""').replace("\r", " ").replace("\n", " ") + '"'
    return written


def _summed(files: dict[str, bytes]) -> dict[str, bytes]:
    sums = "".join(f"{sha256_hex(files[name])}  {name}\n" for name in sorted(files))
    return {**files, "SHA256SUMS": sums.encode()}
