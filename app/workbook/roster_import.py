"""大名录的导入: checked piece by piece, then entered piece by piece, all of it or nothing."""

import hashlib
from array import array
from collections.abc import Iterator
from datetime import datetime

from app.workbook.against_ledger import check_subjects
from app.workbook.collector import collector_resting
from app.workbook.columns import SHEETS, SUBJECTS
from app.workbook.import_report import ImportReport, SheetCount, import_facts
from app.workbook.importer import ImportUnderWay
from app.workbook.problems import Problem
from app.workbook.reader import tell_layout
from app.workbook.roster_file import RosterFile, Tell
from app.workbook.rows import Reading
from inspection.ids import PersonId
from inspection.ledger import Ledger
from inspection.roster_changes import IMPORTED, ListChanges

MOST_TOLD = 500
"""Problems told one by one; of more only the number."""
BUCKETS = 1024


@collector_resting()
def import_roster(
    ledger: Ledger,
    roster: RosterFile,
    *,
    now: datetime,
    tell: Tell,
    good_rows_only: bool = False,
    dry_run: bool = False,
    actor_id: PersonId | None = None,
) -> ImportReport:
    """As `import_book`, for a file that is never in memory as a whole.

    `tell` hears how many bytes have been read, of twice the file: once to check, once to enter.
    """
    report = ImportReport(
        imported=False, dry_run=dry_run, sheets={form.name: SheetCount() for form in SHEETS}
    )
    reading, complete = roster.begun()
    report.problems.extend(reading.problems)
    if not complete:
        return report
    doubled = _checked(ledger, roster, report, now, tell)
    if (report.problems and not good_rows_only) or not report.sheets[SUBJECTS].skipped:
        return report
    lists = ListChanges()
    for piece in roster.pieces(lambda done: tell(roster.size + done)):
        check_subjects(ledger, piece, now.date())
        piece.subjects = [row for row in piece.subjects if row.row not in doubled]
        ImportUnderWay(ledger, piece, report, writes=not dry_run, lists=lists).enter_subjects()
    if dry_run:
        return report
    report.imported = True
    ledger.record(
        at=now,
        actor_id=actor_id,
        task_id=None,
        verb=IMPORTED,
        facts=import_facts(report, roster.sha256, (), lists),
    )
    return report


def _checked(
    ledger: Ledger, roster: RosterFile, report: ImportReport, now: datetime, tell: Tell
) -> frozenset[int]:
    """Every problem of the file; the rows whose code stands there twice."""
    codes, found, rows, understood = Codes(), 0, 0, dict[str, None]()
    for piece in roster.pieces(tell):
        problems = [*piece.problems, *check_subjects(ledger, piece, now.date())]
        found += len(problems)
        report.problems.extend(problems[: MOST_TOLD - len(report.problems)])
        report.remarks.extend(piece.remarks)
        understood |= dict.fromkeys(piece.understood)
        rows += piece.row_counts[SUBJECTS]
        for row in piece.subjects:
            codes.add(row.code, row.row)
    doubled: set[int] = set()
    for again, earlier in codes.doubled():
        doubled |= {again, earlier}
        found += 1
        if len(report.problems) < MOST_TOLD:
            report.problems.append(_doubled(roster, again, earlier))
    if found > len(report.problems):
        report.remarks.append(f"共 {found} 处问题，只列出前 {MOST_TOLD} 处")
    told = Reading()
    tell_layout(told, roster.layout, rows)
    report.understood = [*told.understood, *understood]
    report.remarks.extend(told.remarks)
    report.sheets[SUBJECTS].skipped = rows
    return frozenset(doubled)


def _doubled(roster: RosterFile, row: int, earlier: int) -> Problem:
    reading, _ = roster.begun()
    message = f"统一社会信用代码/注册号重复：与第 {earlier} 行"
    return reading.fault(SUBJECTS, row, "code", "", message, "请只保留一行")


class Codes:
    """代码: which row has which code, in 12 bytes a row: a hash of 64 bits and the row."""

    def __init__(self) -> None:
        self._hashes = [array("Q") for _ in range(BUCKETS)]
        self._rows = [array("I") for _ in range(BUCKETS)]

    def add(self, code: str, row: int) -> None:
        """This row has this code."""
        number = int.from_bytes(hashlib.blake2b(code.encode(), digest_size=8).digest(), "big")
        self._hashes[number % BUCKETS].append(number)
        self._rows[number % BUCKETS].append(row)

    def doubled(self) -> Iterator[tuple[int, int]]:
        """Row and the earlier row with the same code."""
        for hashes, rows in zip(self._hashes, self._rows, strict=True):
            first: dict[int, int] = {}
            for number, row in zip(hashes, rows, strict=True):
                earlier = first.setdefault(number, row)
                if earlier != row:
                    yield row, earlier
