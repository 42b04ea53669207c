"""/fangjia 放假: the office pastes the State Council's notice, checks it, confirms."""

from bot.call import Call
from bot.router import router
from inspection.holiday_text import Festival, read_notice
from inspection.ids import FileId
from inspection.permissions import Deed
from inspection.plain import Facts
from inspection.refusal import Refusal
from inspection.usecases.import_holidays import import_holidays


@router.verb("holidays", Deed.IMPORT)
def on_holidays(call: Call) -> None:
    """Ask for the text; one written behind the command is read at once."""
    if not call.private:
        raise Refusal("only_in_private")
    if call.text:
        on_text(call)
    else:
        call.ask("holiday_notice", {}, "ask_holiday_notice")


@router.answer("holiday_notice", Deed.IMPORT)
def on_text(call: Call) -> None:
    """Show what was read; the text is kept for the button."""
    read = read_notice(call.text, this_year=call.desk.now.year)
    ledger = call.desk.ledger
    kept = call.backstage.keep_file(ledger, "holidays.txt", "text/plain", call.text.encode())
    known = ledger.holiday_notices.find(year=read.notice.year)
    call.close_prompts()
    call.say(
        "holiday_preview",
        {
            "year": read.notice.year,
            "source": read.notice.source,
            "known": known[-1].source if known else "",
            "festivals": [_festival_facts(each) for each in read.festivals],
            "file": kept.id,
        },
    )


@router.button("holidays_import", Deed.IMPORT)
def on_confirmed(call: Call) -> None:
    """Enter the notice and count again what depends on it."""
    kept = call.desk.ledger.files.get(FileId(call.number(0)))
    notice = read_notice(kept.content.decode(), this_year=call.desk.now.year).notice
    moved = import_holidays(call.desk, actor=call.actor, notice=notice)
    call.show(
        "holidays_imported",
        {"year": notice.year, "source": notice.source, "moved": len(moved)},
    )


def _festival_facts(festival: Festival) -> Facts:
    return {
        "name": festival.name,
        "first": festival.off[0].isoformat(),
        "last": festival.off[-1].isoformat(),
        "days": len(festival.off),
        "worked": [day.isoformat() for day in festival.worked],
    }
