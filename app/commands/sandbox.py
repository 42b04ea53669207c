"""`chuishao sandbox`: the local group chat in a browser, with the real bot and the demo county."""

import argparse
import asyncio
import errno
import ipaddress
import logging
import signal
import socket
import sys
from contextlib import ExitStack, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from tornado.httpserver import HTTPServer

from app.cli import CommandError
from app.page.county import CountyRefusal, Setting
from app.page.handlers import application
from app.page.session import Session
from app.profiles import known_localities

PORT = 8790
MOST_BODY_BYTES = 24 * 1024 * 1024


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument(
        "--port", type=int, default=PORT, metavar="端口", help=f"网页端口，默认 {PORT}"
    )
    parser.add_argument("--host", default="127.0.0.1", metavar="地址", help="只能是本机地址")
    parser.add_argument(
        "--locality",
        choices=known_localities(),
        default=known_localities()[0],
        help=f"用哪个地方的规则：{'、'.join(known_localities())}",
    )
    parser.add_argument("--plan", default="", metavar="编号", help="计划编号，默认第一项")
    parser.add_argument(
        "--folder", type=Path, metavar="目录", help="保存在此目录，下次接着演练；不填则用完即弃"
    )


def perform(options: argparse.Namespace) -> None:
    """Serve until Ctrl-C."""
    listener = _listener(options.host, options.port)
    _log_plainly()
    with ExitStack() as stack:
        stack.callback(listener.close)
        if options.folder is not None:
            options.folder.mkdir(parents=True, exist_ok=True)
            folder = options.folder
        else:
            folder = Path(stack.enter_context(TemporaryDirectory(prefix="chuishao-")))
        setting = Setting(options.locality, options.plan)
        session_of = Session(folder, setting, lasting=options.folder is not None)
        try:
            asyncio.run(_serve(session_of, listener))
        except CountyRefusal as refusal:
            raise CommandError(str(refusal)) from None
    print("已停止。")


def _log_plainly() -> None:
    """Faults only: a tick that comes while the bot is busy is no news."""
    logging.basicConfig(
        level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s"
    )
    for name in ("apscheduler", "httpx", "httpcore", "alembic", "tornado.access"):
        logging.getLogger(name).setLevel(logging.ERROR)


def _listener(host: str, port: int) -> socket.socket:
    """A listening socket on loopback, or a CommandError that says what to do."""
    if host == "localhost":
        host = "127.0.0.1"
    try:
        local = ipaddress.ip_address(host).is_loopback
    except ValueError:
        local = False
    if not local:
        raise CommandError(f"模拟群聊只在本机开放，不能用地址 {host}；请用 127.0.0.1。")
    if not 0 <= port <= 65535:
        raise CommandError(f"端口应在 0 到 65535 之间，现在是 {port}。")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise CommandError(
                f"端口 {port} 已被占用：请关掉占用它的程序，或用 --port 换一个端口。"
            ) from None
        raise CommandError(f"端口 {port} 打不开（{error.strerror}）：请换一个端口。") from None
    listener.setblocking(False)
    return listener


async def _serve(session: Session, listener: socket.socket) -> None:
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):
            loop.add_signal_handler(number, stopping.set)
    host, port = listener.getsockname()[:2]
    host = f"[{host}]" if ":" in host else host
    print("正在布置演示县……", file=sys.stderr, flush=True)
    server = HTTPServer(application(session), max_buffer_size=MOST_BODY_BYTES)
    try:
        await session.open()
        server.add_sockets([listener])
        print(f"模拟群聊已开：http://{host}:{port}/  （按 Ctrl-C 停止）", flush=True)
        await stopping.wait()
    finally:
        logging.getLogger("apscheduler").setLevel(logging.CRITICAL)  # a tick cut off is no news
        server.stop()
        await server.close_all_connections()
        await session.close()
