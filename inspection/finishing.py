"""检查结束: the visit is closed, its record drafted, and the 20 working days begin."""

from dataclasses import replace

from inspection.announce import to_group, to_person
from inspection.desk import Desk
from inspection.duties import set_duties
from inspection.field import Site, unstaffed
from inspection.filing import draft_document
from inspection.findings import PROBLEMS
from inspection.papers.drafting import draft_due
from inspection.papers.handing import hand_over
from inspection.papers.team_papers import REPORT
from inspection.papers.visit_records import DIRECT_EVIDENCE, REFUSAL_NOTE
from inspection.people import Person
from inspection.plain import Facts
from inspection.publication import EntryDuty
from inspection.roster import short_names
from inspection.snapshots.inspection_record import inspection_record_facts
from inspection.visits import Confirmation, Visit, VisitState


def confirmation_facts(desk: Desk, site: Site) -> Facts:
    """What the leader is asked to have confirmed on site; counts, no problem in words."""
    rule = desk.profile.record.signature
    findings = desk.ledger.findings.find(visit_id=site.visit.id)
    return {
        "visit": site.visit.id,
        "subject": site.subject.name,
        "items": len(findings),
        "unstaffed": list(short_names(desk.ledger, unstaffed(desk, site))),
        "problems": sum(each.result in PROBLEMS for each in findings),
        "signers": list(rule.value.signers) if rule.value else [],
        "signature_silent": rule.silent,
        "basis": rule.cited(),
    }


def finish_visit(
    desk: Desk,
    site: Site,
    actor: Person,
    *,
    confirmation: Confirmation | None,
    refusal_reason: str = "",
) -> Visit:
    """Close the visit: state, record form for the leader, duties for the departments, the group.

    The record carries certificate numbers and goes to the leader only.
    """
    visit = desk.ledger.visits.save(
        replace(
            site.visit,
            state=VisitState.FINISHED,
            opened_by=site.visit.opened_by or actor.id,
            opened_at=site.visit.opened_at or desk.now,
            confirmation=confirmation,
            refusal_reason=refusal_reason,
            finished_at=desk.now,
        )
    )
    facts = {**confirmation_facts(desk, site), **_next(desk, site, set_duties(desk, site, visit))}
    record = draft_document(
        desk,
        task=site.task,
        form="情况记录表",
        title=f"情况记录表（{site.subject.name}）",
        facts=inspection_record_facts(desk, site.task, visit),
        actor_id=actor.id,
        issuer_id=site.task.lead_id,
        subject_id=site.subject.id,
    )
    dedupe = f"visit_finished:{visit.id}"
    to_group(desk, site.task, "visit_finished", facts, dedupe=dedupe)
    to_person(
        desk,
        actor.id,
        "inspection_record_drafted",
        {"subject": site.subject.name, "refused": confirmation is Confirmation.REFUSED},
        dedupe=dedupe,
        document_id=record.id,
        task=site.task,
    )
    for paper in (
        *draft_due(
            desk, site.task, REFUSAL_NOTE, DIRECT_EVIDENCE, about_id=visit.id, actor_id=actor.id
        ),
        *draft_due(desk, site.task, REPORT, actor_id=actor.id),
    ):
        hand_over(desk, site.task, paper, actor.id)
    return visit


def _next(desk: Desk, site: Site, duties: tuple[EntryDuty, ...]) -> Facts:
    visits = desk.ledger.visits.find(task_id=site.task.id)
    entry = desk.profile.entry
    return {
        "departments": [
            desk.ledger.departments.get(each.department_id).short_name for each in duties
        ],
        "due": duties[0].due_on.isoformat() if duties else None,
        "provisional": any(each.provisional for each in duties),
        "entry_basis": entry.days.cited(),
        "from_task_end": entry.start.value == "task_end",
        "platform": desk.profile.names.platform,
        "left": sum(each.state is not VisitState.FINISHED for each in visits),
        "all": len(visits),
        "lead": desk.ledger.departments.get(site.task.lead_id).short_name,
        "call_word": desk.profile.whistle.call_word,
    }
