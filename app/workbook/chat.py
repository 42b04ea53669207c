"""导入的对话: a workbook sent in the chat, tried or entered, as the chat reports it."""

from app.workbook.importer import import_book
from app.workbook.reader import read_book
from app.workbook.report import import_text
from bot.ports import BookReport
from inspection.desk import Desk
from inspection.ids import PersonId


def entered(
    desk: Desk, content: bytes, actor_id: PersonId, *, good_rows_only: bool, dry_run: bool
) -> BookReport:
    """Read the bytes and enter them, or only try. Every fault is in the report."""
    report = import_book(
        desk.ledger,
        read_book(content),
        now=desk.now,
        good_rows_only=good_rows_only,
        dry_run=dry_run,
        actor_id=actor_id,
    )
    counted = {
        name: count
        for name, count in report.sheets.items()
        if count.added or count.changed or count.unchanged or count.skipped
    }
    return BookReport(
        imported=report.imported,
        problems=len(report.problems),
        importable=sum(each.added + each.changed + each.unchanged for each in counted.values()),
        counts=tuple(
            {
                "name": name,
                "added": count.added,
                "changed": count.changed,
                "unchanged": count.unchanged,
                "skipped": count.skipped,
            }
            for name, count in counted.items()
        ),
        text=import_text(report),
    )
