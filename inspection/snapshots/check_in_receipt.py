"""报到回执的事实: how one department answered one whistle."""

from inspection.desk import Desk
from inspection.ids import DepartmentId, PersonId
from inspection.plain import Facts, Plain
from inspection.snapshots import phrases
from inspection.snapshots.common import common_facts, contact_of, joined, moment_words
from inspection.snapshots.officers import officers_of
from inspection.snapshots.recusals import recusal_rows
from inspection.snapshots.whistle_notice import whistle_number
from inspection.tasks import InspectionTask
from inspection.whistle import CheckIn, CheckInAnswer, Whistle


def check_in_receipt_facts(
    desk: Desk, task: InspectionTask, whistle: Whistle, check_in: CheckIn
) -> Facts:
    """报到回执: issued by the answering department; officers are named once they are matched."""
    stage = desk.profile.whistle.stage(whistle.stage.value)
    department = desk.ledger.departments.get(check_in.department_id)
    agrees = check_in.answer is CheckInAnswer.AGREE
    basis = (desk.profile.whistle.enabled.citation or stage.work.citation,)
    return {
        **common_facts(desk, task, issuer_id=department.id, basis=basis),
        "department": department.name,
        "to_department": desk.ledger.departments.get(task.lead_id).name,
        "stage": stage.label,
        "whistle_number": whistle_number(desk, task, whistle),
        "responded_at": moment_words(desk, check_in.at),
        "late": not check_in.on_time,
        "liaison": contact_of(desk.ledger.people.get(check_in.person_id)),
        "officers": _officers(desk, task, department.id),
        "recusals": recusal_rows(desk, task, department.id),
        "opinion": phrases.ANSWERS[check_in.answer.value] + (check_in.remark if agrees else ""),
        "objection": None if agrees else check_in.remark or None,
    }


def _officers(desk: Desk, task: InspectionTask, department_id: DepartmentId) -> list[Plain]:
    people: dict[PersonId, None] = {
        each.person_id: None
        for each in desk.ledger.assignments.find(
            task_id=task.id, department_id=department_id, active=True
        )
    }
    return [
        {
            "name": officer.name,
            "certificate_number": officer.certificate_number,
            "expertise": joined(officer.expertise) or None,
        }
        for officer in officers_of(desk, people)
    ]
