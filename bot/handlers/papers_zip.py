"""打包: the papers of a task, a stage or a form in one .zip, into the private chat."""

from bot.aside import turn
from bot.call import Call
from bot.router import router
from inspection.ids import TaskId
from inspection.permissions import Deed
from inspection.plain import Facts, Plain
from inspection.refusal import Refusal
from inspection.shelflist import ALL, choices_facts, chosen_papers
from inspection.standing_in import permit_here
from inspection.tasks import InspectionTask
from inspection.whose import About


@router.button("documents_zip", Deed.LOOK, About.TASK)
def on_menu(call: Call) -> None:
    """What to pack: everything, a stage, a form."""
    show_choices(call, call.desk.ledger.tasks.get(TaskId(call.number(0))))


@router.button("papers_zip", Deed.LOOK, About.TASK)
def on_zip(call: Call) -> None:
    """Pack what was chosen; printing goes on after the answer."""
    pack(call, call.desk.ledger.tasks.get(TaskId(call.number(0))), call.word(1))


def zip_in_words(call: Call, task: InspectionTask, words: tuple[str, ...]) -> None:
    """打包 [全部 | 环节 | 文书]."""
    permit_here(call.desk.ledger, call.actor, Deed.LOOK, task)
    if not words:
        show_choices(call, task)
        return
    facts = choices_facts(call.desk, task)
    named = {"全部": ALL, "总结归档": "closing"} | _choices(facts["stages"])
    pack(call, task, named.get(words[0], words[0]))


def show_choices(call: Call, task: InspectionTask) -> None:
    """The menu; a task without papers has nothing to pack."""
    facts = choices_facts(call.desk, task)
    if not facts["total"]:
        raise Refusal("zip_empty", {"choice": ALL})
    turn(call, "zip_menu", facts)


def pack(call: Call, task: InspectionTask, choice: str) -> None:
    """Order the .zip; the message with it follows when everything is printed."""
    found = chosen_papers(call.desk, task, choice)
    if not found:
        raise Refusal("zip_empty", {"choice": choice})
    facts: Facts = {"task": task.name, "total": len(found)}
    call.whisper("documents_zip", facts, bundle=f"papers:{task.id}:{choice}")
    call.toast("sent_privately" if len(found) < 10 else "being_printed", {})


def _choices(listed: Plain) -> dict[str, str]:
    """Label to choice."""
    assert isinstance(listed, list)
    return {str(each["label"]): str(each["choice"]) for each in listed if isinstance(each, dict)}
