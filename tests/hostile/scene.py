"""One thing of every kind in one task, and people of every role in every kind of department."""

from dataclasses import dataclass, replace
from typing import Any

from bot.incoming import Incoming
from bot.router import Route
from inspection.desk import Desk
from inspection.experts import Expert, ExpertInvitation, ExpertKind
from inspection.followup import FollowUpKind
from inspection.ids import ChatId, UserId
from inspection.people import Person, Role
from inspection.plain import Facts
from inspection.posting import Prompt
from inspection.refusal import Refusal
from inspection.teams import Assignment, Replacement
from inspection.whistle import CheckIn, CheckInAnswer
from inspection.whose import About
from tests.inspection.usecases.closing_scene import visited
from tests.inspection.usecases.field_scene import FIRE, LEADER
from tests.progress import follow_up
from tests.small_chat import GROUP, SmallChat

RELATIONS = {
    "lead": "民政局",
    "partner": "消防救援大队",
    "outside": "司法局",
    "borrowed": "司法局",
    "replaced": "司法局",
}
"""Where people come from; a borrowed one is sent for the partner, a replaced one was."""
EXTRA: Facts = {
    "item": 0,
    "finding": 1,
    "answer": "object",
    "number": "1",
    "person": 1,
    "subject": 1,
    "demand": "改正",
    "rectified": True,
    "reason": "理由",
    "recording": True,
    "receiver": "公安机关",
    "result": "nocontact",
    "invitation": 1,
}


@dataclass(frozen=True)
class Things:
    """The number of one thing of every kind."""

    numbers: dict[About, int]

    def of(self, about: About) -> int:
        """Its number; 1 where nothing is meant."""
        return self.numbers.get(about, 1)


def furnish(chat: SmallChat) -> Things:
    """A visited task with a thing of every kind."""
    visited(chat)
    return chat.write(lambda desk: _furnish(desk, chat))


def _furnish(desk: Desk, chat: SmallChat) -> Things:
    ledger, county = desk.ledger, chat.county
    whistle = ledger.whistles.find()[-1]
    check_in = ledger.check_ins.add(
        CheckIn(
            whistle_id=whistle.id,
            department_id=county.people[FIRE].department_id,
            person_id=county.people[FIRE].id,
            at=desk.now,
            on_time=True,
            answer=CheckInAnswer.OBJECT,
            remark="意见",
        )
    )
    finding = ledger.findings.find(result="ordered")[0]
    opened = follow_up(desk, county, finding, FollowUpKind.RECTIFY, demand="更换")
    replacement = ledger.replacements.add(
        Replacement(
            task_id=county.task.id,
            department_id=county.people[FIRE].department_id,
            outgoing_id=county.people[FIRE].id,
            reason="工作冲突",
            asked_by=county.people[LEADER].id,
            asked_at=desk.now,
        )
    )
    expert = ledger.experts.add(
        Expert(
            department_id=county.people[FIRE].department_id, name="林学文", kind=ExpertKind.EXPERT
        )
    )
    invited = ledger.expert_invitations.add(
        ExpertInvitation(
            task_id=county.task.id,
            subject_id=ledger.visits.find()[0].subject_id,
            expert_id=expert.id,
            invited_by=county.people[LEADER].id,
            invited_at=desk.now,
        )
    )
    return Things(
        {
            About.INVITATION: invited.id,
            About.TASK: county.task.id,
            About.WHISTLE: whistle.id,
            About.CHECK_IN: check_in.id,
            About.DRAW: ledger.draws.find()[-1].id,
            About.WITNESS: ledger.draw_witnesses.find()[0].id,
            About.REPLACEMENT: replacement.id,
            About.VISIT: ledger.visits.find()[0].id,
            About.FINDING: finding.id,
            About.FOLLOW_UP: opened.id,
            About.DUTY: ledger.entry_duties.find()[0].id,
            About.DOCUMENT: ledger.documents.find(task_id=county.task.id)[0].id,
        }
    )


def people_of_every_kind(chat: SmallChat) -> dict[tuple[Role, str], Person]:
    """One new person for every role in the lead, a partner and a department outside the team."""

    def enter(desk: Desk) -> dict[tuple[Role, str], Person]:
        found = {}
        for place, relation in enumerate(RELATIONS):
            department = chat.county.departments[RELATIONS[relation]]
            for number, role in enumerate(Role):
                found[role, relation] = desk.ledger.people.add(
                    Person(
                        department_id=department.id,
                        name=f"试验{place}{number}",
                        roles=(role,),
                        user_id=UserId(810000 + 10 * place + number),
                    )
                )
                if relation in ("borrowed", "replaced"):
                    _lend(desk, chat, found[role, relation], relation == "borrowed")
        return found

    found: dict[tuple[Role, str], Person] = chat.write(enter)
    return found


def _lend(desk: Desk, chat: SmallChat, person: Person, active: bool) -> None:
    task = chat.county.task
    desk.ledger.assignments.add(
        Assignment(
            task_id=task.id,
            subject_id=desk.ledger.visits.find(task_id=task.id)[0].subject_id,
            department_id=chat.county.departments[RELATIONS["partner"]].id,
            person_id=person.id,
            round=1,
            leader=False,
            active=active,
            lent_by=person.department_id,
        )
    )


def tries(
    chat: SmallChat, table: str, name: str, route: Route, person: Person, things: Things
) -> str:
    """What becomes of it when the person takes this way in: a refusal's code, or nothing.

    Nothing is kept of what was done.
    """
    user = person.user_id
    assert user is not None
    number = things.of(route.about)
    group = table == "verb" and route.about is About.CALLED
    incoming = Incoming(
        update_id=900_000,
        user_id=user,
        chat_id=GROUP if group else ChatId(user),
        private=not group,
        message_id=5,
        text=_text(name) if table == "verb" else "一些话" if table == "answer" else "",
        callback=_callback(name, number) if table == "button" else "",
        query_id="q" if table == "button" else "",
    )
    asks = name if table == "answer" else route.asks
    try:
        with chat.database.transaction() as ledger:
            desk = chat.desk(ledger)
            if asks:
                _ask(desk, person, asks, {**EXTRA, route.about.value: number})
            before = len(ledger.events.find())
            chat.dispatcher.handle(desk, incoming, None)
            raise _Undone(len(ledger.events.find()) - before)
    except Refusal as refusal:
        return refusal.code
    except _Undone as done:
        return "" if not done.args[0] else "acted"


class _Undone(Exception):
    pass


def _ask(desk: Desk, person: Person, asks: str, about: dict[str, Any]) -> None:
    desk.ledger.prompts.add(
        Prompt(
            chat_id=ChatId(int(person.user_id or 0)),
            person_id=person.id,
            asks=asks,
            about=about,
            asked_at=desk.now,
        )
    )


def _text(verb: str) -> str:
    from bot.commands import commands

    found = {entry.verb: entry.command for entry in commands()}
    return f"/{found.get(verb, verb if verb == 'start' else 'nonsense')}"


def _callback(name: str, number: int) -> str:
    return f"v1:{name}:{number}:1:1" if name not in ("confirm",) else f"v1:{name}:{number}:signed"


def left(person: Person) -> Person:
    """The same person, off duty but with the account still entered."""
    return replace(person, active=False)
