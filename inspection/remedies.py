"""后续处理: which findings call for it, and how far it has got (新华第十七条, 忻州第二十二条)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from inspection.deadlines import Deadline, DeadlineKind
from inspection.desk import Desk
from inspection.findings import PROBLEMS, Finding
from inspection.followup import FollowUp, FollowUpKind, FollowUpState
from inspection.ids import DepartmentId, FindingId, FollowUpId
from inspection.items import InspectionItem
from inspection.people import Person
from inspection.permissions import Deed, permit
from inspection.plain import Facts, Plain
from inspection.refusal import Refusal
from inspection.response_time import OPENING_TIME
from inspection.results import DISPOSALS, code_of, code_words
from inspection.rule import Rule
from inspection.subjects import Subject
from inspection.tasks import InspectionTask, TaskState

LISTED = 20
"""Problems shown in one message."""

RULES_OF = {
    FollowUpKind.RECTIFY: "rectify",
    FollowUpKind.REFER: "refer_department",
    FollowUpKind.CASE: "case",
}
"""后续处理方式 and the rule of the profile it rests on."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """发现的问题: a submitted finding with its surroundings and what was done about it."""

    finding: Finding
    task: InspectionTask
    subject: Subject
    item: InspectionItem
    follow_ups: tuple[FollowUp, ...]

    def latest(self, kind: FollowUpKind) -> FollowUp | None:
        """The last follow-up of one kind."""
        found = [each for each in self.follow_ups if each.kind is kind]
        return found[-1] if found else None


def problem_of(desk: Desk, finding_id: FindingId) -> Problem:
    """The problem behind a finding."""
    return problems_behind(desk, (desk.ledger.findings.get(finding_id),))[0]


def problems_behind(desk: Desk, findings: Sequence[Finding]) -> list[Problem]:
    """The problems behind findings, in their order, fetched together."""
    ledger = desk.ledger
    visits = {each.id: each for each in ledger.visits.find(id=[f.visit_id for f in findings])}
    tasks = {each.id: each for each in ledger.tasks.find(id=[v.task_id for v in visits.values()])}
    visited = ledger.subjects.find(id=[v.subject_id for v in visits.values()])
    subjects = {each.id: each for each in visited}
    items = {each.id: each for each in ledger.items.find(id=[f.item_id for f in findings])}
    done: dict[FindingId, list[FollowUp]] = {each.id: [] for each in findings}
    for follow_up in ledger.follow_ups.find(finding_id=list(done)):
        done[follow_up.finding_id].append(follow_up)
    return [
        Problem(
            finding=finding,
            task=tasks[(visit := visits[finding.visit_id]).task_id],
            subject=subjects[visit.subject_id],
            item=items[finding.item_id],
            follow_ups=tuple(done[finding.id]),
        )
        for finding in findings
    ]


def followed_up(desk: Desk, follow_ups: Sequence[FollowUp]) -> list[tuple[Problem, FollowUp]]:
    """Follow-ups with the problems they are about, but those of archived tasks."""
    findings = desk.ledger.findings.find(id=[each.finding_id for each in follow_ups])
    problems = {each.finding.id: each for each in problems_behind(desk, findings)}
    pairs = [(problems[each.finding_id], each) for each in follow_ups]
    return [each for each in pairs if each[0].task.state is not TaskState.ARCHIVED]


def problems_of(
    desk: Desk, task: InspectionTask, department_id: DepartmentId
) -> tuple[Problem, ...]:
    """The submitted problems of one department in a task, in order."""
    visits = [visit.id for visit in desk.ledger.visits.find(task_id=task.id)]
    found = desk.ledger.findings.find(
        visit_id=visits, department_id=department_id, result=tuple(sorted(PROBLEMS))
    )
    return tuple(problems_behind(desk, [each for each in found if each.submitted_at is not None]))


def to_rectify(problem: Problem) -> bool:
    """True where the department ordered the subject to put it right."""
    ordered = (DISPOSALS["at_once"], DISPOSALS["by_date"])
    return problem.finding.result == "ordered" or problem.finding.disposal in ordered


def follow_ups_open(desk: Desk, department_id: DepartmentId | None = None) -> tuple[FollowUp, ...]:
    """Follow-ups still under way, of one department or of all, earliest due first."""
    found = [
        each
        for each in desk.ledger.follow_ups.find(state=FollowUpState.OPEN)
        if department_id is None
        or desk.ledger.findings.get(each.finding_id).department_id == department_id
    ]
    return tuple(sorted(found, key=lambda each: (each.due_on or date.max, each.id)))


def require_problem(desk: Desk, actor: Person, finding_id: FindingId) -> Problem:
    """A problem the actor's department may follow up.

    Refusals: permission, `task_closed`, `foreign_finding`, `no_problem`.
    """
    problem = problem_of(desk, finding_id)
    if problem.task.state is TaskState.ARCHIVED:
        raise Refusal("task_closed", {"task": problem.task.name})
    permit(actor, Deed.FOLLOW_UP, problem.task)
    if problem.finding.department_id != actor.department_id:
        raise Refusal("foreign_finding", {"subject": problem.subject.name})
    if problem.finding.result not in PROBLEMS or problem.finding.submitted_at is None:
        raise Refusal("no_problem", {"item": problem.item.name})
    return problem


def require_orderable(problem: Problem) -> None:
    """Refuse what was not ordered or already is: `not_ordered`, `already_ordered`."""
    if not to_rectify(problem):
        raise Refusal("not_ordered", {"item": problem.item.name})
    earlier = problem.latest(FollowUpKind.RECTIFY)
    if earlier is not None and earlier.state is FollowUpState.OPEN:
        due = earlier.due_on.isoformat() if earlier.due_on else None
        raise Refusal("already_ordered", {"subject": problem.subject.name, "due": due})


def require_unfiled(problem: Problem) -> None:
    """Refusal `already_filed` when there is a case on this problem."""
    earlier = problem.latest(FollowUpKind.CASE)
    if earlier is not None:
        raise Refusal("already_filed", {"number": earlier.outcome})


def require_follow_up(
    desk: Desk, actor: Person, follow_up_id: FollowUpId, kind: FollowUpKind
) -> tuple[Problem, FollowUp]:
    """An open follow-up of this kind that the actor's department runs; `follow_up_closed`."""
    follow_up = desk.ledger.follow_ups.get(follow_up_id)
    problem = require_problem(desk, actor, follow_up.finding_id)
    if follow_up.kind is not kind or follow_up.state is not FollowUpState.OPEN:
        raise Refusal(
            "follow_up_closed", {"subject": problem.subject.name, "outcome": follow_up.outcome}
        )
    return problem, follow_up


