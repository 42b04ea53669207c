"""报告: problems and the outcome of an import in plain Chinese, for terminal and private chat."""

from collections.abc import Sequence

from app.workbook.import_report import ImportReport
from app.workbook.problems import Problem
from app.workbook.rows import Reading

NOTHING_IMPORTED = "没有导入任何内容。请改正后重新导入"


def problem_line(problem: Problem) -> str:
    """部门表 第 3 行 B列“简称”：必填，却是空的。请填写……"""
    place = f"“{problem.sheet}”表" if problem.sheet else ""
    if problem.row is not None:
        place += f" 第 {problem.row} 行"
    if problem.column:
        place += f" {problem.column}"
    value = f"（填的是：{problem.value}）" if problem.value else ""
    start = f"{place}：" if place else ""
    return f"{start}{problem.message}{value}。{problem.remedy}。"


def problem_lines(problems: Sequence[Problem]) -> list[str]:
    """All problems, numbered."""
    return [f"{number}. {problem_line(each)}" for number, each in enumerate(problems, start=1)]


def reading_text(reading: Reading) -> str:
    """What was read, before anything is imported."""
    lines = [f"共发现 {len(reading.problems)} 处问题："] if reading.problems else ["没有发现问题。"]
    lines += problem_lines(reading.problems)
    lines += [f"· {each}。" for each in reading.understood]
    return "\n".join([*lines, *_remarks(reading.remarks)])


def import_text(report: ImportReport) -> str:
    """The whole outcome: counts per sheet, every problem, remarks."""
    lines: list[str] = []
    problems = report.problems
    if report.imported or (report.dry_run and _counted(report)):
        lines.append("导入完成。" if report.imported else "试算完成，未写入任何内容。")
        for sheet, count in report.sheets.items():
            skipped = f"，跳过 {count.skipped} 行" if count.skipped else ""
            lines.append(
                f"{sheet}：新增 {count.added}，更新 {count.changed}，"
                f"未变 {count.unchanged}{skipped}"
            )
        if problems:
            lines.append(f"有 {len(problems)} 处问题，所在的行及依赖它们的行未导入：")
    elif not problems:
        lines.append("工作簿里没有数据行，没有可导入的内容。请填写后重新导入。")
    else:
        lines.append(f"发现 {len(problems)} 处问题，{NOTHING_IMPORTED}，或选择只导入无误的行。")
    lines += problem_lines(problems)
    if report.understood and not report.imported:
        lines += ["这样理解，请核对：", *(f"· {each}。" for each in report.understood)]
    return "\n".join([*lines, *_remarks(report.remarks)])


def _counted(report: ImportReport) -> bool:
    return any(count.added or count.changed or count.unchanged for count in report.sheets.values())


def _remarks(remarks: Sequence[str]) -> list[str]:
    return [f"提示：{remark}。" for remark in remarks]
