"""机关代字: the head tells the letters of the issuer's numbers, once."""

from inspection.desk import Desk
from inspection.ids import DocumentId
from inspection.issued_version import keep_code
from inspection.issuing import require_signer, require_task_open
from inspection.people import Person


def give_number_code(desk: Desk, *, actor: Person, document_id: DocumentId, code: str) -> str:
    """Keep the 机关代字 of the document's issuer for all its numbers to come.

    Refusals: `task_closed`, `not_of_issuer`, and those of `give_code`.
    """
    document = desk.ledger.documents.get(document_id)
    require_task_open(desk.ledger, document)
    require_signer(desk.ledger, actor, document)
    return keep_code(desk, document, actor, code)
