"""停止公示审批表的事实: a negative result that comes off the platform (信阳第二十六条)."""

from datetime import date

from inspection.desk import Desk
from inspection.events import Event
from inspection.findings import PROBLEMS
from inspection.followup import FollowUpKind, FollowUpState
from inspection.plain import Facts, Plain
from inspection.publication import EntryDuty
from inspection.snapshots import field_phrases
from inspection.snapshots.common import article_of, common_facts, date_words, day_words
from inspection.snapshots.decisions import asker_name
from inspection.snapshots.department_results import (
    DepartmentResults,
    department_results,
    item_names,
)
from inspection.snapshots.on_site import subject_named
from inspection.snapshots.results import worded
from inspection.tasks import InspectionTask


def unpublish_approval_facts(
    desk: Desk, task: InspectionTask, duty: EntryDuty, *, asked: Event, case: str
) -> Facts:
    """停止公示审批表: `asked` is when the day was entered, `case` one of the circular's cases."""
    about = department_results(desk, duty)
    rule = desk.profile.follow_up.credit_repair
    day = date_words(date.fromisoformat(str(asked.facts["due"])))
    return {
        **common_facts(desk, task, issuer_id=duty.department_id, basis=(rule.citation,)),
        "subject": subject_named(about.subject),
        "department": about.department,
        "negative": _negative(desk, about),
        "published_on": day_words(desk, duty.published_at),
        "channel": desk.profile.names.publication_platform,
        "trigger": case or None,
        "trigger_date": day,
        "stop_on": day,
        "evidence": _proof(desk, about),
        "handler": asker_name(desk, asked),
        "opinion": None,
        "article": article_of(rule.citation),
    }


def _negative(desk: Desk, about: DepartmentResults) -> str | None:
    """负面信息: each negative result with the items it was found on."""
    labels: dict[str, list[int]] = {}
    for place, finding in enumerate(about.findings):
        label = worded(desk.profile, finding.result)[1]
        if finding.result in PROBLEMS and label:
            labels.setdefault(label, []).append(place)
    return (
        "；".join(
            field_phrases.NEGATIVE.format(
                label=label, items=item_names(desk, tuple(about.findings[each] for each in places))
            )
            for label, places in labels.items()
        )
        or None
    )


def _proof(desk: Desk, about: DepartmentResults) -> list[Plain]:
    """The re-inspection, where it found everything put right."""
    righted = [
        each
        for finding in about.findings
        for each in desk.ledger.follow_ups.find(
            finding_id=finding.id, kind=FollowUpKind.RECTIFY, state=FollowUpState.DONE
        )
    ]
    return [field_phrases.RE_INSPECTION_PAPER] if righted else []
