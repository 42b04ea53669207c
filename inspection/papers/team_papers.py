"""检查组的文书: the report of a team once all its visits are over (卧龙第三部分（一）)."""

from collections.abc import Iterable

from inspection.desk import Desk
from inspection.papers.paper import Occasion, TaskPaper
from inspection.papers.visit_records import visits_of
from inspection.plain import Facts
from inspection.snapshots.check_report import check_report_facts
from inspection.snapshots.joint_teams import JointTeam, joint_teams
from inspection.tasks import InspectionTask, Stage
from inspection.visits import Visit, VisitState

REPORT = "检查报告"


def _teams(desk: Desk, task: InspectionTask) -> Iterable[tuple[JointTeam, tuple[Visit, ...]]]:
    """Every team whose visits are all finished, with them."""
    visits = visits_of(desk, task)
    for team in joint_teams(desk, task):
        own = tuple(visit for visit in visits if visit.subject_id in team.subject_ids)
        if own and all(visit.state is VisitState.FINISHED for visit in own):
            yield team, own


def _report(desk: Desk, task: InspectionTask) -> Iterable[Occasion]:
    """One for a team, known by its first visit; due where the circular asks for it."""
    for team, visits in _teams(desk, task):
        yield Occasion(
            about_id=visits[0].id,
            title=f"{REPORT}（{team.name}）",
            issuer_id=task.lead_id,
            due=not desk.profile.record.report.silent,
        )


def _report_facts(desk: Desk, task: InspectionTask, occasion: Occasion) -> Facts:
    team, visits = next(
        (team, visits) for team, visits in _teams(desk, task) if visits[0].id == occasion.about_id
    )
    return check_report_facts(desk, task, team, visits)


TEAM_PAPERS = (
    TaskPaper(form=REPORT, shelf=Stage.PUBLISH.value, occasions=_report, facts=_report_facts),
)
