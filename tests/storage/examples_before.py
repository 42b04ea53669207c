"""Examples of the rosters, the task, the whistle and the draw."""

from typing import Any

from inspection.departments import Department
from inspection.draws import DrawnSubject, DrawRecord, DrawSource, DrawState, DrawWitness
from inspection.experts import Expert, ExpertInvitation, ExpertKind
from inspection.items import InspectionItem, ItemKind
from inspection.office import HolidayNotice, Office
from inspection.people import BindLink, Inspector, Person, Role
from inspection.plans import PlanEntry
from inspection.subjects import Subject, SubjectKind, SubjectState
from inspection.tasks import InspectionTask, Stage, TaskState
from inspection.teams import Assignment, Recusal, Replacement, ReplacementState
from inspection.whistle import CheckIn, CheckInAnswer, Whistle, WhistleState
from tests.storage.example_values import ACCOUNT, AT, DAY, GROUP, LAST_DAY, LATER

PLANNED: dict[str, Any] = {
    "name": "学校食堂联合抽查",
    "industry": "餐饮",
    "lead_id": 1,
    "starts_on": DAY,
    "ends_on": LAST_DAY,
}
ITEM: dict[str, Any] = {
    "name": "食品安全检查",
    "department_id": 1,
    "industry": "餐饮",
    "content": "进货查验记录",
    "basis": "《食品安全法》",
    "method": "现场检查",
}

