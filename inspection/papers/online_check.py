"""递送网络检查记录: the draft goes to the leader, with what is still to be answered."""

from inspection.announce import to_person
from inspection.desk import Desk
from inspection.papers.drafting import draft_paper
from inspection.papers.visit_records import ONLINE_CHECK
from inspection.people import Person
from inspection.plain import Plain
from inspection.profile import Profile
from inspection.snapshots import field_phrases
from inspection.tasks import InspectionTask
from inspection.visits import Visit


def online_systems(profile: Profile) -> tuple[str, ...]:
    """核查系统 to choose from: what the circular publishes on and runs on, and one's own."""
    names = (profile.names.publication_platform, profile.names.platform)
    return tuple(dict.fromkeys((*names, field_phrases.OWN_SYSTEM)))


def hand_over_online_check(desk: Desk, task: InspectionTask, visit: Visit, actor: Person) -> None:
    """Draft the record as it stands now and send it, in private."""
    record = draft_paper(desk, task, ONLINE_CHECK, about_id=visit.id, actor_id=actor.id)
    rows = record.facts["rows"]
    lines = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    systems: list[Plain] = list(online_systems(desk.profile))
    to_person(
        desk,
        actor.id,
        "online_check_drafted",
        {
            "visit": visit.id,
            "subject": desk.ledger.subjects.get(visit.subject_id).name,
            "systems": systems if any(row["system"] is None for row in lines) else [],
            "settled": all(row["verified"] is not None for row in lines),
        },
        dedupe=f"paper:{record.id}",
        document_id=record.id,
        task=task,
    )
