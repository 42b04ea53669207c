"""虚构代码: credit codes that pass the check and belong to nobody.

The area 419901 is not assigned; bodies follow GB 11714, the last character GB 32100.
"""

from inspection.credit_code import check_character

AREA = "419901"
BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
BODY_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

ENTERPRISE = "91"
SELF_EMPLOYED = "92"
PUBLIC_INSTITUTION = "12"
PRIVATE_NON_PROFIT = "52"


def body_check(body: str) -> str:
    """The ninth character of an organisation code from its eight (GB 11714)."""
    total = sum(
        weight * BODY_ALPHABET.index(each) for weight, each in zip(BODY_WEIGHTS, body, strict=True)
    )
    return "0X987654321"[total % 11]


def fictional_code(prefix: str, body: str) -> str:
    """The 18 characters for a registering prefix (91 企业…) and an eight-character body."""
    first = prefix + AREA + body + body_check(body)
    return first + check_character(first)
