"""文书用语: the stock sentences of all forms, in one place; nothing here states law.

`{name}` marks are filled by the fact builders. Sentences that rest on a rule are completed with the
locality's own value and printed beside its article.
"""

TEAM = "检查组"
"""The plain word where a locality gives the joint team no name."""

PLAIN_RECORD_FORM = "joint_record"
RECORD_FORMS = {"卧龙区市场监管领域部门联合抽查情况记录表": "annex_b"}
"""The layouts of record forms that a circular prescribes cell by cell."""

WHISTLE_BACKGROUND = {
    "scheme": "根据{year}年度联合抽查计划，{lead}牵头组织开展{task}，现启动方案制定工作。",
    "draw": "按照工作方案，现组织随机抽取检查对象、匹配执法检查人员。",
    "visit": "检查对象已经随机抽取，执法检查人员已经匹配，现组织开展联合检查。",
    "publish": "联合检查已经开展，现组织录入、公示检查结果，做好后续处理。",
}
WHISTLE_MATTERS = {
    "scheme": (
        "对工作方案（征求意见稿）提出意见，确认本部门抽查事项、检查内容、检查方式和检查依据。",
        "明确本部门联络员，核对本部门执法检查人员名录，确认执法证件在有效期内。",
        "说明本部门执法检查人员与拟抽查对象之间是否存在利害关系。",
    ),
    "draw": (
        "派员参加随机抽取，核对检查对象名录。",
        "确认本部门可参加匹配的执法检查人员，需要回避的在抽取前提出。",
        "担任见证人的人员按时完成见证。",
    ),
    "visit": (
        "按照检查组名单派员参加联合检查，做到进一次门、查多项事。",
        "备齐执法证件、执法记录设备和本部门检查表格。",
        "逐项如实记录检查情况，检查结束后及时提交检查结果。",
    ),
    "publish": (
        "将本部门检查结果录入{platform}并按规定公示。",
        "对发现的问题依法作出处理，责令改正的跟踪复查，不属于本部门管辖的移送有权机关。",
        "将后续处理情况反馈{lead_word}。",
    ),
}
WHISTLE_ENTRY_TERM = "{start}{days}内完成录入（{article}）。"
WHISTLE_DUTIES = {
    "scheme": "确认{items}等抽查事项",
    "draw": "确认参加匹配的执法检查人员",
    "visit": "检查{items}",
    "publish": "录入、公示{items}的检查结果",
}
WHISTLE_DUTY_WITHOUT_ITEMS = "配合做好本环节工作"