BEFORE_THE_VISIT: list[tuple[str, Any, Any]] = [
    (
        "holiday_notices",
        HolidayNotice(
            year=2026, holidays=(DAY, LAST_DAY), shifted_working_days=(DAY,), source="国办发明电"
        ),
        HolidayNotice(year=2027, holidays=(), shifted_working_days=(), source=""),
    ),
    (
        "departments",
        Department(
            name="青禾县市场监管局",
            short_name="市监局",
            industry="市场",
            office=True,
            number_code="青市监",
        ),
        Department(name="青禾县教育局", short_name="教育局"),
    ),
    (
        "people",
        Person(
            department_id=1,
            name="甲一",
            roles=(Role.OFFICE, Role.LIAISON),
            phone="000-0000001",
            user_id=ACCOUNT,
            active=False,
        ),
        Person(department_id=2, name="乙一", roles=()),
    ),
    (
        "office",
        Office(
            county="青禾县",
            code="QH",
            locality="xinyang",
            number_code="青双办",
            defaults_adopted_at=AT,
            defaults_adopted_by=1,
        ),
        Office(county="青禾县", code="QH", locality="xinhua"),
    ),
    (
        "inspectors",
        Inspector(
            person_id=1,
            certificate_number="QH-0001",
            certificate_expires=LAST_DAY,
            expertise=("食品", "特种设备"),
            area="城关镇",
            post="市场监管科",
        ),
        Inspector(person_id=2, certificate_number="QH-0002"),
    ),
    (
        "bind_links",
        BindLink(
            token_sha256="a" * 64,
            person_id=1,
            issued_by=1,
            expires_at=AT,
            used_at=LATER,
            used_by=ACCOUNT,
        ),
        BindLink(token_sha256="b" * 64, person_id=2, issued_by=None, expires_at=AT),
    ),
    (
        "items",
        InspectionItem(code="1-1", kind=ItemKind.KEY, **ITEM),
        InspectionItem(code="1-2", **ITEM),
    ),
    (
        "subjects",
        Subject(
            code="92QH00000000000001",
            name="青禾一小食堂",
            kind=SubjectKind.NON_MARKET,
            industry="餐饮",
            address="一号街",
            area="城关镇",
            legal_representative="丙一",
            phone="000-0000002",
            risk_class="B",
            state=SubjectState.MOVED_OUT,
            last_inspected=DAY,
        ),
        Subject(
            code="92QH00000000000002", name="青禾饭店", kind=SubjectKind.PROFIT, industry="餐饮"
        ),
    ),
    (
        "plan_entries",
        PlanEntry(
            year=2026,
            number="1",
            partner_ids=(2, 1),
            item_ids=(2, 1),
            rates={"A": 100, "": 1000},
            count=2,
            at_least=True,
            per_year=2,
            scope="全县学校食堂",
            checker="县级",
            cancelled=True,
            **PLANNED,
        ),
        PlanEntry(year=2026, number="2", partner_ids=(), item_ids=(), rates={}, **PLANNED),
    ),
    (
        "tasks",
        InspectionTask(
            number="QH2026-001",
            plan_entry_id=1,
            year=2026,
            partner_ids=(2,),
            item_ids=(1, 2),
            rates={"": 500},
            opened_by=1,
            opened_at=AT,
            chat_id=GROUP,
            state=TaskState.ARCHIVED,
            officers=2,
            platform_number="P-1",
            archived_at=LATER,
            count=2,
            at_least=True,
            **PLANNED,
        ),
        InspectionTask(
            number="QH2026-002",
            plan_entry_id=1,
            year=2026,
            partner_ids=(),
            item_ids=(),
            rates={},
            opened_by=1,
            opened_at=AT,
            **PLANNED,
        ),
    ),
    (
        "whistles",
        Whistle(
            task_id=1,
            stage=Stage.PUBLISH,
            blown_by=1,
            blown_at=AT,
            due_at=LATER,
            remark="请带执法证",
            state=WhistleState.CLOSED,
            closed_at=LATER,
        ),
        Whistle(task_id=1, stage=Stage.SCHEME, blown_by=1, blown_at=AT, due_at=LATER),
    ),
    (
        "check_ins",
        CheckIn(
            whistle_id=1,
            department_id=1,
            person_id=1,
            at=AT,
            on_time=True,
            answer=CheckInAnswer.OBJECT,
            remark="日期冲突",
            reply="已改期",
        ),
        CheckIn(whistle_id=1, department_id=2, person_id=2, at=AT, on_time=False),
    ),
    (
        "draws",
        DrawRecord(
            task_id=1,
            attempt=1,
            source=DrawSource.PLATFORM,
            state=DrawState.VOID,
            opened_by=1,
            frozen_at=AT,
            roster="一\n二\n",
            excluded="三\n",
            params="p",
            params_sha256="c" * 64,
            strata={"B/餐饮": "S1"},
            beacon="d",
            seed="e",
            drawn_at=LATER,
            void_reason="人数不足",
            platform_number="P-2",
        ),
        DrawRecord(
            task_id=1,
            attempt=2,
            source=DrawSource.LOCAL,
            state=DrawState.INVITING,
            opened_by=1,
            frozen_at=AT,
            strata={},
        ),
    ),
    (
        "draw_witnesses",
        DrawWitness(
            draw_id=1,
            label="甲",
            person_id=1,
            department_id=1,
            commit="f",
            secret="g",
            committed_at=AT,
            revealed_at=LATER,
        ),
        DrawWitness(draw_id=1, label="乙", person_id=2, department_id=2),
    ),
    (
        "drawn_subjects",
        DrawnSubject(draw_id=1, subject_id=1, stratum="S1", rank=1, ticket="h", drawn=True),
        DrawnSubject(draw_id=1, subject_id=2, stratum="S1", rank=2, ticket="i", drawn=False),
    ),
    (
        "assignments",
        Assignment(
            task_id=1,
            subject_id=1,
            department_id=1,
            person_id=1,
            round=1,
            leader=True,
            active=False,
            lent_by=2,
        ),
        Assignment(task_id=1, subject_id=1, department_id=2, person_id=2, round=2, leader=False),
    ),
    (
        "recusals",
        Recusal(task_id=1, person_id=1, subject_id=1, reason="亲属", declared_at=AT),
        Recusal(task_id=1, person_id=2, subject_id=1, reason="", declared_at=AT),
    ),
    (
        "replacements",
        Replacement(
            task_id=1,
            department_id=1,
            outgoing_id=1,
            incoming_id=2,
            reason="病假",
            asked_by=1,
            asked_at=AT,
            state=ReplacementState.APPROVED,
            decided_by=2,
            decided_at=LATER,
        ),
        Replacement(task_id=1, department_id=1, outgoing_id=1, reason="", asked_by=1, asked_at=AT),
    ),
    (
        "experts",
        Expert(
            department_id=1,
            name="林学文",
            kind=ExpertKind.TESTING,
            organisation="检验中心",
            expertise=("计量", "油品"),
            phone="000-0000009",
            appointed_until=LAST_DAY,
            active=False,
        ),
        Expert(department_id=1, name="林学文", kind=ExpertKind.EXPERT),
    ),
    (
        "expert_invitations",
        ExpertInvitation(
            task_id=1,
            subject_id=1,
            expert_id=1,
            invited_by=1,
            invited_at=AT,
            advice="加油机铅封完好",
            advised_at=LATER,
            withdrawn_at=LATER,
        ),
        ExpertInvitation(task_id=1, subject_id=1, expert_id=1, invited_by=1, invited_at=AT),
    ),
]
