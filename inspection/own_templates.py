"""单位模板: the office's own .docx for a form, in versions; the newest one not revoked is in force.

One template a form for the whole county (docs/decisions/0007-own-templates.md). What is in force
is told by the rows alone: the built-in template is never lost, only covered.
"""

from dataclasses import dataclass
from datetime import datetime

from inspection.ids import UNSAVED, FileId, PersonId


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnTemplate:
    """单位模板: one version of the office's template for one form.

    It was checked when it was `sent_at`; `unused` are the labels of mandatory facts it does not
    print. Nothing is printed with it before `adopted_at` (启用) nor after `revoked_at` (停用, or
    不用 where it was never adopted). `sha256` is the file's, kept with every document printed.
    """

    id: int = UNSAVED
    form: str
    version: int
    file_id: FileId
    sha256: str
    unused: tuple[str, ...] = ()
    sent_by: PersonId
    sent_at: datetime
    adopted_by: PersonId | None = None
    adopted_at: datetime | None = None
    revoked_by: PersonId | None = None
    revoked_at: datetime | None = None

    @property
    def waiting(self) -> bool:
        """Checked, and neither adopted nor turned down."""
        return self.adopted_at is None and self.revoked_at is None

    @property
    def usable(self) -> bool:
        """Adopted and not revoked."""
        return self.adopted_at is not None and self.revoked_at is None
