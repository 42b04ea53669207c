"""/pipei 匹配: how many of each department, a look, and the match."""

from bot.call import Call
from bot.router import router
from inspection.ceremony import drawn_draw
from inspection.ids import TaskId
from inspection.permissions import Deed, permit
from inspection.plain import Facts, Plain
from inspection.staffing import match_terms, short_name, standing, unmatched
from inspection.stages import next_call
from inspection.standing_in import permit_here
from inspection.tasks import InspectionTask
from inspection.team_news import team_facts
from inspection.usecases.match_team import match_team
from inspection.whose import About


@router.verb("match", Deed.LOOK)
def on_match(call: Call) -> None:
    """The teams as they stand; for the lead, the match of whom has no team yet."""
    task = call.task()
    permit_here(call.desk.ledger, call.actor, Deed.LOOK, task)
    draw = drawn_draw(call.desk.ledger, task)
    if not unmatched(call.desk, task, draw):
        call.show("team_shown", team_facts(call.desk, task, standing(call.desk, task)))
        return
    permit(call.actor, Deed.MATCH, task)
    officers = _officers(call, task)
    if officers is None:
        call.show("match_officers", _law(call, task))
    else:
        call.show("match_preview", _preview(call, task, officers))


@router.button("match_preview", Deed.MATCH, About.TASK)
def on_preview(call: Call) -> None:
    """The number was chosen: what will be matched."""
    task = call.desk.ledger.tasks.get(TaskId(call.number(0)))
    permit(call.actor, Deed.MATCH, task)
    call.show("match_preview", _preview(call, task, call.number(1)))


@router.button("match_go", Deed.MATCH, About.TASK)
def on_go(call: Call) -> None:
    """Match."""
    entered = match_team(
        call.desk,
        actor=call.actor,
        task_id=TaskId(call.number(0)),
        officers=call.number(1),
        by_area=call.args[2:] == ("area",),
        by_route=call.args[2:] == ("route",),
    )
    subjects = len({each.subject_id for each in entered})
    people = len({each.person_id for each in entered})
    task = call.desk.ledger.tasks.get(TaskId(call.number(0)))
    facts: Facts = {"subjects": subjects, "people": people, **next_call(call.desk, task)}
    call.show("matched", facts)


def _officers(call: Call, task: InspectionTask) -> int | None:
    """The locality's number, the one already used, or the one said behind the command."""
    said = int(call.args[0]) if call.args[:1] in (("1",), ("2",), ("3",)) else None
    return call.desk.profile.check.min_officers.value or task.officers or said


def _law(call: Call, task: InspectionTask) -> Facts:
    profile = call.desk.profile
    return {
        "task": task.name,
        "task_id": task.id,
        "min_basis": profile.check.min_officers.cited(),
        "borrow_basis": profile.match.borrowing.cited(),
        "consider_basis": profile.match.considers.cited(),
        "routes": not profile.match.considers.silent,
        "borrowing": not profile.match.borrowing.silent,
    }


def _preview(call: Call, task: InspectionTask, officers: int) -> Facts:
    draw = drawn_draw(call.desk.ledger, task)
    terms = match_terms(call.desk, task, draw, officers)
    names = [short_name(call.desk, each) for each in task.department_ids]
    staff: list[Plain] = [
        {
            "department": name,
            "count": sum(candidate.department == name for candidate in terms.candidates),
        }
        for name in names
    ]
    return {
        **_law(call, task),
        "officers": officers,
        "subjects": len(unmatched(call.desk, task, draw)),
        "staff": staff,
        "recusals": len(terms.recusals),
    }
