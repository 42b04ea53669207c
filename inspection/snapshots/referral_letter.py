"""案件线索移送函的事实: a clue handed to the organ that may act on it."""

from inspection.desk import Desk
from inspection.followup import FollowUp
from inspection.plain import Facts, Plain
from inspection.profile import Profile
from inspection.rule import Rule
from inspection.snapshots import phrases
from inspection.snapshots.common import article_of, common_facts, contact_of, date_words, sentence
from inspection.snapshots.followed_finding import FollowedFinding, followed_finding
from inspection.snapshots.on_site import record_paper
from inspection.tasks import InspectionTask


def referral_letter_facts(desk: Desk, task: InspectionTask, follow_up: FollowUp) -> Facts:
    """案件线索移送函: issued by the checking department; what is suspected is its own judgement."""
    about = followed_finding(desk, follow_up)
    rule = referral_rule(desk.profile, follow_up.receiver)
    subject = about.subject
    return {
        **common_facts(desk, task, issuer_id=about.department.id, basis=(rule.citation,)),
        "to_department": follow_up.receiver or None,
        "subject": {
            "name": subject.name,
            "credit_code": subject.code,
            "address": subject.address or None,
        },
        "checked_on": about.checked_on,
        "clue": sentence(about.finding.note),
        "suspected": follow_up.demand.strip().rstrip("。") or None,
        "reason": phrases.REFERRAL_REASON,
        "evidence": _evidence(desk, about),
        "rule": {
            "text": desk.profile.follow_up.feedback.value,
            "article": article_of(rule.citation),
        }
        if rule.citation
        else None,
        "reply_by": date_words(follow_up.due_on) if follow_up.due_on else None,
        "contact": contact_of(desk.ledger.people.get(follow_up.opened_by)),
    }


def referral_rule(profile: Profile, receiver: str) -> Rule[str]:
    """移送依据: the rule on referrals to organs of this kind; silent where there is none."""
    rules = profile.follow_up
    if any(word in receiver for word in phrases.DISCIPLINE_RECEIVERS):
        return rules.refer_discipline
    if any(word in receiver for word in phrases.JUDICIAL_RECEIVERS):
        return rules.refer_judicial
    return rules.refer_department


def _evidence(desk: Desk, about: FollowedFinding) -> list[Plain]:
    rows: list[Plain] = [{"name": record_paper(desk), "pages": None}]
    taken = desk.ledger.evidence.find(visit_id=about.visit.id, item_id=about.item.id)
    if taken:
        rows.append(
            {
                "name": phrases.REFERRAL_EVIDENCE.format(item=about.item.name),
                "pages": phrases.REFERRAL_EVIDENCE_PAGES.format(count=len(taken)),
            }
        )
    written = (
        f"{each.form}（{each.number}）" if each.number else each.form
        for form in phrases.REFERRAL_PAPERS
        for each in desk.ledger.documents.find(task_id=about.visit.task_id, form=form)
        if each.subject_id == about.subject.id and f"·{about.item.name}" in each.title
    )
    return rows + [{"name": name, "pages": None} for name in dict.fromkeys(written)]
