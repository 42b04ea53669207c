"""`chuishao verify`: recompute a draw from its evidence pack; the first difference is named."""

import argparse
import csv
import json
import zipfile
from collections.abc import Mapping
from importlib.resources import files as package_files
from pathlib import Path

from app.cli import CommandError
from inspection.ceremony import LONG_ROSTER
from inspection.evidence_pack import verify_script
from inspection.pack_check import FULL_FILES, PUBLIC_FILES, verify_pack

MOST_BYTES = 200 * 1024 * 1024
OF_THE_PACK = {*FULL_FILES, *PUBLIC_FILES}
NOT_OF_THE_PACK = {"__pycache__", ".DS_Store"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("pack", metavar="凭证", type=Path, help="抽取凭证的文件夹，或其 .zip 文件")


def perform(options: argparse.Namespace) -> None:
    """Print what was checked; CommandError, so status 1, with the first difference."""
    pack: Path = options.pack
    files = _from_folder(pack) if pack.is_dir() else _from_zip(pack)
    if not files.keys() & OF_THE_PACK:
        raise CommandError(f"{pack} 里没有抽取凭证的文件；案卷请先解压，再核验其中的凭证文件夹。")
    lots = files.get("roster.csv", b"").count(b"\n")
    if lots > LONG_ROSTER:
        print(f"正在重新抽取 {lots} 户并逐位核对，请稍候。", flush=True)
    differences = verify_pack(files)
    if differences:
        raise CommandError(f"核验不符：{differences[0]}")
    print("核验通过：凭证与重新计算的结果逐项一致。")
    for line in _checked(files):
        print(f"· {line}")


def _from_folder(folder: Path) -> dict[str, bytes]:
    entries = [each for each in folder.iterdir() if each.name not in NOT_OF_THE_PACK]
    known = any(each.name in OF_THE_PACK for each in entries)
    for each in entries:
        if known and not each.is_file():
            raise CommandError(f"核验不符：{each.name} 不是文件，不属于本凭证。")
    if sum(each.stat().st_size for each in entries) > MOST_BYTES:
        raise CommandError(f"{folder} 超过 200 MB，不是抽取凭证。")
    return {each.name: each.read_bytes() for each in entries if each.is_file()}


def _from_zip(pack: Path) -> dict[str, bytes]:
    """The files of the archive; one folder round them all is taken off."""
    if not pack.exists():
        raise CommandError(f"找不到 {pack}，请核对路径。")
    try:
        with zipfile.ZipFile(pack) as archive:
            entries = [each for each in archive.infolist() if not each.is_dir()]
            if sum(each.file_size for each in entries) > MOST_BYTES:
                raise CommandError(f"{pack} 展开后超过 200 MB，不是抽取凭证。")
            names = [each.filename for each in entries]
            if len(set(names)) != len(names):
                raise CommandError(f"核验不符：{pack.name} 里有重名文件。")
            content = {each.filename: archive.read(each) for each in entries}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as problem:
        raise CommandError(f"{pack} 不是完好的 .zip 文件，也不是文件夹，请核对。") from problem
    folders = {name.partition("/")[0] for name in content if "/" in name}
    if len(folders) == 1 and all("/" in name for name in content):
        return {name.partition("/")[2]: content[name] for name in content}
    return content


def _checked(files: Mapping[str, bytes]) -> list[str]:
    """What the verification covered, with counts."""
    ceremony = json.loads(files["witnesses.json"])
    rows = list(csv.reader(files["order.csv"].decode().splitlines()))[1:]
    drawn = sum(row[4] == "1" for row in rows)
    lines = [
        f"文件 {len(files) - 1} 个，摘要均与 SHA256SUMS 一致",
        f"见证人 {len(ceremony['witnesses'])} 名，揭示与事先公布的承诺一致，种子由其推算",
    ]
    if "summary.json" in files:
        lines.append(f"公开凭证：公布的 {drawn} 个抽中对象，签与种子推算一致，次序无误")
    else:
        roster = len(files["roster.csv"].splitlines())
        lines.append(f"名录 {roster} 个与冻结时的摘要一致，排序逐位重算一致，抽中 {drawn} 个")
    if "matches.csv" in files:
        matched = max(len(files["matches.csv"].splitlines()) - 1, 0)
        lines.append(f"匹配记录 {matched} 条，均为抽中对象，无重复，每个对象至多一名组长")
    if not _is_own_script(files.get("verify.py", b"")):
        lines.append("注意：所附 verify.py 与本程序的核验脚本不同；以上结论由本程序得出")
    return lines


def _is_own_script(script: bytes) -> bool:
    source = package_files("inspection").joinpath("pack_check.py").read_text(encoding="utf-8")
    return script == verify_script(source)
