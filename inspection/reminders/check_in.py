"""报到催办与督办: those who have not checked in are reminded, then escalated."""

from inspection.announce import to_group, to_person
from inspection.board import board_facts, post_board
from inspection.deadlines import Deadline, DeadlineKind
from inspection.desk import Desk
from inspection.ids import WhistleId
from inspection.papers.drafting import draft_due
from inspection.papers.supervision import ORDER
from inspection.people import Role
from inspection.plain import Facts
from inspection.posting import Priority
from inspection.roster import with_role
from inspection.whistle import WhistleState


def fire_check_in(desk: Desk, deadline: Deadline) -> None:
    """Remind or escalate, unless every department is in already; escalation writes 督办单."""
    whistle = desk.ledger.whistles.get(WhistleId(deadline.about_id))
    task = desk.ledger.tasks.get(whistle.task_id)
    if whistle.state is not WhistleState.OPEN:
        return
    escalates = deadline.kind is DeadlineKind.CHECK_IN_ESCALATION
    facts: Facts = {
        **board_facts(desk, task, whistle),
        "basis": desk.profile.whistle.stage(whistle.stage.value).work.cited(),
    }
    if escalates:
        facts["orders"] = len(draft_due(desk, task, ORDER, actor_id=None))
    kind = "check_in_escalation" if escalates else "check_in_reminder"
    priority = Priority.ESCALATION if escalates else Priority.ANSWER
    to_group(desk, task, kind, facts, dedupe=f"deadline:{deadline.id}", priority=priority)
    _tell_departments(desk, deadline, facts, kind, escalates)
    post_board(desk, task, whistle, dedupe=f"d{deadline.id}")
    desk.ledger.record(
        at=desk.now,
        actor_id=None,
        task_id=task.id,
        verb=kind,
        facts={"whistle": whistle.id, "missing": facts["missing"]},
    )


def _tell_departments(
    desk: Desk, deadline: Deadline, facts: Facts, kind: str, escalates: bool
) -> None:
    whistle = desk.ledger.whistles.get(WhistleId(deadline.about_id))
    task = desk.ledger.tasks.get(whistle.task_id)
    present = {each.department_id for each in desk.ledger.check_ins.find(whistle_id=whistle.id)}
    role = Role.HEAD if escalates else Role.LIAISON
    told = [
        person
        for department in task.partner_ids
        if department not in present
        for person in with_role(desk.ledger, role, department)
    ]
    if escalates:
        told += with_role(desk.ledger, Role.OFFICE)
    for person in told:
        to_person(
            desk,
            person.id,
            f"{kind}_private",
            facts,
            dedupe=f"deadline:{deadline.id}",
            priority=Priority.ESCALATION,
            task=task,
        )
