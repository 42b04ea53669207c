"""案卷: volumes, names apart, and the line that carries the chain over other tasks."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

import inspection.dossier as dossier
from inspection.dossier import DossierItem, index_entries, volumes
from inspection.events import FIRST_HASH, Event, event_hash
from inspection.ids import TaskId
from inspection.journal_extract import extract, journal_head, jsonl

AT = datetime(2026, 4, 14, 1, 0, tzinfo=UTC)


def item(path: str, size: int, *, photo: bool = False, listed: bool = True) -> DossierItem:
    return DossierItem(
        path=path,
        title=path,
        author="青禾县民政局",
        day=AT,
        content=b"x" * size,
        photo=photo,
        listed=listed,
    )


def chain(*task_ids: int | None) -> list[Event]:
    events: list[Event] = []
    previous = FIRST_HASH
    for number, task_id in enumerate(task_ids, 1):
        event = Event(
            id=number,
            at=AT,
            actor_id=None,
            task_id=None if task_id is None else TaskId(task_id),
            verb="checked_in",
            facts={"place": number},
            previous_hash=previous,
        )
        events.append(replace(event, hash=event_hash(event)))
        previous = events[-1].hash
    return events


def test_small_dossier_is_one_volume() -> None:
    assert len(volumes([item("a.docx", 10), item("b.jpg", 10, photo=True)])) == 1


def test_photos_go_on_in_further_volumes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dossier, "VOLUME_LIMIT", 100)
    items = [item("a.docx", 60), *(item(f"{n}.jpg", 45, photo=True) for n in range(4))]
    parts = [[each.path for each in part] for part in volumes(items)]
    assert parts == [["a.docx"], ["0.jpg", "1.jpg"], ["2.jpg", "3.jpg"]]


def test_documents_stay_together_whatever_their_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dossier, "VOLUME_LIMIT", 100)
    parts = volumes([item("a.docx", 80), item("b.docx", 80)])
    assert [len(part) for part in parts] == [2]


def test_index_leaves_out_what_is_not_listed() -> None:
    rows = index_entries([item("a", 1), item("verify.py", 1, listed=False)], lambda day: "某日")
    assert [row["title"] for row in rows] == ["a"]


def test_other_tasks_are_one_line_that_keeps_the_chain() -> None:
    events = chain(1, 2, None, 1, 1)
    own = [event for event in events if event.task_id == 1]
    lines = extract(own, own[-1].hash)
    assert [line["kind"] for line in lines] == ["event", "others", "event", "event"]
    assert journal_head(jsonl(lines)) == own[-1].hash


def test_extract_ends_with_the_head() -> None:
    events = chain(1, 1, 1)
    assert len(extract(events, events[1].hash)) == 2


def test_unknown_head_is_a_fault() -> None:
    with pytest.raises(ValueError, match="head"):
        extract(chain(1, 1), "0" * 64)


@pytest.mark.parametrize("drop", [1, 2])
def test_line_taken_out_is_found(drop: int) -> None:
    events = chain(1, 1, 1, 1)
    lines = jsonl(extract(events, events[-1].hash)).splitlines(keepends=True)
    del lines[drop]
    with pytest.raises(ValueError, match="不相连"):
        journal_head(b"".join(lines))


def test_line_changed_is_found() -> None:
    events = chain(1, 1)
    lines = extract(events, events[-1].hash)
    lines[0]["facts"] = {"place": 99}
    with pytest.raises(ValueError, match="第 1 行的内容"):
        journal_head(jsonl(lines))


def test_each_line_is_plain_json() -> None:
    events = chain(1)
    (line,) = jsonl(extract(events, events[0].hash)).decode().splitlines()
    assert json.loads(line)["verb"] == "checked_in"
