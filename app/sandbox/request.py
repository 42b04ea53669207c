"""One call of a Bot API method, and the register of methods."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from app.sandbox.parameters import Parameters

if TYPE_CHECKING:
    from app.sandbox.model import SandboxBot
    from app.sandbox.world import World


@dataclass(frozen=True)
class Request:
    """Who calls (bot), on what (world), with what (parameters)."""

    world: World
    bot: SandboxBot
    parameters: Parameters


Method = Callable[[Request], object]
M = TypeVar("M", bound=Method)


class Methods:
    """The methods of one concern, by lower-case name."""

    def __init__(self) -> None:
        self.by_name: dict[str, Method] = {}

    def __call__(self, name: str) -> Callable[[M], M]:
        """Decorate the function that answers the method of that name."""

        def register(method: M) -> M:
            self.by_name[name.lower()] = method
            return method

        return register
