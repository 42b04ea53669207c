"""Step 10 through the real bot: sum up, power cut, archive; the dossier arrives in private."""

from dataclasses import replace
from datetime import timedelta

from inspection.tasks import Stage, TaskState
from inspection.visits import Visit, VisitState
from inspection.whistle import Whistle, WhistleState
from tests.chat import Chat


def all_done(chat: Chat) -> None:
    """Every stage whistled for, one subject visited, nothing left to publish."""
    with chat.stage.database.transaction() as ledger:
        task = ledger.tasks.find()[0]
        now = task.opened_at
        for stage in Stage:
            ledger.whistles.add(
                Whistle(
                    task_id=task.id,
                    stage=stage,
                    blown_by=task.opened_by,
                    blown_at=now,
                    due_at=now + timedelta(days=2),
                    state=WhistleState.CLOSED,
                )
            )
        subject = ledger.subjects.find(industry=task.industry)[0]
        ledger.visits.add(
            Visit(
                task_id=task.id,
                subject_id=subject.id,
                state=VisitState.FINISHED,
                opened_at=now,
                finished_at=now,
            )
        )


def test_task_is_summed_up_and_archived_across_a_power_cut(gathered: Chat) -> None:
    all_done(gathered)
    gathered.says(gathered.lead, "/zongjie")
    gathered.presses(gathered.lead, "生成总结")
    summary = gathered.sees("工作总结", "第 1 稿", "核对后")
    assert summary.document is not None
    gathered.says(gathered.lead, "/guidang", private=True)
    gathered.stage.restart()
    gathered.presses(gathered.lead, "确认归档", private=True)
    gathered.sees("已归档", "SHA-256", "留痕末值")
    dossier = gathered.reads(gathered.lead, "📦 案卷")
    assert dossier.document is not None
    assert dossier.document.name.endswith("-案卷.zip")
    with gathered.stage.database.reading() as ledger:
        assert ledger.tasks.find()[0].state is TaskState.ARCHIVED


def test_dossier_asked_for_again_is_the_one_that_was_archived(gathered: Chat) -> None:
    all_done(gathered)
    gathered.says(gathered.lead, "/zongjie")
    gathered.presses(gathered.lead, "生成总结")
    gathered.says(gathered.lead, "/guidang", private=True)
    gathered.presses(gathered.lead, "确认归档", private=True)
    first = gathered.reads(gathered.lead, "📦 案卷").document
    with gathered.stage.database.transaction() as ledger:
        person = ledger.people.find(name=gathered.lead)[0]
        home = ledger.departments.get(person.department_id)
        ledger.departments.save(replace(home, name="青禾县商务和投资促进局"))
    gathered.presses(gathered.lead, "案卷发到我的私聊", private=True)
    again = gathered.reads(gathered.lead, "📦 案卷").document
    assert first is not None
    assert again is not None
    assert again is not first
    assert again.content == first.content


def test_list_and_one_document_come_in_private(gathered: Chat) -> None:
    gathered.whistle()
    gathered.says(gathered.partners[0], "/wenshu")
    gathered.presses(gathered.partners[0], "私聊看全部")
    gathered.reads(gathered.partners[0], "方案制定", "工作方案")
    pressed = gathered.presses(gathered.partners[0], "工作方案", private=True)
    assert "私聊" in pressed.text
    assert gathered.reads(gathered.partners[0], "📄 工作方案").document is not None


def test_todo_in_the_group_whispers_the_list(gathered: Chat) -> None:
    gathered.whistle()
    name = gathered.partners[0]
    gathered.says(name, "/daiban")
    gathered.sees(name, "1 项", "私聊")
    gathered.reads(name, "响应：方案制定")
    gathered.presses(name, "1 ✅ 响应", private=True)
    gathered.sees("📋", "未响应（3）")
