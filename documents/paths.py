"""文件位置: where the typing pool keeps its templates and examples."""

from pathlib import Path

ROOM = Path(__file__).parent
TEMPLATES = ROOM / "templates"
EXAMPLES = ROOM / "examples"
