"""What the chat needs from the rest of the house; `app` supplies it."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from inspection.archive import Document, StoredFile
from inspection.desk import Desk
from inspection.ids import DocumentId
from inspection.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Attachment:
    """附件: a file on its way into a chat."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Upload:
    """上传: a photo or document that a person sent, already fetched and checked for size."""

    name: str
    media_type: str
    content: bytes
    photo: bool


class Backstage(Protocol):
    """后台: transactions, printing and chance, behind one port."""

    def desk(self) -> AbstractContextManager[Desk]:
        """One transaction: committed on leaving, rolled back when an exception passes."""

    def look(self) -> AbstractContextManager[Desk]:
        """One reading transaction, which waits for no writer."""

    def now(self) -> datetime:
        """The moment, from the house's only clock."""

    def print_document(
        self, ledger: Ledger, document_id: DocumentId
    ) -> tuple[Document, StoredFile]:
        """The document's .docx; rendered and kept at the first call, the same bytes ever after."""

    def bundle(self, ledger: Ledger, name: str) -> Attachment:
        """Put together a bundle named by a posting (`draw_pack:7:public`, `dossier:3`)."""

    def import_drawn_list(self, content: bytes) -> tuple[tuple[str, ...], str]:
        """Read a platform's list of drawn subjects: their codes, and the problems as text."""

    def keep_file(self, ledger: Ledger, name: str, media_type: str, content: bytes) -> StoredFile:
        """Enter bytes into the ledger under their SHA-256."""

    def roll_token(self) -> str:
        """A fresh random token of 128 bits or more, of `[A-Za-z0-9_-]`."""

    def roll_secret(self) -> str:
        """A fresh witness secret, `[0-9A-Za-z]{24}`."""
