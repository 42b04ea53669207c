"""场次: the whole inspection, scene by scene."""

from collections.abc import Callable

from app.rehearsal import scenes_draw as lots
from app.rehearsal import scenes_start as start
from app.rehearsal.play import Play

Scene = Callable[[Play], None]

SCENES: tuple[tuple[str, Scene], ...] = (
    ("人员绑定", start.bind_people),
    ("开任务", start.open_task),
    ("方案制定：吹哨、报到、意见", start.make_scheme),
    ("随机抽取：吹哨、报到", lots.draw_stage),
    ("随机抽取：见证、承诺、公开", lots.draw),
)
