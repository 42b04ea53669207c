"""提交: a department hands in all its items at one subject; until confirmation it may reopen."""

from dataclasses import replace

from inspection.announce import to_group, to_person
from inspection.desk import Desk
from inspection.entry_steps import next_step, require_entering
from inspection.field import (
    Site,
    findings_of,
    not_submitted,
    progress_slot,
    require_matched,
    require_open,
    site_of,
)
from inspection.findings import Finding
from inspection.finishing import confirmation_facts
from inspection.ids import VisitId
from inspection.people import Person
from inspection.posting import Priority
from inspection.refusal import Refusal
from inspection.results import code_of, code_words, evidence_basis
from inspection.roster import short_names


def submit_findings(desk: Desk, *, actor: Person, visit_id: VisitId) -> tuple[Finding, ...]:
    """Hand in the department's items; after the last department the leader is asked to confirm.

    Refusals: those of `require_entering`, `entry_incomplete`, `evidence_missing`.
    """
    site = site_of(desk, visit_id)
    require_entering(desk, actor, site)
    department = site.works_for(actor)
    step = next_step(desk, site, department)
    if step is not None:
        raise Refusal("entry_incomplete", {"item": step.item.name, "visit": visit_id})
    entered = findings_of(desk, site.visit, department)
    for finding in entered:
        _require_evidence(desk, finding)
    handed_in = tuple(
        desk.ledger.findings.save(replace(finding, submitted_at=desk.now)) for finding in entered
    )
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=site.task.id,
        verb="findings_submitted",
        facts={"visit": visit_id, "department": department, "items": len(handed_in)},
    )
    _announce(desk, site, actor)
    return handed_in


def reopen_findings(desk: Desk, *, actor: Person, visit_id: VisitId) -> None:
    """Take the department's submission back, before the visit is confirmed; journalled.

    Refusals: `not_matched`, `visit_not_open`.
    """
    site = site_of(desk, visit_id)
    require_matched(desk, actor, site)
    require_open(site)
    department = site.works_for(actor)
    for finding in findings_of(desk, site.visit, department):
        desk.ledger.findings.save(replace(finding, submitted_at=None))
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=site.task.id,
        verb="findings_reopened",
        facts={"visit": visit_id, "department": department},
    )


def _require_evidence(desk: Desk, finding: Finding) -> None:
    basis = evidence_basis(desk.profile, finding.result)
    if basis is None:
        return
    kept = desk.ledger.evidence.find(visit_id=finding.visit_id, item_id=(finding.item_id, None))
    if not kept:
        raise Refusal(
            "evidence_missing",
            {
                "item": desk.ledger.items.get(finding.item_id).name,
                "label": code_words(code_of(desk.profile, finding.result)),
                "visit": finding.visit_id,
            },
            basis,
        )


def _announce(desk: Desk, site: Site, actor: Person) -> None:
    missing = not_submitted(desk, site)
    waiting = short_names(desk.ledger, missing)
    done = short_names(desk.ledger, (each for each in site.departments if each not in missing))
    moment = desk.now.isoformat()
    to_group(
        desk,
        site.task,
        "findings_submitted",
        {
            "subject": site.subject.name,
            "visit": site.visit.id,
            "leader_named": not desk.profile.check.leader.silent,
            "done": list(done),
            "waiting": list(waiting),
        },
        dedupe=f"submitted:{site.visit.id}:{site.works_for(actor)}:{moment}",
        priority=Priority.STATUS,
        slot=progress_slot(site.visit),
    )
    if waiting:
        return
    for leader_id in site.leader_ids:
        to_person(
            desk,
            leader_id,
            "visit_confirm",
            confirmation_facts(desk, site),
            dedupe=f"confirm:{site.visit.id}:{moment}",
            task=site.task,
        )
