"""Step 1: people and groups are bound; nobody unbound can act."""

import re

from tests.chat import Chat


def test_office_issues_a_link_and_the_person_is_bound(chat: Chat) -> None:
    office = chat.office()
    chat.stage.bind(office)
    chat.says(office, "/bangding", private=True)
    chat.presses(office, "商务", private=True)
    chat.presses(office, chat.lead, private=True)
    link = re.search(r"start=([\w-]+)", chat.reads(office, "转给", chat.lead).text)
    assert link is not None
    stage = chat.stage
    stage.server.call(stage.world.start_private, stage.user(chat.lead), link.group(1))
    stage.rest()
    assert "部门联络员" in chat.reads(chat.lead, "绑定成功").text
    assert chat.person(chat.lead).user_id == stage.user(chat.lead).id


def test_used_link_binds_nobody_else(chat: Chat) -> None:
    from app.binding_links import issue_link

    stage = chat.stage
    token = issue_link(stage.database, stage.clock, chat.lead)
    stage.server.call(stage.world.start_private, stage.user(chat.lead), token)
    stage.rest()
    stage.server.call(stage.world.start_private, stage.user("路人"), token)
    stage.rest()
    chat.reads("路人", "已经用过")
    assert chat.person(chat.lead).user_id == stage.user(chat.lead).id


def test_expired_link_is_refused(chat: Chat) -> None:
    from app.binding_links import issue_link

    stage = chat.stage
    token = issue_link(stage.database, stage.clock, chat.lead)
    chat.waits(hours=73)
    stage.server.call(stage.world.start_private, stage.user(chat.lead), token)
    stage.rest()
    chat.reads(chat.lead, "已过期")
    assert chat.person(chat.lead).user_id is None


def test_unbound_person_is_told_how_to_bind(chat: Chat) -> None:
    stage = chat.stage
    group = stage.group("临时群", ["路人"])
    stage.says("路人", "/renwu", group)
    assert "还没有绑定" in stage.last(group).text


def test_second_task_needs_another_group(gathered: Chat) -> None:
    from inspection.people import Role

    with gathered.stage.database.reading() as ledger:
        other = next(e for e in ledger.plan_entries.find() if "养老" in e.name)
    liaison = gathered.one(other.lead_id, Role.LIAISON)
    gathered.stage.bind(liaison)
    gathered.stage.server.call(
        gathered.stage.world.join, gathered.stage.user(liaison), gathered.group
    )
    gathered.says(liaison, "/renwu")
    gathered.presses(liaison, "养老")
    answer = gathered.presses(liaison, "开任务")
    assert "已绑定" in answer.text
    with gathered.stage.database.reading() as ledger:
        assert len(ledger.tasks.find()) == 1, "the refusal left nothing behind"
