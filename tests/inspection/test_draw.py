"""SSJ-DRAW/1 against the golden vector of the specification, and its refusals."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspection.draw import (
    BATCH_STRATUM,
    Lot,
    WitnessPart,
    batch_order,
    commit,
    draw_lots,
    open_seed,
    quota_for,
    quotas,
    roster_file,
)
from inspection.pack_check import sha256_hex, ticket
from inspection.refusal import Citation, Refusal
from tests.inspection.lots import DIGEST, LOTS, PARAMS, QUOTA, ROSTER, SEED, WITNESSES, orders


def test_roster_and_params_have_the_golden_hashes() -> None:
    expected = "af93b5ab35eda2bb44e3b1d292bf74bf08a688a71a68196ea274abc1d475b772"
    assert sha256_hex(ROSTER) == expected
    assert (
        '{"algo":"SSJ-DRAW/1","attempt":1,"quota":{"A":1,"B":2,"C":1,"D":1},'
        f'"roster_sha256":"{expected}","task":"QH2026-001"}}'
    ) == PARAMS
    assert DIGEST == "dbed1ffd38a5e06db9a16e92776cb64e7bf39876d308fda9dbc400c77feb5866"


def test_commitments_and_seed_are_golden() -> None:
    assert [each.commit for each in WITNESSES] == [
        "b4a1510475798716a574320be8f29c48124cb5b767f541c9728fba6d940d46f5",
        "c274fd6b6ca1f646be92c9c9adcffb51865606acfc6150ff6acf69c974017ae1",
    ]
    assert open_seed(DIGEST, WITNESSES) == SEED
    assert open_seed(DIGEST, WITNESSES[::-1]) == SEED


def test_drawn_lots_are_golden() -> None:
    drawn = {order.stratum: [(lot.id, lot.ticket[:8]) for lot in order.drawn] for order in orders()}
    assert drawn == {
        "A": [("91419901MA0XA00285", "919fe87c")],
        "B": [("91419901MA0XA0044T", "00a57bae"), ("92419901MA0XA0036W", "27f52067")],
        "C": [("52419901MJ0XD0027T", "53de6e52")],
        "D": [("52419901MJ0XC0013M", "44738772")],
    }
    (first,) = orders()[0].drawn
    assert (first.id, first.ticket[:16]) == ("91419901MA0XA00285", "919fe87cb09402d1")
    assert (
        ticket(SEED, "91419901MA0XA001X5", 1)
        == "f4c1236bec52b9dac03e6d5e98785951e37a9025867e0ce77ef54c4d926b5902"
    )


@pytest.mark.parametrize(
    ("count", "basis_points", "expected"),
    [
        (100, 500, 5),
        (10, 500, 1),
        (1, 100, 1),
        (0, 500, 0),
        (50, 0, 0),
        (7, 10_000, 7),
        (30, 850, 3),
    ],
)
def test_quota_rounds_half_up_and_draws_at_least_one(
    count: int, basis_points: int, expected: int
) -> None:
    assert quota_for(count, basis_points) == expected


def test_a_stratum_without_a_rate_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        quotas(LOTS, {"A": 100, "B": 100, "C": 100})
    assert (refused.value.code, refused.value.facts) == ("no_rate", {"stratum": "D"})


@pytest.mark.parametrize(
    ("witnesses", "code"),
    [
        (WITNESSES[:1], "too_few_witnesses"),
        ([WITNESSES[0], WITNESSES[0]], "too_few_witnesses"),
        ([WITNESSES[0], WitnessPart("W2", "")], "not_all_committed"),
        ([WITNESSES[0], WITNESSES[1]._replace(secret="")], "not_all_revealed"),
        ([WITNESSES[0], WITNESSES[1]._replace(secret="short")], "bad_secret"),
        ([WITNESSES[0], WITNESSES[1]._replace(secret="another00secret")], "commitment_broken"),
    ],
)
def test_a_seed_opens_only_when_every_commitment_holds(
    witnesses: list[WitnessPart], code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        open_seed(DIGEST, witnesses, citation=Citation("指南", "第二部分（二）"))
    assert refused.value.code == code


@pytest.mark.parametrize(
    "secret", ["", "elevenchars", "x" * 65, "with space 12345", "密码密码密码密码密码密码"]
)
def test_a_secret_outside_the_alphabet_or_length_is_refused(secret: str) -> None:
    with pytest.raises(Refusal, match="bad_secret"):
        commit(DIGEST, "W1", secret)


@pytest.mark.parametrize(
    "bad", [Lot("a,b", "A", 1), Lot("", "A", 1), Lot("a", "A", 0), Lot("a", "A", 11)]
)
def test_a_lot_that_would_garble_the_roster_is_refused(bad: Lot) -> None:
    with pytest.raises(Refusal, match="bad_lot"):
        roster_file([bad])


def test_a_lot_listed_twice_is_refused() -> None:
    with pytest.raises(Refusal, match="duplicate_lot"):
        roster_file([Lot("a", "A"), Lot("a", "B")])


def test_supplementary_draw_takes_the_next_alternates() -> None:
    second = orders()[1]
    more = second.supplementary(2, 2)
    assert [lot.rank for lot in more] == [3, 4]
    assert more == second.alternates[:2]
    with pytest.raises(Refusal, match="no_alternates"):
        second.supplementary(4, 2)


def test_batch_order_publishes_everybody_and_cuts_nobody() -> None:
    lots, quota = batch_order(LOTS)
    (order,) = draw_lots(SEED, lots, quota)
    assert order.stratum == BATCH_STRATUM
    assert sorted(lot.id for lot in order.drawn) == sorted(lot.id for lot in LOTS)
    assert order.alternates == ()


def test_a_quota_that_does_not_fit_the_roster_is_refused() -> None:
    for quota in ({"A": 1}, {**QUOTA, "A": 3}):
        with pytest.raises(Refusal, match="quota_mismatch"):
            draw_lots(SEED, LOTS, quota)


def test_the_sampled_cut_agrees_with_a_full_sort() -> None:
    many = [Lot(f"{number:06d}", "A", 1 + number % 3) for number in range(12_000)]
    for quota in (0, 1, 300, 1_500, 11_999):
        (order,) = draw_lots(SEED, many, {"A": quota})
        assert order.drawn == order.ranked[:quota]


rosters = st.lists(
    st.tuples(st.integers(0, 99), st.sampled_from("AB"), st.integers(1, 10)),
    min_size=1,
    max_size=30,
    unique_by=lambda row: row[0],
)


@settings(max_examples=40, deadline=None)
@given(rosters, st.randoms(use_true_random=False))
def test_the_order_of_the_input_never_matters(rows: list[tuple[int, str, int]], random) -> None:  # type: ignore[no-untyped-def]
    lots = [Lot(f"L{number}", stratum, weight) for number, stratum, weight in rows]
    shuffled = list(lots)
    random.shuffle(shuffled)
    quota = quotas(lots, {"A": 3000, "B": 3000})
    assert roster_file(lots) == roster_file(shuffled)
    first, second = draw_lots(SEED, lots, quota), draw_lots(SEED, shuffled, quota)
    assert [order.ranked for order in first] == [order.ranked for order in second]


@settings(max_examples=40, deadline=None)
@given(rosters)
def test_a_larger_quota_never_changes_earlier_picks(rows: list[tuple[int, str, int]]) -> None:
    lots = [Lot(f"L{number}", "A", weight) for number, _, weight in rows]
    longer: tuple[str, ...] = ()
    for quota in range(len(lots) + 1):
        (order,) = draw_lots(SEED, lots, {"A": quota})
        drawn = tuple(lot.id for lot in order.drawn)
        assert drawn[: len(longer)] == longer
        longer = drawn
