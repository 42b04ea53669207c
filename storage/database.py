"""The database: opens SQLite or PostgreSQL, runs transactions one writer at a time, migrates."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import URL, Connection, Engine, StaticPool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError

from inspection.ledger import Ledger
from storage.faults import StorageFault
from storage.ledger import SqlLedger
from storage.seats import OWNER_ONLY, OnlyProcess, Seats, SharedSeats

MIGRATIONS = Path(__file__).parent / "migrations"
PATIENCE_SECONDS = 30
"""How long a writer waits for its turn before that is a fault."""
READING = "reading"
SETTINGS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "wal_autocheckpoint=10000",  # pages: a last resort, `checkpoint` comes long before
)
"""How SQLite works for us."""


class Database:
    """账本: one database; hands out a ledger per transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading = engine.execution_options(**{READING: True})
        self._shared = engine.dialect.name == "postgresql"
        self._turn = nullcontext() if self._shared else threading.Lock()
        self._mine = threading.local()

    @contextmanager
    def transaction(self) -> Iterator[Ledger]:
        """A ledger to write through: committed at the end, rolled back when anything is raised.

        Writers of the whole ledger queue: one at a time in this process and across processes. Do
        not await inside; a second transaction inside the first is a RuntimeError, not a deadlock.
        """
        with self.rows() as ledger:
            ledger.hold()
            yield ledger

    @contextmanager
    def rows(self) -> Iterator[Ledger]:
        """A ledger to change single rows of inbox and outbox: on PostgreSQL it waits for nobody.

        Whoever changes more must `hold` the ledger, or a chat's part of it, first.
        """
        with self._my_turn(), self._engine.begin() as connection:
            ledger = SqlLedger(connection)
            yield ledger
            ledger.write()

    @contextmanager
    def reading(self) -> Iterator[Ledger]:
        """A ledger to read from: one snapshot, waits for no writer, refuses to write."""
        with self._reading.connect() as connection, connection.begin() as snapshot:
            ledger = SqlLedger(connection)
            yield ledger
            ledger.write()
            snapshot.rollback()

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """A bare connection that reads one moment of the whole database, for backups."""
        with self._reading.connect() as connection, connection.begin():
            yield connection

    def migrate(self) -> None:
        """Bring the tables to the newest revision, in one transaction."""
        with self._my_turn(), self._alembic() as config:
            command.upgrade(config, "head")

    def downgrade(self, revision: str) -> None:
        """Take the tables back to an older revision ("base" is empty). For operators and tests."""
        with self._my_turn(), self._alembic() as config:
            command.downgrade(config, revision)

    def revision(self) -> str | None:
        """The revision of the tables, None when there are none yet."""
        with reached(), self._reading.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()

    def head_revision(self) -> str | None:
        """The newest revision that this program knows."""
        return ScriptDirectory.from_config(alembic_config()).get_current_head()

    def seats(self) -> Seats:
        """Take a place among the processes at this ledger. StorageFault when SQLite has one."""
        if self._shared:
            return SharedSeats(self._engine)
        name = self._engine.url.database
        return OnlyProcess(Path(name) if name and name != ":memory:" else None)

    def checkpoint(self) -> None:
        """Let SQLite carry what was committed from its log into the file; nobody waits for it.

        Else whoever commits the thousandth page has to, and with them all who wait behind.
        """
        if self._shared or isinstance(self._engine.pool, StaticPool):
            return
        connection = self._engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)").close()
        finally:
            connection.close()

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    @contextmanager
    def _my_turn(self) -> Iterator[None]:
        if getattr(self._mine, "open", False):
            raise RuntimeError("a transaction is already open in this thread")
        with self._turn:
            self._mine.open = True
            try:
                yield
            finally:
                self._mine.open = False

    @contextmanager
    def _alembic(self) -> Iterator[Config]:
        config = alembic_config()
        with reached():
            connection = self._engine.connect()
        with connection, _references_checked_at_the_end(connection):
            with reached():
                connection.begin()
                SqlLedger(connection).hold()
            config.attributes["connection"] = connection
            try:
                yield config
            except CommandError as error:
                raise StorageFault(
                    f"数据库版本与程序不符（{error}）：请换用与数据库相同或更新的程序版本。"
                ) from error
            except DatabaseError as error:
                raise StorageFault(
                    f"数据库升级失败（{error.orig}），原有内容未改动：请确认该库由本程序专用。"
                ) from error
            _require_whole(connection)
            connection.commit()


