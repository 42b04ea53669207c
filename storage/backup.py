"""备份与恢复: every table of the ledger as lines of JSON in one gzip file, for either database.

A backup is one snapshot: it is taken beside a running bot, waits for nobody, and can be restored on
the other kind of database: that is also the way from SQLite to PostgreSQL. It ends with a checksum.
"""

import base64
import gzip
import hashlib
import json
import os
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Connection, Table, func, insert, select, text

from storage.audit import first_broken_link
from storage.database import Database, open_database, reached
from storage.faults import StorageFault
from storage.ledger import SqlLedger
from storage.models import METADATA
from storage.seats import OWNER_ONLY

FORMAT = "chuishao-backup-1"
BATCH = 500
Counts = dict[str, int]


def back_up(url: str, file: Path) -> Counts:
    """Write the ledger at `url` to `file`; return the number of rows of each table.

    The file appears under its name only when it is whole, readable by its owner alone.
    """
    database = open_database(url)
    fresh = file.with_name(f"{file.name}.part")
    try:
        if database.revision() != database.head_revision():
            raise StorageFault("数据库结构不是最新的：请先启动一次机器人升级结构，再备份。")
        with reached(), database.snapshot() as connection:
            descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ONLY)
            with os.fdopen(descriptor, "wb") as raw:
                with gzip.GzipFile(fileobj=raw, mode="wb", mtime=0) as packed:
                    counts = _write(packed, connection, str(database.revision()))
                raw.flush()
                os.fsync(raw.fileno())
        fresh.replace(file)
    finally:
        fresh.unlink(missing_ok=True)
        database.close()
    return counts


def restore(file: Path, url: str) -> Counts:
    """Fill the empty ledger at `url` from a backup, all or nothing; the journal must be whole."""
    _checked(file)
    database = open_database(url)
    try:
        database.migrate()
        with database.rows() as ledger:
            assert isinstance(ledger, SqlLedger)
            ledger.hold()
            counts = _fill(ledger.connection, _lines(file), database)
            if first_broken_link(ledger) is not None:
                raise StorageFault("备份里的留痕链条不完整，没有恢复：请换一份备份。")
    finally:
        database.close()
    return counts


def _write(packed: gzip.GzipFile, connection: Connection, revision: str) -> Counts:
    digest = hashlib.sha256()
    counts: Counts = {}

    def line(content: object) -> None:
        written = json.dumps(content, ensure_ascii=True).encode() + b"\n"
        digest.update(written)
        packed.write(written)

    line({"format": FORMAT, "revision": revision})
    for table in METADATA.sorted_tables:
        counts[table.name] = 0
        line({"table": table.name, "columns": [column.name for column in table.c]})
        rows = connection.execution_options(yield_per=BATCH).execute(
            select(*table.c).order_by(table.c.id)
        )
        for row in rows:
            line([_plain(table, place, value) for place, value in enumerate(row)])
            counts[table.name] += 1
    line({"counts": counts})
    packed.write(json.dumps({"sha256": digest.hexdigest()}).encode() + b"\n")
    return counts


def _plain(table: Table, place: int, value: Any) -> Any:
    """What the column holds, as JSON takes it: processed by its own type where it has one."""
    column = list(table.c)[place]
    bound = getattr(column.type, "process_bind_param", None)
    if bound is not None and not isinstance(value, datetime):
        value = bound(value, _ANY)
    if isinstance(value, bytes):
        return {"b": base64.b64encode(value).decode()}
    if isinstance(value, datetime):
        return {"t": value.isoformat()}
    return {"d": value.isoformat()} if isinstance(value, date) else value


class _AnyDialect:
    name = "postgresql"


_ANY: Any = _AnyDialect()


def _value(table: Table, place: int, value: Any) -> Any:
    column = list(table.c)[place]
    if isinstance(value, dict):
        ((kind, content),) = value.items()
        if kind == "b":
            return base64.b64decode(content)
        return (datetime if kind == "t" else date).fromisoformat(content)
    read = getattr(column.type, "process_result_value", None)
    return value if read is None else read(value, _ANY)


def _lines(file: Path) -> Iterator[Any]:
    with gzip.open(file, "rb") as packed:
        for line in packed:
            yield json.loads(line)


def _checked(file: Path) -> None:
    """A backup that is not whole is refused before anything is touched."""
    digest, last = hashlib.sha256(), b""
    try:
        with gzip.open(file, "rb") as packed:
            for line in _raw(packed):
                digest.update(last)
                last = line
        whole = json.loads(last or b"{}").get("sha256") == digest.hexdigest()
    except (OSError, EOFError, zlib.error, ValueError, AttributeError) as error:
        if isinstance(error, FileNotFoundError | PermissionError | IsADirectoryError):
            raise
        whole = False
    if not whole:
        raise StorageFault(f"{file} 不是完整的吹哨备份，没有恢复：请换一份备份。")


def _raw(packed: gzip.GzipFile | BinaryIO) -> Iterator[bytes]:
    yield from packed


def _fill(connection: Connection, lines: Iterator[Any], database: Database) -> Counts:
    head = next(lines)
    if head["format"] != FORMAT or head["revision"] != database.head_revision():
        raise StorageFault(
            f"备份出自数据库版本 {head['revision']}，本程序是 {database.head_revision()}："
            "请用备份时的程序版本恢复，再升级。"
        )
    for table in METADATA.sorted_tables:
        if connection.execute(select(func.count()).select_from(table)).scalar_one():
            raise StorageFault("数据库里已有内容，没有恢复：请恢复到一个空的数据库。")
    counts: Counts = {}
    table, waiting = METADATA.sorted_tables[0], list[dict[str, Any]]()
    for line in lines:
        if isinstance(line, dict):
            _enter(connection, table, waiting)
            if "table" not in line:
                continue
            table = METADATA.tables[line["table"]]
            counts[table.name] = 0
            continue
        names = (column.name for column in table.c)
        values = (_value(table, place, value) for place, value in enumerate(line))
        waiting.append(dict(zip(names, values, strict=True)))
        counts[table.name] += 1
        if len(waiting) >= BATCH:
            _enter(connection, table, waiting)
    if connection.dialect.name == "postgresql":
        _follow_on(connection, counts)
    return counts


def _enter(connection: Connection, table: Table, waiting: list[dict[str, Any]]) -> None:
    if waiting:
        connection.execute(insert(table), waiting)
        waiting.clear()


def _follow_on(connection: Connection, counts: Counts) -> None:
    """PostgreSQL numbers new rows after those that came with their numbers."""
    for name, count in counts.items():
        if count:
            sequence = f"pg_get_serial_sequence('{name}', 'id')"
            connection.execute(text(f"SELECT setval({sequence}, (SELECT max(id) FROM {name}))"))
