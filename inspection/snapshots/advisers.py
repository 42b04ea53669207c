"""专家参加的摘录: who advised, for the list of teams and the record."""

from inspection.advising import advisers
from inspection.desk import Desk
from inspection.experts import EXPERT_KIND_NAMES
from inspection.ids import SubjectId
from inspection.plain import Plain
from inspection.snapshots import phrases
from inspection.snapshots.common import joined
from inspection.tasks import InspectionTask


def adviser_rows(desk: Desk, task: InspectionTask) -> list[Plain]:
    """The experts of a task with whom they work for and where they advise; no telephone."""
    kinds = {kind: name for name, kind in EXPERT_KIND_NAMES.items()}
    subjects: dict[int, list[str]] = {}
    for each in advisers(desk, task):
        name = desk.ledger.subjects.get(each.subject_id).name
        subjects.setdefault(each.expert_id, []).append(name)
    rows: list[Plain] = []
    for expert_id, names in subjects.items():
        expert = desk.ledger.experts.get(expert_id)
        rows.append(
            {
                "name": expert.name,
                "kind": kinds[expert.kind],
                "organisation": expert.organisation or None,
                "expertise": joined(expert.expertise) or None,
                "subjects": list(names),
            }
        )
    return rows


def adviser_remarks(desk: Desk, task: InspectionTask, subject_id: SubjectId) -> list[str]:
    """What the record of one subject says of its experts: the forms have no column for them."""
    remarks = []
    for each in advisers(desk, task, subject_id):
        expert = desk.ledger.experts.get(each.expert_id)
        who = f"{expert.name}（{expert.organisation}）" if expert.organisation else expert.name
        if each.advice:
            said = each.advice.rstrip("。；")
            remarks.append(phrases.EXPERT_ADVICE.format(expert=who, advice=said))
        else:
            remarks.append(phrases.EXPERT_PRESENT.format(expert=who))
    return remarks
