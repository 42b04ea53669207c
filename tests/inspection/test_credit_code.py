"""GB 32100 codes: the good ones pass in any writing, the bad ones are told what is wrong."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspection.credit_code import (
    ALPHABET,
    are_credit_codes,
    check_character,
    check_credit_code,
    is_credit_code,
)
from inspection.refusal import Refusal

GOOD = [
    "91350100M000100Y43",
    "53640000MJX173680A",
    "91419901MA0XA001X5",
    "92419901MA0XA0036W",
    "52419901MJ0XB0018D",
    "12419901MB0XB0035U",
]


@pytest.mark.parametrize("code", GOOD)
def test_a_good_code_passes(code: str) -> None:
    assert check_credit_code(code) == code


def test_blanks_case_and_full_width_are_put_right() -> None:
    assert check_credit_code(" 91419901 ma0xa001x5 ") == "91419901MA0XA001X5"
    assert check_credit_code("９１４１９９０１ＭＡ０ＸＡ００１Ｘ５") == "91419901MA0XA001X5"


def test_a_fifteen_digit_registration_number_passes_as_such() -> None:
    assert check_credit_code("419901000000001") == "419901000000001"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "没有填写"),
        ("9141990", "共7位，应为18位"),
        ("41990100000000A", "共15位，应为18位"),
        ("91419901MAOXA001X5", "第11位“O”不是代码允许的字符"),
        ("91419901MA0XA001X6", "末位校验码不对"),
    ],
)
def test_a_bad_code_is_told_what_is_wrong(text: str, problem: str) -> None:
    with pytest.raises(Refusal) as caught:
        check_credit_code(text)
    assert caught.value.code == "bad_credit_code"
    assert caught.value.facts["problem"] == problem
    assert caught.value.facts["remedy"]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(GOOD), st.integers(0, 17), st.sampled_from(ALPHABET))
def test_any_single_mistyped_character_is_noticed(code: str, place: int, typed: str) -> None:
    wrong = code[:place] + typed + code[place + 1 :]
    if wrong != code:
        with pytest.raises(Refusal):
            check_credit_code(wrong)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.text(ALPHABET, min_size=17, max_size=17), max_size=40),
    st.lists(
        st.sampled_from(["", "9141990", "91350100m000100Y43", "91350100M000100Y4３", "０" * 18])
        | st.text(ALPHABET, min_size=17, max_size=19),
        max_size=1,
    ),
    st.randoms(use_true_random=False),
)
def test_many_codes_are_judged_as_each_of_them(bodies, strange, shuffled) -> None:
    texts = [body + check_character(body) for body in bodies] + strange
    shuffled.shuffle(texts)
    assert are_credit_codes(texts) is all(map(is_credit_code, texts))


def test_the_heaviest_codes_do_not_run_into_each_other() -> None:
    body = ALPHABET[-1] * 17
    heavy = body + check_character(body)
    assert are_credit_codes([heavy] * 1000)
    assert not are_credit_codes([*[heavy] * 999, body + "0"])
    assert not are_credit_codes([body + "0", *[heavy] * 999])
