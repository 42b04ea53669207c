"""The plan of 2027 and its 发文字号: what is issued, typed and entered; what a check finds."""

from dataclasses import replace

from app.auditing import audit
from inspection.archive import Document
from inspection.desk import Desk
from inspection.filing import draft_document
from inspection.issued_version import issue_version
from inspection.numbering import next_number
from inspection.numbers import DocumentNumber
from inspection.plans import PLAN_PAPER, AnnualPlan
from tests.inspection.planning.scene import MARKET, OFFICE, YEAR
from tests.small_chat import SmallChat

NINTH, TENTH = "青双随机办〔2026〕9号", "青双随机办〔2026〕10号"


def paper(chat: SmallChat) -> Document:
    """The plan's newest version."""
    found: Document = chat.read(lambda book: book.documents.find(form=PLAN_PAPER)[-1])
    return found


def plan(chat: SmallChat) -> AnnualPlan:
    found: AnnualPlan = chat.read(lambda book: book.annual_plans.one(year=YEAR))
    return found


def register(chat: SmallChat) -> list[tuple[str, int]]:
    """Every number given, with its document."""
    entries: tuple[DocumentNumber, ...] = chat.read(lambda book: book.document_numbers.find())
    return [(each.text, each.document_id) for each in entries]


def faults(chat: SmallChat) -> tuple[str, ...]:
    """What `chuishao audit` finds."""
    found: tuple[str, ...] = chat.read(lambda book: audit(book).faults)
    return found


def code(chat: SmallChat) -> None:
    """The office has its 机关代字."""

    def enter(desk: Desk) -> None:
        office = desk.ledger.office.find()[0]
        desk.ledger.office.save(replace(office, number_code="青双随机办"))

    chat.write(enter)


def issue(chat: SmallChat, document: Document, number: str = "") -> str:
    """Submitted, read and issued in chat; what the issue is answered with."""
    key = document.id
    assert not chat.says(MARKET, f"/qianfa {key} 送核")
    assert not chat.says(OFFICE, f"/qianfa {key} 核稿")
    return chat.says(OFFICE, f"/qianfa {key} 同意 {number}".strip())


def numbered(chat: SmallChat, begin_with: str = "") -> str:
    """Another paper of the office, issued; the number it took."""

    def act(desk: Desk) -> Document:
        draft = draft_document(
            desk, task=None, form="督查通报", title="督查通报", facts={}, actor_id=None, year=2026
        )
        number = next_number(desk, None, begin_with)
        office = desk.ledger.people.get(chat.county.people[OFFICE].id)
        return issue_version(desk, draft, office, number=number, day=desk.now.date())

    issued: Document = chat.write(act)
    return issued.number


def registers(chat: SmallChat, words: str) -> str:
    """登记印发公布 up to the question whether it was understood."""
    chat.says(OFFICE, f"/jihua {YEAR}")
    chat.presses(OFFICE, "登记印发公布")
    return chat.says(OFFICE, words)
