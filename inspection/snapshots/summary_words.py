"""总结用语: rates and sentences of a closing summary, each said only where a count bears it out."""

from collections.abc import Mapping
from dataclasses import dataclass

from inspection.desk import Desk
from inspection.followup import FollowUpKind, FollowUpState
from inspection.plain import Plain
from inspection.snapshots import phrases
from inspection.snapshots.common import share_words, words
from inspection.snapshots.stage_answers import StageAnswers
from inspection.snapshots.tally import Tally
from inspection.tasks import InspectionTask


@dataclass(frozen=True, slots=True)
class TaskFigures:
    """任务数字: what the sentences are made from."""

    task: InspectionTask
    tally: Tally
    answers: tuple[StageAnswers, ...]
    counts: Mapping[str, int]

    @property
    def due(self) -> int:
        """应检查对象数: an alternate stands in for a subject given up; one of the two counts."""
        return self.counts["drawn"] - self.counts["supplementary"]


def rates(desk: Desk, figures: TaskFigures) -> list[Plain]:
    """工作指标: name, formula and value; a rate of nothing (a zero divisor) is left out."""
    counts = figures.counts
    ordered = figures.tally.followed(FollowUpKind.RECTIFY)
    sent = sum(each.sent for each in figures.answers)
    responded = sum(each.responded for each in figures.answers)
    rows: list[Plain] = []
    for (name, formula), part, total in (
        (phrases.RATE_CHECKED, counts["checked"], figures.due),
        (phrases.RATE_ENTERED, counts["entered_on_time"], counts["findings"]),
        (phrases.RATE_PROBLEMS, counts["problem_subjects"], counts["checked"]),
        (phrases.RATE_RECTIFIED, counts["rectified"], ordered),
        (phrases.RATE_RESPONDED, responded, sent),
    ):
        value = share_words(part, total)
        if value is not None:
            said = words(desk.profile)
            rows.append(
                {"name": name.format(**said), "formula": formula.format(**said), "value": value}
            )
    return rows


def experience(desk: Desk, figures: TaskFigures) -> list[Plain]:
    """主要做法: how often the departments were called together and what they did together."""
    said = words(desk.profile)
    lead = desk.ledger.departments.get(figures.task.lead_id).name
    lines: list[Plain] = []
    if figures.answers:
        responded = sum(each.responded for each in figures.answers)
        lines.append(
            phrases.EXPERIENCE_WHISTLES.format(
                **{**said, "lead": lead}, count=len(figures.answers), responded=responded
            )
        )
    if figures.counts["checked"]:
        lines.append(
            phrases.EXPERIENCE_TOGETHER.format(
                count=figures.counts["checked"], departments=len(figures.task.department_ids)
            )
        )
    return lines


def difficulties(desk: Desk, figures: TaskFigures) -> list[Plain]:
    """存在不足: late and missing answers, late entries, subjects not visited."""
    said = words(desk.profile)
    lines: list[Plain] = []
    for each in figures.answers:
        for template, count in (
            (phrases.DIFFICULTY_LATE, each.late),
            (phrases.DIFFICULTY_SILENT, each.sent - each.responded),
        ):
            if count:
                lines.append(template.format(**said, stage=each.label, count=count))
    counts = figures.counts
    for template, count in (
        (phrases.DIFFICULTY_ENTRY, counts["entered"] - counts["entered_on_time"]),
        (phrases.DIFFICULTY_UNCHECKED, figures.due - counts["checked"]),
    ):
        if count > 0:
            lines.append(template.format(count=count))
    return lines


def next_steps(figures: TaskFigures) -> list[Plain]:
    """下一步打算: what is still open, then the standing duty."""
    tally = figures.tally
    lines: list[Plain] = []
    for template, count in (
        (phrases.NEXT_OPEN, tally.followed(FollowUpKind.RECTIFY, FollowUpState.OPEN)),
        (phrases.NEXT_REFERRED, tally.followed(FollowUpKind.REFER, FollowUpState.OPEN)),
    ):
        if count:
            lines.append(template.format(count=count))
    return [*lines, phrases.NEXT_STANDING]
