"""What happens in a task of the test county, entered row by row without going through the verbs.

Each function takes the county of `builders.py` and enters one step; `carried_out` plays a whole
task of three subjects with two problems, one of them put right, one referred.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from inspection.archive import StoredFile
from inspection.desk import Desk
from inspection.draw import commit, draw_lots
from inspection.draws import DrawnSubject, DrawRecord, DrawSource, DrawState, DrawWitness
from inspection.findings import Finding
from inspection.followup import FollowUp, FollowUpKind, FollowUpState
from inspection.lots import excluded_text, freeze_roster, lots_of, quota_of
from inspection.pack_check import seed_from
from inspection.publication import EntryDuty
from inspection.tasks import Stage
from inspection.teams import Assignment
from inspection.visits import Confirmation, Evidence, Visit, VisitState
from inspection.whistle import CheckIn, CheckInAnswer, Whistle
from tests.builders import NOW, County

SECRETS = {"W1": "483920175536", "W2": "lanhua77qinghe2026"}
DRAWN_AT = NOW + timedelta(days=12, minutes=30)
VISITED_AT = NOW + timedelta(days=19)
ENTERED_AT = NOW + timedelta(days=29)

ORDERED = ("ordered", "一处收费项目未公示", "责令限期改正")
PENDING = ("pending", "进货单据与包装标识不一致", "移送有权部门处理")
CLEAN = ("none", "", "")


def blow(desk: Desk, county: County, *, stage: Stage = Stage.SCHEME, at: datetime = NOW) -> Whistle:
    """吹哨 by 林晓禾, due on the second working day at half past five."""
    return desk.ledger.whistles.add(
        Whistle(
            task_id=county.task.id,
            stage=stage,
            blown_by=county.people["林晓禾"].id,
            blown_at=at,
            due_at=at + timedelta(days=4, hours=8, minutes=30),
        )
    )


def answer(
    desk: Desk,
    county: County,
    whistle: Whistle,
    name: str,
    *,
    late: bool = False,
    said: CheckInAnswer = CheckInAnswer.AGREE,
    remark: str = "",
) -> CheckIn:
    """报到 by the named person for their department, an hour after the whistle or after its end."""
    person = county.people[name]
    hour = timedelta(hours=1)
    return desk.ledger.check_ins.add(
        CheckIn(
            whistle_id=whistle.id,
            department_id=person.department_id,
            person_id=person.id,
            at=(whistle.due_at if late else whistle.blown_at) + hour,
            on_time=not late,
            answer=said,
            remark=remark,
        )
    )


def open_draw(desk: Desk, county: County, *, attempt: int = 1) -> DrawRecord:
    """名录冻结: a local draw whose two witnesses have committed but not revealed."""
    frozen = freeze_roster(desk, county.task)
    params, digest = frozen.params(county.task, attempt)
    draw = desk.ledger.draws.add(
        DrawRecord(
            task_id=county.task.id,
            attempt=attempt,
            source=DrawSource.LOCAL,
            state=DrawState.REVEALING,
            opened_by=county.people["林晓禾"].id,
            frozen_at=DRAWN_AT,
            roster=frozen.roster.decode(),
            excluded=excluded_text(frozen.excluded),
            params=params,
            params_sha256=digest,
            strata=frozen.labels,
        )
    )
    for (label, secret), name in zip(SECRETS.items(), ("孙惠民", "何守正"), strict=True):
        desk.ledger.draw_witnesses.add(
            DrawWitness(
                draw_id=draw.id,
                label=label,
                person_id=county.people[name].id,
                department_id=county.people[name].department_id,
                commit=commit(digest, label, secret),
                secret=secret,
                committed_at=DRAWN_AT + timedelta(minutes=10),
            )
        )
    return draw


def finish_draw(desk: Desk, county: County, draw: DrawRecord) -> DrawRecord:
    """抽取: both reveal; the order is entered and visits are planned."""
    for witness in desk.ledger.draw_witnesses.find(draw_id=draw.id):
        desk.ledger.draw_witnesses.save(
            replace(witness, revealed_at=DRAWN_AT + timedelta(minutes=20))
        )
    seed = seed_from(draw.params_sha256, SECRETS, "")
    done = desk.ledger.draws.save(
        replace(draw, seed=seed, state=DrawState.DRAWN, drawn_at=DRAWN_AT + timedelta(minutes=35))
    )
    codes = {subject.code: subject.id for subject in county.subjects}
    for order in draw_lots(seed, lots_of(done), quota_of(done)):
        for lot in order.ranked:
            place = desk.ledger.drawn_subjects.add(
                DrawnSubject(
                    draw_id=done.id,
                    subject_id=codes[lot.id],
                    stratum=done.strata[order.stratum],
                    rank=lot.rank,
                    ticket=lot.ticket,
                    drawn=lot.rank <= order.quota,
                )
            )
            if place.drawn:
                desk.ledger.visits.add(Visit(task_id=county.task.id, subject_id=place.subject_id))
    return done


def match(desk: Desk, county: County) -> tuple[Assignment, ...]:
    """匹配: both inspectors of 民政局 and one of every other department go to every subject."""
    names = ("林晓禾", "赵青田", "钱满仓", "李安澜", "冯春望")
    assigned = tuple(
        desk.ledger.assignments.add(
            Assignment(
                task_id=county.task.id,
                subject_id=visit.subject_id,
                department_id=county.people[name].department_id,
                person_id=county.people[name].id,
                round=1,
                leader=name == "林晓禾",
            )
        )
        for visit in desk.ledger.visits.find(task_id=county.task.id)
        for name in names
    )
    desk.ledger.record(
        at=DRAWN_AT + timedelta(hours=1),
        actor_id=county.people["林晓禾"].id,
        task_id=county.task.id,
        verb="inspectors_matched",
        facts={},
    )
    return assigned


def visit_subject(
    desk: Desk,
    county: County,
    visit: Visit,
    results: dict[str, tuple[str, str, str]] | None = None,
    *,
    confirmation: Confirmation = Confirmation.SIGNED,
) -> Visit:
    """实地检查 of one subject: item name to result, note, disposal; the others are clean."""
    done = desk.ledger.visits.save(
        replace(
            visit,
            state=VisitState.FINISHED,
            notice_way="电话",
            opened_by=county.people["林晓禾"].id,
            opened_at=VISITED_AT,
            confirmation=confirmation,
            refusal_reason="" if confirmation is Confirmation.SIGNED else "负责人不在场",
            finished_at=VISITED_AT + timedelta(hours=2, minutes=40),
        )
    )
    for item in county.items:
        result, note, disposal = (results or {}).get(item.name, CLEAN)
        desk.ledger.findings.add(
            Finding(
                visit_id=done.id,
                item_id=item.id,
                department_id=item.department_id,
                result=result,
                note=note,
                disposal=disposal,
                entered_by=county.people["林晓禾"].id,
                entered_at=VISITED_AT,
                submitted_at=VISITED_AT,
            )
        )
    return done


def photograph(desk: Desk, county: County, visit: Visit, item_name: str) -> Evidence:
    """取证: one photograph of one item."""
    item = next(each for each in county.items if each.name == item_name)
    file = desk.ledger.files.add(
        StoredFile(name="照片.jpg", media_type="image/jpeg", sha256="0" * 64, content=b"photo")
    )
    return desk.ledger.evidence.add(
        Evidence(
            visit_id=visit.id,
            item_id=item.id,
            department_id=item.department_id,
            file_id=file.id,
            added_by=county.people["林晓禾"].id,
            added_at=VISITED_AT,
        )
    )


def enter_results(desk: Desk, county: County, visit: Visit, *, late: str = "") -> None:
    """录入与公示 by every department, the one named `late` after its last day."""
    for short, department in county.departments.items():
        if department.id not in county.task.department_ids:
            continue
        due = (VISITED_AT + timedelta(days=28)).date()
        entered = ENTERED_AT + timedelta(days=20 if short == late else 0)
        desk.ledger.entry_duties.add(
            EntryDuty(
                visit_id=visit.id,
                department_id=department.id,
                due_on=due,
                provisional=False,
                entered_at=entered,
                published_at=entered,
            )
        )


def follow_up(
    desk: Desk,
    county: County,
    finding: Finding,
    kind: FollowUpKind,
    *,
    state: FollowUpState = FollowUpState.OPEN,
    receiver: str = "",
    demand: str = "",
    days: int | None = 10,
) -> FollowUp:
    """后续处理 opened on the day of the visit, due after `days`."""
    return desk.ledger.follow_ups.add(
        FollowUp(
            task_id=county.task.id,
            finding_id=finding.id,
            kind=kind,
            state=state,
            due_on=None if days is None else (VISITED_AT + timedelta(days=days)).date(),
            demand=demand,
            receiver=receiver,
            opened_by=county.people["林晓禾"].id,
            opened_at=VISITED_AT,
        )
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Story:
    """一次抽查: what `carried_out` entered and tests ask about."""

    draw: DrawRecord
    whistles: dict[Stage, Whistle]
    visits: tuple[Visit, ...]
    rectified: FollowUp
    referred: FollowUp


def carried_out(desk: Desk, county: County) -> Story:
    """The whole task: four whistles (one late, one missing answer), a draw, three visits."""
    whistles = {stage: blow(desk, county, stage=stage) for stage in Stage}
    for stage, whistle in whistles.items():
        answer(desk, county, whistle, "钱满仓", late=stage is Stage.DRAW)
        answer(desk, county, whistle, "李安澜")
        if stage is not Stage.PUBLISH:
            answer(desk, county, whistle, "冯春望")
    draw = finish_draw(desk, county, open_draw(desk, county))
    match(desk, county)
    first, *rest = desk.ledger.visits.find(task_id=county.task.id)
    results = {"运营资质和收费公示": ORDERED, "食堂食品安全": PENDING}
    visits = (
        visit_subject(desk, county, first, results),
        *(visit_subject(desk, county, each) for each in rest),
    )
    for visit in visits:
        enter_results(desk, county, visit, late="卫生健康委")
    ordered, pending = (
        next(each for each in desk.ledger.findings.find(visit_id=first.id, result=result))
        for result in ("ordered", "pending")
    )
    return Story(
        draw=draw,
        whistles=whistles,
        visits=visits,
        rectified=follow_up(
            desk,
            county,
            ordered,
            FollowUpKind.RECTIFY,
            state=FollowUpState.DONE,
            demand="公示全部收费项目和标准。",
        ),
        referred=follow_up(
            desk, county, pending, FollowUpKind.REFER, receiver="青禾县公安局", days=None
        ),
    )
