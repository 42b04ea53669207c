"""开始检查: the leader opens a subject for the team, once what must come before is done."""

from dataclasses import replace

from inspection.announce import to_group, to_person
from inspection.desk import Desk
from inspection.field import (
    Site,
    items_of,
    progress_slot,
    require_leader,
    require_planned,
    require_whistled,
    site_of,
)
from inspection.ids import VisitId
from inspection.people import Person
from inspection.plain import Facts
from inspection.refusal import Refusal
from inspection.visits import Visit, VisitState


def start_visit(desk: Desk, *, actor: Person, visit_id: VisitId) -> Visit:
    """Open the visit; the group and every officer are told.

    Refusals: `not_leader`, `visit_under_way`, `visit_not_whistled`, `notice_first`,
    `online_check_first`, `too_few_on_site`.
    """
    site = site_of(desk, visit_id)
    require_leader(desk, actor, site)
    require_planned(site)
    require_whistled(desk, site)
    _require_prepared(desk, site)
    opened = desk.ledger.visits.save(
        replace(site.visit, state=VisitState.OPEN, opened_by=actor.id, opened_at=desk.now)
    )
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=site.task.id,
        verb="visit_opened",
        facts={"visit": opened.id, "officers": len({each.person_id for each in site.team})},
    )
    _announce(desk, site, actor)
    return opened


def _require_prepared(desk: Desk, site: Site) -> None:
    check = desk.profile.check
    subject: dict[str, object] = {"subject": site.subject.name, "visit": site.visit.id}
    if check.notice.value == "required" and not site.visit.notice_way:
        raise Refusal("notice_first", subject, check.notice.citation)
    if check.online_first.value == "required" and not site.visit.network_note:
        raise Refusal("online_check_first", subject, check.online_first.citation)
    present = len({each.person_id for each in site.team})
    least = check.min_officers.value
    if least is not None and present < least:
        raise Refusal(
            "too_few_on_site",
            {**subject, "present": present, "least": least},
            check.min_officers.citation,
        )


def _announce(desk: Desk, site: Site, actor: Person) -> None:
    certificate = desk.profile.check.show_certificate
    departments = [desk.ledger.departments.get(each).short_name for each in site.departments]
    facts: Facts = {
        "visit": site.visit.id,
        "subject": site.subject.name,
        "address": site.subject.address,
        "leader": actor.name,
        "leader_named": not desk.profile.check.leader.silent,
        "departments": list(departments),
        "show_certificate": certificate.citation.text
        if certificate.value and certificate.citation
        else None,
    }
    slot = progress_slot(site.visit)
    dedupe = f"visit_opened:{site.visit.id}"
    to_group(desk, site.task, "visit_opened", facts, dedupe=dedupe, slot=slot)
    for person_id in sorted({each.person_id for each in site.team}):
        person = desk.ledger.people.get(person_id)
        count = len(items_of(desk, site.task, site.works_for(person)))
        to_person(
            desk,
            person_id,
            "visit_opened_private",
            {**facts, "count": count},
            dedupe=dedupe,
            task=site.task,
        )
