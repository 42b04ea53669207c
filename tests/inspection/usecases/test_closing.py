"""Step 10: summary and archive."""

import hashlib
import json
import re
import zipfile
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest

from app.backstage import Backstage
from inspection.evidence_pack import verify_script
from inspection.journal_extract import journal_head
from inspection.tasks import TaskState
from scheduler.clock import HandClock
from tests.inspection.usecases.closing_scene import (
    FIRE,
    FOOD,
    LEADER,
    archived,
    published,
    visited,
)
from tests.inspection.usecases.field_scene import set_scene
from tests.small_chat import GROUP, SmallChat

OpenChat = Callable[..., SmallChat]
OFFICE = "周见山"
CERTIFICATE = "青禾-虚构"


def bundle(chat: SmallChat, name: str) -> bytes:
    backstage = Backstage(chat.database, HandClock(chat.now))
    with chat.database.transaction() as ledger:
        return backstage.bundle(ledger, name).content


def dossier(chat: SmallChat) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(bundle(chat, f"dossier:{chat.county.task.id}:1"))) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def state(chat: SmallChat) -> TaskState:
    found: TaskState = chat.read(lambda ledger: ledger.tasks.get(chat.county.task.id).state)
    return found


def test_summary_before_any_visit_is_refused(open_chat: OpenChat) -> None:
    assert "还没有检查任何对象" in open_chat().says(LEADER, "/zongjie")


def test_summary_while_visits_are_open_names_how_many_and_who(open_chat: OpenChat) -> None:
    chat = open_chat()
    set_scene(chat, subjects=2)
    refused = chat.says(LEADER, "/zongjie")
    assert "未查完 2 户" in refused
    assert LEADER in refused


def test_summary_before_publication_names_departments_and_article(open_chat: OpenChat) -> None:
    chat = visited(open_chat())
    refused = chat.says(LEADER, "/zongjie")
    assert "未公示 4 项（其中未录入 4 项）：民政局、市场监管局、消防救援大队、卫生健康委" in refused
    assert "第二十二条" in refused
    assert state(chat) is TaskState.OPEN


def test_foreign_department_cannot_sum_up(open_chat: OpenChat) -> None:
    chat = published(open_chat())
    assert "发起部门办理" in chat.says(FOOD, "/zongjie")


def test_summary_is_allowed_with_open_follow_ups_and_says_so(open_chat: OpenChat) -> None:
    chat = published(open_chat())
    chat.says(LEADER, "/zongjie")
    assert "1 个问题尚未下达" in chat.last(LEADER)
    chat.presses(LEADER, "生成总结")
    assert "工作总结" in chat.group()[-1]
    assert state(chat) is TaskState.SUMMARISED


def test_same_facts_make_no_second_summary(open_chat: OpenChat) -> None:
    chat = published(open_chat())
    for label in ("生成总结", "重新生成"):
        chat.says(LEADER, "/zongjie")
        chat.presses(LEADER, label)
        chat.now += timedelta(days=1)
    assert "没有变化" in chat.last(LEADER)
    assert len(chat.read(lambda ledger: ledger.documents.find(form="工作总结"))) == 1
    assert sum("<b>工作总结</b>" in text for text in chat.group()) == 1


def test_archive_before_the_summary_is_refused(open_chat: OpenChat) -> None:
    chat = published(open_chat())
    assert "请先发 /zongjie" in chat.says(LEADER, "/guidang")


@pytest.mark.parametrize(
    ("locality", "retention"),
    [("xinyang", "本地文件未规定"), ("xinzhou", "不少于2年"), ("xinxian", "本地文件未规定")],
)
def test_preview_states_retention_with_its_article(
    open_chat: OpenChat, locality: str, retention: str
) -> None:
    chat = published(open_chat(locality))
    chat.says(LEADER, "/zongjie")
    chat.presses(LEADER, "生成总结")
    chat.says(LEADER, "/guidang")
    kept = next(line for line in chat.last(LEADER).splitlines() if line.startswith("保存期限"))
    assert retention in kept
    assert ("第二十五条" in kept) == (locality == "xinzhou")


