"""/bangding 绑定, and the /start behind a one-time link."""

from bot.call import Call
from bot.router import router
from inspection.binding import record_refused
from inspection.ids import DepartmentId, PersonId, TaskId
from inspection.people import ROLE_NAMES, Role
from inspection.permissions import Deed, permit_role
from inspection.plain import Plain, plain_of
from inspection.refusal import Refusal
from inspection.roster import on_duty
from inspection.stages import next_call
from inspection.usecases.bind_group import bind_group
from inspection.usecases.bind_person import bind_person
from inspection.usecases.issue_bind_link import LIFE, issue_bind_link
from inspection.usecases.release_person import release_person
from inspection.whose import About

RELEASE = "停用"
"""The word behind /bangding by which the office takes a person off duty."""


@router.verb("start", Deed.LOOK, About.NOTHING)
def on_start(call: Call) -> None:
    """Open the private chat; with a token, bind the account to the expected person."""
    if not call.args or not call.private:
        call.say("hello", {"name": call.actor.name})
        return
    try:
        if call.forwarded:
            raise Refusal("forwarded_command")
        person = bind_person(call.desk, token=call.args[0], user_id=call.user_id)
    except Refusal as refusal:  # answered here, not raised: what was tried goes on record
        _refuse_link(call, refusal)
        return
    call.say(
        "person_bound",
        {
            "name": person.name,
            "department": call.desk.ledger.departments.get(person.department_id).name,
            "roles": [name for name, role in ROLE_NAMES.items() if role in person.roles],
        },
    )


@router.verb("bind", Deed.LOOK, About.NOTHING)
def on_bind(call: Call) -> None:
    """In a group: bind the group. In private: issue links to people."""
    if call.private:
        if call.args[:1] == (RELEASE,):
            _release(call, *call.args[1:3])
        else:
            on_bind_departments(call)
        return
    tasks: list[Plain] = [
        {"id": task.id, "number": task.number, "name": task.name}
        for task in call.open_tasks()
        if task.chat_id is None
    ]
    if not tasks:
        raise Refusal("nothing_to_bind")
    call.say("bind_group_menu", {"tasks": tasks})


@router.button("bind_group", Deed.BIND_GROUP, About.TASK)
def on_bind_group(call: Call) -> None:
    """The task was chosen: bind this group to it."""
    task = bind_group(
        call.desk, actor=call.actor, task_id=TaskId(call.number(0)), chat_id=call.chat_id
    )
    facts = {"number": task.number, "task": task.name, **next_call(call.desk, task)}
    call.show("group_bound", facts)


@router.button("bind_departments", Deed.BIND_PEOPLE)
def on_bind_departments(call: Call) -> None:
    """Departments with how many of their people are bound."""
    if Role.OFFICE not in call.actor.roles:
        raise Refusal("role_not_allowed", {"needed": [Role.OFFICE.value]})
    departments: list[Plain] = []
    for department in call.desk.ledger.departments.find():
        people = call.desk.ledger.people.find(department_id=department.id, active=True)
        departments.append(
            {
                "id": department.id,
                "name": department.short_name,
                "all": len(people),
                "bound": sum(person.user_id is not None for person in people),
            }
        )
    call.show("bind_departments", {"departments": departments})


@router.button("bind_people", Deed.BIND_PEOPLE)
def on_bind_people(call: Call) -> None:
    """The people of one department who are not bound yet."""
    department = call.desk.ledger.departments.get(DepartmentId(call.number(0)))
    people: list[Plain] = [
        {"id": person.id, "name": person.name}
        for person in call.desk.ledger.people.find(department_id=department.id, active=True)
        if person.user_id is None
    ]
    call.show("bind_people", {"department": department.name, "people": people})


@router.button("bind_link", Deed.BIND_PEOPLE)
def on_bind_link(call: Call) -> None:
    """A one-time link for one person, to be passed on."""
    if not call.private:
        raise Refusal("only_in_private")
    person = call.desk.ledger.people.get(PersonId(call.number(0)))
    token = call.backstage.roll_token()
    issue_bind_link(call.desk, actor=call.actor, person_id=person.id, token=token)
    link = f"https://t.me/{call.bot_name}?start={token}"
    call.say("bind_link", {"name": person.name, "link": link, "hours": LIFE.days * 24})


def _refuse_link(call: Call, refusal: Refusal) -> None:
    if refusal.code != "bind_too_often":
        record_refused(call.desk, call.user_id, refusal.code)
    facts = {key: plain_of(value) for key, value in refusal.facts.items()}
    call.say(f"refusal_{refusal.code}", {**facts, "citation": None})


def _release(call: Call, name: str = "", department: str = "") -> None:
    """`/bangding 停用 姓名 [部门简称]`: the person is off duty from now on."""
    permit_role(call.actor, Deed.BIND_PEOPLE)
    found = on_duty(call.desk.ledger, name, department)
    if not found:
        raise Refusal("person_unknown", {"name": name[:40]})
    if len(found) > 1:
        call.say("released_which", {"name": name, "departments": list(found.values())})
        return
    (person_id,) = found
    call.say("person_released", release_person(call.desk, actor=call.actor, person_id=person_id))
