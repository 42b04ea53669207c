"""Examples of what surrounds the papers: a template of the office's own, a stated fact."""

from typing import Any

from inspection.own_templates import OwnTemplate
from inspection.stated_facts import StatedFact
from tests.storage.example_values import AT, LATER

ROUND_THE_PAPERS: list[tuple[str, Any, Any]] = [
    (
        "own_templates",
        OwnTemplate(
            form="情况记录表",
            version=1,
            file_id=1,
            sha256="a" * 64,
            unused=("检查人员", "执法证号"),
            sent_by=1,
            sent_at=AT,
            adopted_by=1,
            adopted_at=LATER,
            revoked_by=2,
            revoked_at=LATER,
        ),
        OwnTemplate(form="现场笔录", version=1, file_id=1, sha256="b" * 64, sent_by=1, sent_at=AT),
    ),
    (
        "stated_facts",
        StatedFact(
            task_id=1,
            form="现场笔录",
            title="现场笔录（青禾加油站）",
            subject_id=1,
            path="draw.article",
            text="3",
            numeric=True,
            stated_by=1,
            stated_at=AT,
        ),
        StatedFact(
            task_id=None,
            form="年度工作报告",
            title="2026年度工作报告",
            path="goal",
            text="规范",
            stated_by=2,
            stated_at=LATER,
        ),
    ),
]
