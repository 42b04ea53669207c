"""Issuing: liaison submits, clerk reads, head issues; one draft goes back first."""

from app.rehearsal.play import Play
from app.stage.stage import StageError
from inspection.archive import DocumentState
from inspection.people import Role


def issue_notice(play: Play) -> None:
    """签发: the notice, on the day of the whistle."""
    _issue(play, "吹哨通知", called="通知")


def issue_scheme(play: Play) -> None:
    """签发: the scheme, which the head sends back once."""
    head = play.cast.of(play.cast.entry.lead_id, Role.HEAD)[0]
    _submit(play, "工作方案")
    play.presses(head, "退回修改", private=True)
    play.says(head, "请核对各批次的检查时间后再送", private=True)
    _issue(play, "工作方案")


def issue_summary(play: Play) -> None:
    """签发: the summary."""
    _issue(play, "工作总结")


def _submit(play: Play, called: str) -> None:
    clerk = play.cast.of(play.cast.entry.lead_id, Role.CLERK)[0]
    play.says(play.cast.lead, "/qianfa", private=True)
    play.presses(play.cast.lead, called, private=True)
    play.presses(play.cast.lead, "送核", private=True)
    play.presses(clerk, "核稿通过", private=True)


def _issue(play: Play, form: str, *, called: str = "") -> None:
    """Submit, read, issue; `called` is what the locality calls the paper where that differs."""
    head = play.cast.of(play.cast.entry.lead_id, Role.HEAD)[0]
    _submit(play, called or form)
    play.presses(head, "同意签发", private=True)
    with play.stage.database.reading() as ledger:
        found = ledger.documents.find(form=form, state=DocumentState.ISSUED)
    if not found:
        raise StageError(f"{form}没有签发")
