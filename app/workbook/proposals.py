"""申报表: a department's plan sheet becomes its proposals to the office."""

from app.workbook.against_ledger import check_against_ledger
from app.workbook.columns import PLANS
from app.workbook.import_report import ImportReport, SheetCount
from app.workbook.planned import planned_fields
from app.workbook.problems import Problem
from app.workbook.reader import read_book
from app.workbook.report import import_text
from app.workbook.rows import PlanRow, Reading
from bot.ports import BookReport
from inspection.desk import Desk
from inspection.ids import UNSAVED, PlanProposalId
from inspection.people import Person, Role
from inspection.planning import plan_of, require_proposals_taken, same_content
from inspection.plans import PlanProposal, ProposalState
from inspection.usecases.draft_proposal import draft_proposal
from inspection.usecases.submit_proposal import submit_proposal

SHEET = "计划申报"


def gathered(desk: Desk, content: bytes, actor: Person, *, dry_run: bool) -> BookReport:
    """Read the sheet; hand every row in, or only try. Nothing goes in while a row is at fault."""
    reading = read_book(content)
    found = [*reading.problems, *_other_sheets(reading)]
    problems, remarks = check_against_ledger(desk.ledger, reading, desk.now.date())
    found += [*problems, *_foreign(desk, reading, actor)]
    for year in sorted({row.year for row in reading.plans}):
        require_proposals_taken(desk, plan_of(desk, year))
    count = SheetCount()
    for row in reading.plans:
        _enter(desk, actor, _proposal(desk, row, actor), count, writes=not (dry_run or found))
    report = ImportReport(
        imported=not (dry_run or found) and bool(reading.plans),
        dry_run=dry_run,
        sheets={SHEET: count},
        problems=found,
        remarks=[*reading.remarks, *remarks],
        understood=list(reading.understood),
    )
    return BookReport(
        imported=report.imported,
        problems=len(found),
        importable=len(reading.plans),
        counts=(
            {
                "name": SHEET,
                "added": count.added,
                "changed": count.changed,
                "unchanged": count.unchanged,
                "skipped": 0,
            },
        )
        if reading.plans
        else (),
        text=import_text(report),
    )


def _enter(
    desk: Desk, actor: Person, new: PlanProposal, count: SheetCount, *, writes: bool
) -> None:
    known = desk.ledger.plan_proposals.find(
        year=new.year, lead_id=new.lead_id, name=new.name, state=ProposalState.SUBMITTED
    )
    if known and same_content(known[-1], new):
        count.unchanged += 1
        return
    count.changed += bool(known)
    count.added += not known
    if writes:
        draft = draft_proposal(desk, actor=actor, proposal=new)
        submit_proposal(desk, actor=actor, proposal_id=draft.id)


def _proposal(desk: Desk, row: PlanRow, actor: Person) -> PlanProposal:
    departments = {noun.name: noun for noun in desk.ledger.departments.find()}
    items = {noun.code: noun for noun in desk.ledger.items.find()}
    return PlanProposal(
        id=PlanProposalId(UNSAVED),
        scope=row.scope,
        checker=row.checker,
        proposed_by=actor.id,
        proposed_at=desk.now,
        **planned_fields(row, departments, items),
    )


def _other_sheets(reading: Reading) -> list[Problem]:
    others = [name for name in reading.names if name != PLANS]
    if not others:
        return []
    message = f"部门只报送年度计划表，文件里还有：{'、'.join(others)}"
    return [Problem(message=message, remedy="其他表须由联席办办理，请只发计划表")]


def _foreign(desk: Desk, reading: Reading, actor: Person) -> list[Problem]:
    """Rows led by another department; the office may hand in everybody's."""
    if Role.OFFICE in actor.roles:
        return []
    own = desk.ledger.departments.get(actor.department_id)
    found = []
    for row in [each for each in reading.plans if each.lead != own.name]:
        message = f"发起部门不是本部门（{own.short_name}）"
        remedy = "请由发起部门报送，或删去这一行"
        found.append(reading.fault(PLANS, row.row, "lead", row.lead, message, remedy))
        reading.plans.remove(row)
    return found
