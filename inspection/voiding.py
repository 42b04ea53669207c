"""作废的请求: asked by one person, decided by another; kept in the journal until decided."""

from inspection.desk import Desk
from inspection.draws import DrawRecord
from inspection.events import Event

ASKED = "draw_void_asked"
REFUSED = "draw_void_refused"
VOIDED = "draw_voided"


def open_request(desk: Desk, draw: DrawRecord) -> Event | None:
    """The request to void this attempt that nobody has decided yet."""
    last: Event | None = None
    for verb in (ASKED, REFUSED, VOIDED):
        for event in desk.ledger.events.find(task_id=draw.task_id, verb=verb):
            if event.facts.get("draw") == draw.id and (last is None or event.id > last.id):
                last = event
    return last if last is not None and last.verb == ASKED else None
