"""From one raw update to one transaction: who is it, what is meant, may they, do it, answer.

Everything here is synchronous and runs inside one transaction together with the mark that the
update is done: an update takes effect once or not at all (R1).
"""

from dataclasses import dataclass

from bot.aside import asked
from bot.call import Call, TaskUnclear
from bot.commands import Spoken, spoken
from bot.incoming import Incoming
from bot.ports import Backstage, Upload
from bot.router import Route, Router
from inspection.desk import Desk
from inspection.ids import DepartmentId, PersonId, TaskId, UserId
from inspection.people import Person, Role
from inspection.permissions import PERMISSIONS, Deed, permit_role
from inspection.plain import Facts
from inspection.posting import Prompt
from inspection.refusal import Refusal
from inspection.standing_in import permit_here
from inspection.uploads import LISTS, TEMPLATES, ending_of
from inspection.whose import About, permit_about

ANONYMOUS_ADMIN = 1087968824
CHANNEL_IDENTITY = 136817688
PROPOSES = PERMISSIONS[Deed.PROPOSE_PLAN].roles


@dataclass(frozen=True, slots=True)
class Popup:
    """What to answer to a pressed button, once the transaction is committed."""

    query_id: str
    kind: str = ""
    facts: Facts | None = None
    alert: bool = False


