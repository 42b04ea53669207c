"""随机抽取记录的事实: one attempt of a draw, its witnesses and what was drawn."""

import json
from itertools import groupby

from inspection.desk import Desk
from inspection.draws import DrawnSubject, DrawRecord, DrawSource, DrawState
from inspection.lots import orders_batches
from inspection.plain import Facts, Plain
from inspection.refusal import Citation
from inspection.snapshots import phrases
from inspection.snapshots.common import (
    article_of,
    clock_words,
    common_facts,
    moment_words,
    rate_words,
    span_words,
)
from inspection.snapshots.settled_draw import (
    DrawCounts,
    draw_counts,
    in_order,
    stratum_label,
)
from inspection.tasks import InspectionTask, Stage
from inspection.voiding import VOIDED

ALTERNATES_SHOWN = 3
"""How many alternates of each stratum are printed; the pack has them all."""


def draw_record_facts(desk: Desk, task: InspectionTask, draw: DrawRecord) -> Facts:
    """随机抽取记录: strata carry neutral labels only, secrets only once revealed (draw.md)."""
    profile = desk.profile
    counts = draw_counts(draw)
    basis: tuple[Citation | None, ...] = (
        profile.whistle.stage(Stage.DRAW.value).work.citation,
        profile.draw.witnesses.citation,
    )
    local = draw.source is DrawSource.LOCAL
    alternates = _alternates(desk, draw)
    return {
        **common_facts(desk, task, issuer_id=task.lead_id, basis=basis),
        "attempt": draw.attempt,
        "source": _source(desk, draw),
        "held_at": span_words(desk, draw.frozen_at, draw.drawn_at) if local else None,
        "place": None,
        "host": desk.ledger.people.get(draw.opened_by).name if local else None,
        "population": _population(desk, draw, counts),
        "exclusions": exclusion_rows(desk, counts),
        "strata": _strata(task, draw, counts),
        "local": _local(desk, draw) if local else None,
        "platform": None if local else _platform(task, draw),
        "witnesses": _witnesses(desk, draw),
        "witness_rule": _witness_rule(desk),
        "drawn": _rows(desk, draw, in_order(desk, draw, drawn=True)),
        "alternates": _rows(desk, draw, alternates),
        "alternates_total": len(desk.ledger.drawn_subjects.find(draw_id=draw.id, drawn=False)),
        "void_attempts": _void_attempts(desk, task, draw),
    }


def _source(desk: Desk, draw: DrawRecord) -> str:
    """Where it was drawn; whether all were drawn, for the order of batches only (忻州第九条)."""
    profile = desk.profile
    source = phrases.DRAW_SOURCE[draw.source.value].format(platform=profile.names.platform)
    article = article_of(profile.draw.order_mode.citation)
    return (
        source + phrases.BATCHES.format(article=article)
        if (article and orders_batches(desk, draw))
        else source
    )


def _population(desk: Desk, draw: DrawRecord, counts: DrawCounts | None) -> dict[str, Plain]:
    if counts is None:
        return {"total": None, "excluded": None, "eligible": None}
    params = json.loads(draw.params) if draw.params else {}
    return {
        "total": counts.eligible + counts.left_out,
        "excluded": counts.left_out,
        "eligible": counts.eligible,
        "sha256": params.get("roster_sha256"),
        "locked_at": moment_words(desk, draw.frozen_at),
    }


def exclusion_rows(desk: Desk, counts: DrawCounts | None) -> list[Plain]:
    """排除情形: how many were left out for which reason, with the article where there is one."""
    repeat = article_of(desk.profile.draw.repeat.citation)
    return (
        [
            {
                "reason": phrases.EXCLUDED.get(code, code),
                "count": count,
                "article": repeat if code == "checked_this_year" else None,
            }
            for code, count in sorted(counts.excluded.items())
        ]
        if counts
        else []
    )


