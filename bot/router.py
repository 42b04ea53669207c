"""Which handler answers which command, button or question; each names the deed it is guarded by.

A route without a guard is refused when the program starts (`UnguardedRoute`), not when somebody
finds it: a deed bound to a task must say how the task is found.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from bot.call import Call
from inspection.permissions import PERMISSIONS, Deed, Relation
from inspection.whose import About

Handler = Callable[[Call], None]
HandlerT = TypeVar("HandlerT", bound=Handler)


class UnguardedRoute(Exception):
    """A handler that nobody guards, or guarded by a deed that nobody may do."""


@dataclass(frozen=True, slots=True)
class Route:
    """A handler with its guard: the deed, and what it is about.

    `asks` names the open question whose subject a button answers, for buttons without a number.
    """

    handler: Handler
    deed: Deed
    about: About
    asks: str = ""


class Router:
    """The three tables of routes; filled by decorators when `bot.handlers` is imported."""

    def __init__(self) -> None:
        self.verbs: dict[str, Route] = {}
        self.buttons: dict[str, Route] = {}
        self.answers: dict[str, Route] = {}

    def verb(
        self, name: str, deed: Deed, about: About = About.CALLED
    ) -> Callable[[HandlerT], HandlerT]:
        """The handler of a command such as `/chuishao`, by the verb's English name."""
        return self._into(self.verbs, name, deed, about)

    def button(
        self, name: str, deed: Deed, about: About | None = None, *, asks: str = ""
    ) -> Callable[[HandlerT], HandlerT]:
        """The handler of the buttons whose callback data begins with `v1:<name>`.

        `about` says what the number behind the name is.
        """
        return self._into(self.buttons, name, deed, about, asks)

    def answer(
        self, name: str, deed: Deed, about: About | None = None
    ) -> Callable[[HandlerT], HandlerT]:
        """The handler of the answers to prompts whose `asks` is `name`.

        `about` is also the key of the fact in the prompt that holds the number.
        """
        return self._into(self.answers, name, deed, about)

    @staticmethod
    def _into(
        table: dict[str, Route], name: str, deed: Deed, about: About | None, asks: str = ""
    ) -> Callable[[HandlerT], HandlerT]:
        free = deed in PERMISSIONS and PERMISSIONS[deed].relation is Relation.NONE
        if deed not in PERMISSIONS or not PERMISSIONS[deed].roles:
            raise UnguardedRoute(f"{name!r}: nobody is permitted {deed!r}")
        if about is None and not free:
            raise UnguardedRoute(f"{name!r}: {deed.value} needs a task, and none is named")
        if about is About.NOTHING and deed is not Deed.LOOK and deed is not Deed.ENTER_FINDING:
            raise UnguardedRoute(f"{name!r}: {deed.value} cannot be about nothing")

        def enter(handler: HandlerT) -> HandlerT:
            if name in table:
                raise ValueError(f"two handlers for {name!r}")
            meant = About.NOTHING if free else about or About.NOTHING
            table[name] = Route(handler, deed, meant, asks)
            return handler

        return enter


router = Router()
