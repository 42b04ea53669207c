"""Steps 2-4: the task is opened, the whistle blown, the departments check in."""

from inspection.whistle import WhistleState
from tests.chat import Chat


def test_whistle_is_previewed_before_it_is_blown(gathered: Chat) -> None:
    gathered.says(gathered.lead, "/chuishao")
    gathered.presses(gathered.lead, "2 个工作日")
    preview = gathered.sees("请核对", "3月4日（周三）17:30", "第十八条")
    assert not any("时限 3月4日" in text for text in gathered.seen())
    gathered.presses(gathered.lead, "确认发出")
    notice = gathered.sees("📣", "请 市监、应急、生态环境、消防")
    assert notice.document is not None
    assert notice.document.name.endswith(".docx")
    assert preview.id < notice.id


def test_cancelled_whistle_leaves_nothing(gathered: Chat) -> None:
    gathered.says(gathered.lead, "/chuishao")
    gathered.presses(gathered.lead, "取消")
    with gathered.stage.database.reading() as ledger:
        assert ledger.whistles.find() == ()
    assert "没有改动" in gathered.newest().text


def test_second_press_is_one_check_in(gathered: Chat) -> None:
    gathered.whistle()
    first = gathered.presses(gathered.partners[0], "同意方案")
    second = gathered.presses(gathered.partners[0], "同意方案")
    assert "09:00" in first.text
    assert not first.alert
    assert "不用重复" in second.text
    assert second.alert
    with gathered.stage.database.reading() as ledger:
        assert len(ledger.check_ins.find()) == 1


def test_foreign_department_gets_a_pop_up(gathered: Chat) -> None:
    from inspection.people import Role

    with gathered.stage.database.reading() as ledger:
        foreign = next(
            d
            for d in ledger.departments.find()
            if d.id not in gathered.entry.partner_ids and d.id != gathered.entry.lead_id
        )
    name = gathered.one(foreign.id, Role.LIAISON)
    gathered.stage.bind(name)
    gathered.stage.server.call(gathered.stage.world.join, gathered.stage.user(name), gathered.group)
    gathered.whistle()
    answer = gathered.presses(name, "同意方案")
    assert answer.alert
    assert "不在" in answer.text


def test_board_names_the_missing_first_and_is_one_message(gathered: Chat) -> None:
    gathered.whistle()
    board = gathered.sees("📋", "未响应（4）")
    gathered.presses(gathered.partners[1], "同意方案")
    after = gathered.sees("📋", "未响应（3）")
    assert after.id == board.id
    assert after.text.index("未响应") < after.text.index("已响应（1）")
    assert "还剩" in after.text


def test_late_check_in_is_marked_after_the_escalation(gathered: Chat) -> None:
    gathered.whistle()
    gathered.waits(days=3)
    gathered.sees("逾期未响应，转督办", "依据")
    answer = gathered.presses(gathered.partners[0], "响应")
    assert "逾期" in answer.text
    gathered.sees("📋", "（逾期）")


def test_reminders_come_once_each_and_stop_when_all_are_in(gathered: Chat) -> None:
    gathered.whistle()
    gathered.waits(days=1, hours=8)
    reminders = [text for text in gathered.seen() if text.startswith("⏰")]
    assert len(reminders) == 1
    gathered.all_check_in()
    gathered.sees("4 个部门全部响应")
    gathered.waits(days=5)
    assert [text for text in gathered.seen() if text.startswith("⏰")] == reminders
    assert not any("转督办" in text for text in gathered.seen())
    with gathered.stage.database.reading() as ledger:
        assert ledger.whistles.find()[0].state is WhistleState.CLOSED


def test_objection_revises_the_scheme(gathered: Chat) -> None:
    gathered.whistle()
    partner = gathered.partners[2]
    gathered.presses(partner, "有意见")
    gathered.answers(partner, "油气回收检查需增加便携检测仪")
    gathered.sees("📋", "意见：油气回收检查需增加便携检测仪")
    gathered.presses(gathered.lead, "答复处理意见", private=True)
    gathered.says(gathered.lead, "采纳，由生态环境部门自带检测仪", private=True)
    gathered.sees("第 2 稿")
    gathered.sees("📋", "处理：采纳，由生态环境部门自带检测仪")


