"""适用范围: the situations in which 双随机 does not apply, asked before a task is opened.

Source: 新华第三条, 忻州第八条; other circulars have no such list and nothing is asked.
"""

from inspection.desk import Desk
from inspection.people import Person, Role
from inspection.plain import Facts
from inspection.plans import PlanEntry
from inspection.profile import Profile
from inspection.refusal import Refusal

RULED_OUT = "task_ruled_out"
"""The verb of the journal for an entry said to fall under one of the situations."""


def situation(profile: Profile, place: int) -> str:
    """The words of the situation at `place` (from 1); Refusal `button_out_of_date`."""
    situations = profile.task.not_applicable.value or ()
    if not 1 <= place <= len(situations):
        raise Refusal("button_out_of_date")
    return situations[place - 1]


def require_answered(desk: Desk, entry: PlanEntry, none_applies: bool) -> None:
    """Refusal `applicability_unanswered` where the circular has situations and nobody answered."""
    rule = desk.profile.task.not_applicable
    if rule.value and not none_applies:
        facts = {"task": entry.name, "number": entry.number, "situations": rule.value}
        raise Refusal("applicability_unanswered", facts, rule.citation)


def require_lead_of_plan(desk: Desk, actor: Person, entry: PlanEntry) -> None:
    """Refusal `not_lead_of_plan` for anybody but the office and the lead department."""
    if Role.OFFICE not in actor.roles and actor.department_id != entry.lead_id:
        lead = desk.ledger.departments.get(entry.lead_id)
        raise Refusal("not_lead_of_plan", {"task": entry.name, "lead": lead.short_name})


def question_facts(desk: Desk, entry: PlanEntry) -> Facts:
    """The question, and the last time somebody said that one of the situations applies."""
    rule = desk.profile.task.not_applicable
    said = [
        event
        for event in desk.ledger.events.find(verb=RULED_OUT)
        if (event.facts["year"], event.facts["plan"]) == (entry.year, entry.number)
    ]
    earlier: Facts | None = None
    if said and said[-1].actor_id is not None:
        earlier = {
            "at": said[-1].at.isoformat(),
            "name": desk.ledger.people.get(said[-1].actor_id).name,
            "reason": said[-1].facts["reason"],
        }
    return {
        "id": entry.id,
        "name": entry.name,
        "situations": list(rule.value or ()),
        "basis": rule.cited(),
        "earlier": earlier,
    }
