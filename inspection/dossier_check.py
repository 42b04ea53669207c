"""案卷核验: whether a dossier that comes back is, byte for byte, the one that was archived."""

import json
from collections.abc import Mapping
from hashlib import sha256

from inspection.dossier import INDEX_PATH, JOURNAL, UNLISTED
from inspection.journal_extract import journal_head
from inspection.plain import Facts

SUMS, CATALOGUE, READABLE = "SHA256SUMS", "目录.json", "留痕.md"
SEALED = "dossier_sealed"
"""The last event of a dossier's journal; it binds every file by its hash."""
FRONT = frozenset({INDEX_PATH, JOURNAL, READABLE, CATALOGUE, SUMS})


def dossier_faults(files: Mapping[str, bytes]) -> list[str]:
    """What does not fit, in words, the first fault first; `files` are all volumes by path."""
    missing = [name for name in (SUMS, JOURNAL, CATALOGUE) if name not in files]
    if missing:
        return [f"缺少{missing[0]}，不是案卷第一册。"]
    faults = _sums(files)
    try:
        head = journal_head(files[JOURNAL])
        seal = _seal(files[JOURNAL])
        catalogue = json.loads(files[CATALOGUE])
        printed = str(catalogue["留痕末值"])
    except ValueError as wrong:
        return [*faults, f"{JOURNAL}：{_reason(wrong)}"]
    except (KeyError, TypeError, AttributeError, RecursionError):
        return [*faults, f"{JOURNAL} 或 {CATALOGUE} 的内容残缺。"]
    if head != printed:
        faults.append(f"{JOURNAL} 的末值与{CATALOGUE}所列不同。")
    return [*faults, *_unsealed(files, seal)]


def _reason(wrong: ValueError) -> str:
    said = str(wrong)
    return said if said.startswith("第 ") else "无法读取，内容已被改动"


def _sums(files: Mapping[str, bytes]) -> list[str]:
    try:
        lines = files[SUMS].decode().splitlines()
    except UnicodeDecodeError:
        return [f"{SUMS} 无法读取，内容已被改动。"]
    listed = {path: digest for digest, _, path in (line.partition("  ") for line in lines)}
    canonical = "".join(f"{listed[path]}  {path}\n" for path in sorted(listed)).encode()
    faults = []
    if canonical != files[SUMS]:
        faults.append(f"{SUMS} 的写法被改动。")
    for path in sorted({*listed, *files} - {SUMS}):
        if path not in files:
            faults.append(f"缺少 {path}；案卷分册的，请把各册一并列出。")
        elif path not in listed:
            faults.append(f"多出 {path}，{SUMS} 未列。")
        elif sha256(files[path]).hexdigest() != listed[path]:
            faults.append(f"{path} 与归档时不同。")
    return faults


def _seal(journal: bytes) -> dict[str, str]:
    last: Facts = json.loads(journal.decode().splitlines()[-1])
    facts = last["facts"]
    if last["verb"] != SEALED or not isinstance(facts, dict):
        raise ValueError("末条不是封卷")
    sealed = facts["files"]
    if not isinstance(sealed, dict):
        raise ValueError("封卷的内容残缺")
    return {path: str(digest) for path, digest in sealed.items()}


def _unsealed(files: Mapping[str, bytes], seal: Mapping[str, str]) -> list[str]:
    """What the seal in the journal does not vouch for, should the sums have been written anew."""
    faults = []
    for path in sorted({*seal, *files} - FRONT):
        name = path.rpartition("/")[2]
        if path not in seal:
            if name not in UNLISTED:
                faults.append(f"多出 {path}，封卷时没有。")
        elif path in files and sha256(files[path]).hexdigest() != seal[path]:
            faults.append(f"{path} 与封卷时的哈希不同。")
    return faults
