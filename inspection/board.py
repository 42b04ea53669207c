"""报到看板: one message that shows who has checked in and who has not; 未报到 first (R5)."""

from inspection.announce import to_group
from inspection.desk import Desk
from inspection.plain import Facts, Plain
from inspection.posting import Priority
from inspection.response_time import time_left
from inspection.tasks import InspectionTask
from inspection.whistle import Whistle, WhistleState


def board_facts(desk: Desk, task: InspectionTask, whistle: Whistle) -> Facts:
    """Who is missing and who is in, with the time left. No phone numbers."""
    check_ins = {
        check_in.department_id: check_in
        for check_in in desk.ledger.check_ins.find(whistle_id=whistle.id)
    }
    missing: list[Plain] = []
    present: list[Plain] = []
    for department_id in task.partner_ids:
        name = desk.ledger.departments.get(department_id).short_name
        check_in = check_ins.get(department_id)
        if check_in is None:
            missing.append(name)
            continue
        present.append(
            {
                "department": name,
                "person": desk.ledger.people.get(check_in.person_id).name,
                "at": check_in.at.isoformat(),
                "on_time": check_in.on_time,
                "answer": check_in.answer.value,
                "remark": check_in.remark,
                "reply": check_in.reply,
            }
        )
    rules = desk.profile.whistle
    return {
        "whistle": whistle.id,
        "stage": whistle.stage.value,
        "stage_label": rules.stage(whistle.stage.value).label,
        "answer_word": rules.answer_word,
        "task": task.name,
        "due": whistle.due_at.isoformat(),
        "left": time_left(desk.now, whistle.due_at),
        "open": whistle.state is WhistleState.OPEN,
        "withdrawn": whistle.state is WhistleState.WITHDRAWN,
        "missing": missing,
        "present": present,
    }


def post_board(desk: Desk, task: InspectionTask, whistle: Whistle, *, dedupe: str) -> None:
    """Bring the board in the group up to date: the same message is edited each time."""
    to_group(
        desk,
        task,
        "whistle_board",
        board_facts(desk, task, whistle),
        dedupe=f"board:{whistle.id}:{dedupe}",
        priority=Priority.STATUS,
        slot=f"board:{whistle.id}",
    )
