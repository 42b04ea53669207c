"""规则文件读取: a mapping (as a TOML reader gives it) becomes a `Profile`, or a `ProfileError`."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from inspection import profile_shapes as shapes
from inspection.profile import (
    ActorRules,
    ArchiveRules,
    CheckRules,
    Circular,
    Default,
    DrawRules,
    EntryRules,
    FollowUpRules,
    ListRules,
    MatchRules,
    Names,
    NationalDefaults,
    PlanRules,
    Profile,
    PublicationRules,
    RecordRules,
    ReportRules,
    ResultRules,
    StageRule,
    TaskRules,
    WhistleRules,
)
from inspection.rule import RuleReader, flag, one_of, strings, text, whole

T = TypeVar("T")

STAGES = ("scheme", "draw", "visit", "publish")


def parse_profile(mapping: Mapping[str, object], national: NationalDefaults) -> Profile:
    """The profile in one locality's mapping; ProfileError names file, key, problem and remedy."""
    locality = str(mapping.get("locality", "未写明"))
    file = f"{locality}.toml"
    title = RuleReader(mapping, file, "").text("circular.title")
    read = RuleReader(mapping, file, title)
    profile = Profile(
        locality=read.text("locality"),
        names=_names(read),
        circular=Circular(
            read.text("circular.title"),
            read.text("circular.issuer"),
            read.optional_text("circular.document_number"),
            read.optional_text("circular.issued_on"),
        ),
        whistle=_whistle(read),
        actors=ActorRules(
            *(read.rule(f"actors.{step}", shapes.actors) for step in _ACTOR_STEPS),
        ),
        lists=ListRules(*(read.rule(f"lists.{each}", text) for each in _LISTS)),
        plan=_plan(read),
        task=TaskRules(
            read.rule("task.scheme_fields", strings),
            read.rule("task.finish_by", shapes.month_day),
            read.rule("task.not_applicable", strings),
        ),
        draw=_draw(read),
        match=MatchRules(
            read.rule("match.considers", strings),
            read.rule("match.replacement", shapes.replacement),
            read.rule("match.borrowing", text),
            read.rule("match.conflict_of_interest", flag),
            read.rule("match.experts", text),
        ),
        check=_check(read),
        record=RecordRules(
            read.rule("record.form", text),
            read.rule("record.signature", shapes.signature),
            read.rule("record.report", text),
        ),
        results=ResultRules(
            read.rule("results.codes", shapes.result_codes),
            read.rule("results.direct", shapes.result_codes),
            read.rule("results.uncooperative", strings),
        ),
        entry=EntryRules(
            read.rule("entry.principle", text),
            read.rule("entry.days", whole),
            read.rule("entry.start", one_of("check_end", "task_end")),
            read.rule("entry.late_effect", text),
        ),
        publication=PublicationRules(
            read.rule("publication.exception", one_of("by_law", "leader_approval")),
            read.rule("publication.non_market", one_of("platform", "lead_portal")),
            read.rule("publication.alter_after", one_of("forbidden")),
        ),
        follow_up=_follow_up(read),
        archive=ArchiveRules(
            read.rule("archive.how", text),
            read.rule("archive.minimum_years", whole),
            read.rule("archive.no_alteration", text),
        ),
        reports=ReportRules(
            read.rule("reports.department_summary", text),
            read.rule("reports.office_report", shapes.office_report),
            read.rule("reports.consultation", text),
            read.rule("reports.personal_data", text),
            read.rule("reports.exemption", strings),
            read.rule("reports.higher_rule_prevails", text),
        ),
        national=national,
    )
    read.finish()
    return profile


_ACTOR_STEPS = ("scheme", "draw", "match", "entry")
_LISTS = ("joint", "public", "items", "subjects", "inspectors", "guide", "check_sheet")


def _names(read: RuleReader) -> Names:
    return Names(
        locality=read.text("names.locality"),
        office=read.text("names.office"),
        office_short=read.text("names.office_short"),
        activity=read.text("names.activity"),
        lead=read.text("names.lead"),
        participating=read.text("names.participating"),
        team=read.optional_text("names.team"),
        platform=read.text("names.platform"),
        publication_platform=read.text("names.publication_platform"),
    )


