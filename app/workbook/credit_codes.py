"""代码: the identifier of a subject, by its kind (新华第四条: three kinds of subjects)."""

from app.workbook.cells import Cell, token
from app.workbook.problems import CellFault
from inspection.credit_code import ALPHABET, check_character, check_credit_code
from inspection.refusal import Refusal
from inspection.subjects import SubjectKind


def subject_code(cell: Cell, kind: SubjectKind | None, longest: int = 40) -> str:
    """The code, checked unless the subject is 非市场主体, which carries a local number."""
    code = token(cell, longest).upper()
    if not code or kind is SubjectKind.NON_MARKET:
        return code
    return credit_code(code)


def credit_code(code: str) -> str:
    """A checked credit code or registration number; CellFault names the check character."""
    try:
        return check_credit_code(code)
    except Refusal as refusal:
        message, remedy = str(refusal.facts["problem"]), str(refusal.facts["remedy"])
    if len(code) == 18 and all(character in ALPHABET for character in code):
        message = f"末位校验码不对：是“{code[17]}”，按前17位推算应为“{check_character(code[:17])}”"
    raise CellFault(message, remedy)


def kind_by_code(code: str) -> SubjectKind:
    """营利性 by 9 (市场监管 registers 企业、个体) or a registration number, else 非营利性."""
    profit = len(code) == 15 or code.startswith("9")
    return SubjectKind.PROFIT if profit else SubjectKind.NON_PROFIT
