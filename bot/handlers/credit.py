"""/xinyong 信用: published results for the credit bodies, to the office in private."""

from bot.call import Call
from bot.handlers.statistics import YEAR
from bot.router import router
from inspection.credit_export import credit_export
from inspection.permissions import Deed
from inspection.plain import Facts
from inspection.refusal import Refusal
from inspection.tasks import InspectionTask

KINDS = ("xlsx", "csv")


@router.verb("credit", Deed.STATISTICS)
def on_credit(call: Call) -> None:
    """`/xinyong [2026 或任务编号] [csv]`; without words the .xlsx of this year."""
    words = () if call.pressed else call.args
    suffix = "csv" if any(word.lower().lstrip(".") == "csv" for word in words) else "xlsx"
    said = [word for word in words if word.lower().lstrip(".") not in KINDS]
    _send(call, said[0] if said else str(call.desk.now.year), suffix)


@router.button("credit", Deed.STATISTICS)
def on_kind(call: Call) -> None:
    """The other kind of file for the same year or task."""
    if call.word(1) not in KINDS:
        raise Refusal("button_out_of_date")
    _send(call, call.word(0), call.word(1))


def _send(call: Call, said: str, suffix: str) -> None:
    tasks = _tasks(call, said)
    export = credit_export(call.desk, tasks)
    scope = tasks[0].number if tasks and YEAR.fullmatch(said) is None else said
    rule = call.desk.profile.follow_up.credit_record
    facts: Facts = {
        "scope": scope,
        "other": KINDS[suffix == "xlsx"],
        "lines": len(export.lines),
        "unpublished": export.unpublished,
        "basis": rule.cited(),
        "words": rule.words,
    }
    if export.lines:
        call.whisper("credit", facts, bundle=f"credit:{scope.rstrip('年')}:{suffix}")
    else:
        call.whisper("credit_empty", facts)


def _tasks(call: Call, said: str) -> tuple[InspectionTask, ...]:
    year = YEAR.fullmatch(said)
    if year is not None:
        return call.desk.ledger.tasks.find(year=int(year.group(1)))
    found = call.desk.ledger.tasks.find(number=said.upper())
    if not found:
        raise Refusal("credit_scope_unknown", {"said": said[:40]})
    return found
