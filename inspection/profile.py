"""地方规则: what one locality's circular says, rule by rule, each with its article.

A `Profile` mirrors the sections of a file in `profiles/`. A rule whose value is None is one on
which the circular is silent: nobody enforces it, people are told 本地文件未规定. Where a team
wants a value all the same, `effective_*` offers the opt-in default of `national.toml`, which is
always named as a default and never as local law.
"""

from dataclasses import dataclass
from typing import Generic, TypeVar

from inspection.profile_shapes import (
    LongUnchecked,
    MonthDay,
    OfficeReport,
    PlanDeadline,
    RepeatRule,
    Replacement,
    ResultCode,
    Signature,
    WitnessRule,
)
from inspection.refusal import Citation
from inspection.rule import Rule

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Names:
    """用语: the locality's own words; templates take every role word from here.

    ``team`` is None where the circular gives the joint team no name (新县).
    """

    locality: str  # 信阳市
    office: str  # 联席会议办公室 / 领导小组办公室, in full
    office_short: str  # 联席办
    activity: str  # “一业一查”部门联合抽查
    lead: str  # 发起部门
    participating: str  # 参与部门
    team: str | None  # 联合检查小组
    platform: str  # 省级平台
    publication_platform: str  # 国家企业信用信息公示系统（河南）


@dataclass(frozen=True, slots=True)
class Circular:
    """文件: the circular a profile is taken from; number and day None where the seed has none."""

    title: str
    issuer: str
    document_number: str | None
    issued_on: str | None  # ISO day


@dataclass(frozen=True, slots=True)
class StageRule:
    """环节: one of the four stages; ``stage`` is scheme, draw, visit or publish.

    ``work`` is the article under which the lead department has this step done with the others.
    """

    stage: str
    label: str
    work: Rule[str]


@dataclass(frozen=True, slots=True)
class WhistleRules:
    """吹哨报到: whether the circular knows the whistle, its words, and the four stages."""

    enabled: Rule[bool]
    call_word: str  # 吹哨, or 通知 where the circular has no whistle
    answer_word: str  # 报到, or 响应 or 回复
    stages: tuple[StageRule, ...]
    respond_working_days: Rule[int]

    @property
    def is_whistle(self) -> bool:
        """True where the circular itself says 吹哨; otherwise the call is a plain 通知."""
        return bool(self.enabled.value)

    def stage(self, stage: str) -> StageRule:
        """The rule of one stage; KeyError for an unknown one."""
        return {each.stage: each for each in self.stages}[stage]


