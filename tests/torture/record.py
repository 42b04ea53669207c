"""What an inspection leaves behind, in a form that two runs of the same play can be compared by.

Declared differences: the minute and second of a moment (waits are slept through by moving the
clock), hashes and sizes that cover such moments, one-time tokens, the note that the bot was away
when a process dies right after the clock was moved by days, and the numbers of rows: PostgreSQL
leaves gaps in them where a transaction was undone, so only their order counts. All else is equal.
"""

import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.backstage import Backstage
from app.rehearsal.play import Play
from inspection.inbox import InboxState
from inspection.ledger import Ledger
from inspection.posting import PostingState
from storage.audit import first_broken_link
from tests.torture.rack import DOUBT, SENDS

MARK = "（重发）"
ROWS = frozenset(
    (
        "check_in",
        "document",
        "draw",
        "duty",
        "evidence",
        "finding",
        "follow_up",
        "proposal",
        "recusal",
        "replacement",
        "task_id",
        "visit",
        "whistle",
    )
)
"""Facts of an event that hold the number of a row."""
Places = dict[str, dict[int, int]]
VAGUE = (
    (re.compile(r"start=[\w-]+"), "start=…"),
    (re.compile(r"(?<![0-9a-f])[0-9a-f]{12,}(?![0-9a-f])"), "摘要"),
    (re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(?:[+-]\d\d:\d\d|Z)?"), "时刻"),
    (re.compile(r"(?<!\d)\d{1,2}[:：]\d\d(?:[:：]\d\d)?(?!\d)"), "时刻"),
    (re.compile(r"\d{1,2}时(?:\d{1,2}分)?(?:至\d{1,2}时(?:\d{1,2}分)?)?"), "时刻"),
    (re.compile(r"(还剩|已超)[\d天小时分钟]+"), r"\1…"),
    (re.compile(r"(?<=编号 )\d+|(?<=/qianfa )\d+|(?<=<b>)\d+(?=</b> )"), "文书号"),
    (re.compile(r"\d+ (?:字节|KB|MB)|(?<=\"字节\": )\d+"), "大小"),
)


def vague(text: str) -> str:
    """The text without what two runs may tell differently."""
    for pattern, word in VAGUE:
        text = pattern.sub(word, text)
    return text


@dataclass
class Record:
    """One run: what was sent, what happened, what the dossier says, and what was broken."""

    sent: Counter[tuple[int, str]] = field(default_factory=Counter)
    marked: Counter[tuple[int, str]] = field(default_factory=Counter)
    edits: set[tuple[int, str]] = field(default_factory=set)
    events: Counter[str] = field(default_factory=Counter)
    dossier: dict[str, str] = field(default_factory=dict)
    kills: int = 0
    taps: int = 0
    updates: int = 0
    faults: list[str] = field(default_factory=list)


def record_of(play: Play, *, archived: bool) -> Record:
    """Take the record, checking what one run must keep by itself."""
    stage = play.stage
    record = Record()
    for call in stage.server.call(lambda: list(stage.world.calls)):
        _count(record, call)
    queue = stage.bot.queue
    with stage.database.reading() as ledger:
        inbox = ledger.inbox.find()
        record.updates = len(inbox)
        known = {each.update_id for each in inbox}
        first = 880_000_000 + 1000
        lost = [number for number in range(first, queue.next_id) if number not in known]
        record.faults += [f"丢失更新 {number}" for number in lost]
        record.faults += [
            f"更新 {each.update_id} {each.state}：{each.failure}"
            for each in inbox
            if each.state is not InboxState.DONE
        ]
        record.faults += [
            f"消息 {each.id} {each.kind} {each.state}：{each.failure}"
            for each in ledger.postings.find()
            if each.state not in (PostingState.SENT, PostingState.SUPERSEDED)
        ]
        if first_broken_link(ledger) is not None:
            record.faults.append("留痕链条断裂")
        record.events.update(_events(ledger))
    if archived:
        record.dossier = _dossier(play)
    return record


def _count(record: Record, call) -> None:  # type: ignore[no-untyped-def]
    if call.method.lower() not in SENDS or call.error not in (None, "timeout_after"):
        return
    text = str(call.parameters.get("text") or call.parameters.get("caption") or "")
    if any(word in text for word in DOUBT) or call.chat_id is None:
        return
    plain = text.removeprefix(MARK)
    key = (call.chat_id, _key(plain))
    if call.method.lower() == "editmessagetext":
        record.edits.add(key)
        return
    (record.marked if plain != text else record.sent)[key] += 1


def _key(text: str) -> str:
    """A board is told by its first line: which of its states came first is chance."""
    return text.split("\n", maxsplit=1)[0] if text.startswith("📋") else vague(text)


def _events(ledger: Ledger) -> Iterable[str]:
    events = ledger.events.find()
    places = row_places([{**event.facts, "task_id": event.task_id} for event in events])
    for event in events:
        facts = {key: value for key, value in event.facts.items() if key != "files"}
        told = placed({**facts, "task_id": event.task_id}, places)
        yield vague(f"{event.actor_id} {event.verb} {told}")


def row_places(all_facts: Iterable[Mapping[str, object]]) -> Places:
    """For each fact that names a row: its place among the rows of that kind that are named."""
    seen: dict[str, set[int]] = {}
    for facts in all_facts:
        for key in ROWS & facts.keys():
            if isinstance(number := facts[key], int):
                seen.setdefault(key, set()).add(number)
    return {
        key: {number: place for place, number in enumerate(sorted(numbers), 1)}
        for key, numbers in seen.items()
    }


def placed(facts: Mapping[str, object], places: Places) -> dict[str, object]:
    """The facts with rows told by their place."""
    return {
        key: places[key].get(value, value) if key in ROWS and isinstance(value, int) else value
        for key, value in facts.items()
    }


def _journal(text: str) -> str:
    """留痕.jsonl with rows told by their place."""
    lines = [json.loads(line) for line in text.splitlines()]
    places = row_places([{**line, **line.get("facts", {})} for line in lines])
    return "\n".join(
        json.dumps(
            {**placed(line, places), "facts": placed(line.get("facts", {}), places)},
            ensure_ascii=False,
            sort_keys=True,
        )
        for line in lines
    )


def _dossier(play: Play) -> dict[str, str]:
    backstage = Backstage(play.stage.database, play.stage.clock)
    with play.stage.database.transaction() as ledger:
        bundle = backstage.bundle(ledger, f"dossier:{play.task.id}")
    return _unpacked(bundle.content)


def _unpacked(content: bytes) -> dict[str, str]:
    """Every file of the .zip as text; Word files by the text of their body."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            inner = archive.read(name)
            if name.endswith(".docx"):
                with zipfile.ZipFile(io.BytesIO(inner)) as document:
                    body = document.read("word/document.xml").decode()
                found[name] = vague(re.sub(r"<[^>]+>", "", body))
            elif name.endswith((".json", ".jsonl", ".txt", ".csv", ".md", ".py")):
                told = inner.decode()
                found[name] = vague(_journal(told) if name.endswith(".jsonl") else told)
            else:
                found[name] = f"{len(inner)} 字节" if not name.endswith(".zip") else "包"
    return found


def differences(run: Record, calm: Record) -> list[str]:
    """What the tortured run did otherwise than the undisturbed one.

    Allowed are a marked copy, and a message in place of an edit whose message was lost from sight.
    """
    found = list(run.faults)
    for key in run.sent.keys() | run.marked.keys() | calm.sent.keys():
        wanted, sent, marked = calm.sent[key], run.sent[key], run.marked[key]
        if sent + marked < wanted:
            found.append(f"没有发出：{key}")
        in_place = key in calm.edits and key not in run.edits
        if sent > wanted + in_place:
            found.append(f"多发而没有标明：{key}（{sent} 次，应为 {wanted} 次）")
        if marked > wanted + run.taps:
            found.append(f"重发不止一次：{key}（{marked} 次）")
    for text in run.events.keys() | calm.events.keys():
        if run.events[text] != calm.events[text]:
            found.append(f"留痕：{text}：{run.events[text]} 次，应为 {calm.events[text]} 次")
    for name in run.dossier.keys() | calm.dossier.keys():
        if run.dossier.get(name) != calm.dossier.get(name):
            found.append(f"案卷不同：{name}：{_apart(run, calm, name)}")
    return found


def _apart(run: Record, calm: Record, name: str) -> str:
    """Where the two begin to differ."""
    mine, theirs = run.dossier.get(name, ""), calm.dossier.get(name, "")
    place = next(
        (at for at, pair in enumerate(zip(mine, theirs, strict=False)) if pair[0] != pair[1]),
        min(len(mine), len(theirs)),
    )
    near = slice(max(0, place - 60), place + 60)
    return f"{mine[near]!r} / {theirs[near]!r}"