def open_database(url: str) -> Database:
    """Open the database at an SQLAlchemy URL. StorageFault says in Chinese what is wrong.

    `sqlite:////srv/chuishao/ledger.db` or `postgresql+psycopg://user:password@host/name`.
    Nothing is created or changed before `migrate`.
    """
    try:
        address = make_url(url)
    except ArgumentError:
        raise StorageFault(
            "数据库地址写法有误：应为 sqlite:///文件路径 或 postgresql+psycopg://用户:密码@主机/库名。"
        ) from None
    if address.get_backend_name() == "sqlite":
        return Database(_sqlite(address))
    if address.get_backend_name() in ("postgresql", "postgres"):
        return Database(_postgresql(address.set(drivername="postgresql+psycopg")))
    raise StorageFault(
        f"不支持的数据库 {address.get_backend_name()}：请使用 SQLite 或 PostgreSQL。"
    )


def alembic_config() -> Config:
    """Alembic's settings, without a file."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config


@contextmanager
def reached() -> Iterator[None]:
    """Word a database that cannot be reached."""
    try:
        yield
    except DatabaseError as error:
        raise StorageFault(
            f"数据库无法连接或打开（{error.orig}）：请检查数据库地址、目录权限和服务是否已启动。"
        ) from None


@contextmanager
def _references_checked_at_the_end(connection: Connection) -> Iterator[None]:
    """Let SQLite rebuild a table that others point to (`_require_whole` checks in its place)."""
    driver: Any = connection.connection.dbapi_connection
    if connection.dialect.name != "sqlite":
        yield
        return
    driver.execute("PRAGMA foreign_keys=OFF").close()
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON").close()


def _require_whole(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise StorageFault(
            f"数据库升级失败（{len(broken)} 处引用落空），原有内容未改动：请保留文件，联系开发者。"
        )


def make_private(path: Path) -> None:
    """Create a file that only its owner reads; one that is there stays as it is.

    SQLite gives `-wal` and `-shm` the mode of the file they belong to.
    """
    with suppress(FileExistsError, FileNotFoundError):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY))


def _sqlite(address: URL) -> Engine:
    path = address.database
    kept_in_memory = path in (None, "", ":memory:")
    if path and not kept_in_memory and not Path(path).absolute().parent.is_dir():
        raise StorageFault(f"数据库目录不存在：{Path(path).absolute().parent}，请先建立该目录。")
    pool: dict[str, Any] = {"poolclass": StaticPool} if kept_in_memory else {}
    engine = create_engine(
        address,
        hide_parameters=True,
        connect_args={"timeout": PATIENCE_SECONDS, "check_same_thread": False},
        **pool,
    )

    @event.listens_for(engine, "do_connect")
    def keep_private(*_connecting: object) -> None:
        if path and not kept_in_memory:
            make_private(Path(path))

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # the driver must not begin on its own
        for setting in SETTINGS:
            connection.execute(f"PRAGMA {setting}").close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        reads = connection.get_execution_options().get(READING, False)
        connection.exec_driver_sql(f"PRAGMA query_only={'ON' if reads else 'OFF'}")
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

    return engine


def _postgresql(address: URL) -> Engine:
    try:
        engine = create_engine(
            address,
            hide_parameters=True,
            pool_pre_ping=True,
            connect_args={"options": f"-c lock_timeout={PATIENCE_SECONDS}s -c timezone=UTC"},
        )
    except ModuleNotFoundError:
        raise StorageFault(
            "未安装 PostgreSQL 驱动：请执行 pip install 'chuishao[postgresql]' 后重试，"
            "或改用 SQLite。"
        ) from None

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get(READING, False):
            snapshot = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
            connection.exec_driver_sql(snapshot)

    return engine
