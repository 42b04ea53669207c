"""催办督办单的事实: what a department has not done in time, and under which article it was due."""

from inspection.desk import Desk
from inspection.followup import FollowUp, FollowUpKind
from inspection.ids import DepartmentId
from inspection.overdue import OverdueMatter, overdue_matters
from inspection.people import Role
from inspection.plain import Facts, Plain
from inspection.publication import EntryDuty
from inspection.roster import with_role
from inspection.snapshots import office_phrases as phrases
from inspection.snapshots.common import (
    article_of,
    common_facts,
    contact_of,
    date_words,
    moment_words,
)
from inspection.tasks import InspectionTask


def supervision_order_facts(desk: Desk, task: InspectionTask, department_id: DepartmentId) -> Facts:
    """催办督办单: everything of one department at one time; a term nobody set says so.

    By when it has to be done is for the office to say. The effect of being late is printed only
    where the circular states one (新华第十六条（三）, 忻州第二十条（三）).
    """
    matters = overdue_matters(desk, task, department_id)
    late = desk.profile.entry.late_effect
    not_entered = any(
        isinstance(each.about, EntryDuty) and each.about.entered_at is None for each in matters
    )
    return {
        **common_facts(desk, task, issuer_id=None, basis=(late.citation if not_entered else None,)),
        "kind": kind_of(matters),
        "stage": stage_of(desk, matters),
        "department": desk.ledger.departments.get(department_id).name,
        "matters": [_matter(desk, each) for each in matters],
        "effect": late.value if not_entered else None,
        "effect_article": article_of(late.citation) if not_entered else None,
        "requirement": phrases.URGE_REQUIREMENT,
        "finish_by": None,
        "contact": contact_of(next(iter(with_role(desk.ledger, Role.OFFICE)), None)),
    }


def kind_of(matters: list[OverdueMatter]) -> str:
    """催办, or 督办 once urging has not helped."""
    supervised = any(each.supervised for each in matters)
    return phrases.SUPERVISE if supervised else phrases.URGE


def stage_of(desk: Desk, matters: list[OverdueMatter]) -> str | None:
    """The stage of the latest matter, as the locality calls it."""
    return desk.profile.whistle.stage(matters[-1].stage.value).label if matters else None


def _matter(desk: Desk, overdue: OverdueMatter) -> dict[str, Plain]:
    entered = isinstance(overdue.about, EntryDuty | FollowUp)
    due = overdue.due_at.astimezone(desk.now.tzinfo)
    return {
        "matter": _words(desk, overdue),
        "due": date_words(due.date()) if entered else moment_words(desk, due),
        "overdue": phrases.OVERDUE_DAYS.format(days=overdue.days)
        if overdue.days > 0
        else phrases.OVERDUE_TODAY,
        "article": _article(desk, overdue),
    }


def _words(desk: Desk, overdue: OverdueMatter) -> str:
    rules = desk.profile.whistle
    subject = overdue.subject.name if overdue.subject else ""
    if isinstance(overdue.about, EntryDuty):
        entered = overdue.about.entered_at is not None
        words = phrases.OVERDUE_PUBLICATION if entered else phrases.OVERDUE_ENTRY
        return words.format(subject=subject)
    if isinstance(overdue.about, FollowUp):
        if overdue.about.kind is FollowUpKind.REFER:
            return phrases.OVERDUE_REFERRAL.format(subject=subject)
        demand = overdue.about.demand.rstrip("。；")
        return phrases.OVERDUE_RECTIFICATION.format(subject=subject, demand=demand).rstrip("：")
    label = rules.stage(overdue.stage.value).label
    return phrases.OVERDUE_CHECK_IN.format(stage=label, respond=rules.answer_word)


def _article(desk: Desk, overdue: OverdueMatter) -> str | None:
    profile = desk.profile
    if isinstance(overdue.about, EntryDuty):
        return article_of(profile.entry.days.citation)
    if isinstance(overdue.about, FollowUp):
        return None
    return article_of(profile.whistle.respond_working_days.citation)
