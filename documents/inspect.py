"""版式检查: a printed document measured against GB/T 9704-2012 (numbers are its clauses).

`inspect` answers with the departures it found, in Chinese; none means that margins, lines,
characters, marks, rules, page numbers, the imprint and the tables stand where they should.
"""

from __future__ import annotations

from pathlib import Path

from documents.fields import entry
from documents.inspect_heads import letter_head, order_head, red_head
from documents.measures import (
    BOTTOM,
    LEFT,
    POINT,
    RIGHT,
    SLACK,
    TOP,
    body_lines,
    extent,
    flush,
    wide,
)
from documents.paper import Sheet, Word, sheets

_CLOSING = "，。、：；）》”！？〕"
_HANGING = 5.8
"""Width of one closing mark: LibreOffice 7.4 reads overflowPunct the wrong way round."""
_DASH = "—"
_PITCH, _FACES_DIFFER, _BREAK = 28.95 * POINT, 0.45, 12.0
_HEADED = ("red", "letter", "order")


def inspect(form: str, pdf: Path) -> tuple[str, ...]:
    """检查一份文书: `form` says which rules apply; every departure is one Chinese sentence."""
    return inspect_kind(str(entry(form).head["kind"]), pdf)


def inspect_kind(kind: str, pdf: Path) -> tuple[str, ...]:
    """按版式检查: the same for a layout (red, letter, order, plain, form or wide)."""
    pages = sheets(pdf)
    found: list[str] = []
    for sheet in pages:
        blank = not [w for w in sheet.words if w.text != _DASH and w.text != str(sheet.number)]
        before_imprint = sheet.number == len(pages) - 1 and _imprint(pages[-1])
        if blank and not (before_imprint and sheet.number % 2):
            found.append(f"第{sheet.number}面是空白面")
        found += _paper(sheet) + _inside(sheet, kind) + _rules_inside(sheet, kind)
        if not blank:
            found += _page_number(sheet, pages, kind)
        if kind != "form" and not sheet.wide:
            found += _lines(sheet)
    if kind == "red":
        found += red_head(pages[0])
        found += _imprint_place(pages)
    elif kind == "letter":
        found += letter_head(pages[0]) + _letter_imprint(pages)
    elif kind == "order":
        found += order_head(pages[0])
    if kind not in _HEADED:
        found += [f"第{s.number}面出现红色" for s in pages if s.red]
    return tuple(found)


def overflowing(kind: str, pdf: Path) -> tuple[str, ...]:
    """超出版心: only whether any word leaves the type area; quick, as it looks at no ink."""
    return tuple(fault for sheet in sheets(pdf) for fault in _paper(sheet) + _inside(sheet, kind))


def _paper(sheet: Sheet) -> list[str]:
    """幅面 (5.1): A4, either way up."""
    size = sorted((sheet.width, sheet.height))
    if abs(size[0] - 210) > 2 or abs(size[1] - 297) > 2:
        return [f"第{sheet.number}面不是A4幅面"]
    return []


def _area(sheet: Sheet, kind: str) -> tuple[float, float, float, float]:
    """The type area of a sheet: left, right, top, bottom."""
    if sheet.wide:
        return 35.0, 260.0, 28.0, 184.0
    if kind == "form":
        return 28.0, 190.0, 25.0, 274.0
    return LEFT, RIGHT, TOP, BOTTOM


def _turned_number(sheet: Sheet, word_x: float) -> bool:
    return sheet.wide and 22 < word_x < 34


def _inside(sheet: Sheet, kind: str) -> list[str]:
    """版心 (5.2.1): every word inside the type area, page numbers and the letter's mark aside."""
    left, right, top, bottom = _area(sheet, kind)
    if kind == "letter" and sheet.number == 1:
        top = 30.0
    found = []
    for word in sheet.words:
        if (word.y0 > bottom and not sheet.wide) or _turned_number(sheet, word.x0):
            continue
        beyond = _HANGING if word.text[-1] in _CLOSING else SLACK
        if word.x0 < left - SLACK or word.x1 > right + beyond:
            found.append(f"第{sheet.number}面“{word.text}”超出版心左右边")
        if word.y0 < top - 4 or word.y1 > bottom + 2:
            found.append(f"第{sheet.number}面“{word.text}”超出版心上下边")
    return found


def _rules_inside(sheet: Sheet, kind: str) -> list[str]:
    """版心 (5.2.1): every rule inside the type area."""
    left, right, _, bottom = _area(sheet, kind)
    rules = [b for b in sheet.rules() if b.top < bottom]
    return [
        f"第{sheet.number}面有横线超出版心"
        for rule in rules
        if rule.left < left - 1.2 or rule.right > right + 1.2
    ]


