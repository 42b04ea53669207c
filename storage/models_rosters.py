"""Rows of the office and its rosters: 联席办、部门、人员、事项、检查对象."""

from datetime import date, datetime

from sqlalchemy.orm import Mapped, mapped_column

from inspection.items import ItemKind
from inspection.people import Role
from inspection.subjects import SubjectKind, SubjectState
from storage.columns import Chosen, Several
from storage.models_base import Row, points_to, telegram_number


class OfficeRow(Row):
    """联席会议办公室."""

    __tablename__ = "office"

    county: Mapped[str]
    code: Mapped[str]
    locality: Mapped[str]
    number_code: Mapped[str]
    defaults_adopted_at: Mapped[datetime | None]
    defaults_adopted_by: Mapped[int | None] = points_to("people")


class HolidayNoticeRow(Row):
    """放假通知."""

    __tablename__ = "holiday_notices"

    year: Mapped[int] = mapped_column(index=True)
    holidays: Mapped[tuple[date, ...]] = mapped_column(Several(date))
    shifted_working_days: Mapped[tuple[date, ...]] = mapped_column(Several(date))
    source: Mapped[str]


class DepartmentRow(Row):
    """部门: its name is unique."""

    __tablename__ = "departments"

    name: Mapped[str] = mapped_column(unique=True)
    short_name: Mapped[str]
    industry: Mapped[str]
    office: Mapped[bool]
    number_code: Mapped[str]


class PersonRow(Row):
    """人员: a chat account is bound to one person at most."""

    __tablename__ = "people"

    department_id: Mapped[int] = points_to("departments", index=True)
    name: Mapped[str]
    roles: Mapped[tuple[Role, ...]] = mapped_column(Several(Role))
    phone: Mapped[str]
    user_id: Mapped[int | None] = telegram_number(unique=True)
    active: Mapped[bool]


class InspectorRow(Row):
    """执法检查人员: one entry of the roster per person."""

    __tablename__ = "inspectors"

    person_id: Mapped[int] = points_to("people", unique=True)
    certificate_number: Mapped[str]
    certificate_expires: Mapped[date | None]
    expertise: Mapped[tuple[str, ...]] = mapped_column(Several(str))
    area: Mapped[str]
    post: Mapped[str]


class BindLinkRow(Row):
    """绑定链接: the hash of its token is unique."""

    __tablename__ = "bind_links"

    token_sha256: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[int] = points_to("people", index=True)
    issued_by: Mapped[int | None] = points_to("people")
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    used_by: Mapped[int | None] = telegram_number()


class InspectionItemRow(Row):
    """抽查事项: its list number is unique."""

    __tablename__ = "items"

    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    department_id: Mapped[int] = points_to("departments", index=True)
    industry: Mapped[str] = mapped_column(index=True)
    content: Mapped[str]
    basis: Mapped[str]
    method: Mapped[str]
    kind: Mapped[ItemKind] = mapped_column(Chosen(ItemKind))


class SubjectRow(Row):
    """检查对象: its code is unique."""

    __tablename__ = "subjects"

    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    kind: Mapped[SubjectKind] = mapped_column(Chosen(SubjectKind))
    industry: Mapped[str] = mapped_column(index=True)
    address: Mapped[str]
    area: Mapped[str]
    legal_representative: Mapped[str]
    phone: Mapped[str]
    risk_class: Mapped[str]
    state: Mapped[SubjectState] = mapped_column(Chosen(SubjectState))
    last_inspected: Mapped[date | None]
