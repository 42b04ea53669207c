"""抽取方案公示单的事实: what is drawn from and how, made public before anybody knows the seed."""

from inspection.desk import Desk
from inspection.draws import DrawRecord
from inspection.lots import orders_batches
from inspection.pack_check import ALGORITHM, sha256_hex
from inspection.plain import Facts, Plain
from inspection.snapshots import office_phrases as phrases
from inspection.snapshots.common import article_of, common_facts, moment_words
from inspection.snapshots.draw_record import exclusion_rows
from inspection.snapshots.scheme_rules import witness_words
from inspection.snapshots.settled_draw import DrawCounts, draw_counts, stratum_label
from inspection.tasks import InspectionTask, Stage


def draw_plan_notice_facts(desk: Desk, task: InspectionTask, draw: DrawRecord) -> Facts:
    """抽取方案公示单: from the frozen texts of the draw; strata by neutral labels only.

    The counted roster is the one behind the hash: subjects left out are listed beside it.
    """
    profile = desk.profile
    counts = draw_counts(draw)
    work = profile.whistle.stage(Stage.DRAW.value).work
    lead = desk.ledger.departments.get(task.lead_id).name
    ordered = orders_batches(desk, draw)
    algorithm = phrases.ORDER_ALGORITHM if ordered else phrases.DRAW_ALGORITHM
    return {
        **common_facts(desk, task, issuer_id=task.lead_id, basis=(work.citation,)),
        "draw_time": phrases.DRAW_TIME,
        "draw_place": phrases.DRAW_PLACE,
        "population": _population(desk, task, draw, counts),
        "quota": sum(counts.quota.values()) if counts else None,
        "alternates": (counts.eligible - sum(counts.quota.values()) or None) if counts else None,
        "strata": _strata(draw, counts),
        "exclusions": exclusion_rows(desk, counts),
        "algorithm": algorithm.format(algorithm=ALGORITHM),
        "seed_rule": phrases.SEED_RULE,
        "witnesses": witness_words(profile),
        "article": article_of(work.citation),
        "objection": phrases.OBJECTION.format(lead=lead),
    }


def _population(
    desk: Desk, task: InspectionTask, draw: DrawRecord, counts: DrawCounts | None
) -> dict[str, Plain]:
    name = phrases.ROSTER_NAME_LESS if counts and counts.left_out else phrases.ROSTER_NAME
    return {
        "name": name.format(industry=task.industry),
        "count": counts.eligible if counts else None,
        "sha256": sha256_hex(draw.roster.encode()),
        "locked_at": moment_words(desk, draw.frozen_at),
    }


def _strata(draw: DrawRecord, counts: DrawCounts | None) -> list[Plain]:
    """Where there is one stratum of equal tickets nothing is to be told."""
    if counts is None:
        return []
    if len(counts.lots) < 2 and all(found == {1} for found in counts.weights.values()):
        return []
    rows = [
        (
            stratum_label(draw, stratum),
            count,
            counts.quota[stratum],
            _weight(counts.weights[stratum]),
        )
        for stratum, count in counts.lots.items()
    ]
    return [
        {"label": label, "count": count, "quota": quota, "weight": weight}
        for label, count, quota, weight in sorted(rows, key=lambda row: (len(row[0]), row[0]))
    ]


def _weight(found: frozenset[int]) -> str:
    least, most = min(found), max(found)
    return str(least) if least == most else phrases.WEIGHTS.format(least=least, most=most)
