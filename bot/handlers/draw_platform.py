"""抽取 on the provincial platform: its task number, then its list as a file."""

from bot.call import Call
from bot.router import router
from inspection.ceremony import require_drawable
from inspection.ids import TaskId
from inspection.permissions import Deed, permit
from inspection.refusal import Refusal
from inspection.usecases.import_platform_draw import import_platform_draw
from inspection.whose import About


@router.button("draw_platform", Deed.DRAW, About.TASK)
def on_platform(call: Call) -> None:
    """The platform's number of the task is asked first."""
    task = call.desk.ledger.tasks.get(TaskId(call.number(0)))
    permit(call.actor, Deed.DRAW, task)
    require_drawable(call.desk, task)
    platform = call.desk.profile.names.platform
    call.ask("platform_number", {"task": task.id}, "ask_platform_number", {"platform": platform})


@router.answer("platform_number", Deed.DRAW, About.TASK)
def on_platform_number(call: Call) -> None:
    """Now the list itself."""
    number = call.text.strip()
    if not number or len(number) > 64:
        raise Refusal("platform_number_missing")
    call.ask(
        "platform_list",
        {"task": call.about("task"), "number": number},
        "ask_platform_list",
        {"number": number},
        wants="photo",
    )


@router.answer("platform_list", Deed.DRAW, About.TASK)
def on_platform_list(call: Call) -> None:
    """The file is read and the draw recorded; a bad file changes nothing."""
    if call.upload is None or call.upload.photo:
        raise Refusal("list_not_photo")
    codes, problems = call.backstage.import_drawn_list(call.upload.content)
    if problems:
        raise Refusal("list_unreadable", {"problems": problems})
    draw = import_platform_draw(
        call.desk,
        actor=call.actor,
        task_id=TaskId(call.about_number("task")),
        number=str(call.about("number")),
        codes=codes,
    )
    call.close_prompts()
    call.say("platform_imported", {"count": len(codes), "number": draw.platform_number})