def open_follow_up(desk: Desk, actor: Person, problem: Problem, follow_up: FollowUp) -> FollowUp:
    """Enter it, put its reminders on the clock, and write it into the journal."""
    entered = desk.ledger.follow_ups.add(follow_up)
    for day in _reminder_days(desk, entered):
        moment = datetime.combine(day, OPENING_TIME, desk.now.tzinfo)
        if moment > desk.now:
            desk.ledger.deadlines.add(
                Deadline(
                    kind=DeadlineKind.FOLLOW_UP_REMINDER,
                    task_id=problem.task.id,
                    about_id=entered.id,
                    due_at=moment,
                )
            )
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=problem.task.id,
        verb="follow_up_opened",
        facts={
            "follow_up": entered.id,
            "finding": entered.finding_id,
            "kind": entered.kind.value,
            "due": entered.due_on.isoformat() if entered.due_on else None,
            "receiver": entered.receiver,
        },
    )
    return entered


def close_follow_up(
    desk: Desk, actor: Person, follow_up: FollowUp, state: FollowUpState, outcome: str
) -> FollowUp:
    """Close it with its outcome; its reminders stop."""
    for deadline in desk.ledger.deadlines.find(
        about_id=follow_up.id,
        kind=DeadlineKind.FOLLOW_UP_REMINDER,
        fired_at=None,
        cancelled_at=None,
    ):
        desk.ledger.deadlines.save(replace(deadline, cancelled_at=desk.now))
    desk.ledger.record(
        at=desk.now,
        actor_id=actor.id,
        task_id=follow_up.task_id,
        verb="follow_up_closed",
        facts={"follow_up": follow_up.id, "state": state.value, "outcome": outcome},
    )
    return desk.ledger.follow_ups.save(
        replace(follow_up, state=state, outcome=outcome, closed_by=actor.id, closed_at=desk.now)
    )


def pressing_follow_ups(desk: Desk, ended: Sequence[FollowUp]) -> list[tuple[Problem, FollowUp]]:
    """Open follow-ups whose first reminder has come, of tasks not archived, earliest due first.

    `ended`: those whose alarm has gone off count too; a holiday notice may have moved the day.
    """
    waiting = desk.ledger.follow_ups.find(state=FollowUpState.OPEN)
    today = desk.now.date()
    alarmed = {each.id for each in ended}
    come = [
        each
        for each in waiting
        if each.id in alarmed or (each.due_on and _reminder_days(desk, each)[0] <= today)
    ]
    pressing = followed_up(desk, come)
    return sorted(pressing, key=lambda each: (each[1].due_on or date.max, each[1].id))


def problem_facts(desk: Desk, problem: Problem) -> Facts:
    """One problem as it is shown to its own department, in private."""
    finding = problem.finding
    return {
        "finding": finding.id,
        "task_id": problem.task.id,
        "subject": problem.subject.name,
        "item": problem.item.name,
        "label": code_words(code_of(desk.profile, finding.result)),
        "note": finding.note,
        "disposal": finding.disposal,
        "follow_ups": list(_follow_up_facts(desk, problem.follow_ups)),
    }


def problem_list(desk: Desk, problems: Sequence[Problem]) -> Facts:
    """Problems to choose from, those nobody has acted on first; as many as a message holds."""
    listed = sorted(problems, key=lambda each: (len(each.follow_ups), each.finding.id))[:LISTED]
    return {"all": len(problems), "problems": [problem_facts(desk, each) for each in listed]}


def basis_of(desk: Desk, kind: FollowUpKind) -> Rule[str]:
    """The rule of the profile under which a follow-up of this kind is done."""
    rule: Rule[str] = getattr(desk.profile.follow_up, RULES_OF[kind])
    return rule


def _follow_up_facts(desk: Desk, follow_ups: Iterable[FollowUp]) -> Iterable[dict[str, Plain]]:
    for each in follow_ups:
        overdue = each.due_on is not None and each.due_on < desk.now.date()
        yield {
            "id": each.id,
            "kind": each.kind.value,
            "state": each.state.value,
            "due": each.due_on.isoformat() if each.due_on else None,
            "overdue": overdue and each.state is FollowUpState.OPEN,
            "demand": each.demand,
            "receiver": each.receiver,
            "outcome": each.outcome,
        }


def _reminder_days(desk: Desk, follow_up: FollowUp) -> list[date]:
    """The working day before the due day, and the due day itself."""
    if follow_up.due_on is None:
        return []
    before = follow_up.due_on - timedelta(days=1)
    while not desk.calendar.is_working_day(before):
        before -= timedelta(days=1)
    return [before, follow_up.due_on]
