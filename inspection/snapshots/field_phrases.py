"""文书用语（实地检查、公示处理）: the stock sentences of the papers of a visit and of its results.

`{name}` marks are filled by the fact builders. Nothing here states law.
"""

RECORD_PAPER = "部门联合抽查情况记录表"
"""The record form where the locality's circular gives it no name."""

VERIFIED = ("已核实", "核实无误")
UNVERIFIED = ("未核实", "待核实", "需现场", "现场再查", "现场核查")
"""Words by which a line of an online check says whether the site still has to be looked at."""
OWN_SYSTEM = "部门业务信息系统"
ONLINE_ALL_VERIFIED = "所列内容均已核实。"
ONLINE_TO_VERIFY = "所列内容中有{count}条未核实，需现场核查。"

REFUSAL_NOTED = "检查人员已在《{paper}》上注明未签字的原因"
REFUSAL_RECORDED = "，并录音录像"
REFUSAL_WITNESSED = "，由{name}见证"
NO_RECORDING = "无"
RECORDED_UNNUMBERED = "已录音录像，未编号"

ON_SITE = "实地核查"
ONLINE = "网络检查"
EVIDENCE_NAME = "{what}取证材料{number}"
EVIDENCE_ON_SITE = "现场"
EVIDENCE_FORMS = {"image": "照片", "video": "录像", "audio": "录音"}
EVIDENCE_FILE = "文件"

SAMPLE_NUMBER = "{task}-C{place:02d}"
SAMPLING_WAYS = ("抽样", "检测", "检验")
INTERVIEW_MATTER = "{item}：{note}"

JUDGED = "各部门对照检查标准作出结果判定"
JUDGED_SIGNED = "，{count}户检查对象已签字确认"
JUDGED_REFUSED = "，{count}户未签字，原因已注明"

RECTIFIED = "已按要求改正。"
NOT_RECTIFIED = "未按要求改正。"
OVERDUE = "改正期限届满，未按要求改正。"
RE_INSPECTION_FURTHER = "依法依规作后续处理"

SIDE_NOTICE_REASON = "上述情况属于你单位监管职责"
SIDE_NOTICE_RECORD = "{paper}（复印件）"

RESULT = "{code}　{label}"
OPINION = {
    "withhold": {True: "同意不予公开。{name}，{day}", False: "不同意不予公开。{name}，{day}"},
    "correct": {True: "同意更正。{name}，{day}", False: "不同意更正。{name}，{day}"},
}
EVIDENCE_OF_RESULT = "{item}取证材料{count}件"
RE_INSPECTION_PAPER = "责令改正复查记录"
NEGATIVE = "{label}（{items}）"
