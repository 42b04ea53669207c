"""版头检查: the first page of a red-header document, a letter and an order, measured.

Gaps between inks take up to 29 mm for two blank lines, as the standard's own figures differ.
"""

from __future__ import annotations

from documents.measures import (
    CENTRE,
    CHARACTER,
    LEFT,
    RIGHT,
    SLACK,
    body_lines,
    extent,
    sizes,
)
from documents.paper import Band, Sheet, Word


def red_head(first: Sheet) -> list[str]:
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
    centre = (min(band.left for band in mark) + max(band.right for band in mark)) / 2
    if abs(centre - CENTRE) > 2:
        found.append(f"发文机关标志中心为{centre:.1f}，应为106")
    found += extent("红色分隔线", rule, LEFT, RIGHT)
    above = [band for band in first.black if band.bottom < rule.top]
    if not above or abs(rule.top - above[-1].bottom - 4) > 1.2:
        gap = rule.top - above[-1].bottom if above else 0
        found.append(f"发文字号与红线相距{gap:.1f}，应为4")
    found += _upward(first, rule)
    if not _text(first, rule.bottom):
        found.append("首页没有正文")
    return found + _gaps(first, rule)


def _upward(first: Sheet, rule: Band) -> list[str]:
    """上行文 (7.2.5, 7.2.6): 发文字号 one character in on the left, 签发人 on the right."""
    lines = [line for line in first.lines if line[0].y1 < rule.top]
    signed = [line for line in lines if any(w.text.startswith("签发人：") for w in line)]
    if not signed:
        return []
    found = []
    if abs(lines[-1][0].x0 - LEFT - CHARACTER) > 1.5:
        found.append(f"上行文发文字号左边为{lines[-1][0].x0:.1f}，应为33.6")
    if abs(signed[0][-1].x1 - RIGHT + CHARACTER) > 1.5:
        found.append(f"签发人右边为{signed[0][-1].x1:.1f}，应为178.4")
    return found


def _text(first: Sheet, under: float) -> list[list[Word]]:
    """正文: the lines of body type under the rule, the recipients left out."""
    body = [line for line in body_lines(first) if line[0].y0 > under]
    ends = [place for place, line in enumerate(body) if line[-1].text.endswith("：")]
    named = ends[0] + 1 if ends and abs(body[0][0].x0 - LEFT) < SLACK else 0
    return body[named:]


def _gaps(first: Sheet, rule: Band) -> list[str]:
    """空行: two blank lines over the title, its centre, one blank line under it (7.3.1, 7.3.2)."""
    inks = [band for band in first.black if band.top > rule.bottom]
    if len(inks) < 2:
        return []
    found = []
    if not 19.5 <= inks[0].top - rule.bottom <= 29:
        found.append(f"标题与红线相距{inks[0].top - rule.bottom:.1f}，应为20.8至29")
    title = [w for w, points in sizes(first).items() if points > 20 and w.y0 > rule.bottom]
    for line in [line for line in first.lines if line[0] in title]:
        centre = (line[0].x0 + line[-1].x1) / 2
        if abs(centre - CENTRE) > 1.5:
            found.append(f"标题中心为{centre:.1f}，应为106")
    return found


def letter_head(first: Sheet) -> list[str]:
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
        found += extent("信函红色双线", rule, 20, 190)
    if len(wide) < 2:
        found.append("信函首页应有上下两条红色双线")
    return found


def order_head(first: Sheet) -> list[str]:
    """命令 (10.2): mark 20 mm under the top of the type area and centred, 令号 centred, no rule."""
    if not first.red:
        return ["命令首页没有红色标志"]
    found = []
    if abs(first.red[0].top - 57) > 2:
        found.append(f"命令标志上边缘为{first.red[0].top:.1f}，应为57")
    if first.rules(red=True):
        found.append("命令首页不应有红色分隔线")
    below = [line for line in first.lines if line[0].y0 > first.red[-1].bottom]
    centre = (below[0][0].x0 + below[0][-1].x1) / 2 if below else 0.0
    if abs(centre - CENTRE) > 1.5:
        found.append(f"令号中心为{centre:.1f}，应为106")
    if not body_lines(first):
        found.append("首页没有正文")
    return found
