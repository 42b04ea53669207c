"""A lean way to the Bot API: HTTP/1.1 on plain asyncio streams, kept open, one call at a time each.

The library's own client takes two to three milliseconds of processor time a call, more than the use
case behind a button. Where a proxy is set in the environment the library's client is used.
"""

import asyncio
import ssl
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies

from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, HTTPXRequest, RequestData

HANDS = 16
"""Connections open at once."""
IDLE = 20.0
"""Seconds after which an idle connection is not trusted any more: the server may have closed it."""
MOST_BYTES = 64 * 1024 * 1024
CONNECT, READ, WRITE, POOL = 5.0, 5.0, 5.0, 5.0


class ConnectError(Exception):
    """No connection: nothing was sent."""


class ConnectTimeout(ConnectError):
    """No connection in time: nothing was sent."""


class PoolTimeout(Exception):
    """No connection came free in time: nothing was sent."""


class Broken(Exception):
    """The connection broke after something was sent: the server may have done the work."""


@dataclass(slots=True)
class _Line:
    """One open connection."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    used_at: float

    @property
    def fresh(self) -> bool:
        return (
            time.monotonic() - self.used_at < IDLE
            and not self.reader.at_eof()
            and not self.writer.is_closing()
        )


def request_for(base_url: str) -> BaseRequest:
    """The lean client for `base_url`, or the library's where a proxy stands in between."""
    return HTTPXRequest() if getproxies().get(urlsplit(base_url).scheme) else LeanRequest()


class LeanRequest(BaseRequest):
    """What the library asks of a client, and no more. Errors tell whether anything was sent."""

    def __init__(self) -> None:
        self._idle: dict[tuple[str, str | None, int], list[_Line]] = {}
        self._hands = asyncio.Semaphore(HANDS)
        self._tls: ssl.SSLContext | None = None

    @property
    def read_timeout(self) -> float | None:
        """Seconds to wait for an answer."""
        return READ

    async def initialize(self) -> None:
        """Nothing is opened before it is needed."""

    async def shutdown(self) -> None:
        """Close what is open."""
        for lines in self._idle.values():
            for line in lines:
                line.writer.close()
        self._idle.clear()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One call; return status and body."""
        place = urlsplit(url)
        key = (place.scheme, place.hostname, place.port or (443 if place.scheme == "https" else 80))
        target = place.path + (f"?{place.query}" if place.query else "")
        letter = _letter(method, target, place.netloc, request_data)
        await self._pool(_seconds(pool_timeout, POOL))
        try:
            line = await self._line(key, _seconds(connect_timeout, CONNECT))
            patience = _seconds(write_timeout, WRITE) + _seconds(read_timeout, READ)
            return await self._exchange(key, line, letter, patience)
        finally:
            self._hands.release()

    async def _pool(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._hands.acquire()
        except TimeoutError:
            raise TimedOut from PoolTimeout()

    async def _line(self, key: tuple[str, str | None, int], seconds: float) -> _Line:
        lines = self._idle.setdefault(key, [])
        while lines:
            line = lines.pop()
            if line.fresh:
                return line
            line.writer.close()
        scheme, host, port = key
        if scheme == "https" and self._tls is None:
            self._tls = ssl.create_default_context()
        try:
            async with asyncio.timeout(seconds):
                reader, writer = await asyncio.open_connection(
                    host, port, ssl=self._tls if scheme == "https" else None
                )
        except TimeoutError as error:
            raise TimedOut from ConnectTimeout(str(error))
        except OSError as error:
            raise NetworkError(f"no connection: {error}") from ConnectError(str(error))
        return _Line(reader, writer, time.monotonic())

    async def _exchange(
        self, key: tuple[str, str | None, int], line: _Line, letter: bytes, seconds: float
    ) -> tuple[int, bytes]:
        kept = False
        try:
            async with asyncio.timeout(seconds):
                line.writer.write(letter)
                await line.writer.drain()
                status, body, kept = await _answer(line.reader)
        except TimeoutError as error:
            raise TimedOut from Broken(str(error))
        except (OSError, EOFError, ValueError, asyncio.LimitOverrunError) as error:
            raise NetworkError(f"broken off: {type(error).__name__}") from Broken(str(error))
        finally:
            if kept:
                line.used_at = time.monotonic()
                self._idle[key].append(line)
            else:
                line.writer.close()
        return status, body


def _seconds(given: Any, usual: float) -> float:
    return float(given) if isinstance(given, int | float) else usual


def _letter(method: str, target: str, host: str, data: RequestData | None) -> bytes:
    body, kind = b"", ""
    if data is not None and data.multipart_data:
        body, kind = _multipart(data)
    elif data is not None:
        body, kind = data.url_encoded_parameters().encode(), _FORM
    head = f"{method} {target} HTTP/1.1\r\nHost: {host}\r\nConnection: keep-alive\r\n"
    if kind:
        head += f"Content-Type: {kind}\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


_FORM = "application/x-www-form-urlencoded"
_QUOTED = {34: "%22", 13: None, 10: None, 92: "\\\\"}
_BOUNDARY = "----chuishao-7d1c0f64e3a94a20"


def _multipart(data: RequestData) -> tuple[bytes, str]:
    lead = f"--{_BOUNDARY}\r\nContent-Disposition: form-data; name="
    parts = [
        f'{lead}"{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in data.json_parameters.items()
    ]
    for name, (file_name, given, media_type) in (data.multipart_data or {}).items():
        quoted = file_name.translate(_QUOTED)
        head = f'{lead}"{name}"; filename="{quoted}"\r\nContent-Type: {media_type}\r\n\r\n'
        content = given if isinstance(given, bytes) else given.read()
        parts.append(head.encode() + content + b"\r\n")
    parts.append(f"--{_BOUNDARY}--\r\n".encode())
    return b"".join(parts), f"multipart/form-data; boundary={_BOUNDARY}"


async def _answer(reader: asyncio.StreamReader) -> tuple[int, bytes, bool]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    status = int(head[0].split(" ", 2)[1])
    fields = {
        name.lower(): value.strip() for name, _, value in (each.partition(":") for each in head[1:])
    }
    if "chunked" in fields.get("transfer-encoding", "").lower():
        body = await _chunks(reader)
    elif "content-length" not in fields:
        return status, await reader.read(MOST_BYTES), False
    else:
        length = int(fields["content-length"])
        if length > MOST_BYTES:
            raise ValueError("answer too long")
        body = await reader.readexactly(length)
    return status, body, fields.get("connection", "").lower() != "close"


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    body = bytearray()
    while True:
        length = int((await reader.readuntil(b"\r\n")).split(b";")[0], 16)
        if len(body) + length > MOST_BYTES:
            raise ValueError("answer too long")
        if length:
            body += await reader.readexactly(length)
            await reader.readexactly(2)
            continue
        while await reader.readuntil(b"\r\n") != b"\r\n":
            pass
        return bytes(body)
