"""A lean Bot API on loopback, in a process of its own: it serves updates and notes every call."""

import asyncio
import json
import time
from dataclasses import dataclass, field
from multiprocessing import Process, Queue
from multiprocessing.connection import Connection
from typing import Any

TOKEN = "1:bench"
BOT = {"id": 1, "is_bot": True, "first_name": "b", "username": "bench_bot"}


@dataclass
class Plan:
    """Which updates to serve, and how many a second (0: all at once)."""

    updates: list[dict[str, Any]]
    rate: float = 0


@dataclass
class Noted:
    """When each update was first offered, and every call with its moment."""

    offered: dict[int, float] = field(default_factory=dict)
    calls: list[tuple[float, str, str]] = field(default_factory=list)

    def seconds(self) -> float:
        """From the first offer to the last call."""
        return max(at for at, _, _ in self.calls) - min(self.offered.values())


def serve(plan: Plan, ports: "Queue[int]", pipe: Connection) -> None:
    """Run until the other end of the pipe says so; then hand over what was noted."""
    asyncio.run(_Server(plan).run(ports, pipe))


def started(plan: Plan) -> tuple[Process, int, Connection]:
    """Start the server; return its process, its port and the pipe to end it by."""
    from multiprocessing import Pipe

    ports: Queue[int] = Queue()
    here, there = Pipe()
    process = Process(target=serve, args=(plan, ports, there), daemon=True)
    process.start()
    return process, ports.get(timeout=30), here


class _Server:
    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._noted = Noted()
        self._began = 0.0
        self._message = 1000

    async def run(self, ports: "Queue[int]", pipe: Connection) -> None:
        server = await asyncio.start_server(self._client, "127.0.0.1", 0)
        ports.put(server.sockets[0].getsockname()[1])
        while not pipe.poll():
            await asyncio.sleep(0.02)
        pipe.recv()
        pipe.send(self._noted)

    async def _client(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                length = 0
                for line in head.split("\r\n"):
                    if line.lower().startswith("content-length:"):
                        length = int(line.split(":")[1])
                body = (await reader.readexactly(length)).decode() if length else ""
                path = head.split(" ", 2)[1]
                result = await self._answer(path, body)
                answer = json.dumps({"ok": True, "result": result}).encode()
                writer.write(
                    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                    b"Content-Length: %d\r\n\r\n" % len(answer) + answer
                )
                await writer.drain()
        except (asyncio.IncompleteReadError, asyncio.CancelledError, ConnectionError):
            pass
        finally:
            writer.close()

    async def _answer(self, path: str, body: str) -> Any:
        method = path.rsplit("/", 1)[1].partition("?")[0]
        if method == "getUpdates":
            return await self._updates(path + "&" + body)
        if method == "getMe":
            return BOT
        if method == "benchCount":
            return len(self._noted.calls)
        if method not in ("setMyCommands", "deleteWebhook"):
            self._noted.calls.append((time.monotonic(), method, body))
        if method in ("sendMessage", "editMessageText", "sendDocument"):
            self._message += 1
            chat = {"id": -1, "type": "group", "title": "g"}
            return {"message_id": self._message, "date": 1, "chat": chat, "text": "x"}
        return True

    async def _updates(self, question: str) -> list[dict[str, Any]]:
        offset = 0
        for part in question.replace("?", "&").split("&"):
            if part.startswith("offset=") and part[7:]:
                offset = int(part[7:])
        for _ in range(200):
            now = time.monotonic()
            self._began = self._began or now
            rate = self._plan.rate
            come = len(self._plan.updates) if not rate else int((now - self._began) * rate)
            batch = [u for u in self._plan.updates[:come] if u["update_id"] >= offset][:100]
            if batch:
                for update in batch:
                    self._noted.offered.setdefault(update["update_id"], now)
                return batch
            await asyncio.sleep(0.005)
        return []
