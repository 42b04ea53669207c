"""`chuishao audit`: is the journal whole, is every file as it was; or the same of one dossier."""

import argparse
import zipfile
import zlib
from hashlib import sha256
from pathlib import Path

from app.auditing import audit
from app.cli import CommandError
from app.settings import load_settings
from inspection.dossier_check import dossier_faults
from inspection.journal_extract import journal_head
from inspection.ledger import Ledger
from storage.audit import UNREADABLE, first_unreadable
from storage.database import open_database

MOST_BYTES = 2 * 1024**3
SHOWN = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument(
        "--dossier", metavar="案卷", type=Path, nargs="+", help="只核验案卷 .zip；分册的列全各册"
    )
    parser.add_argument(
        "--sha256", metavar="摘要", nargs="+", default=[], help="归档时印出的各册摘要，须逐册相同"
    )
    parser.add_argument("--head", default="", metavar="末值", help="以前印出的留痕末值，须仍在链上")


def perform(options: argparse.Namespace) -> None:
    """Print what was checked; CommandError, so status 1, names the first fault."""
    if options.dossier:
        _dossier(options.dossier, [each.strip().lower() for each in options.sha256])
    else:
        _ledger(options.head)


def _ledger(head: str) -> None:
    database = open_database(load_settings().database)
    try:
        if database.revision() is None:
            raise CommandError("数据库里还没有账本，请先运行 chuishao run 或 chuishao import。")
        with database.reading() as ledger:
            try:
                found = audit(ledger, head=head.strip().lower())
            except UNREADABLE as fault:
                raise _unreadable(ledger) from fault
    finally:
        database.close()
    _complain(found.faults)
    print("核验通过。")
    print(f"· 留痕 {found.events} 条，首尾相连，末值 {found.head}")
    print(f"· 文件 {found.files} 个、文书 {found.documents} 稿，均与入账时一致")
    print(f"· 已归档案卷 {found.dossiers} 卷，均与封卷时一致")


def _unreadable(ledger: Ledger) -> CommandError:
    """A row that somebody has changed until it cannot even be read."""
    table, key = first_unreadable(ledger) or ("", 0)
    which = f"留痕第 {key} 条起断链：此条" if table == "events" else f"账本 {table} 第 {key} 行"
    return CommandError(f"核验不符：{which}被改动，已读不出来。")


def _dossier(volumes: list[Path], printed: list[str]) -> None:
    files: dict[str, bytes] = {}
    for volume, digest in zip(volumes, printed, strict=False):
        if volume.exists() and sha256(volume.read_bytes()).hexdigest() != digest:
            raise CommandError(f"核验不符：{volume.name} 不是摘要 {digest} 的那一册。")
    for volume in volumes:
        for name, content in _unpacked(volume).items():
            if name in files:
                raise CommandError(f"核验不符：{name} 在各册中重复出现。")
            files[name] = content
    _complain(dossier_faults(files))
    print(f"核验通过：{len(files)} 个文件与归档时逐字节一致。")
    print(f"· 留痕末值 {journal_head(files['留痕.jsonl'])}，请与卷内目录和工作群归档消息所印的核对")
    for volume in volumes:
        print(f"· {volume.name} 的 SHA-256 {sha256(volume.read_bytes()).hexdigest()}，同样核对")


def _unpacked(volume: Path) -> dict[str, bytes]:
    if not volume.exists():
        raise CommandError(f"找不到 {volume}，请核对路径。")
    try:
        with zipfile.ZipFile(volume) as archive:
            entries = archive.infolist()
            if sum(each.file_size for each in entries) > MOST_BYTES:
                raise CommandError(f"{volume} 展开后超过 2 GB，不是案卷。")
            names = [each.filename for each in entries]
            if len(set(names)) != len(names):
                raise CommandError(f"核验不符：{volume.name} 里有重名文件。")
            return {each.filename: archive.read(each) for each in entries}
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        RuntimeError,
        EOFError,
        UnicodeDecodeError,
    ) as problem:
        raise CommandError(f"核验不符：{volume.name} 不是完好的 .zip 文件。") from problem


def _complain(faults: list[str] | tuple[str, ...]) -> None:
    if not faults:
        return
    for fault in faults[1:SHOWN]:
        print(f"· {fault}")
    rest = f"（另有 {len(faults) - 1} 处）" if len(faults) > 1 else ""
    raise CommandError(f"核验不符：{faults[0]}{rest}")
