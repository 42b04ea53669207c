"""/daoru 导入: the office sends a workbook, sees what it would do, and decides."""

from bot.call import Call
from bot.ports import BookReport
from bot.router import router
from inspection.archive import StoredFile
from inspection.ids import FileId
from inspection.permissions import Deed
from inspection.plain import Facts
from inspection.refusal import Refusal

MOST_DETAILS = 1200
"""Characters of the report that go into the message; a longer one becomes a .txt file."""


@router.verb("import", Deed.IMPORT)
def on_import(call: Call) -> None:
    """Ask for the file; one sent outright is tried at once."""
    if not call.private:
        raise Refusal("only_in_private")
    if call.upload is not None:
        on_book(call)
    else:
        call.ask("import_book", {}, "ask_book", wants="photo")


@router.answer("import_book", Deed.IMPORT)
def on_book(call: Call) -> None:
    """Keep the bytes, try them, show what would come of it. Nothing is entered yet."""
    if call.upload is None or call.upload.photo:
        raise Refusal("book_not_photo")
    name, content = call.upload.name, call.upload.content
    kept = call.backstage.keep_file(call.desk.ledger, name, call.upload.media_type, content)
    report = call.backstage.enter_book(
        call.desk, content, actor_id=call.actor.id, good_rows_only=True, dry_run=True
    )
    call.close_prompts()
    _show_trial(call, kept, report)


@router.button("import_all", Deed.IMPORT)
def on_all(call: Call) -> None:
    """Enter the whole book; if it has become faulty since, show the trial again."""
    _enter(call, good_rows_only=False)


@router.button("import_good", Deed.IMPORT)
def on_good(call: Call) -> None:
    """Enter the faultless rows."""
    _enter(call, good_rows_only=True)


@router.button("import_drop", Deed.IMPORT)
def on_drop(call: Call) -> None:
    """Nothing is entered; the file stays kept."""
    call.show("import_dropped")


def _enter(call: Call, *, good_rows_only: bool) -> None:
    kept = call.desk.ledger.files.get(FileId(call.number(0)))
    report = call.backstage.enter_book(
        call.desk, kept.content, actor_id=call.actor.id, good_rows_only=good_rows_only
    )
    if report.imported:
        call.show("import_done", _facts(kept, report))
    else:
        _show_trial(call, kept, report)


def _show_trial(call: Call, kept: StoredFile, report: BookReport) -> None:
    attached = len(report.text) > MOST_DETAILS
    listing = None
    if attached:
        listing = call.backstage.keep_file(
            call.desk.ledger, f"{kept.name}.txt", "text/plain", report.text.encode("utf-8-sig")
        )
    facts: Facts = {
        **_facts(kept, report),
        "importable": report.importable,
        "attached": attached,
        "details": "" if attached else report.text,
    }
    call.say("import_trial", facts, file_id=listing.id if listing else None)


def _facts(kept: StoredFile, report: BookReport) -> Facts:
    return {
        "name": kept.name,
        "file": kept.id,
        "problems": report.problems,
        "counts": list(report.counts),
    }
