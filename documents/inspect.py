"""版式检查: a printed document measured against GB/T 9704-2012 (numbers are its clauses).

`inspect` answers with the departures it found, in Chinese; none means that margins, lines,
characters, marks, rules, page numbers, the imprint and the tables stand where they should.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path
from statistics import median

from documents.fields import entry
from documents.paper import Band, Sheet, Word, sheets

TOP, BOTTOM, LEFT, RIGHT = 37.0, 262.0, 28.0, 184.0
_SLACK = 0.8
_CLOSING = "，。、：；）》”！？〕"
_HANGING = 5.8
"""Width of one closing mark: LibreOffice 7.4 reads overflowPunct the wrong way round."""
_DASH = "—"
_BODY = (15.0, 17.0)
_POINT = 25.4 / 72
_PITCH, _FACES_DIFFER, _BREAK = 28.95 * _POINT, 0.45, 12.0


def inspect(form: str, pdf: Path) -> tuple[str, ...]:
    """检查一份文书: `form` says which rules apply; every departure is one Chinese sentence."""
    kind = str(entry(form).head["kind"])
    pages = sheets(pdf)
    found: list[str] = []
    for sheet in pages:
        blank = not [w for w in sheet.words if w.text != _DASH and w.text != str(sheet.number)]
        before_imprint = sheet.number == len(pages) - 1 and _imprint(pages[-1])
        if blank and not (before_imprint and sheet.number % 2):
            found.append(f"第{sheet.number}面是空白面")
        found += _paper(sheet) + _inside(sheet, kind)
        if not blank:
            found += _page_number(sheet, pages, kind)
        if kind != "form" and not sheet.wide:
            found += _lines(sheet)
    if kind == "red":
        found += _head(pages[0])
        found += _imprint_place(pages)
    elif kind == "letter":
        found += _letter(pages[0])
    if kind not in ("red", "letter"):
        found += [f"第{s.number}面出现红色" for s in pages if s.red]
    return tuple(found)


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
        beyond = _HANGING if word.text[-1] in _CLOSING else _SLACK
        if word.x0 < left - _SLACK or word.x1 > right + beyond:
            found.append(f"第{sheet.number}面“{word.text}”超出版心左右边")
        if word.y0 < top - 4 or word.y1 > bottom + 2:
            found.append(f"第{sheet.number}面“{word.text}”超出版心上下边")
    rules = [b for b in sheet.rules() if b.top < bottom]
    return found + [
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


def _wide(text: str) -> bool:
    return all(unicodedata.east_asian_width(c) in "WFA" for c in text)


def _sizes(sheet: Sheet) -> dict[Word, float]:
    """字号: points of every word by the width of its full-width characters, whatever the typeface;
    a word without any is as large as those beside it."""
    made: dict[Word, float] = {}
    for line in sheet.lines:
        wide = [w for w in line if _wide(w.text)]
        known = {w: (w.x1 - w.x0) / len(w.text) / _POINT for w in wide}
        beside = median(known.values()) if known else 0.0
        made |= {w: known.get(w, beside) for w in line}
    return made


def _body_lines(sheet: Sheet) -> list[list[Word]]:
    """Lines of 3号 type within the type area."""
    sizes = _sizes(sheet)
    return [
        line
        for line in sheet.lines
        if line[0].y1 < BOTTOM + 2.5
        and any(_BODY[0] < sizes[w] < _BODY[1] for w in line)
        and all(sizes[w] < _BODY[1] for w in line)
    ]


def _lines(sheet: Sheet) -> list[str]:
    """行和字 (5.2.3): at most 22 lines and 28 characters, on a pitch of 28.5 to 29.8 pt."""
    body = _body_lines(sheet)
    found = []
    if len(body) > 22:
        found.append(f"第{sheet.number}面有{len(body)}行，多于22行")
    found += _pitch(sheet, [line[0] for line in body if _wide(line[0].text[:1])])
    for line in body:
        text = "".join(word.text for word in line)
        if _wide(text) and len(text) > 28 + (text[-1] in _CLOSING):
            found.append(f"第{sheet.number}面一行有{len(text)}字，多于28字")
    return found


def _pitch(sheet: Sheet, starts: list[Word]) -> list[str]:
    """行距: lines that follow one another stand on one grid, give or take what the typefaces'
    own heights differ by."""
    run: list[Word] = []
    for word in (each for each in starts if _flush(each)):
        if run and word.y1 - run[-1].y1 > _BREAK:
            run = []
        run.append(word)
        off = word.y1 - run[0].y1 - (len(run) - 1) * _PITCH
        if abs(off) > _FACES_DIFFER:
            mean = (word.y1 - run[0].y1) / (len(run) - 1) / _POINT
            return [f"第{sheet.number}面行距为{mean:.1f}磅，应为28.95磅"]
    return []


def _flush(word: Word) -> bool:
    """Whether a word begins a line of body text: flush left or two characters in."""
    return abs(word.x0 - LEFT) < _SLACK or abs(word.x0 - LEFT - 11.3) < _SLACK


def full_lines(sheet: Sheet) -> list[int]:
    """满行字数: characters of the full-width lines that reach from edge to edge."""
    return [
        len(text)
        for line in _body_lines(sheet)
        if _wide(text := "".join(word.text for word in line))
        and line[-1].x1 > RIGHT - 3
        and abs(line[0].x0 - LEFT) < _SLACK
    ]


def _head(first: Sheet) -> list[str]:
    """版头 (7.2): mark 35 mm under the top of the type area and centred, rule 4 mm under the
    number and as wide as the type area, body on page 1."""
    rules = first.rules(red=True)
    if len(rules) != 1:
        return [f"首页应有一条红色分隔线，现有{len(rules)}条"]
    rule = rules[0]
    mark = [band for band in first.red if band.bottom < rule.top]
    if not mark:
        return ["首页没有发文机关标志"]
    found = []
    if abs(mark[0].top - 72) > 2:
        found.append(f"发文机关标志上边缘为{mark[0].top:.1f}，应为72")
    large = [w for w, points in _sizes(first).items() if points > 20 and w.y1 < rule.top]
    centre = (min(w.x0 for w in large) + max(w.x1 for w in large)) / 2 if large else 0.0
    if abs(centre - 106) > 2:
        found.append(f"发文机关标志中心为{centre:.1f}，应为106")
    found += _extent("红色分隔线", rule, LEFT, RIGHT)
    above = [band for band in first.black if band.bottom < rule.top]
    if not above or abs(rule.top - above[-1].bottom - 4) > 1.2:
        gap = rule.top - above[-1].bottom if above else 0
        found.append(f"发文字号与红线相距{gap:.1f}，应为4")
    below = [line for line in first.lines if rule.bottom < line[0].y0 < BOTTOM]
    body = _body_lines(first)
    if not [line for line in below if line in body]:
        found.append("首页没有正文")
    return found


def _extent(name: str, band: Band, left: float, right: float) -> list[str]:
    if abs(band.left - left) > 1.2 or abs(band.right - right) > 1.2:
        return [f"{name}为{band.left:.1f}至{band.right:.1f}，应为{left:g}至{right:g}"]
    return []


def _letter(first: Sheet) -> list[str]:
    """信函 (10.1): mark 30 mm from the paper's edge; double rules of 170 mm, 20 mm at the foot."""
    if not first.red:
        return ["信函首页没有红色标志"]
    found = []
    if abs(first.red[0].top - 30) > 2:
        found.append(f"信函标志上边缘为{first.red[0].top:.1f}，应为30")
    foot = [b for b in first.red if b.top > 260]
    if not foot or abs(297 - foot[-1].bottom - 20) > 2:
        found.append("信函下端红色双线应距下页边20毫米")
    wide = [b for b in first.red if b.right - b.left > 160 and b.bottom - b.top < 2]
    for rule in wide:
        found += _extent("信函红色双线", rule, 20, 190)
    if len(wide) < 2:
        found.append("信函首页应有上下两条红色双线")
    return found


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
    rules = [b for b in last.rules() if b.top > 220]
    if len(rules) < 2:
        return [*found, "版记没有分隔线"]
    if abs(rules[-1].bottom - BOTTOM) > 1.5:
        found.append(f"版记末条分隔线高度为{rules[-1].bottom:.1f}，应为262")
    for rule in rules:
        found += _extent("版记分隔线", rule, LEFT, RIGHT)
    return found
