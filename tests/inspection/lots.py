"""The golden vector of spec/draw.md, built once for the tests of draw, pack and match."""

from pathlib import Path

from inspection.draw import (
    Lot,
    StratumOrder,
    WitnessPart,
    commit,
    draw_lots,
    open_seed,
    params_digest,
    params_text,
    roster_file,
)
from inspection.evidence_pack import CeremonyWitness, DrawEvidence, verify_script

LINES = [
    "12419901MB0XB0035U,B,2",
    "52419901MJ0XB0018D,B,3",
    "52419901MJ0XC0013M,D,1",
    "52419901MJ0XD0027T,C,3",
    "91419901MA0XA001X5,A,1",
    "91419901MA0XA00285,A,2",
    "91419901MA0XA0044T,B,1",
    "91419901MA0XB0023D,B,1",
    "91419901MA0XD00165,C,1",
    "92419901MA0XA0036W,B,1",
]
LOTS = [Lot(name, stratum, int(weight)) for name, stratum, weight in (x.split(",") for x in LINES)]
QUOTA = {"A": 1, "B": 2, "C": 1, "D": 1}
SECRETS = {"W1": "483920175536", "W2": "lanhua77qinghe2026"}
SEED = "5798157230d2939956b56baf90fc1e4f44932e4c40eae170e964aa73967a1cf4"
ROSTER = roster_file(LOTS)
PARAMS = params_text(task="QH2026-001", attempt=1, quota=QUOTA, roster=ROSTER)
DIGEST = params_digest(PARAMS)
WITNESSES = [WitnessPart(name, commit(DIGEST, name, said), said) for name, said in SECRETS.items()]
CHECK_SOURCE = (Path(__file__).parents[2] / "inspection" / "pack_check.py").read_text("utf-8")
SCRIPT = verify_script(CHECK_SOURCE)


def orders() -> tuple[StratumOrder, ...]:
    """The golden draw."""
    return draw_lots(open_seed(DIGEST, WITNESSES), LOTS, QUOTA)


def evidence(**changed: object) -> DrawEvidence:
    """The whole evidence of the golden draw, with some fields changed."""
    facts: dict[str, object] = {
        "roster": ROSTER,
        "params": PARAMS,
        "excluded": [("91419901MA0XA0099X", "moved_out")],
        "beacon": "",
        "seed": SEED,
        "witnesses": [
            CeremonyWitness(
                id=each.id,
                name="见证甲",
                department="民政局",
                commit=each.commit,
                committed_at="2026-03-02T09:00:00+08:00",
                secret=each.secret,
                revealed_at="2026-03-02T09:05:00+08:00",
            )
            for each in WITNESSES
        ],
        "orders": orders(),
        "supplementary": {},
    }
    return DrawEvidence(**{**facts, **changed})  # type: ignore[arg-type]
