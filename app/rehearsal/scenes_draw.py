"""Scenes 5 and 6: the draw before two witnesses, the match, an inspector replaced."""

import string

from app.profiles import load_profile
from app.rehearsal.play import Play
from app.rehearsal.scenes_start import check_in_all, whistle
from inspection.people import Role

SECRET_LENGTH = 20
_LETTERS = string.ascii_letters + string.digits


def draw_stage(play: Play) -> None:
    """随机抽取环节: whistle, check-ins, one inspector declares an interest."""
    whistle(play)
    check_in_all(play)
    declarer = play.cast.of(play.cast.entry.partner_ids[0], Role.INSPECTOR)[-1]
    with play.stage.database.reading() as ledger:
        subject = ledger.subjects.find(industry=play.cast.entry.industry)[0]
    play.says(declarer, f"/huibi {subject.name} 近亲属在该单位任职", private=True)


def draw(play: Play) -> None:
    """随机抽取: two witnesses of two departments; the bot dies between commitments."""
    play.says(play.cast.lead, "/chouqu")
    play.presses(play.cast.lead, "本系统抽取")
    one, two = (play.cast.of(each, Role.INSPECTOR)[0] for each in play.cast.entry.partner_ids[:2])
    play.presses(one, "我来见证")
    play.presses(two, "我来见证")
    play.says(one, _secret(play), private=True)
    play.crash("抽取进行到一半（第一位见证人已承诺）")
    play.says(two, _secret(play), private=True)
    play.presses(one, "公开", private=True)
    play.presses(two, "公开", private=True)
    play.must_see("抽取结果")


def _secret(play: Play) -> str:
    return "".join(play.dice.choice(_LETTERS) for _ in range(SECRET_LENGTH))


def match(play: Play) -> None:
    """匹配检查人员: two inspectors of each department for each subject."""
    play.says(play.cast.lead, "/pipei")
    if play.offered(play.cast.lead, "2 人", private=False):
        play.presses(play.cast.lead, "2 人")
    play.presses(play.cast.lead, "开始匹配")
    play.must_see("组长")


def replace(play: Play) -> None:
    """更换人员: asked by the liaison, decided by the head, by the locality's method."""
    department = play.cast.entry.partner_ids[0]
    liaison = play.cast.of(department, Role.LIAISON)[0]
    head = play.cast.of(department, Role.HEAD)[0]
    with play.stage.database.reading() as ledger:
        task = play.cast.task(ledger)
        matched = ledger.assignments.find(task_id=task.id, department_id=department, active=True)
        outgoing = play.cast.name_of(ledger, matched[0].person_id)
    play.says(liaison, "/huanren", private=True)
    play.presses(liaison, outgoing, private=True)
    rule = load_profile(play.stage.locality).match.replacement.value
    reasons = ("工作冲突", *(rule.reasons if rule else ()))
    offered = next((each for each in reasons if play.offered(liaison, each)), None)
    if offered:
        play.presses(liaison, offered, private=True)
    else:
        play.says(liaison, "工作冲突", private=True)
    play.presses(head, "✅ 同意", private=True)
    candidates = play.newest(head).buttons
    if candidates:
        play.presses(head, candidates[0][0].text, private=True)
    play.must_see("接替")
