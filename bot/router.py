"""Which handler answers which command, button or question; each names the deed it is guarded by."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from bot.call import Call
from inspection.permissions import Deed

Handler = Callable[[Call], None]
HandlerT = TypeVar("HandlerT", bound=Handler)


@dataclass(frozen=True, slots=True)
class Route:
    """A handler with its guard."""

    handler: Handler
    deed: Deed


class Router:
    """The three tables of routes; filled by decorators when `bot.handlers` is imported."""

    def __init__(self) -> None:
        self.verbs: dict[str, Route] = {}
        self.buttons: dict[str, Route] = {}
        self.answers: dict[str, Route] = {}

    def verb(self, name: str, deed: Deed) -> Callable[[HandlerT], HandlerT]:
        """The handler of a command such as `/chuishao`, by the verb's English name."""
        return self._into(self.verbs, name, deed)

    def button(self, name: str, deed: Deed) -> Callable[[HandlerT], HandlerT]:
        """The handler of the buttons whose callback data begins with `v1:<name>`."""
        return self._into(self.buttons, name, deed)

    def answer(self, name: str, deed: Deed) -> Callable[[HandlerT], HandlerT]:
        """The handler of the answers to prompts whose `asks` is `name`."""
        return self._into(self.answers, name, deed)

    @staticmethod
    def _into(table: dict[str, Route], name: str, deed: Deed) -> Callable[[HandlerT], HandlerT]:
        def enter(handler: HandlerT) -> HandlerT:
            if name in table:
                raise ValueError(f"two handlers for {name!r}")
            table[name] = Route(handler, deed)
            return handler

        return enter


router = Router()
