"""发文字号登记: pages, other issuers and other years of the register."""

from bot.call import Call
from bot.numbers_shown import show_numbers, show_register
from bot.router import router
from inspection.ids import DepartmentId
from inspection.permissions import Deed
from inspection.whose import About


@router.button("numbers", Deed.LOOK, About.NOTHING)
def on_numbers(call: Call) -> None:
    """Issuer (0 is the office), year and page."""
    issuer = call.number(0)
    page = call.number(2) if len(call.args) > 2 else 0
    show_register(call, DepartmentId(issuer) if issuer else None, call.number(1), page)


@router.button("numbers_own", Deed.LOOK, About.NOTHING)
def on_own(call: Call) -> None:
    """The register of one's own issuer, of this year."""
    show_numbers(call)