GOAL = (
    "通过对{county}{industry}开展{activity}，督促检查对象落实主体责任，规范经营和服务行为，"
    "减少多头检查、重复检查，实现“进一次门、查多项事”。"
)
PRINCIPLE_ENTRY = "坚持“{principle}”。"
PRINCIPLE_ONCE = "坚持检查对象一次性抽取。"
SCOPE = "{county}列入检查对象名录库的{industry}"
EXCLUSION = {
    "all": "同一年度内已被抽查的检查对象，原则上不再抽取",
    "low_risk": "同一年度内已被抽查且信用风险低、信用水平高的市场主体，原则上不再抽取",
}
EXCLUSION_OVERRIDES = "，但有下列情形之一的除外：{reasons}"
STRATUM = "第{number}层"
BATCH = "第一批"
BATCH_SCOPE = "{county}{industry}"
SCHEDULE = {
    "scheme": ("制定工作方案，确认抽查事项和参加人员", "lead"),
    "draw": ("随机抽取检查对象，匹配执法检查人员", "all"),
    "visit": ("成立{team}，开展检查并确认检查结果", "team"),
    "publish": ("录入并公示检查结果，开展后续处理", "all"),
}
SUMMARY_STAGE = "总结归档"
SUMMARY_WORK = "汇总情况，形成总结，整理归档"
ALL_DEPARTMENTS = "各部门"
DRAW_METHOD = (
    "由{actors}在名录锁定后随机抽取检查对象，抽取过程全程留痕，抽取结果可以按公开参数复算。"
)
DRAW_ON_PLATFORM = "应当在{platform}上办理的抽取操作，在{platform}上办理（{article}）。"
ACTORS_TOGETHER = "{lead}会同各{partner}"
WITNESSES = "由不少于{count}名见证人见证抽取过程"
WITNESSES_ADVISED = "抽取过程宜由不少于{count}名执法人员见证"
DUTY_LEAD = "牵头制定工作方案，组织随机抽取和联合检查，汇总检查结果并总结"
DUTY_PARTNER = "派员参加联合检查，按规定录入并公示本部门检查结果"
DUTY_ITEMS = "；检查{items}"
ITEM_KIND = {"general": "一般检查事项", "key": "重点检查事项"}
LEADER = {"lead_department": "由{lead}执法检查人员担任组长"}
NOTICE = {
    "optional": "如有必要，检查前{means}告知检查对象检查时间和配合检查的相关要求",
    "required": "检查前{means}告知检查对象检查时间、事项等内容，提示准备相关材料，"
    "法律法规规定检查前不宜告知的除外",
    "papers_once": "需要检查对象提供的证照、财务资料等，一次告知检查对象，提前准备",
    "when_possible": "能提前告知检查对象检查内容的，提前告知",
}
NOTICE_MEANS = "以{means}等方式"
ENTRY_DAYS = "{days}个工作日"
ENTRY_START = {"check_end": "检查结束之日起", "task_end": "检查任务完成后"}
REQUIREMENTS = (
    "严格按照抽查事项清单开展检查，不得擅自增加检查事项。",
    "如实记录检查情况，按时录入和公示检查结果，检查中形成的材料及时立卷归档。",
    "严格遵守廉洁纪律和保密规定，不得妨碍检查对象正常的生产经营活动。",
)
REQUIREMENT_RULE = "{text}（{article}）。"
FINISH_BY = "于{day}前完成抽查工作（{article}）。"
LIAISON_LEAD = "总联络"
LIAISON_PARTNER = "人员匹配、结果录入"

ANSWERS = {
    "agree": "无意见，按分工派员参加。",
    "object": "按分工派员参加，提出意见如下。",
    "decline": "不能参加，原因如下。",
}

DRAW_SOURCE = {"local": "本地随机抽取", "platform": "{platform}抽取"}
BATCHES = "（全部检查，抽取的是检查批次顺序，依据{article}）"
EXCLUDED = {
    "out_of_scope": "不属于本次抽查范围",
    "checked_this_year": "同一年度内已被抽查",
    "cancelled": "已注销登记",
    "revoked": "已被吊销营业执照",
    "withdrawn": "已被撤销登记",
    "moved_out": "已迁出",
}
RATE_IN_SCHEME = "见工作方案"
WITNESS_RULE = {
    "advised": "建议由{count}名以上执法人员见证",
    "required": "由{count}名以上见证人见证",
}

TEAM_NAME = "第{number}{team}"
TEAM_LEADER = "组长"
TEAM_MEMBER = "成员"
MATCH_METHOD = "各部门分别随机匹配（SSJ-MATCH/1）"
LEADER_RULE = {"lead_department": "组长由{lead}的执法检查人员担任"}
REPLACEMENT_METHOD = {
    "approve_pick": "经{approver}同意后，选派其他执法检查人员参加",
    "approve_redraw": "经{approver}同意后，另行随机匹配执法检查人员",
}
REPLACEMENT_METHOD_SHORT = {"approve_pick": "审批后选派", "approve_redraw": "审批后另行随机匹配"}
REPLACEMENT_OPINION = {"approved": "同意更换。", "refused": "不同意更换。"}
CERTIFICATE_VALID = "执法证件有效期至{day}，在有效期内"
CERTIFICATE_EXPIRED = "执法证件已于{day}到期"
RECUSED = "已声明与检查对象有利害关系"
NOT_RECUSED = "未声明与检查对象有利害关系"

VISIT_PERIOD = "{period}期间（具体时间由检查组另行通知）"
IDENTIFIER = {"market": "统一社会信用代码/注册号", "non_market": "编号"}
REPRESENTATIVE = {"market": "法定代表人/负责人", "non_market": "负责人"}
NETWORK_METHOD = "网络检查"
NETWORK_REMARK = "网络检查情况：{note}"
EXPERT_ADVICE = "{expert}提供咨询意见：{advice}"
EXPERT_PRESENT = "{expert}参加，提供专业咨询"
BORROWED_REMARK = "{name}从同行业部门匹配，检查{department}的事项"
NO_PROBLEM = "本次检查的事项均未发现问题。"
OPINION_LINE = "{item}（{department}）：{what}。"
EVIDENCE_OF_ITEM = "{item}：{count}件"
EVIDENCE_OF_DEPARTMENT = "{department}提供：{count}件"