def _whistle(read: RuleReader) -> WhistleRules:
    return WhistleRules(
        enabled=read.rule("whistle.enabled", flag),
        call_word=read.text("whistle.call_word"),
        answer_word=read.text("whistle.answer_word"),
        stages=tuple(
            StageRule(
                stage,
                read.text(f"whistle.labels.{stage}"),
                read.rule(f"whistle.stages.{stage}", text),
            )
            for stage in STAGES
        ),
        respond_working_days=read.rule("whistle.respond_working_days", whole),
    )


def _plan(read: RuleReader) -> PlanRules:
    return PlanRules(
        title=read.rule("plan.title", text),
        deadline=read.rule("plan.deadline", shapes.plan_deadline),
        proposer=read.rule("plan.proposer", text),
        submitted_to=read.rule("plan.submitted_to", text),
        merging=read.rule("plan.merging", strings),
        issuer=read.rule("plan.issuer", text),
        approver=read.rule("plan.approver", text),
        filed_with=read.rule("plan.filed_with", text),
        public=read.rule("plan.public", flag),
        channel=read.rule("plan.channel", text),
        fields=read.rule("plan.fields", strings),
        adjusting=read.rule("plan.adjusting", text),
        refiled_with=read.rule("plan.refiled_with", text),
    )


def _draw(read: RuleReader) -> DrawRules:
    return DrawRules(
        platform_only=read.rule("draw.platform_only", flag),
        dispatch_from_above=read.rule("draw.dispatch_from_above", flag),
        once=read.rule("draw.once", flag),
        witnesses=read.rule("draw.witnesses", shapes.witness_rule),
        repeat=read.rule("draw.repeat", shapes.repeat_rule),
        by_risk=read.rule("draw.by_risk", flag),
        long_unchecked=read.rule("draw.long_unchecked", shapes.long_unchecked),
        order_mode=read.rule("draw.order_mode", flag),
    )


def _check(read: RuleReader) -> CheckRules:
    return CheckRules(
        min_officers=read.rule("check.min_officers", whole),
        leader=read.rule("check.leader", one_of("lead_department")),
        leader_duty=read.rule("check.leader_duty", text),
        notice=read.rule(
            "check.notice", one_of("optional", "required", "papers_once", "when_possible")
        ),
        notice_means=read.rule("check.notice_means", strings),
        online_first=read.rule("check.online_first", one_of("required", "allowed")),
        methods=read.rule("check.methods", strings),
        show_certificate=read.rule("check.show_certificate", flag),
    )


def _follow_up(read: RuleReader) -> FollowUpRules:
    return FollowUpRules(
        rectify=read.rule("follow_up.rectify", text),
        case=read.rule("follow_up.case", text),
        refer_department=read.rule("follow_up.refer_department", text),
        refer_judicial=read.rule("follow_up.refer_judicial", text),
        refer_discipline=read.rule("follow_up.refer_discipline", text),
        feedback=read.rule("follow_up.feedback", text),
        credit_record=read.rule("follow_up.credit_record", text),
        credit_repair=read.rule("follow_up.credit_repair", text),
        repair_cases=read.rule("follow_up.repair_cases", strings),
        risk_campaign=read.rule("follow_up.risk_campaign", text),
    )


def parse_national(mapping: Mapping[str, object]) -> NationalDefaults:
    """The opt-in defaults of national.toml; each must say in ``source`` what it is."""
    read = RuleReader(mapping, "national.toml", "")
    if mapping.get("opt_in") is not True:
        raise read.error("opt_in", "不是 true", "通行默认值只能由使用单位自行选用")

    def default(key: str, shape: Callable[[object], T]) -> Default[T]:
        table = read.table(key)
        return Default(read.shaped(key, table.get("value"), shape), read.text(f"{key}.source"))

    return NationalDefaults(
        name=read.text("name"),
        respond_working_days=default("respond_working_days", whole),
        respond_working_hours_on_visit=default("respond_working_hours_on_visit", whole),
        min_officers=default("min_officers", whole),
        witnesses=default("witnesses", whole),
        officers_per_department=default("officers_per_department", whole),
        entry_days=default("entry_days", whole),
        entry_start=default("entry_start", one_of("check_end", "task_end")),
        replacement=default("replacement", shapes.replacement),
        conflict_of_interest=default("conflict_of_interest", flag),
        result_codes=default("result_codes", shapes.result_codes),
    )