def _strata(task: InspectionTask, draw: DrawRecord, counts: DrawCounts | None) -> list[Plain]:
    """Counts and quotas by neutral label; differing rates would tell the risk class of a label, so
    they are left to the scheme."""
    if counts is None or len(counts.lots) < 2:
        return []
    rates = {task.rates.get(stratum, task.rates.get("")) for stratum in counts.lots}
    same = rates.pop() if len(rates) == 1 else None
    rows = [
        (stratum_label(draw, stratum), count, counts.quota.get(stratum))
        for stratum, count in counts.lots.items()
    ]
    return [
        {
            "label": label,
            "count": count,
            "rate": phrases.RATE_IN_SCHEME if same is None else rate_words(same),
            "quota": quota,
        }
        for label, count, quota in sorted(rows, key=lambda row: (len(row[0]), row[0]))
    ]


def _local(desk: Desk, draw: DrawRecord) -> dict[str, Plain]:
    params = json.loads(draw.params) if draw.params else {}
    return {
        "algorithm": params.get("algo"),
        "params_sha256": draw.params_sha256 or None,
        "frozen_at": moment_words(desk, draw.frozen_at),
        "beacon": draw.beacon or None,
        "seed": draw.seed or None,
        "pack_sha256": None,
    }


def _platform(task: InspectionTask, draw: DrawRecord) -> dict[str, Plain]:
    """Only the number is known here; `draw.drawn_at` is when the list was imported."""
    return {
        "number": draw.platform_number or task.platform_number or None,
        "drawn_at": None,
        "operator": None,
    }


def _witnesses(desk: Desk, draw: DrawRecord) -> list[Plain]:
    rows: list[Plain] = []
    zone = desk.now.tzinfo
    found = desk.ledger.draw_witnesses.find(draw_id=draw.id)
    for witness in sorted(found, key=lambda each: (len(each.label), each.label)):
        committed, revealed = witness.committed_at, witness.revealed_at
        rows.append(
            {
                "id": witness.label,
                "name": desk.ledger.people.get(witness.person_id).name,
                "department": desk.ledger.departments.get(witness.department_id).name,
                "commit": witness.commit or None,
                "committed_at": clock_words(committed.astimezone(zone)) if committed else None,
                "secret": witness.secret or None if revealed else None,
                "revealed_at": clock_words(revealed.astimezone(zone)) if revealed else None,
            }
        )
    return rows


def _witness_rule(desk: Desk) -> dict[str, Plain] | None:
    rule = desk.profile.draw.witnesses
    if rule.value is None:
        return None
    text = phrases.WITNESS_RULE[rule.value.weight].format(count=rule.value.minimum)
    return {"text": text, "article": article_of(rule.citation)}


def _alternates(desk: Desk, draw: DrawRecord) -> tuple[DrawnSubject, ...]:
    ordered = in_order(desk, draw, drawn=False)
    return tuple(
        each
        for _, group in groupby(ordered, key=lambda each: each.stratum)
        for each in list(group)[:ALTERNATES_SHOWN]
    )


def _rows(desk: Desk, draw: DrawRecord, places: tuple[DrawnSubject, ...]) -> list[Plain]:
    layered = len(draw.strata) > 1
    rows: list[Plain] = []
    for order, place in enumerate(places, 1):
        subject = desk.ledger.subjects.get(place.subject_id)
        rows.append(
            {
                "order": order,
                "stratum": stratum_label(draw, place.stratum) or None if layered else None,
                "name": subject.name,
                "credit_code": subject.code,
                "ticket": place.ticket or None,
            }
        )
    return rows


def _void_attempts(desk: Desk, task: InspectionTask, draw: DrawRecord) -> list[Plain]:
    return [
        {
            "attempt": each.attempt,
            "reason": each.void_reason or None,
            "approver": _approver(desk, task, each),
        }
        for each in desk.ledger.draws.find(task_id=task.id, state=DrawState.VOID)
        if each.attempt < draw.attempt
    ]


def _approver(desk: Desk, task: InspectionTask, draw: DrawRecord) -> str | None:
    for event in desk.ledger.events.find(task_id=task.id, verb=VOIDED):
        if event.facts.get("draw") == draw.id and event.actor_id is not None:
            return desk.ledger.people.get(event.actor_id).name
    return None
