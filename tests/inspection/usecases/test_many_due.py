"""However many deadlines come at one moment, the ledger is asked the same questions."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from inspection.deadlines import Deadline, DeadlineKind
from inspection.desk import Desk
from inspection.findings import Finding
from inspection.followup import FollowUp, FollowUpKind
from inspection.publication import EntryDuty
from inspection.usecases.fire_deadlines import fire_deadlines
from inspection.visits import Visit, VisitState
from tests.small_chat import SmallChat, small_chat
from tests.statements import counted

KINDS = (
    DeadlineKind.ENTRY_REMINDER,
    DeadlineKind.ENTRY_OVERDUE,
    DeadlineKind.FOLLOW_UP_REMINDER,
)


def come_due(chat: SmallChat, kind: DeadlineKind, many: int) -> None:
    """As many deadlines of one kind, each about a subject of its own."""
    chat.write(lambda desk: [_one(desk, chat, kind, number) for number in range(many)])


def _one(desk: Desk, chat: SmallChat, kind: DeadlineKind, number: int) -> None:
    ledger, task, today = desk.ledger, chat.county.task, desk.now.date()
    actor = chat.county.people["李安澜"]
    model = chat.county.subjects[0]
    subject = ledger.subjects.add(replace(model, id=0, code=f"虚构{kind}{number}"))  # type: ignore[arg-type]
    visit = ledger.visits.add(
        Visit(task_id=task.id, subject_id=subject.id, state=VisitState.FINISHED)
    )
    if kind is DeadlineKind.FOLLOW_UP_REMINDER:
        finding = ledger.findings.add(
            Finding(
                visit_id=visit.id,
                item_id=task.item_ids[0],
                department_id=actor.department_id,
                result="ordered",
                entered_by=actor.id,
                entered_at=desk.now,
                submitted_at=desk.now,
            )
        )
        about = ledger.follow_ups.add(
            FollowUp(
                task_id=task.id,
                finding_id=finding.id,
                kind=FollowUpKind.RECTIFY,
                due_on=today,
                opened_by=actor.id,
                opened_at=desk.now,
            )
        ).id
    else:
        late = timedelta(days=kind is DeadlineKind.ENTRY_OVERDUE)
        about = ledger.entry_duties.add(
            EntryDuty(
                visit_id=visit.id,
                department_id=actor.department_id,
                due_on=today - late,
                provisional=False,
            )
        ).id
    ledger.deadlines.add(Deadline(kind=kind, task_id=task.id, about_id=about, due_at=desk.now))


@pytest.mark.parametrize("kind", KINDS)
def test_ten_times_as_many_deadlines_are_fired_by_the_same_statements(
    tmp_path: Path, empty_ledger: Path, monkeypatch: pytest.MonkeyPatch, kind: DeadlineKind
) -> None:
    statements = []
    for many in (3, 30):
        (tmp_path / str(many)).mkdir()
        chat = small_chat(tmp_path / str(many), empty_ledger)
        come_due(chat, kind, many)
        with counted(chat.database, monkeypatch) as said:
            assert chat.write(fire_deadlines) == many
        told = chat.read(lambda ledger: [each.facts for each in ledger.postings.find()])
        assert any(many in (each.get("all"), each.get("close"), each.get("late")) for each in told)
        statements.append(said)
        chat.database.close()
    assert statements[0] == statements[1]


def test_a_follow_up_whose_day_has_moved_since_is_told_all_the_same(
    tmp_path: Path, empty_ledger: Path
) -> None:
    chat = small_chat(tmp_path, empty_ledger)
    come_due(chat, DeadlineKind.FOLLOW_UP_REMINDER, 1)

    def moved(desk: Desk) -> None:
        (about,) = desk.ledger.follow_ups.find()
        later = desk.now.date() + timedelta(days=30)
        desk.ledger.follow_ups.save(replace(about, due_on=later))

    chat.write(moved)
    assert chat.write(fire_deadlines) == 1
    told = chat.read(lambda ledger: [each.facts for each in ledger.postings.find()])
    assert told
    assert all(each["all"] == 1 for each in told)
    chat.database.close()
