"""版式样例: the formats of GB/T 9704 that the facts of a form choose, and 命令, which no form of
the process takes; for the gallery and the measuring tests."""

from __future__ import annotations

from typing import Any

from documents.compile import Compiled
from documents.fields import entry
from documents.gallery_facts import example_facts
from documents.layout import layout
from documents.markup import parse
from documents.render import render
from documents.typefaces import Typefaces

NOTICE, REPORT, LETTER = "吹哨通知", "年度工作报告", "案件线索移送函"
_COUNTY = "青禾县"
_PARTNERS = [f"{_COUNTY}{name}" for name in ("市场监督管理局", "消防救援大队", "卫生健康委员会")]
_MANY = [
    *_PARTNERS,
    *(f"{_COUNTY}{name}" for name in ("教育局", "公安局", "住房和城乡建设局", "文化广电和旅游局")),
]
_POSTS = {"signer_post": "局长", "co_signer_posts": ["局长", "大队长", "主任"]}
_AGENDA = [{"matter": "研究工作方案", "speaker": "县民政局"}] * 11
_ORDER = """
@order issuer ~ "令"
@ordernumber 第{{ number }}号
{% for line in lines %}
{{ line }}
{% endfor %}
@sign {{ issuer }} | {{ issue_date }}
"""

# 变体: name, the form and the facts that differ from its example
VARIANTS: dict[str, tuple[str, dict[str, Any]]] = {
    "联合发文": (NOTICE, {"co_issuers": _PARTNERS[:2], "copy_number": "000012", "urgency": "特急"}),
    "联合发文-八家": (NOTICE, {"co_issuers": _MANY}),
    "联合发文-不加盖印章": (NOTICE, {"co_issuers": _PARTNERS, "seal": "unsealed"}),
    "联合发文-加盖签名章": (NOTICE, {"co_issuers": _PARTNERS, "seal": "stamped", **_POSTS}),
    "上行文-联合": (REPORT, {"co_issuers": _PARTNERS[:2]}),
    "上行文-多位签发人": (REPORT, {"signers": ["周立言", "林禾", "欧阳明川"]}),
    "不加盖印章": (NOTICE, {"seal": "unsealed"}),
    "加盖签名章": (NOTICE, {"seal": "stamped", "signer_post": "局长"}),
    "份号密级紧急程度": (
        NOTICE,
        {"copy_number": "000012", "secrecy": "机密★1年", "urgency": "特急"},
    ),
    "附件另行装订": (NOTICE, {"annexes_apart": True}),
    "抄送很多": (NOTICE, {"copies": [f"青禾县第{n}号成员单位" for n in "一二三四五六七八九"]}),
    "版记前空白面": ("会商会议通知", {"agenda": _AGENDA}),
    "长名称": (NOTICE, {"issuer": "青禾县部门联合“双随机、一公开”监管工作联席会议办公室"}),
    "信函-版记": (LETTER, {"copies": ["青禾县司法局", "青禾县人民检察院"]}),
    "信函-版记另面": ("抄告单", {"copies": _MANY, "finding": "现场发现问题。" * 60}),
    "草稿": (NOTICE, {"draft": True}),
}
ORDER = "命令"


def order() -> bytes:
    """命令样例: an order with the signature stamp, laid out by its own small template."""
    known = dict.fromkeys(entry(NOTICE).root.members)
    facts: dict[str, Any] = {
        **known,
        "issuer": "青禾县人民政府",
        "co_issuers": [],
        "co_signer_posts": [],
        "seal": "stamped",
        "signer_post": "县长",
        "issue_date": "2026年3月5日",
        "number": 8,
        "lines": [
            "《青禾县部门联合抽查办法》已经2026年2月26日县人民政府第3次常务会议通过，现予公布，"
            "自2026年4月1日起施行。"
        ],
    }
    docx = layout(ORDER, parse(_ORDER, str), "order", Typefaces())
    return Compiled(docx, known=facts, trusted=True).make(facts)


def specimen(name: str) -> bytes:
    """样例: one of VARIANTS or ORDER as a .docx."""
    if name == ORDER:
        return order()
    form, change = VARIANTS[name]
    return render(form, {**example_facts(form), **change}).docx


def layout_of(name: str) -> str:
    """版式: which rules a specimen is measured by."""
    return "order" if name == ORDER else str(entry(VARIANTS[name][0]).head["kind"])
