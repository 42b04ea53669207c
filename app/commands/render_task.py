"""`chuishao render --all`: every paper of a task from the ledger into a folder."""

import argparse
from pathlib import Path

from app.backstage import Backstage
from app.calendars import is_current, is_there
from app.cli import CommandError
from app.progress import counted
from app.service import clock_of
from app.settings import load_settings
from app.task_papers import chosen, draft_lacking, task_named, write_papers, write_pdfs
from documents import typefaces
from documents.printing import OFFICE, lacking
from inspection.papers.register import TASK_PAPERS
from inspection.papers.writable import form_named
from storage.database import Database, open_database

NO_LEDGER = "还没有账本，没有可打印的文书。请先运行 chuishao run。"


def render_task(options: argparse.Namespace) -> None:
    """Draft what is asked for, print everything, say what is lacking."""
    settings = load_settings()
    if not is_there(settings.database):
        raise CommandError(NO_LEDGER)
    reason = lacking(OFFICE) if options.pdf else None
    if reason:
        raise CommandError(f"不能转 PDF：{reason}")
    database = open_database(settings.database)
    try:
        faces = typefaces.chosen(settings.typefaces)
        _print_task(Backstage(_current(database), clock_of(settings), faces), options)
    finally:
        database.close()


def _current(database: Database) -> Database:
    if not is_current(database):
        raise CommandError("账本的版本与程序不符，请先运行一次 chuishao run 完成升级。")
    return database


def _print_task(backstage: Backstage, options: argparse.Namespace) -> None:
    task = task_named(backstage, options.task)
    form = form_named(options.form, TASK_PAPERS) if options.form else None
    drafted = draft_lacking(backstage, task.id) if options.draft else 0
    wanted = chosen(backstage, task.id, form)
    folder: Path = options.output or Path(f"{task.number}-文书")
    if not wanted.papers:
        raise CommandError(f"{task.number} 还没有{form or '文书'}；该有未有 {wanted.lacking} 份。")
    files: list[Path] = []
    with counted("打印文书", len(wanted.papers)) as tell:
        for files in write_papers(backstage, wanted.papers, folder):
            tell(len(files))
    print(f"{task.number} 共 {len(files)} 份文书，已写入 {folder}")
    if drafted:
        print(f"其中新起草 {drafted} 份。")
    if options.pdf:
        done = 0
        with counted("转 PDF", len(files)) as tell:
            for done in write_pdfs(files, folder):
                tell(done)
        print(f"另存 PDF {done} 份。")
    if wanted.lacking:
        remedy = "在群里办完那一步即自动生成" if options.draft else "加 --draft 起草，或办完那一步"
        print(f"该有未有 {wanted.lacking} 份：{remedy}。")
