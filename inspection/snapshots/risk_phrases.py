"""风险预警用语: how the patterns are called in the paper; nothing here states law."""

ITEM = "{item}发现问题"
SUBJECT = "同一对象两次以上检查均发现问题"
TRADE = "检查对象发现问题"
TITLE = "风险预警和专项抽查建议（{industry}）"
