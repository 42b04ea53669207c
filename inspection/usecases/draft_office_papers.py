"""起草年度文书: somebody of the office, or of who issues it, wants a paper of the year written."""

from collections.abc import Iterable

from inspection.archive import Document
from inspection.desk import Desk
from inspection.papers.drafting import draft_year_paper
from inspection.papers.writable import writable_year_papers
from inspection.people import Person
from inspection.permissions import Deed, permit_year


def draft_office_papers(
    desk: Desk, *, actor: Person, year: int, form: str, about_ids: Iterable[int]
) -> list[Document]:
    """Write the paper for each of these occasions; a new version only where its facts changed.

    Refusals: those of permission, `paper_not_yet`.
    """
    wanted = set(about_ids)
    for each in writable_year_papers(desk, year):
        if each.form == form and each.occasion.about_id in wanted:
            permit_year(actor, Deed.DRAFT, each.occasion.issuer_id, each.occasion.title)
    return [
        draft_year_paper(desk, year, form, about_id=about_id, actor_id=actor.id)
        for about_id in sorted(wanted)
    ]