def _page_number(sheet: Sheet, pages: list[Sheet], kind: str) -> list[str]:
    """页码 (7.5, 8): 7 mm under the type area, odd pages right and even pages left, 1 字 in."""
    last = sheet.number == len(pages)
    dashes = [w for w in sheet.words if w.text == _DASH]
    if sheet.wide:
        turned = [w for w in dashes if _turned_number(sheet, w.x0)]
        if len(turned) != 2:
            return [f"第{sheet.number}面横排页码应有一处，现有{len(turned) / 2:g}处"]
        edge = max(w.y1 for w in turned) if sheet.number % 2 else min(w.y0 for w in turned)
        wanted = 179.1 if sheet.number % 2 else 32.9
        return [] if abs(edge - wanted) < 2.0 else [f"第{sheet.number}面横排页码位置为{edge:.1f}"]
    foot = 276.0 if kind == "form" else 266.0
    marks = [w for w in dashes if w.y1 > foot]
    if kind == "letter" and sheet.number == 1:
        return ["信函首页不编页码"] if marks else []
    if last and sheet.number > 1 and _blank(pages[-2]) and _imprint(sheet):
        return [f"第{sheet.number}面是空白面之后的版记面，不编页码"] if marks else []
    if len(marks) != 2:
        return [f"第{sheet.number}面没有页码"]
    middle = (marks[0].y0 + marks[0].y1) / 2
    edge = max(w.x1 for w in marks) if sheet.number % 2 else min(w.x0 for w in marks)
    inner = 190.0 if kind == "form" else RIGHT
    wanted = inner - 4.9 if sheet.number % 2 else LEFT + 4.9
    found = []
    if kind != "form" and abs(middle - 269) > 1.5:
        found.append(f"第{sheet.number}面页码高度为{middle:.1f}，应为269")
    if abs(edge - wanted) > 1.5:
        found.append(f"第{sheet.number}面页码边缘为{edge:.1f}，应为{wanted:.1f}")
    if not any(w.text == str(sheet.number) and w.y1 > foot for w in sheet.words):
        found.append(f"第{sheet.number}面页码数字不对")
    return found


def _lines(sheet: Sheet) -> list[str]:
    """行和字 (5.2.3): at most 22 lines and 28 characters, on a pitch of 28.5 to 29.8 pt."""
    body = body_lines(sheet)
    found = []
    if len(body) > 22:
        found.append(f"第{sheet.number}面有{len(body)}行，多于22行")
    found += _pitch(sheet, [line[0] for line in body if wide(line[0].text[:1])])
    for line in body:
        text = "".join(word.text for word in line)
        if wide(text) and len(text) > 28 + (text[-1] in _CLOSING):
            found.append(f"第{sheet.number}面一行有{len(text)}字，多于28字")
    return found


def _pitch(sheet: Sheet, starts: list[Word]) -> list[str]:
    """行距: lines that follow one another stand on one grid, give or take what the typefaces'
    own heights differ by."""
    run: list[Word] = []
    for word in (each for each in starts if flush(each)):
        if run and word.y1 - run[-1].y1 > _BREAK:
            run = []
        run.append(word)
        off = word.y1 - run[0].y1 - (len(run) - 1) * _PITCH
        if abs(off) > _FACES_DIFFER:
            mean = (word.y1 - run[0].y1) / (len(run) - 1) / POINT
            return [f"第{sheet.number}面行距为{mean:.1f}磅，应为28.95磅"]
    return []


def full_lines(sheet: Sheet) -> list[int]:
    """满行字数: characters of the full-width lines that reach from edge to edge."""
    return [
        len(text)
        for line in body_lines(sheet)
        if wide(text := "".join(word.text for word in line))
        and line[-1].x1 > RIGHT - 3
        and abs(line[0].x0 - LEFT) < SLACK
    ]


def _blank(sheet: Sheet) -> bool:
    return not sheet.words


def _imprint(sheet: Sheet) -> bool:
    """Whether a sheet carries the 版记."""
    return any("印发" in w.text and w.y0 > 240 for w in sheet.words)


def _imprint_place(pages: list[Sheet]) -> list[str]:
    """版记 (7.4): last page, an even one, last rule on the foot of the type area."""
    if not any(_imprint(sheet) for sheet in pages):
        return []
    last = pages[-1]
    if not _imprint(last):
        return ["版记不在最后一面"]
    found = []
    if last.number % 2:
        found.append(f"版记在第{last.number}面，应在双数面")
    rules = [b for b in last.rules() if b.top > 150]
    if len(rules) < 2:
        return [*found, "版记没有分隔线"]
    if abs(rules[-1].bottom - BOTTOM) > 1.5:
        found.append(f"版记末条分隔线高度为{rules[-1].bottom:.1f}，应为262")
    for rule in rules:
        found += extent("版记分隔线", rule, LEFT, RIGHT)
    return found


def _letter_imprint(pages: list[Sheet]) -> list[str]:
    """信函版记 (10.1): no rules and no 印发; at the foot of the last page."""
    copies = [w for sheet in pages for w in sheet.words if w.text.startswith("抄送：")]
    if not copies:
        return []
    last = pages[-1]
    if copies[0] not in last.words:
        return ["信函版记不在最后一面"]
    found = []
    lowest = max(w.y1 for w in last.words if w.y1 < BOTTOM + 3)
    if abs(lowest - BOTTOM) > 3:
        found.append(f"信函版记下边缘为{lowest:.1f}，应为262")
    if [b for b in last.rules() if b.top > copies[0].y0 - 10]:
        found.append("信函版记不应有分隔线")
    return found
