"""权限: who may do what: one table of deed x role x relation to the task."""

from dataclasses import dataclass
from enum import StrEnum

from inspection.ids import DepartmentId
from inspection.people import Person, Role
from inspection.refusal import Refusal
from inspection.tasks import InspectionTask, require_open


class Deed(StrEnum):
    """行为: everything a person can ask the bot to do."""

    LOOK = "look"  # 查看、帮助、待办、文书
    BIND_PEOPLE = "bind_people"
    BIND_GROUP = "bind_group"
    OPEN_TASK = "open_task"
    WHISTLE = "whistle"
    CHECK_IN = "check_in"
    DRAW = "draw"
    WITNESS = "witness"
    VOID_DRAW = "void_draw"
    MATCH = "match"
    RECUSE = "recuse"
    ASK_REPLACEMENT = "ask_replacement"
    DECIDE_REPLACEMENT = "decide_replacement"
    INVITE_EXPERT = "invite_expert"
    VISIT = "visit"
    ENTER_FINDING = "enter_finding"
    PUBLISH = "publish"
    FOLLOW_UP = "follow_up"
    SUMMARISE = "summarise"
    ARCHIVE = "archive"
    OPERATE = "operate"  # 运行状态
    STATISTICS = "statistics"
    DECIDE_PUBLICATION = "decide_publication"
    APPROVE = "approve"  # 看有哪些待批
    SUBMIT_DOCUMENT = "submit_document"  # 送核、核稿、更正
    ISSUE_DOCUMENT = "issue_document"  # 签发、作废
    RETURN_DOCUMENT = "return_document"  # 退回、撤回
    DRAFT = "draft"  # 起草文书、补填事实
    OWN_TEMPLATE = "own_template"  # 单位自备的文书模板
    IMPORT = "import"  # 名录、清单、计划和放假安排
    PROPOSE_PLAN = "propose_plan"  # 计划申报、调整申请
    SETTLE_PLAN = "settle_plan"  # 计划汇总、合并、审定印发备案登记、调整审核


class Relation(StrEnum):
    """与任务的关系: which department the person must belong to."""

    NONE = "none"  # no task needed
    LEAD = "lead"  # 发起部门
    PARTNER = "partner"  # 参与部门
    TEAM = "team"  # 发起部门或参与部门
    TEAM_OR_OFFICE = "team_or_office"


@dataclass(frozen=True, kw_only=True, slots=True)
class Permission:
    """许可: the roles of which one is needed, and the relation to the task.

    `stand_in`: a borrowed inspector counts as one of the department they stand in for.
    """

    roles: frozenset[Role]
    relation: Relation
    stand_in: bool = False


_ALL = frozenset(Role)
_DESK = frozenset({Role.LIAISON, Role.HEAD})
_FIELD = frozenset({Role.INSPECTOR})

PERMISSIONS: dict[Deed, Permission] = {
    Deed.LOOK: Permission(roles=_ALL, relation=Relation.TEAM_OR_OFFICE, stand_in=True),
    Deed.BIND_PEOPLE: Permission(roles=frozenset({Role.OFFICE}), relation=Relation.NONE),
    Deed.BIND_GROUP: Permission(roles=_DESK | {Role.OFFICE}, relation=Relation.TEAM_OR_OFFICE),
    Deed.OPEN_TASK: Permission(roles=_DESK | {Role.OFFICE}, relation=Relation.NONE),
    Deed.WHISTLE: Permission(roles=_DESK, relation=Relation.LEAD),
    Deed.CHECK_IN: Permission(roles=_DESK, relation=Relation.PARTNER),
    Deed.DRAW: Permission(roles=_DESK, relation=Relation.LEAD),
    Deed.WITNESS: Permission(roles=_FIELD, relation=Relation.TEAM),
    Deed.VOID_DRAW: Permission(roles=frozenset({Role.HEAD}), relation=Relation.LEAD),
    Deed.MATCH: Permission(roles=_DESK, relation=Relation.LEAD),
    Deed.RECUSE: Permission(roles=_FIELD, relation=Relation.TEAM, stand_in=True),
    Deed.ASK_REPLACEMENT: Permission(
        roles=frozenset({Role.LIAISON, Role.INSPECTOR}), relation=Relation.TEAM, stand_in=True
    ),
    Deed.DECIDE_REPLACEMENT: Permission(roles=frozenset({Role.HEAD}), relation=Relation.TEAM),
    Deed.INVITE_EXPERT: Permission(roles=_DESK | _FIELD, relation=Relation.TEAM),
    Deed.VISIT: Permission(roles=_FIELD, relation=Relation.LEAD, stand_in=True),
    Deed.ENTER_FINDING: Permission(roles=_FIELD, relation=Relation.TEAM, stand_in=True),
    Deed.PUBLISH: Permission(
        roles=frozenset({Role.LIAISON, Role.INSPECTOR, Role.CLERK}), relation=Relation.TEAM
    ),
    Deed.FOLLOW_UP: Permission(
        roles=frozenset({Role.LIAISON, Role.INSPECTOR}), relation=Relation.TEAM
    ),
    Deed.SUMMARISE: Permission(roles=_DESK | {Role.CLERK}, relation=Relation.LEAD),
    Deed.SUBMIT_DOCUMENT: Permission(
        roles=frozenset({Role.LIAISON, Role.CLERK, Role.OFFICE}), relation=Relation.TEAM_OR_OFFICE
    ),
    Deed.ISSUE_DOCUMENT: Permission(
        roles=frozenset({Role.HEAD, Role.OFFICE}), relation=Relation.TEAM_OR_OFFICE
    ),
    Deed.RETURN_DOCUMENT: Permission(
        roles=_DESK | {Role.CLERK, Role.OFFICE}, relation=Relation.TEAM_OR_OFFICE
    ),
    Deed.OWN_TEMPLATE: Permission(roles=frozenset({Role.OFFICE}), relation=Relation.NONE),
    Deed.DRAFT: Permission(roles=_ALL, relation=Relation.TEAM_OR_OFFICE, stand_in=True),
    Deed.IMPORT: Permission(roles=frozenset({Role.OFFICE}), relation=Relation.NONE),
    Deed.PROPOSE_PLAN: Permission(roles=_DESK | {Role.OFFICE}, relation=Relation.NONE),
    Deed.SETTLE_PLAN: Permission(roles=frozenset({Role.OFFICE}), relation=Relation.NONE),
    Deed.ARCHIVE: Permission(roles=_DESK | {Role.CLERK}, relation=Relation.LEAD),
    Deed.OPERATE: Permission(roles=frozenset({Role.OFFICE}), relation=Relation.NONE),
    Deed.DECIDE_PUBLICATION: Permission(roles=frozenset({Role.HEAD}), relation=Relation.TEAM),
    Deed.APPROVE: Permission(roles=frozenset({Role.HEAD}), relation=Relation.NONE),
    Deed.STATISTICS: Permission(roles=frozenset({Role.OFFICE}), relation=Relation.NONE),
}


