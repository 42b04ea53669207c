"""更正审批: the head decides, never the asker; a new version of the table tells of it (信阳22)."""

from dataclasses import replace

from inspection.announce import to_group, to_person
from inspection.desk import Desk
from inspection.filing import draft_document
from inspection.findings import PROBLEMS, Finding
from inspection.ids import FindingId
from inspection.papers.approval_forms import CORRECTION_FORM
from inspection.papers.drafting import draft_paper
from inspection.people import Person
from inspection.permissions import Deed, permit
from inspection.plain import Facts
from inspection.publishing import (
    CORRECT_REFUSED,
    CORRECTED,
    CORRECTION,
    open_request,
)
from inspection.refusal import Refusal
from inspection.snapshots.publication_table import publication_table_facts
from inspection.tasks import InspectionTask, require_open


def decide_correction(
    desk: Desk, *, actor: Person, finding_id: FindingId, approve: bool
) -> Finding:
    """Approve or refuse the open request; the record signed on site stays as it is.

    Refusals: permission, `task_closed`, `nothing_to_decide`, `own_request`.
    """
    finding = desk.ledger.findings.get(finding_id)
    task = desk.ledger.tasks.get(desk.ledger.visits.get(finding.visit_id).task_id)
    permit(actor, Deed.DECIDE_PUBLICATION, task)
    require_open(task)
    request = open_request(desk, task.id, CORRECTION, "finding", finding.id)
    if request is None or actor.department_id != finding.department_id:
        raise Refusal("nothing_to_decide")
    if request.actor_id == actor.id:
        raise Refusal("own_request")
    facts: Facts = {**request.facts}
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=task.id,
        verb=CORRECTED if approve else CORRECT_REFUSED,
        facts=facts,
    )
    form = draft_paper(desk, task, CORRECTION_FORM, about_id=request.id, actor_id=actor.id)
    if approve:
        result = str(facts["result"])
        disposal = finding.disposal if result in PROBLEMS else ""
        finding = desk.ledger.findings.save(replace(finding, result=result, disposal=disposal))
        _publish_again(desk, task, facts, actor)
    if request.actor_id is not None:
        to_person(
            desk,
            request.actor_id,
            "correction_decided",
            {**facts, "approved": approve, "task": task.name},
            dedupe=f"correct_decided:{request.id}",
            document_id=form.id,
            task=task,
        )
    return finding


def _publish_again(desk: Desk, task: InspectionTask, facts: Facts, actor: Person) -> None:
    table = draft_document(
        desk,
        task=task,
        form="结果公示表",
        title="结果公示表",
        facts=publication_table_facts(desk, task),
        actor_id=actor.id,
        issuer_id=task.lead_id,
    )
    to_group(
        desk,
        task,
        "result_corrected",
        {**facts, "task": task.name, "version": table.version, "approver": actor.name},
        dedupe=f"corrected:{table.id}",
        document_id=table.id,
    )
