"""会商会议的事实: whom the office invites and how it signs; what is said there people fill in."""

from inspection.desk import Desk
from inspection.people import Role
from inspection.plain import Facts, Plain
from inspection.roster import with_role
from inspection.snapshots.common import contact_of, year_facts


def meeting_notice_facts(desk: Desk) -> Facts:
    """会商会议通知: topic, time, place and agenda are nobody's but the office's to say."""
    common = year_facts(desk, issuer_id=None, basis=(desk.profile.reports.consultation.citation,))
    return {
        **common,
        "recipients": _members(desk),
        "topic": None,
        "time": None,
        "place": None,
        "attendees": None,
        "agenda": [],
        "materials": None,
        "reply_by": None,
        "contact": contact_of(next(iter(with_role(desk.ledger, Role.OFFICE)), None)),
        "copies": [],
        "imprint": {"office": common["office_name"], "date": common["issue_date"]},
    }


def meeting_minutes_facts(desk: Desk) -> Facts:
    """会商会议纪要: sent to every member; what was decided is filled in by whoever kept it."""
    common = year_facts(desk, issuer_id=None, basis=(desk.profile.reports.consultation.citation,))
    return {
        **common,
        "topic": None,
        "time": None,
        "place": None,
        "host": None,
        "summary": None,
        "decisions": [],
        "attended": None,
        "absent": None,
        "observers": None,
        "copies": _members(desk),
        "imprint": {"office": common["office_name"], "date": common["issue_date"]},
    }


def _members(desk: Desk) -> list[Plain]:
    """成员单位: every department but the one that hosts the office."""
    return [each.name for each in desk.ledger.departments.find() if not each.office]
