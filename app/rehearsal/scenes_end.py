"""Scenes 8-10: entry and publication, what follows, summary and archive."""

from app.rehearsal.play import Play
from app.rehearsal.scenes_start import check_in_all, whistle
from app.stage.stage import StageError
from inspection.ids import DepartmentId
from inspection.people import Role


def publish_stage(play: Play) -> None:
    """公示处理环节: whistle and check-ins."""
    play.next_morning()
    whistle(play)
    check_in_all(play)


def publish(play: Play) -> None:
    """录入与公示: most departments in time, the last one after its reminders."""
    *prompt, last = play.cast.departments
    play.next_morning()
    for department in prompt:
        _publish(play, department)
    with play.stage.database.reading() as ledger:
        duties = ledger.entry_duties.find(department_id=last)
    latest = max(duty.due_on for duty in duties)
    while play.stage.clock.now().date() <= latest:
        play.next_morning(5)
    _publish(play, last)


def _publish(play: Play, department: DepartmentId) -> None:
    name = play.cast.of(department, Role.CLERK)[0]
    play.says(name, "/gongshi", private=True)
    play.presses(name, "全部已录入", private=True)
    play.presses(name, "确认", private=True)
    with play.stage.database.reading() as ledger:
        task = play.cast.task(ledger)
        visits = {each.id: each.subject_id for each in ledger.visits.find(task_id=task.id)}
        subjects = [
            ledger.subjects.get(visits[duty.visit_id]).name
            for duty in ledger.entry_duties.find(department_id=department)
        ]
    for subject in subjects:
        play.presses(name, subject, private=True)
        play.presses(name, "已公示", private=True)
        if play.offered(name, "确认已公示"):
            play.presses(name, "确认已公示", private=True)


def summarise(play: Play) -> None:
    """总结: progress, summary."""
    play.next_morning()
    play.says(play.cast.lead, "/jindu")
    play.says(play.cast.lead, "/zongjie")
    play.presses(play.cast.lead, "生成总结")


def archive(play: Play) -> None:
    """归档: preview, confirm, the dossier."""
    play.says(play.cast.lead, "/daiban", private=True)
    play.says(play.cast.lead, "/wenshu", private=True)
    play.says(play.cast.lead, "/guidang", private=True)
    play.presses(play.cast.lead, "确认归档", private=True)
    if play.task.archived_at is None:
        raise StageError("任务没有归档")
