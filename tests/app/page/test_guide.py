"""The guide names the next step and who may take it, from the plan to the match."""

from pathlib import Path

from app.page.county import County, Setting
from app.page.guide import guide

LEAD, PARTNERS = "槐知言", ("柳知言", "枫知言", "荷知言", "榆知言")


def test_the_guide_leads_from_the_plan_to_the_match(tmp_path: Path) -> None:
    county = County(tmp_path, Setting("xinyang"))
    stage, group = county.stage, county.group

    def steps() -> list[tuple[str, str]]:
        stage.settle()
        with county.backstage.look() as desk:
            hints = guide(desk, county.entry, group.id)
        return [(each["step"], stage.world.users[each["user"]].first_name) for each in hints]

    try:
        assert steps() == [("open_task", LEAD)]
        stage.says(LEAD, "/renwu", group)
        for label in ("QH-01", "开任务"):
            stage.presses(LEAD, label, group)
        for following in ("whistle", "draw"):
            stage.says(LEAD, "/chuishao", group)
            for label in ("3月4日", "确认发出"):
                stage.presses(LEAD, label, group)
            assert steps()[:4] == [("check_in", name) for name in PARTNERS]
            for name in PARTNERS:
                stage.says(name, "/baodao", group)
            assert steps() == [(following, LEAD)]
        stage.says(LEAD, "/chouqu", group)
        stage.presses(LEAD, "本系统抽取", group)
        while (witness := steps()[0])[0] == "witness":
            stage.presses(witness[1], "见证", group)
        while (witness := steps()[0])[0] == "commit":
            stage.presses(witness[1], "生成", stage.private(witness[1]))
        while (witness := steps()[0])[0] == "reveal":
            stage.presses(witness[1], "公开", stage.private(witness[1]))
        assert steps() == [("match", LEAD)]
    finally:
        county.close()
