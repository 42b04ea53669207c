"""办公文书用语: stock sentences of notices, approvals, lists and reports; nothing here states law.

`{name}` marks are filled by the fact builders, as in `phrases.py`.
"""

ROSTER_NAME = "{industry}检查对象名录库"
ROSTER_NAME_LESS = "{industry}检查对象名录库（已除去不列入抽取的对象）"
DRAW_TIME = "名录锁定后，各见证人全部公开密数时"
DRAW_PLACE = "本次抽查工作群（在线抽取，全程留痕）"
DRAW_ALGORITHM = (
    "采用公开算法{algorithm}，按种子和对象编号逐户计算签值，各层按签值从小到大的次序取足数量，"
    "其余按同一次序递补"
)
ORDER_ALGORITHM = (
    "采用公开算法{algorithm}，按种子和对象编号逐户计算签值，按签值从小到大排定检查批次顺序，"
    "全部检查，不减少户数"
)
SEED_RULE = (
    "种子由抽取参数和各见证人的密数合成：各见证人先提交密数的密封值，全部提交后再公开密数，"
    "事先任何一方不能预知"
)
WEIGHTS = "{least}至{most}"
OBJECTION = "对名录和抽取方案有异议的，请于抽取前向{lead}提出"

RECUSAL_REQUEST = "不参加对该对象的检查"

URGE, SUPERVISE = "催办", "督办"
OVERDUE_CHECK_IN = "{stage}环节{respond}"
OVERDUE_ENTRY = "录入并公示{subject}的检查结果"
OVERDUE_PUBLICATION = "公示{subject}的检查结果"
OVERDUE_RECTIFICATION = "复查{subject}的改正情况：{demand}"
OVERDUE_REFERRAL = "跟踪{subject}案件线索的移送反馈"
OVERDUE_DAYS = "超期{days}个工作日"
OVERDUE_TODAY = "当日已到期"
URGE_REQUIREMENT = "请抓紧办理，并说明超期原因"

APPROVAL_SOURCE = "{year}年度联合抽查计划（计划编号{number}，任务编号{task}）"
APPROVAL_OPINION = "拟按计划对上述{count}户实施检查，请审批。"
CHECKED_BEFORE = "{name}本年度已检查{times}次"
FIRST_CHECK = "其余为本年度首次检查"

LIST_KIND = {"general": "一般", "key": "重点"}
LIST_DUTY_LEAD = "牵头组织，检查{item}"
LIST_DUTY = "检查{item}"
LIST_ADJUSTED = "清单{rule}（{article}）"
LIST_PUBLISHED = "向社会公开的渠道：{channel}（{article}）"

LIST_NAMES = {
    "items": "抽查事项清单",
    "subjects": "检查对象名录库",
    "inspectors": "执法检查人员名录库",
}
LIST_MANY = {
    "items": "抽查事项{count}项",
    "subjects": "检查对象{count}户",
    "inspectors": "执法检查人员{count}人",
}
LIST_ACTIONS = {"added": "新增", "changed": "修改", "removed": "移出", "many": "批量"}
LIST_FILE = "逐项见导入文件（SHA-256前16位：{sha256}）"
LIST_STATE_CHANGED = "登记状态变化"
LIST_CERTIFICATE_CHANGED = "执法证件有效期更新"
LIST_ADJUSTMENT_TITLE = "{target}动态调整表（{day}第{number}次）"

DILIGENCE = {
    "drawn": ("随机抽取检查对象", "随机抽取记录"),
    "matched": ("随机匹配执法检查人员", "检查组名单"),
    "notified": ("提前告知检查对象（{way}）", "提前告知书"),
    "network": ("实施网络检查", "网络检查记录"),
    "visited": ("实施联合检查，{confirmed}", "情况记录表"),
    "submitted": ("提交检查结果{count}项", "情况记录表"),
    "entered": ("录入检查结果", "平台录入留痕{number}"),
    "published": ("公示检查结果", "结果公示表"),
    "withheld": ("经审批不公开检查结果", "结果不予公开审批表"),
    "rectify": ("责令改正", "责令改正通知书"),
    "rechecked": ("复查改正情况", "复查记录"),
    "refer": ("移送案件线索", "案件线索移送函"),
    "case": ("立案查处", "立案登记留痕"),
}
CONFIRMED = {"signed": "检查对象签字（盖章）确认", "refused": "检查对象未签字，已注明原因"}
DILIGENCE_STATEMENT = "检查人员检查{subjects}户，按照抽查事项清单检查{items}项，均已提交检查结果"
DILIGENCE_PROBLEMS = "发现问题{problems}项，已开始后续处理{followed}项"
DILIGENCE_CLEAN = "未发现问题"
DILIGENCE_ENTERED = "检查结果{when}录入{count}户"
DILIGENCE_NOT_ENTERED = "检查结果到期仍未录入{count}户"
DILIGENCE_WAITING = "另有{count}户未提交检查结果"
ENTERED = "是"
ON_TIME, LATE = "按期", "逾期"
"""How the entry of results went."""

MEETING_TITLE = "会商会议通知（{year}年第{number}次）"
MINUTES_TITLE = "会商会议纪要（{year}年第{number}次）"

REPORT_PERIOD = "{year}年1月至{month}月"
REPORT_FIRST_MONTH = "{year}年1月"
REPORT_YEAR = "{year}年度"
REPORT_CHECKED = "已完成联合检查{checked}户次（应检查{total}户次），完成年度计划任务{finished}项。"
REPORT_ALL_ENTERED = "已到期的检查结果{count}户次全部按期录入。"
REPORT_ALL_CLOSED = "发现问题的{count}户次均已完成后续处理。"
REPORT_LATE = "{department}有{count}户次检查结果未按期录入"
REPORT_UNFINISHED = "{department}牵头的年度计划任务尚有{count}项未完成"
REPORT_OPEN = "{department}有{count}项问题尚未办结"
REPORT_ENTER = "未按期录入的部门立即补录，并说明原因。"
REPORT_FINISH = "尚未完成年度计划任务的部门抓紧组织实施。"
REPORT_FINISH_BY = "尚未完成年度计划任务的部门抓紧组织实施，于{day}前完成（{article}）。"
REPORT_CLOSE = "各部门对未办结问题逐项明确责任人和办结时间。"
REPORT_STANDING = "严格按照抽查事项清单开展检查，如实记录检查情况，按规定录入和公示检查结果。"
