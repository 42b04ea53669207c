"""文书种类: one paper of the process, and the occasions for which it is written."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from inspection.desk import Desk
from inspection.ids import DepartmentId, SubjectId
from inspection.plain import Facts
from inspection.signing import Signing, signing_of
from inspection.tasks import InspectionTask

ANY_STAGE = ""
"""Of a paper that occurs at every stage: the paper itself names its stage."""

CLOSING = "closing"
"""总结归档: what comes after the four stages."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Occasion:
    """事由: one thing for which a paper is written: the task, a visit, a follow-up, a person.

    `about_id` is the ledger's number of that thing (0 for the task or the year as a whole), `title`
    what people call this one paper (现场笔录（青禾加油站）), `issuer_id` the issuer, None
    for the office. `due` is true when the paper should be there by now; otherwise it may be
    written when somebody wants it.
    """

    about_id: int = 0
    title: str
    subject_id: SubjectId | None = None
    issuer_id: DepartmentId | None
    due: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class TaskPaper:
    """任务文书: a paper of one task; `form` is its key in the forms' catalogue.

    `occasions` lists for what it can be written by now, in filing order; `facts` reads the ledger
    for one of them, None for a paper that only its own step writes (吹哨通知 when the whistle is
    blown). `shelf` is the stage (`Stage` value), ANY_STAGE or CLOSING. A `public` paper has no
    personal data and may be named in the group.
    """

    form: str
    shelf: str
    occasions: Callable[[Desk, InspectionTask], Iterable[Occasion]]
    facts: Callable[[Desk, InspectionTask, Occasion], Facts] | None = None
    public: bool = False

    @property
    def signing(self) -> Signing:
        """How it becomes final: issued by a head, signed by hand, finished as written."""
        return signing_of(self.form)


@dataclass(frozen=True, kw_only=True, slots=True)
class YearPaper:
    """年度文书: a paper of the office that belongs to no task: plan, report, statistics."""

    form: str
    occasions: Callable[[Desk, int], Iterable[Occasion]]
    facts: Callable[[Desk, int, Occasion], Facts]

    @property
    def signing(self) -> Signing:
        """How it becomes final."""
        return signing_of(self.form)


def by_its_step(desk: Desk, task: InspectionTask) -> Iterable[Occasion]:
    """No occasion: the paper appears with the step that writes it and is never missing."""
    return ()
