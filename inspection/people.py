"""人员: who takes part, in which role, and how a chat account is bound to a person."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from inspection.ids import UNSAVED, DepartmentId, PersonId, UserId


class Role(StrEnum):
    """角色: what a person may do; one person may hold several."""

    OFFICE = "office"  # 联席办
    LIAISON = "liaison"  # 部门联络员
    HEAD = "head"  # 部门负责人
    INSPECTOR = "inspector"  # 检查人员
    CLERK = "clerk"  # 文书


ROLE_NAMES = {
    "联席办": Role.OFFICE,
    "部门联络员": Role.LIAISON,
    "部门负责人": Role.HEAD,
    "检查人员": Role.INSPECTOR,
    "文书": Role.CLERK,
}
"""角色名称: the words of the workbook and the chat, in the order they are shown."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """人员: one person of one department; `user_id` is set once the chat account is bound.

    `phone` is personal and never leaves private chats and internal documents (信阳第二十七条).
    """

    id: PersonId = PersonId(UNSAVED)
    department_id: DepartmentId
    name: str
    roles: tuple[Role, ...]
    phone: str = ""
    user_id: UserId | None = None
    active: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Inspector:
    """执法检查人员: what the inspector roster (人员名录库) adds to a person.

    Source: 信阳第十六条, 忻州第十条 (执法资质、业务专长、部门岗位).
    `certificate_number` is personal.
    """

    id: int = UNSAVED
    person_id: PersonId
    certificate_number: str
    certificate_expires: date | None = None
    expertise: tuple[str, ...] = ()
    area: str = ""
    post: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class BindLink:
    """绑定链接: a one-time link that binds one chat account to one expected person.

    Only the SHA-256 of the token is kept. Links expire and are used once.
    """

    id: int = UNSAVED
    token_sha256: str
    person_id: PersonId
    issued_by: PersonId | None
    expires_at: datetime
    used_at: datetime | None = None
    used_by: UserId | None = None
