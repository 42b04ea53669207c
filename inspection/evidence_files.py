"""抽取凭证文件: the files of one draw's evidence pack, put together again from the ledger's rows.

Always the same bytes for the same rows: nothing is stored that could drift from the draw.
"""

from inspection.ceremony import witnesses_of
from inspection.draws import DrawRecord, DrawSource, DrawState
from inspection.evidence_pack import (
    CeremonyWitness,
    DrawEvidence,
    MatchLine,
    full_pack,
    public_pack,
    verify_script,
)
from inspection.ids import DrawId
from inspection.ledger import Ledger
from inspection.lots import excluded_of, orders_of, quota_of
from inspection.refusal import Refusal


def pack_files(ledger: Ledger, draw_id: DrawId, *, public: bool, script: str) -> dict[str, bytes]:
    """凭证文件: file name to bytes of the full or the public pack of a finished local draw.

    `script` is the source text of `pack_check.py`. Refusal `no_evidence_pack` for a platform's
    draw or one not finished. LookupError when there is no such draw.
    """
    draw = ledger.draws.get(draw_id)
    if draw.source is not DrawSource.LOCAL or draw.state is not DrawState.DRAWN:
        raise Refusal("no_evidence_pack", {"attempt": draw.attempt, "source": draw.source.value})
    evidence = evidence_of(ledger, draw)
    verify = verify_script(script)
    if public:
        return public_pack(evidence, verify, draw.strata)
    return full_pack(evidence, verify)


def evidence_of(ledger: Ledger, draw: DrawRecord) -> DrawEvidence:
    """The evidence of a finished local draw, supplementary draws and matches included."""
    return DrawEvidence(
        roster=draw.roster.encode(),
        params=draw.params,
        excluded=excluded_of(draw),
        beacon=draw.beacon,
        seed=draw.seed,
        witnesses=_witnesses(ledger, draw),
        orders=orders_of(draw),
        supplementary=_supplementary(ledger, draw),
        matches=_matches(ledger, draw),
    )


def _witnesses(ledger: Ledger, draw: DrawRecord) -> list[CeremonyWitness]:
    witnesses = []
    for each in witnesses_of(ledger, draw.id):
        person = ledger.people.get(each.person_id)
        witnesses.append(
            CeremonyWitness(
                id=each.label,
                name=person.name,
                department=ledger.departments.get(each.department_id).name,
                commit=each.commit,
                committed_at=each.committed_at.isoformat() if each.committed_at else "",
                secret=each.secret,
                revealed_at=each.revealed_at.isoformat() if each.revealed_at else "",
            )
        )
    return witnesses


def _supplementary(ledger: Ledger, draw: DrawRecord) -> dict[str, int]:
    taken = [each.stratum for each in ledger.drawn_subjects.find(draw_id=draw.id, drawn=True)]
    return {
        stratum: taken.count(draw.strata[stratum]) - quota
        for stratum, quota in quota_of(draw).items()
    }


def _matches(ledger: Ledger, draw: DrawRecord) -> list[MatchLine]:
    lines = []
    for each in ledger.assignments.find(task_id=draw.task_id, active=True):
        lines.append(
            MatchLine(
                department=ledger.departments.get(each.department_id).short_name,
                id=ledger.subjects.get(each.subject_id).code,
                inspector=ledger.people.get(each.person_id).name,
                round=each.round,
                leader=each.leader,
            )
        )
    return lines