AFTER_ARCHIVE = frozenset({Deed.LOOK, Deed.ARCHIVE})
"""Of an archived task one may see everything and change nothing (忻州第二十五条)."""


def permit_role(actor: Person, deed: Deed) -> None:
    """Refuse when none of the person's roles allows the deed, or the person has left."""
    if not actor.active:
        raise Refusal("person_left", {"name": actor.name})
    needed = PERMISSIONS[deed].roles
    if needed.isdisjoint(actor.roles):
        raise Refusal("role_not_allowed", {"deed": deed.value, "needed": sorted(needed)})


def permit(
    actor: Person,
    deed: Deed,
    task: InspectionTask,
    stands_for: frozenset[DepartmentId] = frozenset(),
) -> None:
    """Refuse unless the person's role and department allow the deed in this task.

    `stands_for` are departments that borrowed the person (`standing_in.py` knows them).
    Refusals: `person_left`, `role_not_allowed`, `foreign_department`, `task_closed` for every deed
    but LOOK and ARCHIVE once the task is archived.
    """
    permit_role(actor, deed)
    permission = PERMISSIONS[deed]
    works_for = {actor.department_id} | (stands_for if permission.stand_in else frozenset())
    of_team = not works_for.isdisjoint(task.department_ids)
    allowed = {
        Relation.NONE: True,
        Relation.LEAD: task.lead_id in works_for,
        Relation.PARTNER: not works_for.isdisjoint(task.partner_ids),
        Relation.TEAM: of_team,
        Relation.TEAM_OR_OFFICE: of_team or Role.OFFICE in actor.roles,
    }[permission.relation]
    if not allowed:
        raise Refusal(
            "foreign_department",
            {
                "deed": deed.value,
                "task": task.name,
                "relation": permission.relation.value,
                "own_lead": actor.department_id == task.lead_id,
            },
        )
    if deed not in AFTER_ARCHIVE:
        require_open(task)


def permit_year(actor: Person, deed: Deed, issuer_id: DepartmentId | None, title: str) -> None:
    """Refuse unless the person may do this with a paper of the year, which belongs to no task.

    Who issues it stands in the place of the lead department: `issuer_id`, None for the office,
    whose people may also look at everything. Refusals: `person_left`, `role_not_allowed`,
    `foreign_year_paper`.
    """
    permit_role(actor, deed)
    office = Role.OFFICE in actor.roles
    issuing = office if issuer_id is None else actor.department_id == issuer_id
    allowed = {
        Relation.NONE: True,
        Relation.LEAD: issuing,
        Relation.PARTNER: False,
        Relation.TEAM: issuing,
        Relation.TEAM_OR_OFFICE: issuing or office,
    }[PERMISSIONS[deed].relation]
    if not allowed:
        raise Refusal("foreign_year_paper", {"deed": deed.value, "title": title})