def test_archive_prints_every_document_and_closes_the_task(open_chat: OpenChat) -> None:
    chat = archived(open_chat())
    assert state(chat) is TaskState.ARCHIVED
    documents = chat.read(lambda ledger: ledger.documents.find())
    assert documents
    assert all(document.file_id for document in documents)
    assert not chat.read(lambda ledger: ledger.deadlines.find(fired_at=None, cancelled_at=None))


def test_group_gets_hashes_and_no_dossier(open_chat: OpenChat) -> None:
    chat = archived(open_chat())
    told = chat.group()[-1]
    digest = hashlib.sha256(bundle(chat, f"dossier:{chat.county.task.id}:1")).hexdigest()
    assert digest in told
    assert CERTIFICATE not in told
    assert not any(
        posting.bundle.startswith("dossier") for posting, _ in chat.messages[GROUP].values()
    )


def test_dossier_goes_to_the_archiver_and_the_office_only(open_chat: OpenChat) -> None:
    chat = archived(open_chat())
    got = {
        name
        for name in chat.county.people
        if any(text.startswith("📦 案卷") for text in chat.seen(name))
    }
    assert got == {LEADER, OFFICE}


def test_dossier_is_the_same_bytes_each_time(open_chat: OpenChat) -> None:
    chat = archived(open_chat())
    name = f"dossier:{chat.county.task.id}"
    assert bundle(chat, name) == bundle(chat, f"{name}:1")


def test_dossier_holds_all_there_is_in_order(open_chat: OpenChat) -> None:
    chat = archived(open_chat())
    found = dossier(chat)
    assert {"00-卷内目录.docx", "留痕.jsonl", "留痕.md", "目录.json", "SHA256SUMS"} <= set(found)
    documents = chat.read(lambda ledger: ledger.documents.find())
    assert sum(path.endswith(".docx") for path in found) == len(documents)
    assert "02-随机抽取/随机抽取凭证-第1次/order.csv" in found
    assert sum("/取证材料/" in path for path in found) == 1


def test_every_file_is_under_the_sums_and_in_the_catalogue(open_chat: OpenChat) -> None:
    found = dossier(archived(open_chat()))
    sums = dict(reversed(line.split("  ", 1)) for line in found["SHA256SUMS"].decode().splitlines())
    assert set(sums) == set(found) - {"SHA256SUMS"}
    for path, digest in sums.items():
        assert hashlib.sha256(found[path]).hexdigest() == digest, path
    listed = json.loads(found["目录.json"])
    assert {one["路径"] for one in listed["文件"]} == set(found) - {"SHA256SUMS", "目录.json"}
    assert "SHA-256" in listed["留痕核验办法"]


def test_pack_in_the_dossier_verifies_itself(open_chat: OpenChat) -> None:
    found = dossier(archived(open_chat()))
    folder = "02-随机抽取/随机抽取凭证-第1次/"
    pack = {path.removeprefix(folder): content for path, content in found.items() if folder in path}
    from inspection.pack_check import verify_pack

    assert verify_pack(pack) == []
    assert pack["verify.py"] == verify_script(_source())


def _source() -> str:
    from importlib.resources import files

    return files("inspection").joinpath("pack_check.py").read_text(encoding="utf-8")


def test_printed_journal_head_is_recomputed_from_the_lines(open_chat: OpenChat) -> None:
    chat = archived(open_chat())
    head = chat.read(lambda ledger: ledger.documents.find(form="卷内目录"))[-1].facts[
        "journal_sha256"
    ]
    lines = dossier(chat)["留痕.jsonl"]
    assert journal_head(lines) == head
    assert head in chat.group()[-1]


