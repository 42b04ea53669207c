"""随机匹配: SSJ-MATCH/1, inspectors to drawn objects, department by department.

Pure and re-computable from the seed of the draw. A rule that leaves too few inspectors stops the
match and is named; nothing is relaxed silently.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from inspection.pack_check import sha256_hex
from inspection.profile import Profile
from inspection.refusal import Citation, Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """匹配候选人: one inspector of a department's own base.

    ``certificate_expires`` None where the certificate has no term; ``area`` '' where the inspector
    may be sent anywhere.
    """

    id: str
    department: str
    certificate_expires: date | None = None
    expertise: tuple[str, ...] = ()
    area: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """匹配需求: one department is to visit one object; calls come in the order of the draw.

    ``expertise`` lists what each inspector must have; ``area`` '' asks for none. Objects of one
    ``route`` share a team, which is picked at the first of them and must be fit for all.
    """

    id: str
    department: str
    area: str = ""
    expertise: tuple[str, ...] = ()
    route: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """匹配结果: one inspector for one department at one object.

    ``borrowed_from`` is the lending department, '' for the department's own staff.
    """

    department: str
    id: str
    inspector: str
    round: int
    leader: bool = False
    borrowed_from: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchTerms:
    """匹配条件: what one task is matched under.

    ``per_department`` is m; ``recusals`` pairs inspector and object; ``lenders`` maps a department
    short of staff to the same-industry departments it may borrow from, in order. ``engaged`` pairs
    inspector and object where they go already: nobody is lent twice for one visit.
    """

    profile: Profile
    seed: str
    on: date
    lead_department: str
    per_department: int
    candidates: Sequence[Candidate]
    recusals: frozenset[tuple[str, str]] = frozenset()
    lenders: Mapping[str, Sequence[str]] = field(default_factory=dict)
    engaged: frozenset[tuple[str, str]] = frozenset()


def match_inspectors(
    terms: MatchTerms,
    calls: Iterable[Call],
    *,
    loads: Mapping[str, int] | None = None,
    round: int = 1,
) -> tuple[Match, ...]:
    """匹配: m inspectors for every call, by smallest (load, hash); ``loads`` are what they carry.

    Refusals: ``too_few_inspectors`` naming the rule that blocks, ``borrowing_not_allowed``,
    ``leader_not_lent``. The departments may be matched one by one; `check_team_size` looks at the
    whole team afterwards.
    """
    carried = dict(loads or {})
    asked = tuple(calls)
    teams: dict[tuple[str, str], list[Match]] = {}
    matches: list[Match] = []
    for call in asked:
        way = (call.department, call.route or f"|{call.id}")
        if way not in teams:
            along = [each for each in asked if call.route and _same_route(each, call)]
            teams[way] = _pick(terms, along or [call], carried, round, frozenset())
            _check_leader(terms, teams[way])
        for match in teams[way]:
            carried[match.inspector] = carried.get(match.inspector, 0) + 1
            matches.append(replace(match, id=call.id))
    return tuple(matches)


def check_team_size(profile: Profile, matches: Iterable[Match]) -> None:
    """检查人员最少人数: every object's whole team against the local minimum (忻州第二十条（二）).

    Refusal ``too_few_officers`` with the article; nothing happens where the locality is silent.
    """
    minimum = profile.check.min_officers
    teams: dict[str, set[str]] = {}
    for match in matches:
        teams.setdefault(match.id, set()).add(match.inspector)
    for lot, officers in teams.items():
        if len(officers) < (minimum.value or 0):
            facts = {"object": lot, "officers": len(officers), "needed": minimum.value}
            raise Refusal("too_few_officers", facts, minimum.citation)


def replace_inspector(
    terms: MatchTerms,
    outgoing: Match,
    call: Call,
    *,
    matches: Iterable[Match],
    reason: str,
    approver: str,
    result_entered: bool,
    incoming: str | None = None,
) -> Match:
    """更换人员: by the locality's method (选派 or 另行随机匹配), until the result is entered.

    The incoming person takes the outgoing one's place, the lead of the team included; a redraw
    is of the next round, without the outgoing person. ``matches`` are those of the task; replaced
    ones that are handed in too keep their inspectors out of a redraw.

    Refusals: ``result_already_entered``, ``reason_not_accepted``, ``reason_missing``,
    ``approval_missing``, ``incoming_missing``, ``incoming_not_allowed``, ``not_qualified``,
    ``too_few_inspectors``, ``leader_not_lent``.
    """
    law = terms.profile.match.replacement
    method = terms.profile.effective_replacement.value
    if result_entered:
        raise Refusal("result_already_entered", {"object": outgoing.id}, law.citation)
    if not law.silent and reason not in method.reasons:
        facts = {"reason": reason, "accepted": method.reasons}
        raise Refusal("reason_not_accepted", facts, law.citation)
    if not reason.strip():
        raise Refusal("reason_missing", {"inspector": outgoing.inspector}, law.citation)
    if not approver.strip():
        raise Refusal("approval_missing", {"approver": method.approver}, law.citation)
    standing = tuple(matches)
    absent = frozenset(
        each.inspector
        for each in standing
        if each.id == outgoing.id and each.department == outgoing.department
    ) | {outgoing.inspector}
    if method.method == "approve_redraw":
        if incoming is not None:
            raise Refusal("incoming_not_allowed", {"incoming": incoming}, law.citation)
        one = replace(terms, per_department=1)
        loads = _loads(standing, outgoing)
        chosen = _pick(one, [call], loads, outgoing.round + 1, absent)[0]
        incomer = replace(chosen, leader=outgoing.leader)
        _check_leader(terms, [incomer])
        return incomer
    if incoming is None:
        raise Refusal("incoming_missing", {"inspector": outgoing.inspector}, law.citation)
    _check_incoming(terms, call, incoming, absent)
    return replace(outgoing, inspector=incoming, borrowed_from="")


def qualified(
    terms: MatchTerms, call: Call, absent: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    """合格人员: ids of the department's own staff who may be sent, in the order of their ids."""
    return tuple(sorted(each.id for each in _sift(terms, [call], call.department, absent).left))


