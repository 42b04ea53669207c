"""架: all shelves of the ledger, one a table."""

from inspection.archive import Document, StoredFile
from inspection.departments import Department
from inspection.draws import DrawnSubject, DrawRecord, DrawWitness
from inspection.events import Event
from inspection.experts import Expert, ExpertInvitation
from inspection.findings import Finding
from inspection.followup import FollowUp
from inspection.items import InspectionItem
from inspection.numbers import DocumentNumber
from inspection.office import HolidayNotice, Office
from inspection.own_templates import OwnTemplate
from inspection.people import BindLink, Inspector, Person
from inspection.plans import AnnualPlan, PlanAdjustment, PlanEntry, PlanProposal
from inspection.posting import Prompt
from inspection.publication import EntryDuty
from inspection.running import Beat, ChatWait
from inspection.stated_facts import StatedFact
from inspection.subjects import Subject
from inspection.tasks import InspectionTask
from inspection.teams import Assignment, Recusal, Replacement
from inspection.visits import Evidence, Visit
from inspection.whistle import CheckIn, Whistle
from storage.models_chat import (
    BeatRow,
    ChatWaitRow,
    EventRow,
    PromptRow,
)
from storage.models_experts import (
    ExpertInvitationRow,
    ExpertRow,
)
from storage.models_papers import (
    OwnTemplateRow,
    StatedFactRow,
)
from storage.models_plans import (
    AnnualPlanRow,
    PlanAdjustmentRow,
    PlanProposalRow,
)
from storage.models_rosters import (
    BindLinkRow,
    DepartmentRow,
    HolidayNoticeRow,
    InspectionItemRow,
    InspectorRow,
    OfficeRow,
    PersonRow,
    SubjectRow,
)
from storage.models_tasks import (
    AssignmentRow,
    CheckInRow,
    DrawnSubjectRow,
    DrawRow,
    DrawWitnessRow,
    InspectionTaskRow,
    PlanEntryRow,
    RecusalRow,
    ReplacementRow,
    WhistleRow,
)
from storage.models_visits import (
    DocumentNumberRow,
    DocumentRow,
    EntryDutyRow,
    EvidenceRow,
    FindingRow,
    FollowUpRow,
    StoredFileRow,
    VisitRow,
)
from storage.queues import SqlQueues
from storage.standing import Standing


class Shelves(SqlQueues):
    """架: every kind of noun has its place here or, when queues use it, there."""

    office = Standing(Office, OfficeRow, remembered=True)
    holiday_notices = Standing(HolidayNotice, HolidayNoticeRow, remembered=True)
    departments = Standing(Department, DepartmentRow, remembered=True)
    people = Standing(Person, PersonRow, remembered=True)
    inspectors = Standing(Inspector, InspectorRow, remembered=True)
    bind_links = Standing(BindLink, BindLinkRow)
    items = Standing(InspectionItem, InspectionItemRow, remembered=True)
    subjects = Standing(Subject, SubjectRow)
    plan_entries = Standing(PlanEntry, PlanEntryRow)
    annual_plans = Standing(AnnualPlan, AnnualPlanRow)
    plan_proposals = Standing(PlanProposal, PlanProposalRow)
    plan_adjustments = Standing(PlanAdjustment, PlanAdjustmentRow)
    tasks = Standing(InspectionTask, InspectionTaskRow, remembered=True)
    whistles = Standing(Whistle, WhistleRow, remembered=True)
    check_ins = Standing(CheckIn, CheckInRow, remembered=True)
    draws = Standing(DrawRecord, DrawRow)
    draw_witnesses = Standing(DrawWitness, DrawWitnessRow)
    drawn_subjects = Standing(DrawnSubject, DrawnSubjectRow)
    assignments = Standing(Assignment, AssignmentRow, remembered=True)
    recusals = Standing(Recusal, RecusalRow, remembered=True)
    replacements = Standing(Replacement, ReplacementRow)
    experts = Standing(Expert, ExpertRow)
    expert_invitations = Standing(ExpertInvitation, ExpertInvitationRow)
    visits = Standing(Visit, VisitRow)
    evidence = Standing(Evidence, EvidenceRow)
    findings = Standing(Finding, FindingRow)
    entry_duties = Standing(EntryDuty, EntryDutyRow)
    follow_ups = Standing(FollowUp, FollowUpRow)
    documents = Standing(Document, DocumentRow)
    files = Standing(StoredFile, StoredFileRow)
    own_templates = Standing(OwnTemplate, OwnTemplateRow)
    stated_facts = Standing(StatedFact, StatedFactRow)
    document_numbers = Standing(DocumentNumber, DocumentNumberRow)
    events = Standing(Event, EventRow, written_later=True)
    prompts = Standing(Prompt, PromptRow)
    chat_waits = Standing(ChatWait, ChatWaitRow)
    beats = Standing(Beat, BeatRow)
