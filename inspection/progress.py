"""进度: the whole task on one screen, from the rows. Names of officers and departments, counts and
days; no phones, certificate numbers or risk classes, so it may stand in the group."""

from inspection.ceremony import standing_draw
from inspection.closing import OpenWork, open_work
from inspection.desk import Desk
from inspection.draws import DrawState
from inspection.duties import overdue_days
from inspection.followup import FollowUpState
from inspection.next_step import missing_of, next_step
from inspection.plain import Facts, Plain
from inspection.stages import whistles_of
from inspection.tasks import STAGES, InspectionTask, Stage
from inspection.visits import VisitState
from inspection.whistle import Whistle, WhistleState


def progress_facts(desk: Desk, task: InspectionTask) -> Facts:
    """Stages, draw, teams, visits, entries, follow-ups, and the next step with who takes it."""
    work = open_work(desk, task)
    step = next_step(desk, task)
    rules = desk.profile.whistle
    teams = desk.ledger.assignments.find(task_id=task.id, active=True)
    return {
        "task": task.name,
        "task_id": task.id,
        "number": task.number,
        "state": task.state.value,
        "call_word": rules.call_word,
        "answer_word": rules.answer_word,
        "platform": desk.profile.names.platform,
        "stages": _stages(desk, task, work, bool(teams)),
        "draw": _draw(desk, task),
        "leader_named": not desk.profile.check.leader.silent,
        "officers": len({each.person_id for each in teams}),
        "visits": len(work.visits),
        "finished": len(work.visits) - len(work.open_visits),
        "running": sum(each.state is VisitState.OPEN for each in work.visits),
        "duties": len(work.duties),
        "entered": len(work.duties) - len(work.entries),
        "published": len(work.duties) - len(work.publications),
        "nearest": _nearest(desk, work),
        "follow_ups": len(work.follow_ups),
        "follow_ups_open": len(work.open_follow_ups),
        "follow_ups_done": sum(each.state is FollowUpState.DONE for each in work.follow_ups),
        "follow_ups_failed": sum(each.state is FollowUpState.FAILED for each in work.follow_ups),
        "next": step.step.value,
        "who": list(step.who),
        "stage_label": rules.stage(step.stage.value).label if step.stage else "",
    }


def _stages(desk: Desk, task: InspectionTask, work: OpenWork, matched: bool) -> list[Plain]:
    blown = {whistle.stage: whistle for whistle in whistles_of(desk, task)}
    done = {
        Stage.SCHEME: True,
        Stage.DRAW: matched,
        Stage.VISIT: bool(work.visits) and not work.open_visits,
        Stage.PUBLISH: work.ready,
    }
    return [_stage(desk, task, stage, blown.get(stage), done[stage]) for stage in STAGES]


def _stage(
    desk: Desk, task: InspectionTask, stage: Stage, whistle: Whistle | None, done: bool
) -> dict[str, Plain]:
    missing = list(missing_of(desk, task, whistle)) if whistle else []
    over = whistle is not None and whistle.state is WhistleState.CLOSED and done
    return {
        "label": desk.profile.whistle.stage(stage.value).label,
        "mark": "waiting" if whistle is None else "done" if over else "running",
        "all": len(task.partner_ids),
        "answered": len(task.partner_ids) - len(missing) if whistle else 0,
        "missing": [*missing],
        "due": whistle.due_at.isoformat() if whistle else None,
        "late": whistle is not None and bool(missing) and desk.now > whistle.due_at,
    }


def _draw(desk: Desk, task: InspectionTask) -> dict[str, Plain] | None:
    attempts = len(desk.ledger.draws.find(task_id=task.id))
    draw = standing_draw(desk.ledger, task.id)
    if draw is None:
        return {"attempt": attempts, "state": DrawState.VOID.value} if attempts else None
    rows = desk.ledger.drawn_subjects.find(draw_id=draw.id)
    drawn = sum(row.drawn for row in rows)
    return {
        "attempt": draw.attempt,
        "state": draw.state.value,
        "source": draw.source.value,
        "drawn": drawn,
        "alternates": len(rows) - drawn,
    }


def _nearest(desk: Desk, work: OpenWork) -> dict[str, Plain] | None:
    """The open duty that is due first."""
    duties = [view.duty for view in work.publications]
    if not duties:
        return None
    first = min(duties, key=lambda duty: (duty.due_on, duty.id))
    late = overdue_days(desk, first)
    return {
        "due": first.due_on.isoformat(),
        "provisional": first.provisional,
        "late": max(late, 0),
        "left": max(-late, 0),
    }