@dataclass(frozen=True, slots=True)
class ActorRules:
    """谁来办: who carries out a step, from lead, participating, office, higher, inspectors."""

    scheme: Rule[tuple[str, ...]]
    draw: Rule[tuple[str, ...]]
    match: Rule[tuple[str, ...]]
    entry: Rule[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class ListRules:
    """一单两库: the joint item list and the two rosters, and what officers check by.

    ``public`` is where the item list is published; ``items``, ``subjects`` and ``inspectors`` say
    that each is kept up to date; ``guide`` is the 抽查工作指引, ``check_sheet`` the sheet by which
    a trade is checked.
    """

    joint: Rule[str]
    public: Rule[str]
    items: Rule[str]
    subjects: Rule[str]
    inspectors: Rule[str]
    guide: Rule[str]
    check_sheet: Rule[str]


@dataclass(frozen=True, slots=True)
class PlanRules:
    """年度计划: who proposes what to whom and when; who issues, approves, files and changes it.

    ``merging`` is what must be alike for tasks to be put together, ``channel`` where the plan is
    published, ``adjusting`` whether the plan in force may be changed, ``refiled_with`` with whom a
    changed plan is filed.
    """

    title: Rule[str]
    deadline: Rule[PlanDeadline]
    proposer: Rule[str]
    submitted_to: Rule[str]
    merging: Rule[tuple[str, ...]]
    issuer: Rule[str]
    approver: Rule[str]
    filed_with: Rule[str]
    public: Rule[bool]
    channel: Rule[str]
    fields: Rule[tuple[str, ...]]
    adjusting: Rule[str]
    refiled_with: Rule[str]


@dataclass(frozen=True, slots=True)
class TaskRules:
    """任务: what a scheme must state, when tasks must be done, what is not for random checks."""

    scheme_fields: Rule[tuple[str, ...]]
    finish_by: Rule[MonthDay]
    not_applicable: Rule[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class DrawRules:
    """抽取对象: ``platform_only`` true where every draw belongs on the provincial platform."""

    platform_only: Rule[bool]
    dispatch_from_above: Rule[bool]
    once: Rule[bool]
    witnesses: Rule[WitnessRule]
    repeat: Rule[RepeatRule]
    by_risk: Rule[bool]
    long_unchecked: Rule[tuple[LongUnchecked, ...]]
    order_mode: Rule[bool]


@dataclass(frozen=True, slots=True)
class MatchRules:
    """匹配人员: what is weighed, how an inspector is replaced, from whom one may borrow."""

    considers: Rule[tuple[str, ...]]
    replacement: Rule[Replacement]
    borrowing: Rule[str]
    conflict_of_interest: Rule[bool]
    experts: Rule[str]


@dataclass(frozen=True, slots=True)
class CheckRules:
    """联合检查: team, leader, notice, online check, conduct on site.

    ``leader`` is lead_department; ``notice`` is optional (如有必要), required (应当告知),
    papers_once (所需资料一次告知) or when_possible (能提前告知的应提前告知); ``online_first`` is
    required or allowed.
    """

    min_officers: Rule[int]
    leader: Rule[str]
    leader_duty: Rule[str]
    notice: Rule[str]
    notice_means: Rule[tuple[str, ...]]
    online_first: Rule[str]
    methods: Rule[tuple[str, ...]]
    show_certificate: Rule[bool]


@dataclass(frozen=True, slots=True)
class RecordRules:
    """记录与签字: the form and who signs it, what happens when somebody will not.

    ``report`` is stated where the team has to write a 检查报告 (卧龙第三部分（一）).
    """

    form: Rule[str]
    signature: Rule[Signature]
    report: Rule[str]


@dataclass(frozen=True, slots=True)
class ResultRules:
    """检查结果: the numbered list, results that need no check, uncooperative conduct."""

    codes: Rule[tuple[ResultCode, ...]]
    direct: Rule[tuple[ResultCode, ...]]
    uncooperative: Rule[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class EntryRules:
    """录入: ``days`` are working days, ``start`` is check_end or task_end."""

    principle: Rule[str]
    days: Rule[int]
    start: Rule[str]
    late_effect: Rule[str]


@dataclass(frozen=True, slots=True)
class PublicationRules:
    """公示: exceptions, where non-market objects go, whether a result may still change.

    ``exception`` is by_law or leader_approval, ``non_market`` platform or lead_portal,
    ``alter_after`` forbidden.
    """

    exception: Rule[str]
    non_market: Rule[str]
    alter_after: Rule[str]


@dataclass(frozen=True, slots=True)
class FollowUpRules:
    """后续处理: each is the article to act under; the value is what it tells to do.

    ``repair_cases`` are the cases in which a negative result is no longer published.
    """

    rectify: Rule[str]
    case: Rule[str]
    refer_department: Rule[str]
    refer_judicial: Rule[str]
    refer_discipline: Rule[str]
    feedback: Rule[str]
    credit_record: Rule[str]
    credit_repair: Rule[str]
    repair_cases: Rule[tuple[str, ...]]
    risk_campaign: Rule[str]


@dataclass(frozen=True, slots=True)
class ArchiveRules:
    """归档: ``how`` is the filing duty, ``minimum_years`` the least term where no other rule is."""

    how: Rule[str]
    minimum_years: Rule[int]
    no_alteration: Rule[str]


@dataclass(frozen=True, slots=True)
class ReportRules:
    """总结报告与责任: who reports to whom, personal data, exemption, rank of rules."""

    department_summary: Rule[str]
    office_report: Rule[OfficeReport]
    consultation: Rule[str]
    personal_data: Rule[str]
    exemption: Rule[tuple[str, ...]]
    higher_rule_prevails: Rule[str]


@dataclass(frozen=True, slots=True)
class Default(Generic[T]):
    """通行默认: an opt-in value of national.toml; ``source`` says in plain words what it is."""

    value: T
    source: str


@dataclass(frozen=True, slots=True)
class NationalDefaults:
    """通行默认值: used only where the locality is silent and the team opts in; never local law."""

    name: str
    respond_working_days: Default[int]
    respond_working_hours_on_visit: Default[int]
    min_officers: Default[int]
    witnesses: Default[int]
    officers_per_department: Default[int]
    entry_days: Default[int]
    entry_start: Default[str]
    replacement: Default[Replacement]
    conflict_of_interest: Default[bool]
    result_codes: Default[tuple[ResultCode, ...]]


@dataclass(frozen=True, slots=True)
class Effective(Generic[T]):
    """实际采用值: a value in use, whether it is local law, and the words that name its source."""

    value: T
    is_local: bool
    source: str
    citation: Citation | None


@dataclass(frozen=True, slots=True)
class Profile:
    """地方规则: everything one locality's circular settles, section by section."""

    locality: str  # xinyang
    names: Names
    circular: Circular
    whistle: WhistleRules
    actors: ActorRules
    lists: ListRules
    plan: PlanRules
    task: TaskRules
    draw: DrawRules
    match: MatchRules
    check: CheckRules
    record: RecordRules
    results: ResultRules
    entry: EntryRules
    publication: PublicationRules
    follow_up: FollowUpRules
    archive: ArchiveRules
    reports: ReportRules
    national: NationalDefaults

    @property
    def effective_response_days(self) -> Effective[int]:
        """报到时限, working days; no seed gives one, so this is always the named default."""
        return effective(self.whistle.respond_working_days, self.national.respond_working_days)

    @property
    def effective_min_officers(self) -> Effective[int]:
        """检查人员最少人数 on site (忻州第二十条（二）)."""
        return effective(self.check.min_officers, self.national.min_officers)

    @property
    def effective_witnesses(self) -> Effective[int]:
        """见证人最少人数; whether a local rule only advises stands in ``draw.witnesses``."""
        local = self.draw.witnesses
        count = Rule(
            local.value.minimum if local.value else None, local.citation, local.words, local.note
        )
        return effective(count, self.national.witnesses)

    @property
    def effective_replacement(self) -> Effective[Replacement]:
        """更换人员办法: approve_pick (选派) or approve_redraw (另行随机匹配)."""
        return effective(self.match.replacement, self.national.replacement)

    @property
    def effective_result_codes(self) -> Effective[tuple[ResultCode, ...]]:
        """结果代码: the circular's own list, or the neutral list named as a default."""
        return effective(self.results.codes, self.national.result_codes)


def effective(rule: Rule[T], default: Default[T]) -> Effective[T]:
    """The local value with its article, or the default with its honest source."""
    if rule.value is None:
        return Effective(default.value, False, default.source, None)
    return Effective(rule.value, True, rule.cited(), rule.citation)
