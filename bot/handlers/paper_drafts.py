"""起草: a paper that is due or wanted is written at one press or word."""

from collections.abc import Sequence

from bot.aside import turn
from bot.call import Call
from bot.papers_shown import send_document, show_list, show_year
from bot.router import router
from inspection.archive import Document
from inspection.ids import DocumentId, TaskId
from inspection.papers.register import OFFICE_PAPERS, TASK_PAPERS
from inspection.papers.writable import (
    Writable,
    by_its_step_only,
    form_named,
    writable_papers,
    writable_year_papers,
)
from inspection.permissions import Deed, permit_year
from inspection.plain import Facts, Plain
from inspection.refusal import Refusal
from inspection.standing_in import permit_here
from inspection.tasks import InspectionTask
from inspection.usecases.draft_office_papers import draft_office_papers
from inspection.usecases.draft_task_papers import draft_task_papers
from inspection.whose import About
from inspection.year_shelf import may_read

SHOWN = 20
"""Occasions named in one menu; the rest is reached by words."""


@router.button("draft", Deed.DRAFT, About.TASK)
def on_draft(call: Call) -> None:
    """Write what is due of a form, or the one paper about the number behind it."""
    task = call.desk.ledger.tasks.get(TaskId(call.number(0)))
    papers = _of_form(writable_papers(call.desk, task), call.word(1))
    if call.args[2:]:
        papers = [each for each in papers if each.occasion.about_id == call.number(2)]
    _draft(call, task, papers, call.word(1))
    if not call.args[2:]:
        show_list(call, task)


@router.button("redraft", Deed.DRAFT, About.DOCUMENT)
def on_redraft(call: Call) -> None:
    """🔄 The paper once more, by what the ledger knows now."""
    redraft(call, call.desk.ledger.documents.get(DocumentId(call.number(0))))


@router.button("draft_menu", Deed.DRAFT, About.TASK)
def on_menu(call: Call) -> None:
    """The forms that can be written for this task by now."""
    task = call.desk.ledger.tasks.get(TaskId(call.number(0)))
    papers = writable_papers(call.desk, task)
    _menu(call, papers, task=task)


@router.button("draft_form", Deed.DRAFT, About.TASK)
def on_form(call: Call) -> None:
    """One form: its paper, or the choice among its occasions."""
    task = call.desk.ledger.tasks.get(TaskId(call.number(0)))
    papers = _of_form(writable_papers(call.desk, task), call.word(1))
    _one_or_choice(call, papers, task=task)


@router.button("draft_year", Deed.LOOK, About.NOTHING)
def on_year_draft(call: Call) -> None:
    """What is due of a form of the year, or the one paper about the number behind it."""
    year = call.number(0)
    papers = _year_form(call, year, call.word(1))
    if call.args[2:]:
        papers = [each for each in papers if each.occasion.about_id == call.number(2)]
    if call.args[2:] or any(each.lacking for each in papers):
        _draft_year(call, year, papers, call.word(1))
        show_year(call, year)
    else:
        _one_or_choice(call, papers, year=year)


@router.button("draft_year_menu", Deed.LOOK, About.NOTHING)
def on_year_menu(call: Call) -> None:
    """The papers of the year that can be written."""
    _menu(call, _of_year(call, call.number(0)), year=call.number(0))


def redraft(call: Call, document: Document) -> None:
    """Write a paper anew; one whose occasion is gone, or that its step writes, stays as it is."""
    ledger = call.desk.ledger
    task = ledger.tasks.get(document.task_id) if document.task_id is not None else None
    year = document.year or call.desk.now.year
    everything = writable_papers(call.desk, task) if task else _of_year(call, year)
    papers = [
        each
        for each in _of_form(everything, document.form)
        if (each.occasion.title, each.occasion.subject_id) == (document.title, document.subject_id)
    ]
    if task is None:
        _draft_year(call, year, papers, document.form)
    else:
        _draft(call, task, papers, document.form)


def draft_in_words(call: Call, task: InspectionTask, words: tuple[str, ...]) -> None:
    """起草 [文书 [对象]]: without a form the menu. Titles name subjects: in private only."""
    if not call.private:
        raise Refusal("only_in_private")
    permit_here(call.desk.ledger, call.actor, Deed.DRAFT, task)
    papers = writable_papers(call.desk, task)
    if not words:
        _menu(call, papers, task=task)
        return
    found = _of_form(papers, form_named(words[0], TASK_PAPERS))
    _one_or_choice(call, _meant(found, words[1:]), task=task)


