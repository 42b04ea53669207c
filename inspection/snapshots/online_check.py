"""网络检查记录的事实: what was looked up before the visit, line by line (新华第十六条（一）)."""

import re

from inspection.desk import Desk
from inspection.plain import Facts, Plain
from inspection.snapshots import field_phrases
from inspection.snapshots.common import (
    article_of,
    common_facts,
    items_of,
    joined,
    moment_words,
    sentence,
)
from inspection.snapshots.on_site import officer_rows, visited
from inspection.tasks import InspectionTask
from inspection.visits import Visit

RECORDED = "online_check_recorded"
SETTLED = "online_check_settled"

_SYSTEM = re.compile(r"([^：:，。；、]{2,30})[：:](.+)", re.DOTALL)

_SETTLED_WORDS = "|".join((*field_phrases.VERIFIED, *field_phrases.UNVERIFIED))
_MARK = re.compile(rf"[，,、\s]*(?:{_SETTLED_WORDS})[查核]*[。.]?\s*$")
"""The words at the end of a line that have a column of their own."""


def online_check_facts(desk: Desk, task: InspectionTask, visit: Visit) -> Facts:
    """网络检查记录: each line of the note is a row: 系统：情况，已核实.

    What a line leaves open is taken from the answers given afterwards, and else stays open.
    """
    rule = desk.profile.check.online_first
    checked = joined(item.name for item in items_of(desk, task))
    lines = [part.strip() for part in re.split(r"[\n；;]", visit.network_note) if part.strip()]
    answers = _answers(desk, task, visit)
    rows = [_row(line, checked, answers) for line in lines]
    return {
        **common_facts(desk, task, issuer_id=task.lead_id, basis=(rule.citation,)),
        "subject": visited(desk, visit),
        "officers": officer_rows(desk, task, visit.subject_id),
        "checked_at": moment_words(desk, visit.network_checked_at),
        "rows": list(rows),
        "conclusion": _conclusion([row["verified"] for row in rows]),
        "article": article_of(rule.citation),
    }


def _answers(desk: Desk, task: InspectionTask, visit: Visit) -> Facts:
    """核查系统 and 是否核实, asked after the note was entered; a new note asks again."""
    steps = [
        event
        for verb in (RECORDED, SETTLED)
        for event in desk.ledger.events.find(task_id=task.id, verb=verb)
        if event.facts.get("visit") == visit.id
    ]
    answers: Facts = {}
    for step in sorted(steps, key=lambda each: each.id):
        answers = {} if step.verb == RECORDED else {**answers, **step.facts}
    return answers


def _row(line: str, checked: str, answers: Facts) -> dict[str, Plain]:
    """One line; the system and whether it is settled are null where nobody has said."""
    named = _SYSTEM.fullmatch(line)
    system, finding = named.groups() if named else (None, line)
    verified = answers.get("verified")
    if any(word in finding for word in field_phrases.UNVERIFIED):
        verified = False
    elif any(word in finding for word in field_phrases.VERIFIED):
        verified = True
    return {
        "system": system or answers.get("system"),
        "name": checked or None,
        "finding": sentence(_MARK.sub("", finding)) or sentence(finding),
        "verified": verified,
    }


def _conclusion(verified: list[Plain]) -> str | None:
    """Only what the lines say themselves."""
    if not verified or None in verified:
        return None
    open_lines = verified.count(False)
    if open_lines:
        return field_phrases.ONLINE_TO_VERIFY.format(count=open_lines)
    return field_phrases.ONLINE_ALL_VERIFIED
