"""任务统计: what was checked, found, entered and followed up in one task, counted once."""

from collections.abc import Iterable
from dataclasses import dataclass

from inspection.desk import Desk
from inspection.findings import PROBLEMS, Finding
from inspection.followup import FollowUp, FollowUpKind, FollowUpState
from inspection.ids import DepartmentId, VisitId
from inspection.publication import EntryDuty
from inspection.snapshots.results import finished_visits, follow_ups_by_finding, submitted_findings
from inspection.tasks import InspectionTask
from inspection.visits import Visit


@dataclass(frozen=True, slots=True)
class Tally:
    """任务统计: the submitted findings of the finished visits and what became of them."""

    visits: dict[VisitId, Visit]
    findings: tuple[Finding, ...]
    duties: dict[tuple[VisitId, DepartmentId], EntryDuty]
    follow_ups: dict[int, list[FollowUp]]

    def of(self, department_id: DepartmentId) -> "Tally":
        """The share of one department."""
        own = tuple(each for each in self.findings if each.department_id == department_id)
        return Tally(self.visits, own, self.duties, self.follow_ups)

    @property
    def problems(self) -> tuple[Finding, ...]:
        """The findings that say something is wrong."""
        return tuple(each for each in self.findings if each.result in PROBLEMS)

    @property
    def subjects(self) -> int:
        """How many visits these findings belong to; one visit is one subject."""
        return len({each.visit_id for each in self.findings})

    @property
    def problem_subjects(self) -> int:
        """How many subjects have at least one problem."""
        return len({each.visit_id for each in self.problems})

    @property
    def entered(self) -> int:
        """已录入: findings whose department has entered them on the platform."""
        return sum(duty is not None and duty.entered_at is not None for duty in self._duties())

    @property
    def published(self) -> int:
        """已公示."""
        return sum(duty is not None and duty.published_at is not None for duty in self._duties())

    def entered_on_time(self, desk: Desk) -> int:
        """按期录入: entered not later than the last day of the term."""
        zone = desk.now.tzinfo
        return sum(
            duty is not None
            and duty.entered_at is not None
            and duty.entered_at.astimezone(zone).date() <= duty.due_on
            for duty in self._duties()
        )

    def followed(self, kind: FollowUpKind, *states: FollowUpState) -> int:
        """How many follow-ups of a kind, of the given states or of all."""
        return sum(
            each.kind is kind and (not states or each.state in states)
            for finding in self.findings
            for each in self.follow_ups.get(finding.id, ())
        )

    def _duties(self) -> Iterable[EntryDuty | None]:
        return (self.duties.get((each.visit_id, each.department_id)) for each in self.findings)


def tally_of(desk: Desk, task: InspectionTask) -> Tally:
    """The whole task counted."""
    visits = finished_visits(desk, task)
    duties = (
        desk.ledger.entry_duties.find(visit_id=tuple(visit.id for visit in visits))
        if visits
        else ()
    )
    return Tally(
        {visit.id: visit for visit in visits},
        submitted_findings(desk, visits),
        {(each.visit_id, each.department_id): each for each in duties},
        follow_ups_by_finding(desk, task),
    )
