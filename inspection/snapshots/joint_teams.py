"""检查组摘录: subjects that the same inspectors visit are one team; teams are numbered."""

from dataclasses import dataclass

from inspection.desk import Desk
from inspection.ids import PersonId, SubjectId
from inspection.snapshots import phrases
from inspection.snapshots.common import words
from inspection.snapshots.numerals import numeral
from inspection.snapshots.settled_draw import drawn_subject_ids
from inspection.tasks import InspectionTask
from inspection.teams import Assignment


@dataclass(frozen=True, slots=True)
class JointTeam:
    """联合检查组: `members` with the leader first, then in the order of the departments."""

    name: str
    leader_id: PersonId | None
    members: tuple[PersonId, ...]
    subject_ids: tuple[SubjectId, ...]


def joint_teams(desk: Desk, task: InspectionTask) -> tuple[JointTeam, ...]:
    """The teams of a task, in the order in which their first subject was drawn."""
    by_subject: dict[SubjectId, list[Assignment]] = {
        subject_id: [] for subject_id in drawn_subject_ids(desk, task)
    }
    for assignment in desk.ledger.assignments.find(task_id=task.id, active=True):
        by_subject.setdefault(assignment.subject_id, []).append(assignment)
    groups: dict[tuple[PersonId | None, tuple[PersonId, ...]], list[SubjectId]] = {}
    for subject_id, assigned in by_subject.items():
        if assigned:
            groups.setdefault(_crew(task, assigned), []).append(subject_id)
    team = words(desk.profile)["team"]
    return tuple(
        JointTeam(
            phrases.TEAM_NAME.format(number=numeral(number), team=team),
            leader_id,
            members,
            tuple(subject_ids),
        )
        for number, ((leader_id, members), subject_ids) in enumerate(groups.items(), 1)
    )


def team_for(desk: Desk, task: InspectionTask, subject_id: SubjectId) -> JointTeam | None:
    """The team that visits a subject, None before matching."""
    return next((team for team in joint_teams(desk, task) if subject_id in team.subject_ids), None)


def _crew(
    task: InspectionTask, assigned: list[Assignment]
) -> tuple[PersonId | None, tuple[PersonId, ...]]:
    order = {department: place for place, department in enumerate(task.department_ids)}
    ordered = sorted(
        assigned,
        key=lambda each: (not each.leader, order.get(each.department_id, len(order)), each.id),
    )
    leader = ordered[0].person_id if ordered[0].leader else None
    return leader, tuple(dict.fromkeys(each.person_id for each in ordered))
