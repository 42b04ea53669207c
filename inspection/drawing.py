"""抽取落定: the last secret is out, so the list exists; rows, visits and messages in one go."""

from dataclasses import replace

from inspection.announce import to_group, to_person
from inspection.ceremony import witnesses_needed, witnesses_of
from inspection.desk import Desk
from inspection.draw import WitnessPart, open_seed
from inspection.draws import DrawnSubject, DrawRecord, DrawSource, DrawState
from inspection.filing import draft_document
from inspection.ids import PersonId, SubjectId
from inspection.lots import orders_batches, orders_of
from inspection.pack_check import sha256_hex
from inspection.people import Person, Role
from inspection.plain import Facts, Plain
from inspection.roster import with_role
from inspection.snapshots.draw_record import draw_record_facts
from inspection.tasks import InspectionTask
from inspection.visits import Visit

ALTERNATES_KEPT = 200
"""Alternates entered per stratum; the pack has the whole order."""
ALTERNATES_SHOWN = 10


def draw_now(desk: Desk, task: InspectionTask, draw: DrawRecord) -> DrawRecord:
    """抽取: seed, order, drawn subjects and alternates of a draw whose witnesses all revealed."""
    parts = [
        WitnessPart(each.label, each.commit, each.secret)
        for each in witnesses_of(desk.ledger, draw.id)
    ]
    seed = open_seed(
        draw.params_sha256,
        parts,
        beacon=draw.beacon,
        minimum=witnesses_needed(desk.profile),
        citation=desk.profile.draw.witnesses.citation,
    )
    drawn = desk.ledger.draws.save(
        replace(draw, seed=seed, state=DrawState.DRAWN, drawn_at=desk.now)
    )
    _enter_order(desk, drawn)
    plan_visits(desk, task, drawn)
    announce_drawn(desk, task, drawn, draw.opened_by)
    return drawn


def plan_visits(desk: Desk, task: InspectionTask, draw: DrawRecord) -> None:
    """One planned visit for every drawn subject that has none yet."""
    planned = {visit.subject_id for visit in desk.ledger.visits.find(task_id=task.id)}
    for each in desk.ledger.drawn_subjects.find(draw_id=draw.id, drawn=True):
        if each.subject_id not in planned:
            desk.ledger.visits.add(Visit(task_id=task.id, subject_id=each.subject_id))


def announce_drawn(desk: Desk, task: InspectionTask, draw: DrawRecord, actor_id: PersonId) -> None:
    """The list, the record and the packs: public ones to the group, the full one to those
    entitled to it. Journals the draw with its hashes."""
    facts = drawn_facts(desk, task, draw)
    desk.ledger.record(
        at=desk.now,
        actor_id=actor_id,
        task_id=task.id,
        verb="subjects_drawn",
        facts={
            "draw": draw.id,
            "attempt": draw.attempt,
            "source": draw.source.value,
            "seed": draw.seed,
            "params_sha256": draw.params_sha256,
            "drawn": len(desk.ledger.drawn_subjects.find(draw_id=draw.id, drawn=True)),
        },
    )
    to_group(
        desk,
        task,
        "subjects_drawn",
        facts,
        dedupe=f"drawn:{draw.id}",
    )
    post_papers(desk, task, draw, actor_id, dedupe="first")


def post_papers(
    desk: Desk, task: InspectionTask, draw: DrawRecord, actor_id: PersonId, *, dedupe: str
) -> None:
    """随机抽取记录 and the evidence packs; a platform's draw has no pack of ours."""
    record = draft_document(
        desk,
        task=task,
        form="随机抽取记录",
        title="随机抽取记录",
        facts=draw_record_facts(desk, task, draw),
        actor_id=actor_id,
        issuer_id=task.lead_id,
    )
    facts: Facts = {"task": task.name, "attempt": draw.attempt, "version": record.version}
    to_group(
        desk,
        task,
        "draw_record_posted",
        facts,
        dedupe=f"draw_record:{record.id}",
        document_id=record.id,
    )
    if draw.source is DrawSource.PLATFORM:
        return
    to_group(
        desk,
        task,
        "draw_pack_posted",
        facts,
        dedupe=f"draw_pack:{draw.id}:public:{dedupe}",
        bundle=f"draw_pack:{draw.id}:public",
    )
    for person in entitled(desk, task):
        to_person(
            desk,
            person.id,
            "draw_pack_full",
            facts,
            dedupe=f"draw_pack:{draw.id}:full:{dedupe}",
            bundle=f"draw_pack:{draw.id}:full",
            task=task,
        )


def entitled(desk: Desk, task: InspectionTask) -> list[Person]:
    """有权查看完整凭证: liaisons and heads of the lead department, and the office."""
    people = [
        *with_role(desk.ledger, Role.LIAISON, task.lead_id),
        *with_role(desk.ledger, Role.HEAD, task.lead_id),
        *with_role(desk.ledger, Role.OFFICE),
    ]
    return list({person.id: person for person in people}.values())


def drawn_facts(desk: Desk, task: InspectionTask, draw: DrawRecord) -> Facts:
    """The published list: names under neutral labels, alternates, hashes. No risk classes."""
    rows = desk.ledger.drawn_subjects.find(draw_id=draw.id)
    alternates = [each for each in rows if not each.drawn]
    return {
        "draw": draw.id,
        "task": task.name,
        "task_id": task.id,
        "attempt": draw.attempt,
        "source": draw.source.value,
        "drawn": _listed(desk, [each for each in rows if each.drawn]),
        "alternates": _listed(desk, alternates[:ALTERNATES_SHOWN]),
        "alternates_total": len(alternates),
        "platform_number": draw.platform_number,
        "order": orders_batches(desk, draw),
        "seed": draw.seed,
        "params_sha256": draw.params_sha256,
        "roster_sha256": sha256_hex(draw.roster.encode()) if draw.roster else "",
    }


def _listed(desk: Desk, rows: list[DrawnSubject]) -> list[Plain]:
    listed: list[Plain] = []
    for number, row in enumerate(rows, 1):
        name = desk.ledger.subjects.get(row.subject_id).name
        listed.append({"order": number, "label": row.stratum, "rank": row.rank, "name": name})
    return listed


def _enter_order(desk: Desk, draw: DrawRecord) -> None:
    """Rows in the order of the neutral labels, which does not tell the classes apart."""
    orders = sorted(orders_of(draw), key=lambda order: draw.strata[order.stratum])
    kept = [
        (draw.strata[order.stratum], lot, lot.rank <= order.quota)
        for order in orders
        for lot in (order.ranked[: order.quota + ALTERNATES_KEPT])
    ]
    codes = [lot.id for _, lot, _ in kept]
    ids: dict[str, SubjectId] = {
        subject.code: subject.id for subject in desk.ledger.subjects.find(code=codes)
    }
    for label, lot, drawn in kept:
        desk.ledger.drawn_subjects.add(
            DrawnSubject(
                draw_id=draw.id,
                subject_id=ids[lot.id],
                stratum=label,
                rank=lot.rank,
                ticket=lot.ticket,
                drawn=drawn,
            )
        )
