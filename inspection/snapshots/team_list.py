"""检查组名单的事实: the joint teams, who leads them and whom they visit."""

from inspection.desk import Desk
from inspection.ids import PersonId
from inspection.plain import Facts, Plain
from inspection.snapshots import phrases
from inspection.snapshots.advisers import adviser_rows
from inspection.snapshots.borrowed import borrowers
from inspection.snapshots.common import article_of, common_facts, joined, moment_words
from inspection.snapshots.joint_teams import JointTeam, joint_teams
from inspection.snapshots.officers import officers_of
from inspection.snapshots.recusals import recusal_rows
from inspection.snapshots.settled_draw import settled_draw
from inspection.tasks import InspectionTask
from inspection.teams import ReplacementState

MATCHED = "inspectors_matched"
"""The verb of the journal that tells when the matching was done."""


def team_list_facts(desk: Desk, task: InspectionTask) -> Facts:
    """检查组名单: for the team only, as it lists certificate numbers (信阳第二十七条)."""
    profile = desk.profile
    basis = (
        profile.actors.match.citation,
        profile.check.leader.citation,
        profile.whistle.stage("visit").work.citation,
    )
    return {
        **common_facts(desk, task, issuer_id=task.lead_id, basis=basis),
        "teams": [_team(desk, team, borrowers(desk, task)) for team in joint_teams(desk, task)],
        "match": _match(desk, task),
        "leader_rule": _leader_rule(desk),
        "min_officers": _min_officers(desk),
        "experts": adviser_rows(desk, task),
        "recusals": recusal_rows(desk, task),
        "replacements": _replacements(desk, task),
    }


def _team(desk: Desk, team: JointTeam, lent: dict[PersonId, str]) -> dict[str, Plain]:
    leads = {team.leader_id}
    members: list[Plain] = [
        {
            "name": officer.name,
            "department": officer.department,
            "checks_for": lent.get(officer.person_id),
            "certificate_number": officer.certificate_number,
            "expertise": joined(officer.expertise) or None,
            "duty": phrases.TEAM_LEADER if officer.person_id in leads else phrases.TEAM_MEMBER,
        }
        for officer in officers_of(desk, team.members)
    ]
    leader = desk.ledger.people.get(team.leader_id).name if team.leader_id else None
    subjects: list[Plain] = [desk.ledger.subjects.get(each).name for each in team.subject_ids]
    return {"name": team.name, "leader": leader, "subjects": subjects, "members": members}


def _match(desk: Desk, task: InspectionTask) -> dict[str, Plain]:
    rounds = [each.round for each in desk.ledger.assignments.find(task_id=task.id, active=True)]
    matched = desk.ledger.events.find(task_id=task.id, verb=MATCHED)
    draw = settled_draw(desk, task)
    return {
        "method": phrases.MATCH_METHOD,
        "matched_at": moment_words(desk, matched[-1].at) if matched else None,
        "round": max(rounds, default=None),
        "seed": draw.seed or None if draw else None,
    }


def _leader_rule(desk: Desk) -> dict[str, Plain] | None:
    rule = desk.profile.check.leader
    if rule.value is None:
        return None
    text = phrases.LEADER_RULE[rule.value].format(lead=desk.profile.names.lead)
    return {"text": text, "article": article_of(rule.citation)}


def _min_officers(desk: Desk) -> dict[str, Plain] | None:
    rule = desk.profile.check.min_officers
    if rule.value is None:
        return None
    return {"count": rule.value, "article": article_of(rule.citation)}


def _replacements(desk: Desk, task: InspectionTask) -> list[Plain]:
    method = desk.profile.effective_replacement.value.method
    rows: list[Plain] = []
    for each in desk.ledger.replacements.find(task_id=task.id, state=ReplacementState.APPROVED):
        if each.incoming_id is None:
            continue
        people = desk.ledger.people
        rows.append(
            {
                "outgoing": people.get(each.outgoing_id).name,
                "incoming": people.get(each.incoming_id).name,
                "department": desk.ledger.departments.get(each.department_id).name,
                "reason": each.reason or None,
                "method": phrases.REPLACEMENT_METHOD_SHORT[method],
                "approver": people.get(each.decided_by).name if each.decided_by else None,
            }
        )
    return rows