def test_objection_is_asked_of_one_person_only(gathered: Chat) -> None:
    gathered.whistle()
    gathered.presses(gathered.partners[2], "有意见")
    gathered.answers(gathered.partners[0], "我替他说")
    gathered.sees("问的是另一位同志")
    with gathered.stage.database.reading() as ledger:
        assert ledger.check_ins.find() == ()


def test_question_in_the_group_mentions_whom_it_asks(gathered: Chat) -> None:
    gathered.whistle()
    partner = gathered.partners[2]
    gathered.presses(partner, "有意见")
    question = gathered.newest()
    assert question.force_reply
    mentioned = [each["user"]["id"] for each in question.entities if each["type"] == "text_mention"]
    assert mentioned == [gathered.stage.user(partner).id]


def test_photo_where_text_is_asked_is_refused_and_the_question_stays(gathered: Chat) -> None:
    gathered.whistle()
    gathered.presses(gathered.partners[2], "有意见")
    question = gathered.newest()
    stage = gathered.stage
    stage.server.call(
        stage.world.send_photo,
        stage.user(gathered.partners[2]),
        gathered.group,
        PIXEL,
        "",
        question.id,
    )
    stage.rest()
    gathered.sees("这里要的是文字")
    stage.says(gathered.partners[2], "写成文字了", gathered.group, reply_to=question.id)
    gathered.sees("📋", "意见：写成文字了")


def test_stages_are_whistled_in_order(gathered: Chat) -> None:
    gathered.whistle()
    gathered.all_check_in()
    gathered.whistle()
    gathered.says(gathered.lead, "/chuishao")
    gathered.sees("还不能进入“实地检查”", "/chouqu")


def test_partner_cannot_whistle(gathered: Chat) -> None:
    gathered.says(gathered.partners[0], "/chuishao")
    gathered.sees("由“加油站部门联合抽查”的发起部门办理")


def test_withdrawn_whistle_is_silent_and_its_stage_is_whistled_again(gathered: Chat) -> None:
    gathered.whistle()
    gathered.presses(gathered.partners[0], "同意方案")
    gathered.presses(gathered.lead, "撤回")
    gathered.sees("撤回方案制定的吹哨？", "已响应 1 个部门")
    gathered.presses(gathered.lead, "确认撤回")
    gathered.answers(gathered.lead, "时限选错了")
    gathered.sees("↩️ 撤回吹哨：方案制定", "原因：时限选错了", "重新吹哨")
    gathered.sees("📋", "已撤回，不用再响应")
    assert "已撤回" in gathered.presses(gathered.partners[1], "同意方案").text
    gathered.waits(days=7)
    assert not any("转督办" in text or text.startswith("⏰") for text in gathered.seen())
    with gathered.stage.database.reading() as ledger:
        assert ledger.whistles.find()[0].state is WhistleState.WITHDRAWN
        events = ledger.events.find(verb="whistle_withdrawn")
    assert [event.facts["reason"] for event in events] == ["时限选错了"]
    gathered.whistle()
    gathered.sees("📋", "未响应（4）")


def test_whistle_is_withdrawn_by_command_while_nothing_follows_from_it(gathered: Chat) -> None:
    gathered.says(gathered.lead, "/chuishao 撤回")
    gathered.sees("没有可以撤回的吹哨")
    gathered.whistle()
    gathered.says(gathered.lead, "/chuishao 撤回")
    gathered.sees("撤回方案制定的吹哨？")
    gathered.all_check_in()
    gathered.whistle()
    assert "已经进入下一环节" in gathered.presses(gathered.lead, "确认撤回").text


def test_partner_cannot_withdraw(gathered: Chat) -> None:
    gathered.whistle()
    gathered.says(gathered.partners[0], "/chuishao 撤回")
    gathered.sees("的发起部门办理")


def test_decline_tells_the_lead_what_to_do(gathered: Chat) -> None:
    gathered.whistle()
    gathered.presses(gathered.partners[0], "不能参加")
    gathered.answers(gathered.partners[0], "全员参加防汛")
    told = gathered.reads(gathered.lead, "答复不能参加", "下一步")
    assert "/chuishao 撤回" in told.text


def test_old_button_still_works_after_a_crash(gathered: Chat) -> None:
    gathered.whistle()
    gathered.stage.restart()
    assert "已响应" in gathered.presses(gathered.partners[0], "同意方案").text


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8cfc00000030101006b7a4b250000000049454e44ae426082"
)
