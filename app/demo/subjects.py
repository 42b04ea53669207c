"""演示检查对象: the named ones, and enough petrol stations to draw from in every class."""

from typing import Any

from app.demo.codes import (
    ENTERPRISE,
    PRIVATE_NON_PROFIT,
    PUBLIC_INSTITUTION,
    SELF_EMPLOYED,
    fictional_code,
)
from app.demo.departments import AREAS
from app.demo.items import HOME, NURSERY, STATION, TRAINING

PROFIT, NON_PROFIT = "营利性市场主体", "非营利性市场主体"

NAMED = (
    # prefix, body, name, kind, industry, area, class
    (ENTERPRISE, "MA0XA001", "青禾县云杉加油站有限公司", PROFIT, STATION, 1, "A"),
    (ENTERPRISE, "MA0XA002", "青禾县金穗路加油站", PROFIT, STATION, 0, "B"),
    (SELF_EMPLOYED, "MA0XA003", "青禾县老槐树加油点", PROFIT, STATION, 3, "D"),
    (ENTERPRISE, "MA0XA004", "青禾县北岭石化加油站有限公司", PROFIT, STATION, 2, "C"),
    (PRIVATE_NON_PROFIT, "MJ0XB001", "青禾县松鹤养老院", NON_PROFIT, HOME, 0, ""),
    (ENTERPRISE, "MA0XB002", "青禾县暖阳康养服务有限公司", PROFIT, HOME, 1, "B"),
    (PUBLIC_INSTITUTION, "MB0XB003", "青禾县柳湾镇敬老院", NON_PROFIT, HOME, 3, ""),
    (PRIVATE_NON_PROFIT, "MJ0XC001", "青禾县小蒲公英幼儿园", NON_PROFIT, NURSERY, 0, ""),
    (ENTERPRISE, "MA0XD001", "青禾县启明星文化培训有限公司", PROFIT, TRAINING, 0, "B"),
    (PRIVATE_NON_PROFIT, "MJ0XD002", "青禾县博雅培训学校", NON_PROFIT, TRAINING, 1, ""),
)
STATION_PLACES = (
    "麦香", "杏林", "石桥", "清泉", "芦花", "枣园", "青瓦", "白鹭", "望岳", "竹溪",
    "棠梨", "稻香", "晴川", "沙洲", "梧桐", "水磨", "长亭", "柿园", "草桥", "鹿鸣",
    "莲塘", "桑园", "古渡", "云台", "丰禾", "溪口", "南坡", "榆林", "银杏", "归雁",
)  # fmt: skip
CLASSES = "ABCABBCADBACBBADCBABCDABCABBDA"
"""The credit-risk class of each of the stations above."""
CANCELLED_STATION = "归雁"
CHECKED_STATION = "鹿鸣"
CHECKED_ON = "2026-01-20"
OTHERS = (
    (PRIVATE_NON_PROFIT, "MJ0XB", 4, NON_PROFIT, HOME, "养老院", ("长青", "柏寿", "夕照", "安澜")),
    (PRIVATE_NON_PROFIT, "MJ0XC", 2, NON_PROFIT, NURSERY, "幼儿园",
     ("豆芽", "纸鸢", "小溪", "萤火", "蘑菇", "彩陶")),
    (ENTERPRISE, "MA0XD", 3, PROFIT, TRAINING, "文化培训有限公司",
     ("墨痕", "知新", "拾穗", "星河", "远帆")),
)  # fmt: skip


def subject_rows() -> list[dict[str, Any]]:
    """The sheet 检查对象."""
    rows = [
        _row(fictional_code(prefix, body), name, kind, industry, number, area, risk)
        for number, (prefix, body, name, kind, industry, area, risk) in enumerate(NAMED, start=1)
    ]
    for number, place in enumerate(STATION_PLACES):
        code = fictional_code(ENTERPRISE, f"MA0XA{number + 5:03d}")
        name = f"青禾县{place}加油站"
        row = _row(code, name, PROFIT, STATION, len(rows) + 1, number % 4, CLASSES[number])
        if place == CANCELLED_STATION:
            row["登记状态"] = "注销"
        if place == CHECKED_STATION:
            row["上次检查日期"] = CHECKED_ON
        rows.append(row)
    for prefix, stem, first, kind, industry, suffix, places in OTHERS:
        for number, place in enumerate(places):
            code = fictional_code(prefix, f"{stem}{first + number:03d}")
            name = f"青禾县{place}{suffix}"
            risk = "ABC"[number % 3] if kind == PROFIT else ""
            rows.append(_row(code, name, kind, industry, len(rows) + 1, number % 4, risk))
    return rows


def _row(
    code: str, name: str, kind: str, industry: str, number: int, area: int, risk: str
) -> dict[str, Any]:
    return {
        "统一社会信用代码/注册号": code,
        "名称": name,
        "对象类别": kind,
        "行业": industry,
        "地址": f"青禾县{AREAS[area]}虚构路{number}号",
        "片区": AREAS[area],
        "法定代表人/负责人": f"虚构人{number:02d}",
        "联系电话": f"000-1{number:06d}",
        "信用风险分类": risk,
        "登记状态": "存续",
        "上次检查日期": "",
    }
