"""Scene 7: notice, the visit, one department after the other, item by item, and the signature."""

from dataclasses import dataclass

from app.rehearsal.play import Play
from app.rehearsal.scenes_start import check_in_all, whistle
from app.stage.stage import StageError
from inspection.ids import DepartmentId, SubjectId, VisitId
from inspection.visits import Visit

FACTS = {
    "成品油零售经营资格": "经营资格证明未在营业场所悬挂",
    "加油机计量": "2号加油机铅封编号与检定证书不一致",
    "危险化学品经营安全管理": "储罐区安全警示标志脱落，未及时补设",
    "油气回收设施运行": "油气回收系统检测记录缺1个月",
    "加油站消防安全": "灭火器压力不足3具，未及时更换",
}
"""What inspectors find, by item."""
SOMETHING = "现场与记录不符，详见照片"

STEPS = 40
"""More questions than one department can be asked about one subject."""


@dataclass(frozen=True, slots=True)
class Call:
    """One visit as the play needs it: subject, leader, inspectors by department."""

    visit: Visit
    subject: str
    leader: str
    inspectors: dict[DepartmentId, list[str]]


def visit_stage(play: Play) -> None:
    """实地检查环节: whistle and check-ins."""
    play.next_morning()
    whistle(play)
    check_in_all(play)


def visits(play: Play) -> None:
    """实地检查: every drawn subject; the bot dies in the middle of an entry on the second."""
    play.next_morning()
    for place, call in enumerate(_calls(play)):
        _prepare(play, call)
        for order, (department, names) in enumerate(call.inspectors.items()):
            crash = place == 1 and order == 1
            _enter(play, call, department, names[0], problem=order == place % 4, crash=crash)
        _confirm(play, call, refused=place == 2)
        if place % 2:
            play.next_morning()


def _calls(play: Play) -> list[Call]:
    with play.stage.database.reading() as ledger:
        task = play.cast.task(ledger)
        calls = []
        for visit in ledger.visits.find(task_id=task.id):
            team = ledger.assignments.find(
                task_id=task.id, subject_id=visit.subject_id, active=True
            )
            inspectors = {
                department: [
                    play.cast.name_of(ledger, each.person_id)
                    for each in team
                    if each.department_id == department
                ]
                for department in task.department_ids
            }
            leaders = [play.cast.name_of(ledger, each.person_id) for each in team if each.leader]
            # where the circular names no leader, the lead department's inspectors act together
            leader = (leaders or inspectors[task.lead_id])[0]
            subject = ledger.subjects.get(SubjectId(visit.subject_id)).name
            calls.append(Call(visit, subject, leader, inspectors))
        return calls


def _prepare(play: Play, call: Call) -> None:
    """组长: 提前告知、网络检查、开始检查."""
    leader = call.leader
    play.says(leader, "/luru", private=True)
    play.presses(leader, call.subject, private=True)
    play.presses(leader, "提前告知", private=True)
    play.presses(leader, "电话", private=True)
    play.presses(leader, "网络检查", private=True)
    play.says(leader, "公示系统：登记、许可、处罚信息与实际一致，已核实", private=True)
    play.presses(leader, "开始检查", private=True)


def _open_card(play: Play, name: str, subject: str) -> None:
    play.says(name, "/luru", private=True)
    play.presses(name, subject, private=True)


def _enter(
    play: Play, call: Call, department: DepartmentId, name: str, *, problem: bool, crash: bool
) -> None:
    """一个部门逐项录入, whatever the bot asks, until it offers 提交."""
    play.presses(name, "录入本部门", private=True)
    for step in range(STEPS):
        text = play.newest(name).text
        if play.offered(name, "提交"):
            play.presses(name, "✅ 提交", private=True)
            return
        _answer(play, name, text, problem=problem and step == 0)
        if crash and step == 0:
            play.crash(f"{call.subject}录入进行到一半")
            _go_on(play, name, call.subject)
    raise StageError(f"{name}录入没有结束：{play.newest(name).text}")


def _go_on(play: Play, name: str, subject: str) -> None:
    """After the crash: /jixu where a question was open, else the card again."""
    if _asked(play, name):
        play.says(name, "/jixu", private=True)
        return
    _open_card(play, name, subject)
    play.presses(name, "录入本部门", private=True)


def _asked(play: Play, name: str) -> bool:
    person = play.stage.person(name)
    with play.stage.database.reading() as ledger:
        return bool(ledger.prompts.find(person_id=person.id, closed_at=None))


def _answer(play: Play, name: str, text: str, *, problem: bool) -> None:
    if "结果是" in text:
        wanted = "ordered" if problem else "none"
        play.presses(name, _label(play, wanted), private=True)
    elif "发现了什么" in text:
        found = next((fact for item, fact in FACTS.items() if item in text), SOMETHING)
        play.says(name, found, private=True)
    elif "怎么处置" in text:
        play.presses(name, "责令限期改正", private=True)
    elif "📷" in text:
        if play.offered(name, "继续"):
            play.presses(name, "继续", private=True)
        else:
            play.stage.sends_photo(name, play.photo())
    else:
        raise StageError(f"不知道怎么回答：{text}")


def _label(play: Play, key: str) -> str:
    from app.profiles import load_profile

    codes = load_profile(play.stage.locality).effective_result_codes.value
    return next(code.label for code in codes if code.canonical == key)


def _confirm(play: Play, call: Call, *, refused: bool) -> None:
    """现场确认: 签字, or on one visit 拒签 with its reason."""
    _open_card(play, call.leader, call.subject)
    if not refused:
        play.presses(call.leader, "已签字", private=True)
        play.presses(call.leader, "确认结束检查", private=True)
        return
    play.presses(call.leader, "拒签", private=True)
    play.says(call.leader, "负责人称须请示上级公司，拒绝签字", private=True)
    if play.offered(call.leader, "有"):
        play.says(call.leader, "LX-2026-03", private=True)
    if not _finished(play, call.visit.id):
        play.presses(call.leader, "没有见证人", private=True)


def _finished(play: Play, visit_id: VisitId) -> bool:
    with play.stage.database.reading() as ledger:
        return ledger.visits.get(visit_id).finished_at is not None
