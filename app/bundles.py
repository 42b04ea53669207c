"""卷宗与证据包: several files of the ledger in one .zip, the same bytes for the same contents."""

import io
import zipfile
from collections.abc import Callable, Mapping

from app.dossier import dossier_files, pack_check_source
from app.workbook.credit_book import credit_book, credit_csv
from bot.ports import Attachment
from documents.render import render
from documents.typefaces import Typefaces
from inspection.archiving import ARCHIVED
from inspection.credit_export import CreditExport, credit_export
from inspection.desk import Desk
from inspection.evidence_files import pack_files
from inspection.ids import DepartmentId, DrawId, TaskId
from inspection.ledger import Ledger
from inspection.snapshots.entry_list import entry_list_facts
from inspection.snapshots.statistics_table import statistics_table_facts

_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def make_bundle(ledger: Ledger, name: str) -> Attachment:
    """The bundle a posting names: `draw_pack:<draw>:<public|full>`, `dossier:<task>[:<volume>]`."""
    kind, *arguments = name.split(":")
    if kind == "draw_pack":
        return _draw_pack(ledger, int(arguments[0]), public=arguments[1] == "public")
    if kind == "dossier":
        return _dossier(
            ledger, TaskId(int(arguments[0])), int(arguments[1]) if arguments[1:] else 1
        )
    raise ValueError(f"unknown bundle {name!r}")


def entry_sheet(desk: Desk, name: str, faces: Typefaces) -> Attachment:
    """结果录入清单: `entry_sheet:<task>:<department>`, department 0 for the whole task."""
    _, task_id, own = name.split(":")
    task = desk.ledger.tasks.get(int(task_id))
    department_id = DepartmentId(int(own)) if int(own) else None
    whose = desk.ledger.departments.get(department_id).short_name if department_id else "全部部门"
    sheet = render("结果录入清单", entry_list_facts(desk, task, department_id), faces=faces)
    return Attachment(f"{task.number}-结果录入清单-{whose}.xlsx", sheet.docx)


def statistics_book(desk: Desk, name: str, faces: Typefaces) -> Attachment:
    """年度统计: `statistics:<year>`, the same for the chat and the command line."""
    year = int(name.partition(":")[2])
    sheet = render("统计表", statistics_table_facts(desk, year), faces=faces)
    return Attachment(f"{year}年统计.xlsx", sheet.docx)


CREDIT_WRITERS: Mapping[str, Callable[[CreditExport], bytes]] = {
    "xlsx": credit_book,
    "csv": credit_csv,
}
"""信用应用清单 by the kind of its file."""


def credit_file(desk: Desk, name: str) -> Attachment:
    """信用应用清单: `credit:<year or task number>:<xlsx|csv>`."""
    _, scope, kind = name.split(":")
    where: dict[str, object] = {"year": int(scope)} if scope.isdigit() else {"number": scope}
    export = credit_export(desk, desk.ledger.tasks.find(**where))
    return Attachment(f"信用应用清单-{scope}.{kind}", CREDIT_WRITERS[kind](export))


def zipped(contents: Mapping[str, bytes]) -> bytes:
    """A .zip of the files in order of their names, without times: reproducible."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(contents):
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, contents[name])
    return buffer.getvalue()


def _dossier(ledger: Ledger, task_id: TaskId, volume: int) -> Attachment:
    """The volume as it was kept when the task was archived; put together before that."""
    archived = ledger.events.find(task_id=task_id, verb=ARCHIVED)
    hashes = archived[-1].facts["dossier_sha256"] if archived else []
    if isinstance(hashes, list) and volume <= len(hashes):
        for kept in ledger.files.find(sha256=hashes[volume - 1]):
            return Attachment(kept.name, kept.content)
    title, contents = dossier_files(ledger, task_id, volume)
    return Attachment(title, zipped(contents))


def _draw_pack(ledger: Ledger, draw_id: int, *, public: bool) -> Attachment:
    contents = pack_files(ledger, DrawId(draw_id), public=public, script=pack_check_source())
    attempt = ledger.draws.get(draw_id).attempt
    kind = "公开包" if public else "完整包"
    return Attachment(f"抽取凭证（{kind}）第{attempt}次.zip", zipped(contents))
