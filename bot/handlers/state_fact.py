"""补填: what a paper lacks is asked for one by one, or said at once; then it is drafted anew."""

from bot.aside import asked, close_aside, question
from bot.call import Call
from bot.papers_shown import send_document
from bot.router import router
from inspection.archive import Document
from inspection.filing import stated_for
from inspection.ids import DocumentId
from inspection.issuing import versions_of
from inspection.permissions import Deed
from inspection.plain import Facts, Plain
from inspection.refusal import Refusal
from inspection.stated_facts import OpenFact, filled
from inspection.usecases.fill_paper import fill_paper
from inspection.usecases.state_fact import state_fact
from inspection.whose import About


@router.button("fact_fill", Deed.DRAFT, About.DOCUMENT)
def on_fill(call: Call) -> None:
    """✏️ 补填: the first question."""
    ask_next(call, _document(call), [])


@router.answer("state_fact", Deed.DRAFT, About.DOCUMENT)
def on_answer(call: Call) -> None:
    """Keep what was said, ask for the next."""
    document = call.desk.ledger.documents.get(DocumentId(call.about_number("document")))
    fact = call.backstage.fact_named(document.form, str(call.about("label")))
    state_fact(call.desk, actor=call.actor, document_id=document.id, fact=fact, text=call.text)
    ask_next(call, document, _skipped(call.about("skipped")))


@router.button("fact_skip", Deed.DRAFT, About.DOCUMENT)
def on_skip(call: Call) -> None:
    """跳过: this one stays open."""
    prompt = asked(call, "state_fact")
    if prompt is None:
        raise Refusal("button_out_of_date")
    skipped = [*_skipped(prompt.about["skipped"]), str(prompt.about["label"])]
    ask_next(call, _document(call), skipped)


@router.button("fact_done", Deed.DRAFT, About.DOCUMENT)
def on_done(call: Call) -> None:
    """够了: draft the paper with what has been stated."""
    finish(call, _document(call))


def fill_in_words(call: Call, document: Document) -> None:
    """补填 [名称 内容]: one fact at once, or the questions."""
    words = call.args[call.args.index("补填") + 1 :]
    if not words:
        ask_next(call, document, [])
        return
    fact = call.backstage.fact_named(document.form, words[0])
    text = " ".join(words[1:])
    state_fact(call.desk, actor=call.actor, document_id=document.id, fact=fact, text=text)
    finish(call, document)


def ask_next(call: Call, document: Document, skipped: list[str]) -> None:
    """The next open fact that was not skipped; after the last the paper is drafted anew."""
    left = open_facts(call, document)
    wanted = [fact for fact in left if fact.label not in skipped]
    if not wanted:
        finish(call, document)
        return
    fact = wanted[0]
    listed: list[Plain] = list(skipped)
    choices: list[Plain] = list(fact.choices)
    facts: Facts = {
        "id": document.id,
        "title": document.title,
        "label": fact.label,
        "numeric": fact.numeric,
        "choices": choices,
        "left": len(wanted),
    }
    about: Facts = {"document": document.id, "label": fact.label, "skipped": listed}
    question(call, "state_fact", about, "ask_fact", facts)


def open_facts(call: Call, document: Document) -> tuple[OpenFact, ...]:
    """What the newest version lacks, apart from what was stated since."""
    ledger = call.desk.ledger
    paper = versions_of(ledger, document)[-1]
    known = filled(paper.facts, stated_for(ledger, paper), over=True)
    return call.backstage.open_facts(paper.form, known)


def finish(call: Call, document: Document) -> None:
    """The paper with what was stated, as a new version where that changes it."""
    close_aside(call)
    before = versions_of(call.desk.ledger, document)[-1]
    made = fill_paper(call.desk, actor=call.actor, document_id=document.id)
    if made.id == before.id and not open_facts(call, made):
        missing = list(call.backstage.missing(made))
        raise Refusal("nothing_to_fill", {"title": made.title, "missing": missing})
    send_document(call, made, new=made.id != before.id)


def _document(call: Call) -> Document:
    return call.desk.ledger.documents.get(DocumentId(call.number(0)))


def _skipped(about: Plain) -> list[str]:
    return [str(each) for each in about] if isinstance(about, list) else []
