"""现场: a visit seen with its task, its subject and the officers matched to it."""

from dataclasses import dataclass

from inspection.desk import Desk
from inspection.findings import Finding
from inspection.ids import DepartmentId, PersonId, VisitId
from inspection.items import InspectionItem
from inspection.people import Person
from inspection.permissions import Deed
from inspection.refusal import Refusal
from inspection.stages import whistles_of
from inspection.standing_in import permit_here
from inspection.subjects import Subject
from inspection.tasks import InspectionTask, Stage, TaskState
from inspection.teams import Assignment
from inspection.visits import Visit, VisitState


@dataclass(frozen=True, kw_only=True, slots=True)
class Site:
    """现场: `team` are the active assignments; `departments` those with an item and an officer."""

    visit: Visit
    task: InspectionTask
    subject: Subject
    team: tuple[Assignment, ...]
    departments: tuple[DepartmentId, ...]

    @property
    def leader_ids(self) -> tuple[PersonId, ...]:
        """组长; where matching named none, every officer of the lead department may lead."""
        named = tuple(each.person_id for each in self.team if each.leader)
        lead = self.task.lead_id
        return named or tuple(each.person_id for each in self.team if each.department_id == lead)

    def leads(self, person: Person) -> bool:
        """True for the team leader of this subject."""
        return person.id in self.leader_ids

    def has(self, person: Person) -> bool:
        """True for an officer matched to this subject, and still of the department sent there."""
        return self._seat(person) is not None

    def works_for(self, person: Person) -> DepartmentId:
        """The department a person checks for here: a borrowed one for the borrower."""
        seat = self._seat(person)
        return person.department_id if seat is None else seat.department_id

    def _seat(self, person: Person) -> Assignment | None:
        home = person.department_id
        seats = (each for each in self.team if each.person_id == person.id)
        return next((each for each in seats if each.home_id == home), None)


def site_of(desk: Desk, visit_id: VisitId) -> Site:
    """The site of a visit."""
    visit = desk.ledger.visits.get(visit_id)
    task = desk.ledger.tasks.get(visit.task_id)
    team = desk.ledger.assignments.find(task_id=task.id, subject_id=visit.subject_id, active=True)
    sent = {each.department_id for each in team}
    items = {desk.ledger.items.get(item_id).department_id for item_id in task.item_ids}
    return Site(
        visit=visit,
        task=task,
        subject=desk.ledger.subjects.get(visit.subject_id),
        team=team,
        departments=tuple(each for each in task.department_ids if each in items & sent),
    )


def visits_of(desk: Desk, person: Person) -> tuple[Visit, ...]:
    """The visits a person is matched to, in tasks not yet archived, in order of id."""
    matched = {
        (each.task_id, each.subject_id)
        for each in desk.ledger.assignments.find(person_id=person.id, active=True)
    }
    tasks = desk.ledger.tasks.find(id=sorted({task_id for task_id, _ in matched}))
    working = [task.id for task in tasks if task.state is not TaskState.ARCHIVED]
    return tuple(
        visit
        for visit in desk.ledger.visits.find(task_id=working)
        if (visit.task_id, visit.subject_id) in matched
    )


def items_of(
    desk: Desk, task: InspectionTask, department_id: DepartmentId
) -> tuple[InspectionItem, ...]:
    """The items of the task that one department checks, in the order of the task."""
    items = (desk.ledger.items.get(item_id) for item_id in task.item_ids)
    return tuple(item for item in items if item.department_id == department_id)


def findings_of(desk: Desk, visit: Visit, department_id: DepartmentId) -> tuple[Finding, ...]:
    """What a department has entered at a visit."""
    return desk.ledger.findings.find(visit_id=visit.id, department_id=department_id)


def submitted(desk: Desk, site: Site, department_id: DepartmentId) -> bool:
    """True once the department has handed in all its items."""
    done = [each for each in findings_of(desk, site.visit, department_id) if each.submitted_at]
    return len(done) >= len(items_of(desk, site.task, department_id))


def not_submitted(desk: Desk, site: Site) -> tuple[DepartmentId, ...]:
    """The departments that have not handed in."""
    return tuple(each for each in site.departments if not submitted(desk, site, each))


def unstaffed(desk: Desk, site: Site) -> tuple[DepartmentId, ...]:
    """Departments whose items nobody was matched to check here; people are warned of them."""
    return tuple(
        each
        for each in site.task.department_ids
        if each not in site.departments and items_of(desk, site.task, each)
    )


def progress_slot(visit: Visit) -> str:
    """The one group message that shows how far a visit has got."""
    return f"visit:{visit.id}"


def require_working(site: Site) -> None:
    """Refusal `task_closed` when the task is archived."""
    if site.task.state is TaskState.ARCHIVED:
        raise Refusal("task_closed", {"task": site.task.name})


def require_leader(desk: Desk, actor: Person, site: Site) -> None:
    """Refuse anybody but the leader of this subject's team: permission, `not_leader`."""
    require_working(site)
    permit_here(desk.ledger, actor, Deed.VISIT, site.task)
    if not site.leads(actor):
        rule = desk.profile.check.leader_duty
        raise Refusal(
            "not_leader",
            {
                "subject": site.subject.name,
                "leader_named": not desk.profile.check.leader.silent,
                "leaders": [desk.ledger.people.get(each).name for each in site.leader_ids],
            },
            rule.citation,
        )


def require_planned(site: Site) -> None:
    """Refusal `visit_under_way` when the visit has been opened or finished already."""
    if site.visit.state is not VisitState.PLANNED:
        raise Refusal(
            "visit_under_way", {"subject": site.subject.name, "state": site.visit.state.value}
        )


def require_whistled(desk: Desk, site: Site) -> None:
    """Refusal `visit_not_whistled` until the visit stage has been whistled for."""
    if all(whistle.stage is not Stage.VISIT for whistle in whistles_of(desk, site.task)):
        rules = desk.profile.whistle
        stage = rules.stage(Stage.VISIT.value)
        raise Refusal(
            "visit_not_whistled",
            {"stage": stage.label, "call_word": rules.call_word},
            stage.work.citation,
        )


def require_matched(desk: Desk, actor: Person, site: Site) -> None:
    """Refuse who is not matched to this subject: permission, `not_matched`."""
    require_working(site)
    permit_here(desk.ledger, actor, Deed.ENTER_FINDING, site.task)
    if not site.has(actor):
        raise Refusal("not_matched", {"subject": site.subject.name})


def require_open(site: Site) -> None:
    """Refusal `visit_not_open` before the visit begins and after it ends."""
    if site.visit.state is not VisitState.OPEN:
        raise Refusal(
            "visit_not_open", {"subject": site.subject.name, "state": site.visit.state.value}
        )
