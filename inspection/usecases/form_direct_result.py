"""直接形成结果: a subject that cannot be checked gets its result at once, on evidence.

Source: 信阳第二十一条; 忻州第二十一条 (视为完成本项抽查任务). Other circulars have no such rule.
"""

from dataclasses import replace

from inspection.desk import Desk
from inspection.field import (
    Site,
    findings_of,
    items_of,
    require_leader,
    require_whistled,
    site_of,
)
from inspection.findings import Finding
from inspection.finishing import finish_visit
from inspection.ids import DepartmentId, VisitId
from inspection.people import Person
from inspection.refusal import Refusal
from inspection.results import code_words, direct_code
from inspection.said import said
from inspection.visits import Visit, VisitState


def form_direct_result(
    desk: Desk, *, actor: Person, visit_id: VisitId, result: str, note: str = ""
) -> Visit:
    """Enter the result for every item nobody has answered yet, and finish the visit.

    What departments entered before stays as it is. Refusals: `not_leader`, `visit_not_whistled`,
    `visit_not_open`, `direct_not_provided`, `evidence_missing`.
    """
    site = site_of(desk, visit_id)
    require_leader(desk, actor, site)
    require_whistled(desk, site)
    if site.visit.state is VisitState.FINISHED:
        raise Refusal("visit_not_open", {"subject": site.subject.name, "state": "finished"})
    words = said(note) if note.strip() else ""
    code = direct_code(desk.profile, result)
    if not desk.ledger.evidence.find(visit_id=visit_id):
        raise Refusal(
            "evidence_missing",
            {"item": site.subject.name, "label": code_words(code), "visit": visit_id},
            desk.profile.results.direct.citation,
        )
    filled = sum(
        _fill(desk, site, actor, department, result, words) for department in site.departments
    )
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=site.task.id,
        verb="direct_result_formed",
        facts={"visit": visit_id, "result": result, "items": filled, "note": words},
    )
    return finish_visit(desk, site, actor, confirmation=None)


def _fill(
    desk: Desk, site: Site, actor: Person, department_id: DepartmentId, result: str, note: str
) -> int:
    entered = {each.item_id: each for each in findings_of(desk, site.visit, department_id)}
    for finding in entered.values():
        if finding.submitted_at is None:
            desk.ledger.findings.save(replace(finding, submitted_at=desk.now))
    missing = [item for item in items_of(desk, site.task, department_id) if item.id not in entered]
    for item in missing:
        desk.ledger.findings.add(
            Finding(
                visit_id=site.visit.id,
                item_id=item.id,
                department_id=department_id,
                result=result,
                note=note,
                entered_by=actor.id,
                entered_at=desk.now,
                submitted_at=desk.now,
            )
        )
    return len(missing)
