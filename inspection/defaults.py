"""通行默认值的选用: where the circular is silent, the office decides to work with the defaults.

A default is never local law (`national.toml`); no task is opened before the office has adopted
them, so that whoever meets one can be told who chose it and when.
"""

from dataclasses import fields

from inspection.desk import Desk
from inspection.office import Office
from inspection.plain import Facts
from inspection.profile import Default, Profile
from inspection.refusal import Refusal


def defaults_in_use(profile: Profile) -> tuple[str, ...]:
    """What each default says of itself, of those that stand in for a silent local rule."""
    national, local = profile.national, _local(profile)
    return tuple(
        default.source
        for field in fields(national)
        if isinstance(default := getattr(national, field.name), Default)
        and local.get(field.name) is None
    )


def require_adopted(desk: Desk) -> None:
    """Refusal `defaults_not_adopted` while the office has not adopted the defaults it needs."""
    office = desk.ledger.office.find()[0]
    needed = defaults_in_use(desk.profile)
    if needed and office.defaults_adopted_at is None:
        raise Refusal("defaults_not_adopted", {"count": len(needed)})


def defaults_facts(desk: Desk, office: Office) -> Facts:
    """The defaults in use, and since when and by whom they are adopted."""
    by = office.defaults_adopted_by
    return {
        "circular": desk.profile.circular.title,
        "defaults": [_stated(source) for source in defaults_in_use(desk.profile)],
        "adopted_at": office.defaults_adopted_at.isoformat()
        if office.defaults_adopted_at
        else None,
        "adopted_by": desk.ledger.people.get(by).name if by is not None else None,
    }


def _local(profile: Profile) -> dict[str, object]:
    """The local value behind each default; what no circular could settle is left out."""
    return {
        "respond_working_days": profile.whistle.respond_working_days.value,
        "min_officers": profile.check.min_officers.value,
        "witnesses": profile.draw.witnesses.value,
        "entry_days": profile.entry.days.value,
        "entry_start": profile.entry.start.value,
        "replacement": profile.match.replacement.value,
        "conflict_of_interest": profile.match.conflict_of_interest.value,
        "result_codes": profile.results.codes.value,
    }


def _stated(source: str) -> str:
    """本地文件未规定报到时限，采用系统通行默认值：2个工作日 -> 报到时限：2个工作日."""
    return source.removeprefix("本地文件未规定").replace("，采用系统通行默认值", "")
