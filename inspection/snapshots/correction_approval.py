"""结果更正审批表的事实: a published result that is wrong (信阳第二十二条: 不得擅自更改)."""

from inspection.desk import Desk
from inspection.events import Event
from inspection.findings import Finding
from inspection.plain import Facts
from inspection.publication import EntryDuty
from inspection.snapshots.common import article_of, common_facts, day_words, sentence
from inspection.snapshots.decisions import asker_name, opinion_words
from inspection.snapshots.department_results import department_results, item_names, proof_of
from inspection.snapshots.on_site import subject_named
from inspection.tasks import InspectionTask


def correction_approval_facts(
    desk: Desk,
    task: InspectionTask,
    duty: EntryDuty,
    finding: Finding,
    *,
    asked: Event,
    decided: Event | None,
    approved: bool,
) -> Facts:
    """结果更正审批表: both results as they stood when somebody asked."""
    about = department_results(desk, duty)
    rule = desk.profile.publication.alter_after
    return {
        **common_facts(desk, task, issuer_id=duty.department_id, basis=(rule.citation,)),
        "subject": subject_named(about.subject),
        "department": about.department,
        "published_on": day_words(desk, duty.published_at),
        "channel": desk.profile.names.publication_platform,
        "check_items": item_names(desk, (finding,)),
        "before": asked.facts.get("before"),
        "after": asked.facts.get("after"),
        "reason": sentence(str(asked.facts.get("reason") or "")),
        "evidence": list(proof_of(desk, about.visit, finding)),
        "handler": asker_name(desk, asked),
        "opinion": opinion_words(desk, "correct", decided, approved),
        "corrected_on": day_words(desk, decided.at) if decided and approved else None,
        "article": article_of(rule.citation),
    }
