"""更正通知: it names what it corrects, goes to the same receivers, and prints in every locality."""

import io

import docx
import pytest

from documents.render import render
from inspection.archive import Document
from inspection.ledger import Ledger
from inspection.snapshots.correction_notice import correction_notice_facts
from tests.builders import NOW, County, county, desk_for

LOCALITIES = ("xinyang", "xinhua", "xinxian", "xinzhou", "wolong")


def _issued(here: County, **facts: object) -> Document:
    return Document(
        task_id=here.task.id,
        form="吹哨通知",
        title="方案制定吹哨通知",
        issuer_id=here.task.lead_id,
        version=2,
        facts={"issue_date": "2026年3月5日", "stage": "方案制定", **facts},  # type: ignore[dict-item]
        facts_sha256="",
        created_by=None,
        created_at=NOW,
        number="青民〔2026〕1号",
    )


@pytest.mark.parametrize("locality", LOCALITIES)
def test_only_the_number_is_missing_and_the_words_are_there(ledger: Ledger, locality: str) -> None:
    here = county(ledger, locality=locality)
    desk = desk_for(ledger, locality=locality)
    issued = _issued(here, recipients=["青禾县消防救援大队"], copies=["县政府办公室"])
    liaison = here.people["林晓禾"]
    facts = correction_notice_facts(desk, issued, "“3月9日”更正为“3月10日”", liaison)
    made = render("更正通知", facts)
    assert made.missing == ("发文字号",)
    text = "\n".join(each.text for each in docx.Document(io.BytesIO(made.docx)).paragraphs)
    assert "青禾县消防救援大队：" in text
    assert "2026年3月5日印发的《方案制定吹哨通知》（青民〔2026〕1号）有误" in text
    assert "“3月9日”更正为“3月10日”。" in text
    assert "000-" not in text


def test_without_receivers_it_goes_to_the_other_departments(ledger: Ledger) -> None:
    here = county(ledger)
    facts = correction_notice_facts(desk_for(ledger), _issued(here), "略", here.people["林晓禾"])
    assert facts["recipients"] == [
        here.departments[name].name for name in ("市场监管局", "消防救援大队", "卫生健康委")
    ]
