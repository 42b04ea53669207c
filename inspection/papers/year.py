"""年度文书: the office's papers that belong to no task."""

from inspection.papers.paper import YearPaper

YEAR_PAPERS: tuple[YearPaper, ...] = ()
