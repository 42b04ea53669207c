"""文书登记簿: every paper by its form, in filing order."""

from collections.abc import Mapping
from types import MappingProxyType

from inspection.papers.closing_stage import CLOSING_PAPERS
from inspection.papers.draw_stage import DRAW_PAPERS
from inspection.papers.paper import TaskPaper, YearPaper
from inspection.papers.publish_stage import PUBLISH_PAPERS
from inspection.papers.scheme_stage import SCHEME_PAPERS
from inspection.papers.supervision import SUPERVISION_PAPERS
from inspection.papers.visit_stage import VISIT_PAPERS
from inspection.papers.year import YEAR_PAPERS

TASK_PAPERS: Mapping[str, TaskPaper] = MappingProxyType(
    {
        paper.form: paper
        for paper in (
            *SCHEME_PAPERS,
            *DRAW_PAPERS,
            *VISIT_PAPERS,
            *PUBLISH_PAPERS,
            *CLOSING_PAPERS,
            *SUPERVISION_PAPERS,
        )
    }
)
"""Papers of a task, form to paper, in filing order."""

OFFICE_PAPERS: Mapping[str, YearPaper] = MappingProxyType(
    {paper.form: paper for paper in YEAR_PAPERS}
)
"""Papers of the year, form to paper."""
