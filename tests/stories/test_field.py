"""Steps 7 to 9 through the real bot: check, restart in the middle, sign, publish, rectify."""

from base64 import b64decode
from datetime import timedelta

from inspection.people import Role
from inspection.tasks import Stage
from inspection.teams import Assignment
from inspection.visits import Visit, VisitState
from inspection.whistle import Whistle
from tests.chat import Chat

PHOTO = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="
)
"""A picture of one point."""


def matched(chat: Chat) -> tuple[str, dict[str, str]]:
    """One subject is matched to the team; the leader, and one inspector of each department."""
    with chat.stage.database.transaction() as ledger:
        task = ledger.tasks.find()[0]
        subject = ledger.subjects.find(industry=task.industry)[0]
        now = task.opened_at
        for stage in (Stage.SCHEME, Stage.DRAW, Stage.VISIT):
            ledger.whistles.add(
                Whistle(
                    task_id=task.id,
                    stage=stage,
                    blown_by=task.opened_by,
                    blown_at=now,
                    due_at=now + timedelta(days=2),
                )
            )
        ledger.visits.add(Visit(task_id=task.id, subject_id=subject.id))
        names: dict[str, str] = {}
        for department_id in task.department_ids:
            people = ledger.people.find(department_id=department_id, active=True)
            person = next(each for each in people if Role.INSPECTOR in each.roles)
            names[ledger.departments.get(department_id).short_name] = person.name
            ledger.assignments.add(
                Assignment(
                    task_id=task.id,
                    subject_id=subject.id,
                    department_id=department_id,
                    person_id=person.id,
                    round=1,
                    leader=department_id == task.lead_id,
                )
            )
    for name in names.values():
        if chat.person(name).user_id is None:
            chat.stage.bind(name)
    return next(iter(names.values())), names


def test_visit_goes_on_after_a_power_cut(gathered: Chat) -> None:
    leader, names = matched(gathered)
    stage = gathered.stage
    stage.says(leader, "/luru")
    stage.presses(leader, "▶️")
    stage.presses(leader, "提前告知")
    stage.presses(leader, "电话")
    gathered.reads(leader, "提前告知书")
    stage.presses(leader, "开始检查")
    gathered.sees("检查已开始")

    *clean, last = names.values()
    for name in clean:
        stage.presses(name, "录入本部门")
        while not any("提交" in b.text for m in _tail(gathered, name) for b in m):
            stage.presses(name, "未发现问题")
        stage.presses(name, "✅ 提交")

    stage.presses(last, "录入本部门")
    stage.presses(last, "责令")
    stage.restart()
    stage.says(last, "灭火器压力不足2具")
    stage.presses(last, "责令限期改正")
    stage.sends_photo(last, PHOTO)
    stage.presses(last, "继续")
    while not any("提交" in b.text for m in _tail(gathered, last) for b in m):
        stage.presses(last, "未发现问题")
    stage.presses(last, "✅ 提交")

    stage.presses(leader, "已签字")
    assert "不能再改" in gathered.reads(leader, "结束检查？").text
    stage.presses(leader, "确认结束检查")
    gathered.sees("检查结束", "发现问题 1 项")
    record = gathered.reads(leader, "情况记录表")
    assert record.document is not None
    with stage.database.reading() as ledger:
        assert ledger.visits.get(1).state is VisitState.FINISHED  # type: ignore[arg-type]
        assert len(ledger.evidence.find()) == 1

    stage.says(last, "/zhenggai")
    stage.presses(last, "1.")
    stage.presses(last, "下达责令改正")
    stage.says(last, "更换灭火器2具")
    stage.presses(last, "15 天")
    assert gathered.reads(last, "责令改正通知书").document is not None

    for name in names.values():
        stage.says(name, "/gongshi")
        if any("全部已录入" in b.text for m in _tail(gathered, name) for b in m):
            raise AssertionError("one subject needs no bulk button")
        subject = _tail(gathered, name)[0][0].text
        stage.presses(name, subject)
        stage.presses(name, "已录入平台")
        stage.presses(name, "☑️ 已公示")
        stage.presses(name, "确认已公示")
    table = gathered.sees("全部公示完毕")
    assert table.document is not None


def _tail(chat: Chat, name: str):  # type: ignore[no-untyped-def]
    """The rows of buttons of the newest message with buttons in a private chat."""
    messages = chat.stage.messages(chat.stage.private(name))
    return [m.buttons for m in messages if m.buttons][-1]