def test_journal_is_recomputed_as_the_dossier_says_without_our_code(open_chat: OpenChat) -> None:
    content = dossier(archived(open_chat()))["留痕.jsonl"]
    previous = None
    for line in map(json.loads, content.decode().splitlines()):
        assert previous in (None, line["previous_hash"])
        previous = line["hash"]
        if line["kind"] == "event":
            six = [line[k] for k in ("previous_hash", "at", "actor_id", "task_id", "verb", "facts")]
            text = json.dumps(six, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            assert hashlib.sha256(text.encode()).hexdigest() == line["hash"]


def test_changed_line_is_found(open_chat: OpenChat) -> None:
    content = dossier(archived(open_chat()))["留痕.jsonl"]
    changed = content.replace("责令".encode(), "表扬".encode()).replace(
        b'"items": 1', b'"items": 2'
    )
    assert changed != content
    with pytest.raises(ValueError, match="内容"):
        journal_head(changed)


def test_events_of_other_tasks_are_not_shown_but_chain_on(open_chat: OpenChat) -> None:
    chat = published(open_chat())
    chat.write(
        lambda desk: desk.ledger.record(
            at=desk.now, actor_id=None, task_id=None, verb="elsewhere", facts={"名": "别的任务"}
        )
    )
    for command, label in (("/zongjie", "生成总结"), ("/guidang", "确认归档")):
        chat.says(LEADER, command)
        chat.presses(LEADER, label)
    content = dossier(chat)["留痕.jsonl"]
    assert "别的任务" not in content.decode()
    assert '"kind": "others"' in content.decode()
    assert journal_head(content)


def test_nothing_of_an_archived_task_changes(open_chat: OpenChat) -> None:
    chat = archived(open_chat())
    before = chat.read(lambda ledger: len(ledger.events.find()))
    assert "已归档" in chat.callback(LEADER, f"v1:summarise:{chat.county.task.id}")
    assert "已归档" in chat.callback(LEADER, f"v1:archive_task:{chat.county.task.id}")
    assert "已归档" in chat.callback(FIRE, "v1:untick:3") or "已归档" in chat.callback(
        FIRE, "v1:tick_entered:3"
    )
    assert chat.read(lambda ledger: len(ledger.events.find())) == before


def test_dossier_can_be_fetched_again_by_the_lead_only(open_chat: OpenChat) -> None:
    chat = archived(open_chat())
    chat.callback(LEADER, f"v1:dossier:{chat.county.task.id}")
    assert sum(text.startswith("📦 案卷") for text in chat.seen(LEADER)) == 2
    assert "发起部门" in chat.callback(FOOD, f"v1:dossier:{chat.county.task.id}")


def test_readable_journal_knows_every_verb(open_chat: OpenChat) -> None:
    readable = dossier(archived(open_chat()))["留痕.md"].decode()
    verbs = [row.split(" | ")[3] for row in readable.splitlines() if re.match(r"\| \d", row)]
    assert verbs
    assert not [verb for verb in verbs if verb.isascii()]


def test_big_dossier_comes_in_volumes(open_chat: OpenChat, monkeypatch: pytest.MonkeyPatch) -> None:
    import inspection.dossier

    monkeypatch.setattr(inspection.dossier, "VOLUME_LIMIT", 3)
    chat = archived(open_chat())
    got = [text for text in chat.seen(LEADER) if text.startswith("📦 案卷")]
    assert ["第 1/2 册" in got[0], "第 2/2 册" in got[1]] == [True, True]
    second = bundle(chat, f"dossier:{chat.county.task.id}:2")
    assert hashlib.sha256(second).hexdigest() in chat.group()[-1]
    with zipfile.ZipFile(BytesIO(second)) as opened:
        assert all("/取证材料/" in name for name in opened.namelist())


def test_preview_warns_of_drafts_and_of_what_stays_open(open_chat: OpenChat) -> None:
    chat = published(open_chat())
    chat.says(LEADER, "/zongjie")
    chat.presses(LEADER, "生成总结")
    chat.says(LEADER, "/guidang")
    assert "还有 1 份没有签发，以草稿归档：工作总结" in chat.last(LEADER)
    assert "1 个问题尚未下达" in chat.last(LEADER)


def test_index_itself_is_no_draft(open_chat: OpenChat) -> None:
    chat = archived(open_chat())
    index = chat.read(lambda ledger: ledger.documents.find(form="卷内目录"))[-1]
    assert index.facts["draft"] is False
    assert "草稿" not in index.file_name
