"""待办事项: one thing that waits for one person, and how urgent it is."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from inspection.desk import Desk
from inspection.people import Person
from inspection.permissions import Deed, permit
from inspection.plain import Facts
from inspection.refusal import Refusal
from inspection.response_time import CLOSING_TIME
from inspection.tasks import InspectionTask


class MatterKind(StrEnum):
    """事项种类, in the order in which undated ones are shown."""

    REVEAL = "reveal"
    COMMIT = "commit"
    WITNESS = "witness"
    VOID_DRAW = "void_draw"
    REPLACEMENT = "replacement"
    ISSUE = "issue"  # 签发
    REVIEW = "review"  # 核稿
    PICK = "pick"
    WITHHOLDING = "withholding"
    CORRECTION = "correction"
    CHECK_IN = "check_in"
    OBJECTION = "objection"
    CONFIRM = "confirm"
    ENTRY = "entry"
    NOTICE = "notice"
    START = "start"
    PUBLISH = "publish"
    ORDER = "order"  # 责令限期改正尚未下达
    HAND_OVER = "hand_over"  # 移送尚未办理
    RECTIFY = "rectify"
    REFER = "refer"
    CASE = "case"
    BIND = "bind"
    WHISTLE = "whistle"
    DRAW = "draw"
    MATCH = "match"
    SUMMARY = "summary"
    ARCHIVE = "archive"
    BIND_PEOPLE = "bind_people"
    PLAN_PROPOSE = "plan_propose"  # 申报年度任务
    PLAN_GATHER = "plan_gather"  # 处理计划申报
    PLAN_ADJUST = "plan_adjust"  # 审核计划调整
    PLAN_FILE = "plan_file"  # 计划调整待备案


_ORDER = list(MatterKind)


@dataclass(frozen=True, kw_only=True, slots=True)
class Matter:
    """待办: what, in which task (None for the office's own), about which row, until when.

    `about` is the id its button carries, `label` the stage or subject it concerns, `count` how many
    of its kind are taken together.
    """

    kind: MatterKind
    task: InspectionTask | None = None
    about: int = 0
    label: str = ""
    count: int = 1
    due_at: datetime | None = None
    due_on: date | None = None
    provisional: bool = False


def may(person: Person, deed: Deed, task: InspectionTask) -> bool:
    """Would the person be allowed to do this in the task?"""
    try:
        permit(person, deed, task)
    except Refusal:
        return False
    return True


def deadline_of(desk: Desk, matter: Matter) -> datetime | None:
    """The moment after which the matter is late; a day lasts until office hours end."""
    if matter.due_on is not None:
        return datetime.combine(matter.due_on, CLOSING_TIME, desk.now.tzinfo)
    return matter.due_at


def urgency(desk: Desk, matter: Matter) -> tuple[bool, float, int, int]:
    """Sorting key: dated matters by their moment, then the others by kind."""
    moment = deadline_of(desk, matter)
    return (
        moment is None,
        moment.timestamp() if moment else 0.0,
        _ORDER.index(matter.kind),
        matter.about,
    )


def matter_facts(desk: Desk, matter: Matter) -> Facts:
    """One matter as it is listed."""
    late = (
        desk.now.date() > matter.due_on
        if matter.due_on
        else matter.due_at is not None and desk.now > matter.due_at
    )
    return {
        "kind": matter.kind.value,
        "task": matter.task.name if matter.task else "",
        "task_id": matter.task.id if matter.task else 0,
        "about": matter.about,
        "label": matter.label,
        "count": matter.count,
        "due_at": matter.due_at.isoformat() if matter.due_at else None,
        "due_on": matter.due_on.isoformat() if matter.due_on else None,
        "late": late,
        "provisional": matter.provisional,
    }
