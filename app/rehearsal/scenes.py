"""场次: the whole inspection, scene by scene."""

from collections.abc import Callable

from app.rehearsal import scenes_draw as lots
from app.rehearsal import scenes_end as end
from app.rehearsal import scenes_follow_up as after
from app.rehearsal import scenes_issue as issue
from app.rehearsal import scenes_start as start
from app.rehearsal import scenes_visit as field
from app.rehearsal.play import Play

Scene = Callable[[Play], None]

SCENES: tuple[tuple[str, Scene], ...] = (
    ("人员绑定", start.bind_people),
    ("开任务", start.open_task),
    ("方案制定：吹哨", start.whistle),
    ("签发：通知", issue.issue_notice),
    ("方案制定：报到、意见", start.make_scheme),
    ("签发：工作方案", issue.issue_scheme),
    ("随机抽取：吹哨、报到", lots.draw_stage),
    ("随机抽取：见证、承诺、公开", lots.draw),
    ("匹配检查人员", lots.match),
    ("更换检查人员", lots.replace),
    ("实地检查：吹哨、报到", field.visit_stage),
    ("实地检查：告知、逐项录入、确认", field.visits),
    ("公示处理：吹哨、报到", end.publish_stage),
    ("责令改正", after.order_rectification),
    ("录入与公示", end.publish),
    ("复查、立案、移送", after.re_inspect),
    ("工作总结", end.summarise),
    ("签发：工作总结", issue.issue_summary),
    ("归档", end.archive),
)
