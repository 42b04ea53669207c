"""文书一览表: writes docs/forms.md from the catalogue (python -m documents.forms_table)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from documents.fields import Field, entry, own_fields
from documents.forms import FORMS, Form

TARGET = Path(__file__).parents[1] / "docs" / "forms.md"
_HEAD = """# 文书一览

由 `python -m documents.forms_table` 从文书目录生成，请勿手改；`chuishao forms` 显示同样的内容。
编号是全流程文书的编号，一个编号下可以有几种文书。各地名称不同的，以本地规则为准。
每种文书另有公共的必填事实：发文机关、成文日期、属地用语，任务文书还有任务编号、名称、年度、期间。
必填而机器人不知道的，印成【待填：名称】。

"""


@dataclass(frozen=True, slots=True)
class Row:
    """一览的一行: one form with its own mandatory facts, as people read it."""

    form: Form
    facts: tuple[str, ...]

    @property
    def kind(self) -> str:
        """Word text or spreadsheet."""
        return "表格（.xlsx）" if self.form.suffix == ".xlsx" else "文书（.docx）"


def rows() -> tuple[Row, ...]:
    """文书一览: every form by its number, then by its name."""
    ordered = sorted(FORMS.values(), key=lambda form: (form.number, form.key))
    return tuple(Row(form, _own(form)) for form in ordered)


def _own(form: Form) -> tuple[str, ...]:
    common = {field.path.partition(".")[0] for field in own_fields("_common")}
    members = entry(form.key).root.members
    return tuple(
        field.label for name, field in members.items() if name not in common and _needed(field)
    )


def _needed(field: Field) -> bool:
    return field.mandatory or field.when is not None


def forms_table() -> str:
    """文书一览表: the whole of docs/forms.md."""
    lines = [
        "| 编号 | 文书 | 环节 | 谁制发 | 给谁 | 公开 | 形式 | 必填事实 |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for row in rows():
        form = row.form
        public = "是" if form.public else "否"
        cells = [str(form.number), form.key, form.stage, form.issuer_role, form.recipient]
        lines.append("| " + " | ".join([*cells, public, row.kind, "、".join(row.facts)]) + " |")
    return _HEAD + "\n".join(lines) + "\n"


if __name__ == "__main__":
    TARGET.write_text(forms_table(), encoding="utf-8")
