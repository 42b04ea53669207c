"""/moren 默认: the defaults for what the circular leaves open, adopted by the office."""

from bot.call import Call
from bot.router import router
from inspection.defaults import defaults_facts
from inspection.office import Office
from inspection.permissions import Deed
from inspection.refusal import Refusal
from inspection.usecases.adopt_defaults import adopt_defaults
from inspection.usecases.drop_defaults import drop_defaults


@router.verb("defaults", Deed.IMPORT)
def on_defaults(call: Call) -> None:
    """The list; 采用 or 停用 behind the command decides at once."""
    if not call.private:
        raise Refusal("only_in_private")
    said = call.text.strip()
    if said == "采用":
        adopt_defaults(call.desk, actor=call.actor)
    elif said == "停用":
        drop_defaults(call.desk, actor=call.actor)
    _show(call, call.desk.ledger.office.find()[0])


@router.button("defaults_adopt", Deed.IMPORT)
def on_adopt(call: Call) -> None:
    """采用."""
    _show(call, adopt_defaults(call.desk, actor=call.actor))


@router.button("defaults_drop", Deed.IMPORT)
def on_drop(call: Call) -> None:
    """停用."""
    _show(call, drop_defaults(call.desk, actor=call.actor))


def _show(call: Call, office: Office) -> None:
    call.show("defaults", defaults_facts(call.desk, office))
