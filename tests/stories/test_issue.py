"""签发 through the real bot, which is killed between the head's press and the number given."""

import signal

from app.auditing import audit
from app.stage.runners import ThreadRunner
from inspection.archive import DocumentState
from inspection.people import Role
from tests.chat import Chat
from tests.stories.doomed import NUMBERED, PRESSED, PRINTED, Doomed

NOTICE = "吹哨通知"


def reviewed(chat: Chat) -> tuple[str, str]:
    """A notice submitted and read; the head who has its card, the clerk who read it."""
    head = chat.one(chat.entry.lead_id, Role.HEAD)
    clerk = chat.one(chat.entry.lead_id, Role.CLERK)
    for name in (head, clerk):
        chat.stage.bind(name)
    chat.whistle()
    with chat.stage.database.reading() as ledger:
        key = ledger.documents.find(form=NOTICE)[0].id
    chat.says(chat.lead, f"/qianfa {key} 送核", private=True)
    chat.says(clerk, f"/qianfa {key} 核稿", private=True)
    return head, clerk


def test_a_press_that_outlives_three_deaths_gives_one_number_and_one_paper(
    gathered: Chat,
) -> None:
    head, clerk = reviewed(gathered)
    stage = gathered.stage
    private = stage.private(head)
    card, label = stage.button(private, "同意签发")
    stage.runner.stop()
    stage.server.call(stage.world.press, stage.user(head), private, card.id, label)
    for place in (PRESSED, NUMBERED, PRINTED):
        stage.runner = doomed = Doomed(stage.settings, stage.folder / "bot.log", place)
        stage.start()
        assert doomed.died_of() == signal.SIGKILL
        with stage.database.reading() as ledger:
            assert ledger.document_numbers.find() == ()
            assert [each.state for each in ledger.documents.find(form=NOTICE)] == [
                DocumentState.REVIEWED
            ]
            assert len(ledger.waiting_updates()) == 1
    stage.runner = ThreadRunner(stage.settings)
    stage.start()
    stage.rest()
    with stage.database.reading() as ledger:
        [entry] = ledger.document_numbers.find()
        draft, issued = ledger.documents.find(form=NOTICE)
        faults = audit(ledger).faults
    assert (entry.serial, entry.document_id) == (1, issued.id)
    assert draft.state is DocumentState.MANUSCRIPT
    assert (issued.state, issued.number) == (DocumentState.ISSUED, entry.text)
    assert issued.file_id is not None
    assert faults == ()
    for name in (head, clerk, gathered.lead):
        told = [m for m in stage.messages(stage.private(name)) if "已签发" in m.text]
        assert [m.document is not None for m in told] == [True]
    assert "已经签发" in gathered.presses(head, "同意签发", private=True).text
