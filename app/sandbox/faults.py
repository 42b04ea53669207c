"""Scripted faults: what goes wrong, at which call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FaultKind = Literal["flood", "server_error", "timeout_before", "timeout_after", "duplicate_update"]


@dataclass(eq=False)
class Fault:
    """One scripted fault, fired `times` times from the nth matching call on.

    flood: 429 with retry_after seconds, nothing done. server_error: HTTP `status`, nothing done.
    timeout_before / timeout_after: the connection drops before / after the work is done; with
    hold=True it stays open and silent until the client gives up (httpx.ReadTimeout).
    duplicate_update: the nth update queued is delivered again after it was confirmed.
    """

    kind: FaultKind
    method: str | None
    nth: int
    times: int
    chat_id: int | None
    retry_after: int
    status: int
    hold: bool
    fired: int = 0


class Faults:
    """故障脚本: what the tests arranged to go wrong."""

    def __init__(self) -> None:
        self._scripted: list[Fault] = []

    def add(
        self,
        *,
        kind: FaultKind,
        method: str | None = None,
        nth: int = 1,
        times: int = 1,
        chat_id: int | None = None,
        retry_after: int = 5,
        status: int = 502,
        hold: bool = False,
    ) -> Fault:
        """Arrange a fault; nth counts matching calls from now (1 is the next). method None = any.

        For any method getUpdates is left alone: name it to break polling itself.
        """
        lowered = method.lower() if method else None
        fault = Fault(kind, lowered, nth, times, chat_id, retry_after, status, hold)
        self._scripted.append(fault)
        return fault

    def take(self, method: str, chat_id: int | None) -> Fault | None:
        """The fault that strikes this call, if any; counts the call against every script."""
        matching = [
            fault
            for fault in self._scripted
            if fault.kind != "duplicate_update"
            and (fault.method == method or (fault.method is None and method != "getupdates"))
            and fault.chat_id in (None, chat_id)
        ]
        return self._strike(matching)

    def take_duplicate(self) -> bool:
        """Whether the update being queued now is to be delivered twice."""
        scripted = [fault for fault in self._scripted if fault.kind == "duplicate_update"]
        return self._strike(scripted) is not None

    def waiting(self) -> list[Fault]:
        """Faults that have not struck as often as arranged: a test can assert there are none."""
        return list(self._scripted)

    def _strike(self, matching: list[Fault]) -> Fault | None:
        struck: Fault | None = None
        for fault in matching:
            if fault.nth > 1:
                fault.nth -= 1
            elif struck is None:
                struck = fault
        if struck is not None:
            struck.fired += 1
            if struck.fired >= struck.times:
                self._scripted.remove(struck)
        return struck
