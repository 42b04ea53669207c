"""Step 6 through the real bot: an expert is asked along, and a power cut loses nothing."""

from tests.chat import Chat
from tests.stories.test_field import matched

ADVISER = "郭测量"


def test_an_expert_is_asked_along_and_heard_across_a_power_cut(gathered: Chat) -> None:
    leader, names = matched(gathered)
    stage = gathered.stage
    inspector = list(names.values())[1]
    stage.says(leader, "/zhuanjia")
    stage.presses(leader, "邀请专家")
    assert "成品油检验" in gathered.reads(leader, "请哪位专家").text
    stage.presses(leader, ADVISER)
    gathered.sees(ADVISER, "不计入执法检查人员")
    stage.says(inspector, "/zhuanjia")
    stage.presses(inspector, f"记 {ADVISER} 的意见")
    stage.restart()
    stage.says(inspector, "加油机铅封完好，建议复核3号枪")
    gathered.reads(inspector, "已记下")
    with stage.database.reading() as ledger:
        (invitation,) = ledger.expert_invitations.find()
        assert invitation.advice == "加油机铅封完好，建议复核3号枪"