class Dispatcher:
    """Answers updates with the routes of one router."""

    def __init__(self, router: Router, backstage: Backstage, bot_name: str) -> None:
        self._router = router
        self._backstage = backstage
        self._bot_name = bot_name

    def handle(self, desk: Desk, incoming: Incoming, upload: Upload | None) -> Popup | None:
        """Handle one update inside the caller's transaction.

        A Refusal passes through: the caller rolls back and answers with `refuse`.
        """
        if not self._concerns_us(desk, incoming):
            return None
        actor = self._actor(desk, incoming)
        call = Call(
            desk=desk,
            backstage=self._backstage,
            actor=actor,
            user_id=incoming.user_id,
            chat_id=incoming.chat_id,
            private=incoming.private,
            update_id=incoming.update_id,
            message_id=incoming.message_id,
            pressed=bool(incoming.callback),
            forwarded=incoming.forwarded,
            text=incoming.text,
            upload=upload.neutral() if upload is not None else None,
            bot_name=self._bot_name,
        )
        route = self._route(call, incoming)
        if route is None:
            return Popup(incoming.query_id) if incoming.query_id else None
        permit_role(actor, route.deed)
        try:
            _guard(call, route)
            route.handler(call)
        except TaskUnclear as unclear:
            self._which_task(call, incoming, unclear)
        if not incoming.query_id:
            return None
        if call.popup is None:
            return Popup(incoming.query_id)
        kind, facts, alert = call.popup
        return Popup(incoming.query_id, kind, facts, alert)

    def _concerns_us(self, desk: Desk, incoming: Incoming) -> bool:
        """In a group: a button, a command, or a reply to a question; people also talk there."""
        if incoming.private or incoming.callback:
            return True
        if not incoming.photo and spoken(incoming.text, self._bot_name) is not None:
            return True
        return incoming.reply_to is not None and bool(
            desk.ledger.prompts.find(chat_id=incoming.chat_id, message_id=incoming.reply_to)
        )

    def _actor(self, desk: Desk, incoming: Incoming) -> Person:
        if incoming.user_id in (ANONYMOUS_ADMIN, CHANNEL_IDENTITY):
            raise Refusal("anonymous_speaker")
        person = desk.ledger.people.one(user_id=incoming.user_id)
        if person is not None:
            return person
        heard = spoken(incoming.text, self._bot_name)
        if incoming.private and heard and heard.verb == "start" and heard.args:
            return _stranger(incoming.user_id)
        raise Refusal("not_bound", {"bot": self._bot_name})

    def _route(self, call: Call, incoming: Incoming) -> Route | None:
        if incoming.callback:
            return self._button(call, incoming.callback)
        heard = None if incoming.photo else spoken(incoming.text, self._bot_name)
        if heard is not None:
            if incoming.forwarded and heard.verb != "start":
                raise Refusal("forwarded_command")
            return self._verb(call, heard)
        call.prompt = self._prompt(call, incoming)
        if call.prompt is not None:
            return self._answer(call, call.prompt)
        if call.private and call.upload is not None and not call.upload.photo:
            if ending_of(call.upload.name) in LISTS:
                return self._book(call.actor)
            if ending_of(call.upload.name) in TEMPLATES:
                return self._router.answers["own_template"]
        if call.private:
            raise Refusal("nothing_asked")
        return None

    def _book(self, actor: Person) -> Route:
        """A workbook sent unasked: the office imports it, a department proposes tasks with it."""
        if Role.OFFICE in actor.roles or not set(actor.roles) & PROPOSES:
            return self._router.verbs["import"]
        return self._router.answers["plan_book"]

    def _button(self, call: Call, callback: str) -> Route:
        version, _, rest = callback.partition(":")
        name, *args = rest.split(":")
        call.args = tuple(args)
        if version == "v1" and name == "verb" and args:
            if len(args) > 1:
                call.chosen_task = TaskId(call.number(1))
            return self._router.verbs[args[0]]
        if version != "v1" or name not in self._router.buttons:
            raise Refusal("button_out_of_date")
        return self._router.buttons[name]

    def _verb(self, call: Call, heard: Spoken) -> Route:
        call.args = heard.args
        call.text = " ".join(heard.args)
        if heard.verb not in self._router.verbs:
            raise Refusal("unknown_command")
        return self._router.verbs[heard.verb]

    def _answer(self, call: Call, prompt: Prompt) -> Route:
        if prompt.wants == "text" and call.upload is not None:
            raise Refusal("text_wanted")
        if prompt.wants == "photo" and call.upload is None:
            raise Refusal("photo_wanted")
        return self._router.answers[prompt.asks]

    def _prompt(self, call: Call, incoming: Incoming) -> Prompt | None:
        mine = call.desk.ledger.prompts.find(
            chat_id=call.chat_id, person_id=call.actor.id, closed_at=None
        )
        if call.private:
            return mine[-1] if mine else None
        if incoming.reply_to is None:
            return None
        asked = call.desk.ledger.prompts.find(
            chat_id=call.chat_id, message_id=incoming.reply_to, closed_at=None
        )
        if asked and asked[-1].person_id != call.actor.id:
            raise Refusal("asked_of_another")
        return asked[-1] if asked else None

    def _which_task(self, call: Call, incoming: Incoming, unclear: TaskUnclear) -> None:
        heard = spoken(incoming.text, self._bot_name)
        verb = heard.verb if heard else call.args[0]
        choices: Facts = {
            "verb": verb,
            "tasks": [
                {"id": task.id, "number": task.number, "name": task.name} for task in unclear.tasks
            ],
        }
        call.show("which_task", choices)


def _guard(call: Call, route: Route) -> None:
    """Refuse whoever may not do the route's deed with what the call is about."""
    ledger = call.desk.ledger
    if route.about is About.NOTHING:
        return
    if route.about is About.CALLED:
        permit_here(ledger, call.actor, route.deed, call.task())
        return
    if route.asks:
        prompt = asked(call, route.asks)
        if prompt is None:
            raise Refusal("button_out_of_date")
        key = prompt.about[route.about.value]
    elif call.prompt is not None:
        key = call.about(route.about.value)
    else:
        key = call.number(0)
    permit_about(ledger, call.actor, route.deed, route.about, int(str(key)))


def _stranger(user_id: UserId) -> Person:
    return Person(
        id=PersonId(0),
        department_id=DepartmentId(0),
        name="",
        roles=tuple(Role),
        user_id=user_id,
    )
