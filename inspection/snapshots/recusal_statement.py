"""回避声明的事实: one inspector's interests in subjects of a task, as declared."""

from collections.abc import Sequence

from inspection.desk import Desk
from inspection.ids import PersonId
from inspection.plain import Facts
from inspection.snapshots import office_phrases as phrases
from inspection.snapshots.common import article_of, common_facts, moment_words
from inspection.snapshots.officers import officer_of
from inspection.tasks import InspectionTask
from inspection.teams import Recusal


def recusal_statement_facts(desk: Desk, task: InspectionTask, person_id: PersonId) -> Facts:
    """回避声明: all that a person declared in the task; internal, as it tells private reasons.

    Under which article an interest is dealt with is printed where the circular says (忻州第十七条).
    """
    declared: Sequence[Recusal] = desk.ledger.recusals.find(task_id=task.id, person_id=person_id)
    officer = officer_of(desk, person_id)
    rule = desk.profile.match.conflict_of_interest
    home = desk.ledger.people.get(person_id).department_id
    return {
        **common_facts(desk, task, issuer_id=home, basis=(rule.citation,)),
        "officer": {
            "name": officer.name,
            "department": officer.department,
            "certificate_number": officer.certificate_number,
        },
        "conflicts": [
            {
                "subject": desk.ledger.subjects.get(each.subject_id).name,
                "relation": each.reason or None,
                "request": phrases.RECUSAL_REQUEST,
            }
            for each in declared
        ],
        "declared_at": moment_words(desk, declared[-1].declared_at) if declared else None,
        "opinion": None,
        "article": article_of(rule.citation),
    }
