"""补填: which plain facts of a form are open, and which one is called so."""

from documents.errors import FormError, nearest
from documents.facts import complete
from documents.fields import entry
from documents.stating import PlainFact, lacking_facts, plain_facts
from inspection.plain import Facts
from inspection.refusal import Refusal
from inspection.stated_facts import OpenFact


def missing(form: str, facts: Facts) -> tuple[str, ...]:
    """The labels of everything that a form needs and these facts leave open.

    Nothing where the form is unknown or a fact is malformed: printing says what is wrong then.
    """
    try:
        return complete(form, entry(form).root, facts)[1]
    except (FormError, KeyError):
        return ()


def open_facts(form: str, facts: Facts) -> tuple[OpenFact, ...]:
    """The plain facts that a form needs and these facts leave open."""
    return tuple(_open(fact) for fact in lacking_facts(form, facts))


def fact_named(form: str, said: str) -> OpenFact:
    """The plain fact of a form that is called so. Refusal `fact_unknown` with the nearest."""
    known = {fact.label: fact for fact in plain_facts(form)}
    if said not in known:
        facts: Facts = {"form": form, "said": said[:20], "nearest": nearest(said, known)}
        raise Refusal("fact_unknown", facts)
    return _open(known[said])


def _open(fact: PlainFact) -> OpenFact:
    return OpenFact(fact.path, fact.label, fact.numeric, fact.choices)