@dataclass(frozen=True, slots=True)
class _Sifted:
    left: tuple[Candidate, ...]
    counts: tuple[tuple[str, int], ...]  # rule, how many remained after it


def _same_route(one: Call, other: Call) -> bool:
    return (one.department, one.route) == (other.department, other.route)


def _sift(terms: MatchTerms, calls: Sequence[Call], base: str, absent: frozenset[str]) -> _Sifted:
    left = tuple(
        each for each in terms.candidates if each.department == base and each.id not in absent
    )
    counts = [("roster", len(left))]
    for rule in ("certificate", "expertise", "area", "recusal"):
        left = tuple(
            each for each in left if all(_passes(terms, call, each, rule) for call in calls)
        )
        counts.append((rule, len(left)))
    return _Sifted(left, tuple(counts))


def _passes(terms: MatchTerms, call: Call, candidate: Candidate, rule: str) -> bool:
    if rule == "certificate":
        expires = candidate.certificate_expires
        return expires is None or expires >= terms.on
    if rule == "expertise":
        return set(call.expertise) <= set(candidate.expertise)
    if rule == "area":
        return not candidate.area or not call.area or candidate.area == call.area
    return (candidate.id, call.id) not in terms.recusals


def _pick(
    terms: MatchTerms,
    calls: Sequence[Call],
    loads: Mapping[str, int],
    round: int,
    absent: frozenset[str],
) -> list[Match]:
    """The team of one call, or of the calls of one route, hashed under the first of them."""
    call = calls[0]
    own = _sift(terms, calls, call.department, absent)
    picked = [(each, "") for each in _first(terms, call, own.left, loads, round)]
    for lender in terms.lenders.get(call.department, ()):
        missing = terms.per_department - len(picked)
        if missing <= 0:
            break
        if terms.profile.match.borrowing.silent:
            raise Refusal("borrowing_not_allowed", {"department": call.department})
        lent = _sift(terms, calls, lender, absent)
        free = [each for each in lent.left if not _engaged(terms, calls, each)]
        first = _first(terms, call, free, loads, round)[:missing]
        picked += [(each, lender) for each in first]
    if len(picked) < terms.per_department:
        raise _too_few(terms, call, own, len(picked))
    leads = call.department == terms.lead_department and bool(terms.profile.check.leader.value)
    return [
        Match(
            department=call.department,
            id=call.id,
            inspector=each.id,
            round=round,
            leader=leads and place == 0,
            borrowed_from=lender,
        )
        for place, (each, lender) in enumerate(picked)
    ]


def _engaged(terms: MatchTerms, calls: Sequence[Call], candidate: Candidate) -> bool:
    return any((candidate.id, call.id) in terms.engaged for call in calls)


def _check_leader(terms: MatchTerms, team: Iterable[Match]) -> None:
    """The leader is the lead department's own officer, never a borrowed one (忻州第十八条)."""
    for match in team:
        if match.leader and match.borrowed_from:
            facts = {"department": match.department, "object": match.id}
            raise Refusal("leader_not_lent", facts, terms.profile.check.leader.citation)


def _first(
    terms: MatchTerms,
    call: Call,
    left: Sequence[Candidate],
    loads: Mapping[str, int],
    round: int,
) -> list[Candidate]:
    def key(candidate: Candidate) -> tuple[int, str]:
        said = (terms.seed, call.department, call.id, candidate.id, str(round))
        return loads.get(candidate.id, 0), sha256_hex("|".join(("SSJ-MATCH/1", *said)).encode())

    return sorted(left, key=key)[: terms.per_department]


def _too_few(terms: MatchTerms, call: Call, own: _Sifted, found: int) -> Refusal:
    """The first rule after which the department's own base no longer sufficed."""
    short = [rule for rule, number in own.counts if number < terms.per_department]
    rule = short[0] if short else "roster"
    basis: dict[str, Citation | None] = {
        "recusal": terms.profile.match.conflict_of_interest.citation,
        "expertise": terms.profile.match.considers.citation,
        "area": terms.profile.match.considers.citation,
    }
    facts = {
        "department": call.department,
        "object": call.id,
        "needed": terms.per_department,
        "found": found,
        "rule": rule,
        "remaining": dict(own.counts),
    }
    return Refusal("too_few_inspectors", facts, basis.get(rule))


def _check_incoming(terms: MatchTerms, call: Call, incoming: str, absent: frozenset[str]) -> None:
    law = terms.profile.match.replacement
    known = {each.id: each for each in terms.candidates if each.department == call.department}
    candidate = known.get(incoming)
    facts: dict[str, object] = {"incoming": incoming, "object": call.id}
    if candidate is None:
        raise Refusal("not_qualified", {**facts, "rule": "roster"}, law.citation)
    if incoming in absent:
        raise Refusal("not_qualified", {**facts, "rule": "already_matched"}, law.citation)
    for rule in ("certificate", "expertise", "area", "recusal"):
        if not _passes(terms, call, candidate, rule):
            raise Refusal("not_qualified", {**facts, "rule": rule}, law.citation)


def _loads(matches: Iterable[Match], outgoing: Match) -> dict[str, int]:
    loads: dict[str, int] = {}
    for each in matches:
        if each != outgoing:
            loads[each.inspector] = loads.get(each.inspector, 0) + 1
    return loads
