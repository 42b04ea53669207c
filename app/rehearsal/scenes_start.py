"""Scenes 1-4: people are bound, the task is opened, the whistle blown, the scheme confirmed."""

from app.rehearsal.play import Play


def bind_people(play: Play) -> None:
    """绑定: the office by the operator's link, which adopts the defaults; the lead, the rest."""
    office, lead = play.cast.office, play.cast.lead
    play.stage.bind(office)
    play.says(office, "/moren", private=True)
    play.presses(office, "采用", private=True)
    play.says(office, "/bangding", private=True)
    play.presses(office, play.cast.department_name(play.cast.entry.lead_id), private=True)
    play.presses(office, lead, private=True)
    play.stage.follow_link(lead, play.stage.last(play.stage.private(office)))
    rest = [name for name in play.cast.everybody() if name not in (office, lead)]
    with play.transcript.muted(f"其余 {len(rest)} 人照此点开本人的一次性链接，绑定账号"):
        for name in rest:
            play.stage.bind(name)


def open_task(play: Play) -> None:
    """任务: the team meets in its group, and the lead department opens the task."""
    liaisons = [play.cast.lead, *play.cast.partners]
    members = [name for name in play.cast.everybody() if name not in liaisons]
    play.meet(f"{play.cast.entry.name}工作群", [*liaisons, *members])
    play.says(play.cast.lead, "/renwu")
    play.presses(play.cast.lead, "加油站")
    play.presses(play.cast.lead, "开任务")
    if play.offered(play.cast.lead, "都不属于", private=False):
        play.presses(play.cast.lead, "都不属于")


def whistle(play: Play) -> None:
    """吹哨: time, preview, confirm."""
    play.says(play.cast.lead, "/chuishao")
    play.presses(play.cast.lead, "2 个工作日")
    play.presses(play.cast.lead, "确认发出")


def make_scheme(play: Play) -> None:
    """方案制定: one department objects, one is late, one is not of the team."""
    first, second, third, late = play.cast.partners[:4]
    play.presses(first, "同意方案")
    play.presses(first, "同意方案")  # a second press is one check-in
    play.presses(second, "有意见")
    play.answers(second, "建议北岭片区的检查错开月初盘点")
    play.presses(third, "同意方案")
    play.presses(play.cast.lead, "答复处理意见", private=True)
    play.says(play.cast.lead, "采纳：北岭片区安排在当月中旬以后检查", private=True)
    play.next_morning(3)
    play.must_see("转督办")
    play.presses(late, "✅")
    play.must_see("全部")


def check_in_all(play: Play) -> None:
    """报到: every participating department presses its button, one by command."""
    first, *others = play.cast.partners
    play.says(first, "/baodao")
    for name in others:
        play.presses(name, "✅")
