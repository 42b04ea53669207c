"""卷内目录的事实: every file of the dossier with its hash."""

from collections.abc import Mapping, Sequence

from inspection.desk import Desk
from inspection.plain import Facts, Plain
from inspection.profile import Profile
from inspection.snapshots import phrases
from inspection.snapshots.common import article_of, common_facts, date_words
from inspection.tasks import InspectionTask


def dossier_index_facts(
    desk: Desk,
    task: InspectionTask,
    *,
    entries: Sequence[Mapping[str, Plain]],
    journal_sha256: str,
    filed_by: str,
) -> Facts:
    """卷内目录: `entries` in filing order, each with `title`, `author`, `date` (in words), `sha256`
    and perhaps `number`, `pages`, `note`; they are numbered here. `filed_by` is a name.

    `journal_sha256` is the hash of the last event of the journal.
    """
    archive = desk.profile.archive
    basis = (archive.how.citation, archive.minimum_years.citation)
    listed: list[Plain] = [{**entry, "order": order} for order, entry in enumerate(entries, 1)]
    return {
        **common_facts(desk, task, issuer_id=task.lead_id, basis=basis),
        "dossier_number": task.number,
        "entries": listed,
        "total": len(entries),
        "total_pages": _total_pages(entries),
        "retention": retention(desk.profile),
        "journal_sha256": journal_sha256 or None,
        "filed_by": filed_by or None,
        "checked_by": None,
        "filed_on": date_words(desk.now.date()),
    }


def retention(profile: Profile) -> dict[str, Plain] | None:
    """保存期限: a term (忻州第二十五条) or the department's own archive rules (信阳第二十五条,
    新华第二十条); None where the circular only says that papers are filed, or nothing."""
    years, how = profile.archive.minimum_years, profile.archive.how
    if years.value is not None:
        text = phrases.RETENTION_YEARS.format(years=years.value)
        return {"text": text, "article": article_of(years.citation)}
    if how.value is not None and phrases.ARCHIVE_RULES in how.value:
        return {"text": phrases.RETENTION_OWN, "article": article_of(how.citation)}
    return None


def _total_pages(entries: Sequence[Mapping[str, Plain]]) -> int | None:
    """The sum of the pages, None while one of them is not counted."""
    pages = [str(entry.get("pages") or "") for entry in entries]
    return sum(map(int, pages)) if pages and all(each.isdecimal() for each in pages) else None
