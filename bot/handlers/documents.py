"""/wenshu 文书: what a task has, what is due, what lacks facts; one press brings a paper."""

from bot.call import Call
from bot.handlers.document_words import OFFICE_WORDS, said_behind, said_of_document
from bot.papers_shown import show_list, show_year
from bot.router import router
from inspection.ids import TaskId
from inspection.people import Role
from inspection.permissions import Deed
from inspection.plain import Plain
from inspection.shelflist import ALL, MISSING, OLD, SHELVES, list_facts
from inspection.tasks import InspectionTask
from inspection.whose import About

VIEWS = {ALL, MISSING, OLD, *SHELVES}


@router.verb("documents", Deed.LOOK, About.NOTHING)
def on_documents(call: Call) -> None:
    """The list; words behind the command do what the buttons do (R6)."""
    words = () if call.pressed else call.args
    if words and words[0] in OFFICE_WORDS:
        OFFICE_WORDS[words[0]](call, words[1:])
        return
    if said_of_document(call, words):
        return
    if words and (named := call.desk.ledger.tasks.find(number=words[0])):
        call.chosen_task, words = named[0].id, words[1:]
    if not words and _office_chooses(call):
        return
    task = call.task()
    if not said_behind(call, task, words):
        show_list(call, task)


@router.button("documents_page", Deed.LOOK, About.TASK)
def on_page(call: Call) -> None:
    """Another page or another view of the list."""
    view = call.args[2] if call.args[2:] and call.args[2] in VIEWS else ALL
    show_list(call, _task(call), call.number(1), view)


@router.button("documents_private", Deed.LOOK, About.TASK)
def on_private(call: Call) -> None:
    """The whole list, in the private chat."""
    call.whisper("documents", list_facts(call.desk, _task(call), missing=call.backstage.missing))
    call.toast("sent_privately")


@router.button("year_documents", Deed.LOOK, About.NOTHING)
def on_year(call: Call) -> None:
    """The papers of a year."""
    show_year(call, call.number(0))


def _task(call: Call) -> InspectionTask:
    return call.desk.ledger.tasks.get(TaskId(call.number(0)))


def _office_chooses(call: Call) -> bool:
    """The office, which works in every task, also chooses the year's papers."""
    if not call.private or call.chosen_task is not None or Role.OFFICE not in call.actor.roles:
        return False
    tasks: list[Plain] = [
        {"id": task.id, "number": task.number, "name": task.name} for task in call.open_tasks()
    ]
    call.show("documents_shelves", {"tasks": tasks, "year": call.desk.now.year})
    return True
