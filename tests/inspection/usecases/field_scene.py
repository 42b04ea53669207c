"""A scene: the visit stage is whistled for and two subjects are matched to the team."""

from collections.abc import Callable
from datetime import timedelta

from inspection.desk import Desk
from inspection.subjects import SubjectKind
from inspection.tasks import Stage
from inspection.teams import Assignment
from inspection.visits import Visit
from inspection.whistle import Whistle
from tests.small_chat import SmallChat

LEADER, DEPUTY = "林晓禾", "赵青田"
FOOD, GAUGE = "钱满仓", "孙惠民"
FIRE, HEALTH = "李安澜", "冯春望"
HOME, CARE = "青禾县松鹤养老院", "青禾县暖阳康养服务有限公司"
TEAM = (LEADER, DEPUTY, FOOD, GAUGE, FIRE, HEALTH)


def set_scene(chat: SmallChat, *, subjects: int = 1, whistled: bool = True) -> list[Visit]:
    """Visits PLANNED, six officers each, 林晓禾 leads."""

    def act(desk: Desk) -> list[Visit]:
        task, people = chat.county.task, chat.county.people
        if whistled:
            for stage in (Stage.SCHEME, Stage.DRAW, Stage.VISIT):
                desk.ledger.whistles.add(
                    Whistle(
                        task_id=task.id,
                        stage=stage,
                        blown_by=people[LEADER].id,
                        blown_at=desk.now - timedelta(hours=2),
                        due_at=desk.now + timedelta(days=1),
                    )
                )
        visits = []
        for subject in chat.county.subjects[:subjects]:
            visits.append(desk.ledger.visits.add(Visit(task_id=task.id, subject_id=subject.id)))
            for name in TEAM:
                desk.ledger.assignments.add(
                    Assignment(
                        task_id=task.id,
                        subject_id=subject.id,
                        department_id=people[name].department_id,
                        person_id=people[name].id,
                        round=1,
                        leader=name == LEADER,
                    )
                )
        return visits

    visits: list[Visit] = chat.write(act)
    return visits


def start(chat: SmallChat, subject: str = HOME) -> None:
    """The leader does what the locality wants before, and starts."""
    chat.says(LEADER, "/luru")
    chat.presses(LEADER, subject)
    chat.presses(LEADER, "提前告知")
    chat.presses(LEADER, "电话")
    chat.presses(LEADER, "网络检查")
    chat.says(LEADER, "已核对登记信息，一致")
    refused = chat.presses(LEADER, "开始检查")
    assert not refused, refused


def enter_clean(chat: SmallChat, name: str) -> None:
    """Everything of the department is 未发现问题, and handed in."""
    chat.presses(name, "录入本部门")
    while "提交" not in " ".join(chat.labels(name)):
        refused = chat.presses(name, "未发现问题")
        assert not refused, refused
    refused = chat.presses(name, "✅ 提交")
    assert not refused, refused


def enter_problem(chat: SmallChat, name: str, note: str = "灭火器压力不足2具") -> None:
    """The department's first item is a problem to be put right by a date; nothing handed in."""
    chat.presses(name, "录入本部门")
    chat.presses(name, "责令")
    chat.says(name, note)
    chat.presses(name, "责令限期改正")
    chat.sends(name, b"photo")
    chat.presses(name, "继续")


def finish_all(chat: SmallChat, subject: str = HOME) -> None:
    """One whole visit: a problem of the fire brigade, everything else clean, signed."""
    start(chat, subject)
    for name in (LEADER, FOOD, HEALTH):
        enter_clean(chat, name)
    enter_problem(chat, FIRE)
    chat.presses(FIRE, "✅ 提交")
    chat.presses(LEADER, "已签字")
    chat.presses(LEADER, "确认结束检查")


def as_non_market(chat: SmallChat) -> None:
    """The first subject is no market entity."""
    from dataclasses import replace

    chat.write(
        lambda desk: desk.ledger.subjects.save(
            replace(
                desk.ledger.subjects.get(chat.county.subjects[0].id), kind=SubjectKind.NON_MARKET
            )
        )
    )


def opened(open_chat: Callable[..., SmallChat], locality: str = "xinyang") -> SmallChat:
    """A chat in which the first subject's visit is open."""
    chat = open_chat(locality)
    set_scene(chat)
    start(chat)
    return chat
