"""责令改正通知书的事实: what a department orders one subject to put right."""

from inspection.desk import Desk
from inspection.followup import FollowUp
from inspection.plain import Facts, Plain
from inspection.snapshots import phrases
from inspection.snapshots.common import article_of, common_facts, contact_of, date_words, sentence
from inspection.snapshots.followed_finding import FollowedFinding, followed_finding
from inspection.snapshots.joint_teams import team_for
from inspection.snapshots.officers import officers_of
from inspection.tasks import InspectionTask


def rectification_order_facts(desk: Desk, task: InspectionTask, follow_up: FollowUp) -> Facts:
    """责令改正通知书: issued by the checking department (新华第十七条, 忻州第二十二条).

    The provision broken and the law of the order are for the department to state: the ledger does
    not have them, an item's basis is only the law under which it is checked.
    """
    about = followed_finding(desk, follow_up)
    rule = desk.profile.follow_up.rectify
    opened = follow_up.opened_at.astimezone(desk.now.tzinfo).date()
    immediate = follow_up.due_on is None or follow_up.due_on <= opened
    subject = about.subject
    return {
        **common_facts(desk, task, issuer_id=about.department.id, basis=(rule.citation,)),
        "subject": {
            "name": subject.name,
            "credit_code": subject.code,
            "representative": subject.legal_representative or None,
            "address": subject.address or None,
        },
        "checked_on": about.checked_on,
        "problems": [{"fact": about.finding.note.strip().rstrip("。；") or None, "law": None}],
        "order_law": None,
        "immediate": immediate,
        "due_on": date_words(follow_up.due_on) if follow_up.due_on else None,
        "demands": [sentence(line) for line in follow_up.demand.splitlines() if line.strip()],
        "re_inspection": phrases.RE_INSPECTION_AT_ONCE if immediate else phrases.RE_INSPECTION,
        "rule": {
            "text": phrases.RECTIFY_RULE.format(text=rule.value),
            "article": article_of(rule.citation),
        }
        if rule.value
        else None,
        "remedy": None,
        "officers": _officers(desk, task, about),
        "contact": contact_of(desk.ledger.people.get(follow_up.opened_by)),
    }


def _officers(desk: Desk, task: InspectionTask, about: FollowedFinding) -> list[Plain]:
    team = team_for(desk, task, about.subject.id)
    own = {
        each.person_id
        for each in desk.ledger.assignments.find(
            task_id=task.id,
            subject_id=about.subject.id,
            department_id=about.department.id,
            active=True,
        )
    }
    return [
        {"name": officer.name, "certificate_number": officer.certificate_number}
        for officer in officers_of(desk, team.members if team else ())
        if officer.person_id in own
    ]
