"""导入结果: what became of the rows of a file, and what the journal keeps of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from app.workbook.problems import Problem
from inspection.plain import Facts
from inspection.roster_changes import ListChanges


@dataclass(slots=True)
class SheetCount:
    """计数: what became of the rows of one sheet."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    skipped: int = 0


@dataclass(kw_only=True, slots=True)
class ImportReport:
    """导入结果: `imported` is False where problems stopped everything, or on a dry run.

    `problems` are all of them, those of the reading first; `remarks` stop nothing; `understood`
    says how the file was taken where it does not say so itself.
    """

    imported: bool
    dry_run: bool = False
    sheets: dict[str, SheetCount] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    understood: list[str] = field(default_factory=list)


def import_facts(
    report: ImportReport, sha256: str, changed_plans: Iterable[str], lists: ListChanges
) -> Facts:
    """An import for the journal: the file's hash, the counts, what changed in the lists."""
    return {
        "sha256": sha256,
        "sheets": {
            name: {
                "added": count.added,
                "changed": count.changed,
                "unchanged": count.unchanged,
                "skipped": count.skipped,
            }
            for name, count in report.sheets.items()
        },
        "changed_plans": list(changed_plans),
        "lists": lists.facts(),
    }
