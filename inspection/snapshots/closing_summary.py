"""工作总结的事实: what the whole task came to, in counts that the ledger can prove."""

from inspection.desk import Desk
from inspection.findings import Finding
from inspection.followup import FollowUpKind, FollowUpState
from inspection.plain import Facts, Plain
from inspection.snapshots import phrases
from inspection.snapshots.common import article_of, common_facts, departments_of
from inspection.snapshots.results import result_codes, status_words
from inspection.snapshots.settled_draw import draw_counts, settled_draw
from inspection.snapshots.stage_answers import StageAnswers, stage_answers
from inspection.snapshots.strata import planned_strata
from inspection.snapshots.summary_words import (
    TaskFigures,
    difficulties,
    experience,
    next_steps,
    rates,
)
from inspection.snapshots.tally import Tally, tally_of
from inspection.tasks import InspectionTask
from inspection.teams import ReplacementState


def closing_summary_facts(desk: Desk, task: InspectionTask) -> Facts:
    """工作总结: counts by department and result, problems and what became of them (新县三(三))."""
    lead, *partners = departments_of(desk, task)
    tally = tally_of(desk, task)
    answers = stage_answers(desk, task)
    counts = _counts(desk, task, tally)
    figures = TaskFigures(task, tally, answers, counts)
    summary_rule = desk.profile.reports.department_summary
    basis = (
        desk.profile.whistle.stage("scheme").work.citation,
        desk.profile.whistle.stage("publish").work.citation,
        summary_rule.citation,
    )
    return {
        **common_facts(desk, task, issuer_id=task.lead_id, basis=basis),
        "lead_department": lead.name,
        "partners": [partner.name for partner in partners],
        "counts": {**counts},
        "rates": rates(desk, figures),
        "whistles": [_whistle(each) for each in answers],
        "by_department": [
            {"department": each.name, **_share(desk, tally.of(each.id))}
            for each in (lead, *partners)
        ],
        "by_result": _by_result(desk, tally),
        "problems": [_problem(desk, tally, finding) for finding in tally.problems],
        "experience": experience(desk, figures),
        "difficulties": difficulties(desk, figures),
        "next_steps": next_steps(figures),
        "report_rule": {
            "text": phrases.REPORT_TO.format(receiver=summary_rule.value),
            "article": article_of(summary_rule.citation),
        }
        if summary_rule.value
        else None,
    }


def _counts(desk: Desk, task: InspectionTask, tally: Tally) -> dict[str, int]:
    draw = settled_draw(desk, task)
    frozen = draw_counts(draw) if draw else None
    planned = planned_strata(desk, task)
    roster = frozen.eligible if frozen else sum(each.count for each in planned)
    quota = sum(frozen.quota.values()) if frozen else sum(each.quota for each in planned)
    drawn = len(desk.ledger.drawn_subjects.find(draw_id=draw.id, drawn=True)) if draw else 0
    active = desk.ledger.assignments.find(task_id=task.id, active=True)
    replaced = desk.ledger.replacements.find(task_id=task.id, state=ReplacementState.APPROVED)
    return {
        "roster": roster,
        "planned": quota,
        "drawn": drawn,
        "supplementary": max(0, drawn - quota) if frozen else 0,
        "checked": len(tally.visits),
        "officers": len({each.person_id for each in active}),
        "findings": len(tally.findings),
        "entered": tally.entered,
        "entered_on_time": tally.entered_on_time(desk),
        "published": tally.published,
        "problem_subjects": tally.problem_subjects,
        "problems": len(tally.problems),
        "rectified": tally.followed(FollowUpKind.RECTIFY, FollowUpState.DONE),
        "referred": tally.followed(FollowUpKind.REFER),
        "replaced": len({each.outgoing_id for each in replaced if each.incoming_id is not None}),
    }


def _whistle(answers: StageAnswers) -> dict[str, Plain]:
    return {
        "stage": answers.label,
        "sent": answers.sent,
        "responded": answers.responded,
        "late": answers.late,
    }


def _share(desk: Desk, own: Tally) -> dict[str, Plain]:
    return {
        "subjects": own.subjects,
        "findings": len(own.findings),
        "problems": len(own.problems),
        "rectified": own.followed(FollowUpKind.RECTIFY, FollowUpState.DONE),
        "referred": own.followed(FollowUpKind.REFER),
        "entered_on_time": own.entered_on_time(desk),
    }


def _by_result(desk: Desk, tally: Tally) -> list[Plain]:
    return [
        {
            "code": code.code,
            "label": code.label,
            "count": sum(finding.result == code.canonical for finding in tally.findings),
        }
        for code in result_codes(desk.profile)
    ]


def _problem(desk: Desk, tally: Tally, finding: Finding) -> dict[str, Plain]:
    visit = tally.visits[finding.visit_id]
    item = desk.ledger.items.get(finding.item_id)
    follow_ups = tally.follow_ups.get(finding.id, [])
    kinds = dict.fromkeys(phrases.FOLLOW_UP_DISPOSAL[each.kind.value] for each in follow_ups)
    return {
        "subject": desk.ledger.subjects.get(visit.subject_id).name,
        "department": desk.ledger.departments.get(finding.department_id).name,
        "problem": finding.note or item.name,
        "disposal": finding.disposal or "；".join(kinds) or None,
        "status": status_words(follow_ups) or phrases.NO_FOLLOW_UP,
    }
