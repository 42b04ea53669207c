"""统一社会信用代码: the GB 32100 check; 15-digit registration numbers pass as such."""

from collections.abc import Sequence
from operator import mul
from struct import unpack

from inspection.refusal import Refusal

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The 31 characters of GB 32100: digits and letters without I, O, S, V, Z."""

WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
LOOKALIKES = {"I": "1", "O": "0", "S": "5", "V": "U", "Z": "2"}


VALUES = {character: value for value, character in enumerate(ALPHABET)}
CHARACTERS = frozenset(ALPHABET)
BYTE_VALUES = bytes(VALUES.get(chr(byte), 0) for byte in range(256))
MULTIPLES = frozenset(range(0, 18 * 30 * 30, 31))


def is_credit_code(text: str) -> bool:
    """True for 18 characters, exactly as printed, whose check character is right."""
    if len(text) != 18 or not CHARACTERS.issuperset(text):
        return False
    total = sum(map(mul, WEIGHTS, map(VALUES.__getitem__, text)))
    return text[17] == ALPHABET[-total % 31]


def are_credit_codes(texts: Sequence[str]) -> bool:
    """True when `is_credit_code` is true of each of these; many at once.

    Their sums stand side by side in one long number, 16 bits for each: none exceeds 18 * 30 * 30.
    """
    joined = "".join(texts)
    if not {18}.issuperset(map(len, texts)) or not CHARACTERS.issuperset(joined):
        return False
    values = joined.encode().translate(BYTE_VALUES)
    column = bytearray(2 * len(texts))
    sums = 0
    for place, weight in enumerate((*WEIGHTS, 1)):
        column[::2] = values[place::18]
        sums += weight * int.from_bytes(column, "little")
    totals = unpack(f"<{len(texts)}H", sums.to_bytes(len(column), "little"))
    return MULTIPLES.issuperset(totals)


def check_credit_code(text: str) -> str:
    """The code in upper case without blanks; full-width characters become half-width.

    Refusal ``bad_credit_code`` with ``text``, ``problem`` and ``remedy`` if it is not a code.
    """
    if is_credit_code(text):
        return text
    code = "".join(map(_half_width, text)).upper()
    code = "".join(code.split())
    if not code:
        raise _refusal(text, "没有填写", "请填写18位统一社会信用代码或15位注册号")
    if len(code) == 15 and code.isascii() and code.isdigit():
        return code
    if len(code) != 18:
        raise _refusal(
            text,
            f"共{len(code)}位，应为18位",
            "请核对营业执照或登记证书后补齐；旧注册号应为15位数字",
        )
    for place, character in enumerate(code, 1):
        if character not in ALPHABET:
            meant = LOOKALIKES.get(character)
            hint = f"，请核对是否应为{meant}" if meant else "，请按证照改正"
            raise _refusal(
                text, f"第{place}位“{character}”不是代码允许的字符", f"代码不含该字符{hint}"
            )
    if check_character(code[:17]) != code[17]:
        raise _refusal(text, "末位校验码不对", "多半有一位录错，请逐位核对证照")
    return code


def check_character(body: str) -> str:
    """The 18th character that belongs to the first 17."""
    total = sum(weight * ALPHABET.index(each) for weight, each in zip(WEIGHTS, body, strict=True))
    return ALPHABET[-total % 31]


def _half_width(character: str) -> str:
    point = ord(character)
    return chr(point - 0xFEE0) if 0xFF01 <= point <= 0xFF5E else character


def _refusal(text: str, problem: str, remedy: str) -> Refusal:
    return Refusal("bad_credit_code", {"text": text, "problem": problem, "remedy": remedy})
