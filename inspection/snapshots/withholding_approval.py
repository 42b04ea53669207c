"""结果不予公开审批表的事实: a result not fit to be published (忻州第二十条（三）)."""

import re

from inspection.desk import Desk
from inspection.events import Event
from inspection.plain import Facts
from inspection.publication import EntryDuty
from inspection.snapshots.common import article_of, common_facts, day_words, joined, sentence
from inspection.snapshots.decisions import asker_name, opinion_words
from inspection.snapshots.department_results import (
    codes_and_labels,
    department_results,
    item_names,
)
from inspection.snapshots.on_site import subject_named
from inspection.tasks import InspectionTask

_LAW = re.compile(
    r"《[^》]+》(?:第[一二三四五六七八九十百零〇\d]+条(?:第[^，。；、\s]{1,6}[款项])?)?"
)


def withholding_approval_facts(
    desk: Desk,
    task: InspectionTask,
    duty: EntryDuty,
    *,
    asked: Event,
    decided: Event | None,
    approved: bool,
) -> Facts:
    """结果不予公开审批表: the law is what the asker cites in 《》; how long is for the head."""
    about = department_results(desk, duty)
    rule = desk.profile.publication.exception
    reason = str(asked.facts.get("reason") or "")
    code, label = codes_and_labels(desk, about.findings)
    return {
        **common_facts(desk, task, issuer_id=duty.department_id, basis=(rule.citation,)),
        "subject": subject_named(about.subject),
        "department": about.department,
        "checked_on": day_words(desk, about.visit.finished_at),
        "check_items": item_names(desk, about.findings),
        "code": code,
        "label": label,
        "reason": sentence(reason),
        "law": joined(_LAW.findall(reason)) or None,
        "term": None,
        "handler": asker_name(desk, asked),
        "opinion": opinion_words(desk, "withhold", decided, approved),
        "article": article_of(rule.citation),
    }
