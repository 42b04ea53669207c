"""A photo or a document that came with a message: what is known of it before it is fetched."""

from dataclasses import dataclass

from bot.raw import Raw, flag, need, number, part, parts, text


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that waits at Telegram: `size` in bytes, 0 when Telegram does not say."""

    file_id: str
    name: str
    media_type: str
    size: int
    photo: bool
    private: bool


def attached_to(message: Raw) -> Attached | None:
    """The largest size of its photo, or its document. Raises Unreadable."""
    sizes = parts(message, "photo")
    file = sizes[-1] if sizes else part(message, "document")
    if file is None:
        return None
    return Attached(
        need(text, file, "file_id"),
        text(file, "file_name") or "照片.jpg",
        text(file, "mime_type") or "image/jpeg",
        number(file, "file_size") or 0,
        photo=bool(sizes),
        private=need(text, need(part, message, "chat"), "type") == "private",
    )


def sent_to_us(raw: Raw) -> Attached | None:
    """The file of an update, if it is to be fetched: one in a group only as a reply to a bot.

    Raises Unreadable.
    """
    message = part(raw, "message")
    attached = attached_to(message) if message is not None else None
    if message is None or attached is None or attached.private:
        return attached
    asked = part(message, "reply_to_message")
    asker = part(asked, "from") if asked is not None else None
    return attached if asker is not None and need(flag, asker, "is_bot") else None