def draft_year_in_words(call: Call, year: int, words: tuple[str, ...]) -> None:
    """年度 起草 [文书 [哪一份]]."""
    if not call.private:
        raise Refusal("only_in_private")
    if not words:
        _menu(call, _of_year(call, year), year=year)
        return
    found = _year_form(call, year, form_named(words[0], OFFICE_PAPERS))
    _one_or_choice(call, _meant(found, words[1:]), year=year)


def _year_form(call: Call, year: int, form: str) -> list[Writable]:
    """The year's papers of a form; refused to those whom none of them concerns."""
    found = _of_form(writable_year_papers(call.desk, year), form)
    readable = [each for each in found if may_read(call.actor, each.occasion.issuer_id)]
    if not readable:
        permit_year(call.actor, Deed.DRAFT, found[0].occasion.issuer_id, form)
    return readable


def _of_year(call: Call, year: int) -> list[Writable]:
    """The year's papers that the person may have anything to do with."""
    return [
        each
        for each in writable_year_papers(call.desk, year)
        if may_read(call.actor, each.occasion.issuer_id)
    ]


def _meant(papers: list[Writable], words: tuple[str, ...]) -> list[Writable]:
    """Those whose title has all the words. Refusal `paper_of_nobody` with what there is."""
    meant = [each for each in papers if all(word in each.occasion.title for word in words)]
    if not meant:
        titles: list[Plain] = [each.occasion.title for each in papers[:SHOWN]]
        raise Refusal("paper_of_nobody", {"said": " ".join(words)[:40], "titles": titles})
    return meant


def _of_form(papers: Sequence[Writable], form: str) -> list[Writable]:
    found = [each for each in papers if each.form == form]
    if by_its_step_only(form):
        raise Refusal("paper_by_step", {"form": form})
    if not found:
        raise Refusal("paper_not_yet", {"form": form})
    return found


def _menu(
    call: Call,
    papers: Sequence[Writable],
    *,
    task: InspectionTask | None = None,
    year: int | None = None,
) -> None:
    forms: dict[str, int] = {}
    for each in papers:
        if not by_its_step_only(each.form):
            forms[each.form] = forms.get(each.form, 0) + 1
    listed: list[Plain] = [{"form": form, "count": count} for form, count in forms.items()]
    facts: Facts = {
        "task": task.name if task else "",
        "task_id": task.id if task else 0,
        "year": year,
        "forms": listed,
    }
    turn(call, "draft_menu", facts)


def _one_or_choice(
    call: Call,
    papers: list[Writable],
    *,
    task: InspectionTask | None = None,
    year: int = 0,
) -> None:
    """Write the only paper, or show what the form can be about."""
    if len(papers) == 1 and task is not None:
        _draft(call, task, papers, papers[0].form)
        return
    if len(papers) == 1:
        _draft_year(call, year, papers, papers[0].form)
        return
    occasions: list[Plain] = [
        {"about": each.occasion.about_id, "title": each.occasion.title, "written": each.written}
        for each in papers[:SHOWN]
    ]
    facts: Facts = {
        "form": papers[0].form,
        "task_id": task.id if task else 0,
        "year": year,
        "all": len(papers),
        "lacking": sum(each.lacking for each in papers),
        "occasions": occasions,
    }
    turn(call, "draft_occasions", facts)


def _draft(call: Call, task: InspectionTask, papers: list[Writable], form: str) -> None:
    """Write these papers: all that lack, or the only one anew."""
    wanted = papers if len(papers) == 1 else [each for each in papers if each.lacking]
    if not wanted:
        raise Refusal("paper_not_yet", {"form": form})
    before = call.desk.ledger.documents.find(task_id=task.id, form=form)
    made = draft_task_papers(
        call.desk,
        actor=call.actor,
        task_id=task.id,
        form=form,
        about_ids=[each.occasion.about_id for each in wanted],
    )
    _tell(call, made, before)


def _draft_year(call: Call, year: int, papers: list[Writable], form: str) -> None:
    wanted = papers if len(papers) == 1 else [each for each in papers if each.lacking]
    if not wanted:
        raise Refusal("paper_not_yet", {"form": form})
    before = call.desk.ledger.documents.find(task_id=None, form=form)
    made = draft_office_papers(
        call.desk,
        actor=call.actor,
        year=year,
        form=form,
        about_ids=[each.occasion.about_id for each in wanted],
    )
    _tell(call, made, before)


def _tell(call: Call, made: list[Document], before: Sequence[Document]) -> None:
    fresh = {each.id for each in made} - {each.id for each in before}
    if len(made) == 1:
        send_document(call, made[0], new=bool(fresh))
        return
    titles: list[Plain] = [each.title for each in made]
    call.whisper("papers_drafted", {"titles": titles, "new": len(fresh)})
