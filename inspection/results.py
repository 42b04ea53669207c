"""结果代码与处置: which results a locality knows, which of them are problems, what they ask for.

Labels and numbers come from the circular; where it has none, from the neutral list, which is always
named as such (`Profile.effective_result_codes`).
"""

from inspection.findings import PROBLEMS
from inspection.profile import Profile
from inspection.refusal import Citation, Refusal
from inspection.snapshots.results import Code, result_codes

NOTED = PROBLEMS | {"other"}
"""Canonical results that say nothing without words (其他情况)."""

CLEAN = "none"
"""未发现问题: the canonical result of an item without a problem."""

DISPOSALS = {
    "at_once": "责令立即改正",
    "by_date": "责令限期改正",
    "pending": "待后续调查处理",
    "refer": "移送有权部门处理",
    "none": "现场无需处置",
}
"""处置: the short key of the button and the words that are entered."""

_OFFERED = {
    "ordered": ("at_once", "by_date"),
    "unpublished": ("at_once", "by_date", "pending", "refer"),
    "fail": ("at_once", "by_date", "pending", "refer"),
    "pending": ("pending", "refer", "by_date"),
    "nocontact": ("pending", "refer", "none"),
    "uncoop": ("pending", "refer", "none"),
}


def disposals_for(canonical: str) -> tuple[str, ...]:
    """The keys of the disposals offered for a result; none for a result that is no problem."""
    return _OFFERED.get(canonical, ())


def code_of(profile: Profile, canonical: str) -> Code:
    """The locality's code for a canonical result, from its list or its direct results.

    Refusal `no_such_code` where the locality has neither.
    """
    for code in result_codes(profile):
        if code.canonical == canonical:
            return code
    raise _no_such_code(profile, canonical)


def listed_codes(profile: Profile) -> tuple[Code, ...]:
    """The codes an item may be given: the list without what is formed directly only."""
    return result_codes(profile)[: len(profile.effective_result_codes.value)]


def direct_codes(profile: Profile) -> tuple[Code, ...]:
    """The codes of results formed directly; none where the circular has no such rule."""
    direct = {code.canonical for code in profile.results.direct.value or ()}
    return tuple(code for code in result_codes(profile) if code.canonical in direct)


def direct_code(profile: Profile, canonical: str) -> Code:
    """The code of a result formed directly (信阳第二十一条, 忻州第二十一条).

    Refusal `direct_not_provided` where the circular has no such result.
    """
    for code in direct_codes(profile):
        if code.canonical == canonical:
            return code
    rule = profile.results.direct
    raise Refusal("direct_not_provided", {"basis": rule.cited()}, rule.citation)


def listed_code(profile: Profile, canonical: str) -> Code:
    """The code of the item list itself; Refusal `no_such_code` for any other."""
    for code in listed_codes(profile):
        if code.canonical == canonical:
            return code
    raise _no_such_code(profile, canonical)


def clean_label(profile: Profile) -> str:
    """未发现问题 as the locality says it."""
    return listed_code(profile, CLEAN).label


def typed_code(profile: Profile, typed: str) -> Code:
    """The code somebody typed: its number, its label, or words of one label only.

    Refusal `no_such_code` lists what the locality has, with its article.
    """
    said = typed.strip().rstrip("。.、").strip()
    codes = listed_codes(profile)
    exact = [code for code in codes if said in (code.code, code.label, code_words(code))]
    loose = [code for code in codes if len(said) > 1 and said in code.label]
    for found in (exact, loose):
        if len(found) == 1:
            return found[0]
    raise _no_such_code(profile, said)


def code_words(code: Code) -> str:
    """A code as people read it: its number (the place where the list is unnumbered) and label."""
    return f"{code.code} {code.label}"


def evidence_basis(profile: Profile, canonical: str) -> Citation | None:
    """The article under which a result cannot be formed without evidence; None where silent."""
    results = profile.results
    if canonical in {code.canonical for code in results.direct.value or ()}:
        return results.direct.citation
    if canonical == "uncoop":
        return results.uncooperative.citation
    return None


def _no_such_code(profile: Profile, typed: str) -> Refusal:
    in_use = profile.effective_result_codes
    return Refusal(
        "no_such_code",
        {
            "typed": typed[:20],
            "codes": [code_words(code) for code in listed_codes(profile)],
            "source": in_use.source,
        },
        in_use.citation,
    )