NON_MARKET_CHANNEL = "{platform}；非市场主体的检查结果由{lead}通过门户网站等公示（{article}）"
FOLLOW_UP_DISPOSAL = {"rectify": "责令改正", "refer": "移送线索", "case": "立案查处"}
FOLLOW_UP_STATUS = {
    ("rectify", "open"): "责令改正，正在改正",
    ("rectify", "done"): "已改正",
    ("rectify", "failed"): "逾期未改正",
    ("refer", "open"): "已移送，尚未反馈",
    ("refer", "done"): "已移送，已反馈",
    ("refer", "failed"): "已移送，未反馈",
    ("case", "open"): "已立案",
    ("case", "done"): "已立案，已办结",
    ("case", "failed"): "已立案，尚未办结",
}
NO_FOLLOW_UP = "尚无后续处理记录"

RE_INSPECTION = "改正期限届满后，本机关将对改正情况进行复查。"
RE_INSPECTION_AT_ONCE = "本机关将对改正情况进行复查。"

REFERRAL_REASON = "上述线索不属于本机关管辖"
REFERRAL_PAPERS = ("责令改正通知书", "复查记录", "询问笔录")
REFERRAL_EVIDENCE = "{item}取证材料"
REFERRAL_EVIDENCE_PAGES = "{count}件"
DISCIPLINE_RECEIVERS = ("纪检", "纪委", "监委", "监察委员会")
JUDICIAL_RECEIVERS = ("检察院", "法院")

RATE_CHECKED = ("检查完成率", "已检查对象数÷应检查对象数")
RATE_ENTERED = ("按期录入率", "按期录入结果数÷检查结果数")
RATE_PROBLEMS = ("问题发现率", "发现问题对象数÷已检查对象数")
RATE_RECTIFIED = ("改正完成率", "已改正问题数÷责令改正问题数")
RATE_RESPONDED = ("{respond}率", "已{respond}部门次数÷应{respond}部门次数")
EXPERIENCE_WHISTLES = "{lead}在{count}个环节发出{whistle}，各{partner}共{respond}{responded}次。"
EXPERIENCE_TOGETHER = "{departments}个部门共联合检查{count}户，做到进一次门、查多项事。"
DIFFICULTY_LATE = "{stage}环节有{count}个{partner}逾期{respond}。"
DIFFICULTY_SILENT = "{stage}环节有{count}个{partner}未{respond}。"
DIFFICULTY_ENTRY = "有{count}项检查结果未在规定时间内录入。"
DIFFICULTY_UNCHECKED = "有{count}户抽中对象尚未检查。"
NEXT_OPEN = "对正在改正的{count}个问题继续跟踪，改正期限届满后及时复查。"
NEXT_REFERRED = "对已移送的{count}件线索跟踪反馈情况。"
NEXT_STANDING = "做好检查结果运用和后续监管，防止同类问题再次发生。"
REPORT_TO = "本总结报送{receiver}"

ARCHIVE_RULES = "档案管理有关规定"
RETENTION_OWN = "按照本单位档案管理有关规定执行"
RETENTION_YEARS = "保存期限有规定的，从其规定；没有规定的，保存期不少于{years}年"
RECTIFY_RULE = "本地规定：{text}"

PLAN_APPROVED = "已经{approver}审定（{words}）"
PLAN_FILED = "调整后的计划及时报{receiver}备案"
PLAN_PUBLIC = "此件公开发布"
PLAN_RECIPIENTS = "{county}部门联合“双随机、一公开”监管工作各成员单位"
PLAN_NO_PARTNER = "无"
PLAN_ITEMS = "{names}等{count}项"
ADJUSTMENT_POINTS = {
    "period": "抽查时间",
    "share": "抽查比例",
    "cancel": "任务实施",
    "add": "新增任务",
}
ADJUSTMENT_APPROVED = "同意调整。"
ADJUSTMENT_REFUSED = "不同意调整：{reply}"
