"""我的待办: what a person has to do now, over all tasks, the most urgent first."""

from inspection.desk import Desk
from inspection.matter import Matter, matter_facts, urgency
from inspection.matters_desk import desk_matters, issue_matters, unbound_people
from inspection.matters_field import paper_matters, visit_matters
from inspection.matters_plan import plan_matters
from inspection.people import Person, Role
from inspection.plain import Facts
from inspection.tasks import TaskState

PAGE = 8
"""Matters on one page."""


def matters_of(desk: Desk, person: Person) -> list[Matter]:
    """Everything that waits for this person, the most urgent first."""
    matters = [
        *visit_matters(desk, person),
        *issue_matters(desk, person),
        *unbound_people(desk, person),
        *plan_matters(desk, person),
    ]
    for task in desk.ledger.tasks.find(state=(TaskState.OPEN, TaskState.SUMMARISED)):
        if person.department_id in task.department_ids or Role.OFFICE in person.roles:
            matters += [*desk_matters(desk, person, task), *paper_matters(desk, person, task)]
    return sorted(matters, key=lambda matter: urgency(desk, matter))


def todo_facts(desk: Desk, person: Person, page: int = 0) -> Facts:
    """One page of a person's matters, with the counts over all of them. For the private chat."""
    matters = matters_of(desk, person)
    pages = max(1, -(-len(matters) // PAGE))
    page = min(max(page, 0), pages - 1)
    shown = matters[page * PAGE : (page + 1) * PAGE]
    several = len({matter.task.id for matter in matters if matter.task}) > 1
    return {
        "name": person.name,
        "total": len(matters),
        "late": sum(bool(matter_facts(desk, matter)["late"]) for matter in matters),
        "page": page,
        "pages": pages,
        "first": page * PAGE,
        "several": several,
        "answer_word": desk.profile.whistle.answer_word,
        "call_word": desk.profile.whistle.call_word,
        "matters": [matter_facts(desk, matter) for matter in shown],
    }
