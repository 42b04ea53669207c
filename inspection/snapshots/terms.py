"""时限用语: the term for entering results, in the words of the locality's circular."""

import re

from inspection.plain import Plain
from inspection.profile import Profile
from inspection.snapshots import phrases
from inspection.snapshots.common import article_of

_START = re.compile(r"[于自在应]([^于自在应，。]*?)\d+个工作日")


def entry_term(profile: Profile) -> dict[str, Plain]:
    """录入时限: `days`, `start` and `article`; each null where the circular is silent."""
    days = profile.entry.days
    return {
        "days": phrases.ENTRY_DAYS.format(days=days.value) if days.value else None,
        "start": entry_start(profile),
        "article": article_of(days.citation),
    }


def entry_start(profile: Profile) -> str | None:
    """起算点: as the circular itself says it (检查任务完成后, 检查结束之日起)."""
    rule = profile.entry.start
    if rule.value is None:
        return None
    found = _START.search(profile.entry.days.words or "")
    return found.group(1) if found else phrases.ENTRY_START[rule.value]
