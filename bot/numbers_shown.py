"""How the register of numbers is shown: one issuer and year, in private."""

from bot.call import Call
from inspection.ids import DepartmentId
from inspection.number_register import issuer_named, issuers_for, register_facts


def show_numbers(call: Call, words: tuple[str, ...] = ()) -> None:
    """The register of the person's own issuer, or of the year and issuer among `words`."""
    issuer_id = issuers_for(call.desk, call.actor)[0]
    year = call.desk.now.year
    for word in words:
        if word.isdecimal() and len(word) == 4:
            year = int(word)
        else:
            issuer_id = issuer_named(call.desk, word)
    show_register(call, issuer_id, year)


def show_register(call: Call, issuer_id: DepartmentId | None, year: int, page: int = 0) -> None:
    """One page."""
    facts = register_facts(call.desk, call.actor, issuer_id, year, page)
    if call.private:
        call.show("numbers", facts)
    else:
        call.whisper("numbers", facts)
