"""外勤的待办: visits to open, enter and confirm; results to publish; follow-ups."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from inspection.closing import unfollowed
from inspection.desk import Desk
from inspection.duties import duties_of_task, responsible_for
from inspection.field import Site, not_submitted, site_of, visits_of
from inspection.followup import FollowUpKind, FollowUpState
from inspection.matter import Matter, MatterKind, may
from inspection.people import Person, Role
from inspection.permissions import Deed
from inspection.stages import whistles_of
from inspection.tasks import InspectionTask, Stage
from inspection.visits import VisitState

_KINDS = {
    FollowUpKind.RECTIFY: MatterKind.RECTIFY,
    FollowUpKind.REFER: MatterKind.REFER,
    FollowUpKind.CASE: MatterKind.CASE,
}

_BEGINS = {MatterKind.ORDER: FollowUpKind.RECTIFY, MatterKind.HAND_OVER: FollowUpKind.REFER}


def visit_matters(desk: Desk, person: Person) -> Iterator[Matter]:
    """The visits of a person that wait for them, one matter a visit."""
    if Role.INSPECTOR not in person.roles:
        return
    whistled: dict[int, bool] = {}
    for visit in visits_of(desk, person):
        if visit.state is VisitState.FINISHED:
            continue
        site = site_of(desk, visit.id)
        if site.task.id not in whistled:
            stages = {whistle.stage for whistle in whistles_of(desk, site.task)}
            whistled[site.task.id] = Stage.VISIT in stages
        kind = _visit_kind(desk, person, site) if whistled[site.task.id] else None
        if kind is not None:
            yield Matter(kind=kind, task=site.task, about=visit.id, label=site.subject.name)


def _visit_kind(desk: Desk, person: Person, site: Site) -> MatterKind | None:
    leads = site.leads(person) and may(person, Deed.VISIT, site.task)
    if site.visit.state is VisitState.PLANNED:
        if not leads:
            return None
        wanted = desk.profile.check.notice.value == "required" and not site.visit.notice_way
        return MatterKind.NOTICE if wanted else MatterKind.START
    waiting = not_submitted(desk, site)
    if site.works_for(person) in waiting:
        return MatterKind.ENTRY
    return MatterKind.CONFIRM if leads and not waiting else None


def paper_matters(desk: Desk, person: Person, task: InspectionTask) -> Iterator[Matter]:
    """Results to enter and publish, and follow-ups to settle; those due on one day together."""
    if may(person, Deed.PUBLISH, task):
        yield from _duties(desk, person, task)
    if may(person, Deed.FOLLOW_UP, task):
        for kind, begins in _BEGINS.items():
            count = unfollowed(desk, task, person.department_id, begins)
            if count:
                yield Matter(kind=kind, task=task, count=count)
        yield from _follow_ups(desk, person, task)


def _duties(desk: Desk, person: Person, task: InspectionTask) -> Iterator[Matter]:
    own = [
        view.duty
        for view in duties_of_task(desk, task)
        if not view.duty.settled and responsible_for(desk, view) == person.department_id
    ]
    for (due, provisional), count in Counter((d.due_on, d.provisional) for d in own).items():
        yield Matter(
            kind=MatterKind.PUBLISH,
            task=task,
            count=count,
            due_on=due,
            provisional=provisional,
        )


def _follow_ups(desk: Desk, person: Person, task: InspectionTask) -> Iterator[Matter]:
    still_open = desk.ledger.follow_ups.find(task_id=task.id, state=FollowUpState.OPEN)
    findings = {
        finding.id: finding.department_id
        for finding in desk.ledger.findings.find(id=[each.finding_id for each in still_open])
    }
    counted: Counter[tuple[MatterKind, date | None]] = Counter(
        (_KINDS[each.kind], each.due_on)
        for each in still_open
        if findings[each.finding_id] == person.department_id
    )
    for (kind, due), count in counted.items():
        yield Matter(kind=kind, task=task, count=count, due_on=due)
