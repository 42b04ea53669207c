"""年度文书: the office's papers that belong to no task."""

from inspection.papers.annual_plan import PLAN_PAPERS
from inspection.papers.annual_reports import REPORT_PAPERS
from inspection.papers.office import OFFICE_YEAR_PAPERS
from inspection.papers.paper import YearPaper
from inspection.papers.risk import RISK_PAPERS

YEAR_PAPERS: tuple[YearPaper, ...] = (
    *PLAN_PAPERS,
    *OFFICE_YEAR_PAPERS,
    *REPORT_PAPERS,
    *RISK_PAPERS,
)
