"""随机抽取的账: what is kept of a draw (the algorithm itself is in `draw.py`)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from inspection.ids import UNSAVED, DepartmentId, DrawId, PersonId, SubjectId, TaskId


class DrawSource(StrEnum):
    """抽取来源: 本系统 SSJ-DRAW/1 或省级平台导入 (draw.md)."""

    LOCAL = "local"
    PLATFORM = "platform"


class DrawState(StrEnum):
    """抽取状态: 承诺、揭示、已抽取、作废."""

    INVITING = "inviting"
    COMMITTING = "committing"
    REVEALING = "revealing"
    DRAWN = "drawn"
    VOID = "void"


@dataclass(frozen=True, kw_only=True, slots=True)
class DrawRecord:
    """随机抽取: one numbered attempt; its inputs are frozen before any witness commits.

    `roster`, `excluded` and `params` are the exact texts of the evidence pack. `strata` maps a
    stratum of the roster file to its neutral public label (S1..).
    """

    id: DrawId = DrawId(UNSAVED)
    task_id: TaskId
    attempt: int
    source: DrawSource
    state: DrawState
    opened_by: PersonId
    frozen_at: datetime
    roster: str = ""
    excluded: str = ""
    params: str = ""
    params_sha256: str = ""
    strata: dict[str, str]
    beacon: str = ""
    seed: str = ""
    drawn_at: datetime | None = None
    void_reason: str = ""
    platform_number: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class DrawWitness:
    """见证人: one witness of one attempt; `secret` stays private until every commitment is posted.

    `secret` may be empty while the witness has sent a commitment only. `department_id` is the
    department for which the witness took the place; who leaves it leaves the place.
    """

    id: int = UNSAVED
    draw_id: DrawId
    label: str
    person_id: PersonId
    department_id: DepartmentId
    commit: str = ""
    secret: str = ""
    committed_at: datetime | None = None
    revealed_at: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class DrawnSubject:
    """抽中对象或递补对象: the place of one subject in the published order of its stratum."""

    id: int = UNSAVED
    draw_id: DrawId
    subject_id: SubjectId
    stratum: str
    rank: int
    ticket: str
    drawn: bool
