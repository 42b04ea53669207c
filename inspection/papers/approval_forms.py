"""公示审批的文书: a result not published, corrected, or taken off again, by leave of the head."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from inspection.desk import Desk
from inspection.duties import DutyView, views_of
from inspection.events import Event
from inspection.ids import FindingId
from inspection.papers.paper import Occasion, TaskPaper
from inspection.plain import Facts
from inspection.publishing import CORRECTION, WITHHOLDING
from inspection.snapshots.correction_approval import correction_approval_facts
from inspection.snapshots.unpublish_approval import unpublish_approval_facts
from inspection.snapshots.withholding_approval import withholding_approval_facts
from inspection.tasks import InspectionTask, Stage

WITHHOLDING_FORM = "结果不予公开审批表"
CORRECTION_FORM = "结果更正审批表"
UNPUBLISH_FORM = "停止公示审批表"
REPAIR_DAY = "credit_repair_set"
REPAIR_CASE = "credit_repair_case_named"


@dataclass(frozen=True, slots=True)
class Request:
    """申请: what was asked, and what came of it; `number` counts those about the same thing."""

    asked: Event
    number: int
    decided: Event | None = None
    approved: bool = False


def requests_of(
    desk: Desk, task: InspectionTask, verbs: tuple[str, str, str], about: str
) -> list[Request]:
    """Every request of one kind in a task, in order; `about` names the fact it is about."""
    asked, approved, _ = verbs
    events = [
        event for verb in verbs for event in desk.ledger.events.find(task_id=task.id, verb=verb)
    ]
    found: list[Request] = []
    for event in sorted(events, key=lambda each: each.id):
        same = [
            place
            for place, each in enumerate(found)
            if each.asked.facts.get(about) == event.facts.get(about)
        ]
        if event.verb == asked:
            found.append(Request(event, len(same) + 1))
        elif same:
            last = same[-1]
            found[last] = replace(found[last], decided=event, approved=event.verb == approved)
    return found


def _of_duty(form: str, view: DutyView, *, about_id: int, item: str = "", number: int) -> Occasion:
    """A form about one department's result at one subject, issued by that department."""
    again = f"，第{number}次" if number > 1 else ""
    return Occasion(
        about_id=about_id,
        title=f"{form}（{view.subject.name}·{item}{again}）",
        subject_id=view.subject.id,
        issuer_id=view.duty.department_id,
        due=True,
    )


def _short_name(desk: Desk, view: DutyView) -> str:
    return desk.ledger.departments.get(view.duty.department_id).short_name


def _duty(desk: Desk, event: Event) -> DutyView:
    """The duty a request or an entered day is about."""
    key = event.facts.get("duty")
    if isinstance(key, int):
        return views_of(desk, (desk.ledger.entry_duties.get(key),))[0]
    finding = desk.ledger.findings.get(FindingId(int(str(event.facts["finding"]))))
    duties = desk.ledger.entry_duties.find(
        visit_id=finding.visit_id, department_id=finding.department_id
    )
    return views_of(desk, duties)[0]


def _withholding(desk: Desk, task: InspectionTask) -> Iterable[Occasion]:
    for each in requests_of(desk, task, WITHHOLDING, "duty"):
        view = _duty(desk, each.asked)
        yield _of_duty(
            WITHHOLDING_FORM,
            view,
            about_id=each.asked.id,
            item=_short_name(desk, view),
            number=each.number,
        )


def _withholding_facts(desk: Desk, task: InspectionTask, occasion: Occasion) -> Facts:
    request = _request(requests_of(desk, task, WITHHOLDING, "duty"), occasion)
    return withholding_approval_facts(
        desk,
        task,
        _duty(desk, request.asked).duty,
        asked=request.asked,
        decided=request.decided,
        approved=request.approved,
    )


def _correction(desk: Desk, task: InspectionTask) -> Iterable[Occasion]:
    for each in requests_of(desk, task, CORRECTION, "finding"):
        yield _of_duty(
            CORRECTION_FORM,
            _duty(desk, each.asked),
            about_id=each.asked.id,
            item=str(each.asked.facts["item"]),
            number=each.number,
        )


def _correction_facts(desk: Desk, task: InspectionTask, occasion: Occasion) -> Facts:
    request = _request(requests_of(desk, task, CORRECTION, "finding"), occasion)
    return correction_approval_facts(
        desk,
        task,
        _duty(desk, request.asked).duty,
        desk.ledger.findings.get(FindingId(int(str(request.asked.facts["finding"])))),
        asked=request.asked,
        decided=request.decided,
        approved=request.approved,
    )


def _unpublish(desk: Desk, task: InspectionTask) -> Iterable[Occasion]:
    """One for a duty with a day; the day entered last counts."""
    for duty_id, event in _repair_days(desk, task).items():
        view = _duty(desk, event)
        yield _of_duty(
            UNPUBLISH_FORM, view, about_id=duty_id, item=_short_name(desk, view), number=1
        )


def _unpublish_facts(desk: Desk, task: InspectionTask, occasion: Occasion) -> Facts:
    asked = _repair_days(desk, task)[occasion.about_id]
    cases = [
        str(event.facts["case"])
        for event in desk.ledger.events.find(task_id=task.id, verb=REPAIR_CASE)
        if event.facts.get("duty") == occasion.about_id and event.id > asked.id
    ]
    return unpublish_approval_facts(
        desk, task, _duty(desk, asked).duty, asked=asked, case=cases[-1] if cases else ""
    )


def _repair_days(desk: Desk, task: InspectionTask) -> dict[int, Event]:
    found = desk.ledger.events.find(task_id=task.id, verb=REPAIR_DAY)
    return {int(str(event.facts["duty"])): event for event in found}


def _request(requests: list[Request], occasion: Occasion) -> Request:
    return next(each for each in requests if each.asked.id == occasion.about_id)


APPROVAL_FORMS = (
    TaskPaper(
        form=WITHHOLDING_FORM,
        shelf=Stage.PUBLISH.value,
        occasions=_withholding,
        facts=_withholding_facts,
    ),
    TaskPaper(
        form=CORRECTION_FORM,
        shelf=Stage.PUBLISH.value,
        occasions=_correction,
        facts=_correction_facts,
    ),
    TaskPaper(
        form=UNPUBLISH_FORM,
        shelf=Stage.PUBLISH.value,
        occasions=_unpublish,
        facts=_unpublish_facts,
    ),
)
