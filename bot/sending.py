"""Sending: one posting as one or more calls to the Bot API."""

import html
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from telegram import (
    Bot,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.outcome import UNKNOWN
from bot.ports import Attachment, Backstage, in_steps
from bot.wording import Worded, worded
from inspection.ledger import Ledger
from inspection.posting import Posting

TEXT_LIMIT = 4000
CAPTION_LIMIT = 1000
RESENT = "（重发）"


PieceSent = Callable[[int], Awaitable[None]]
"""Told after each piece but the last: how many pieces have been sent."""


@dataclass(slots=True)
class Outgoing:
    """A posting with everything the Bot API needs; `is_edit` as long as nothing new is sent."""

    posting: Posting
    words: Worded
    edits: int | None
    attachment: Attachment | None
    is_edit: bool


def prepare(ledger: Ledger, backstage: Backstage, posting: Posting) -> Outgoing:
    """Word the posting, find the message it edits, and fetch what travels with it."""
    edits = posting.edits
    if edits is None and posting.slot:
        edits = ledger.slot_message(posting.chat_id, posting.slot)
    attachment = None
    if posting.document_id is not None:
        in_group = posting.chat_id < 0
        attachment = backstage.paper(ledger, posting.document_id, in_group=in_group)
    elif posting.bundle and not in_steps(posting.bundle):
        attachment = backstage.bundle(ledger, posting.bundle)
    elif posting.file_id is not None:
        stored = ledger.files.get(posting.file_id)
        attachment = Attachment(stored.name, stored.content)
    words = _addressed(ledger, posting, worded(posting.kind, posting.facts))
    is_edit = edits is not None and attachment is None
    return Outgoing(posting, words, edits, attachment, is_edit)


def _addressed(ledger: Ledger, posting: Posting, words: Worded) -> Worded:
    """In a group, a question that replies to nobody mentions whom it asks.

    A selective ForceReply opens the reply box only for people mentioned or replied to.
    """
    in_private = posting.chat_id > 0
    if in_private or posting.prompt_id is None or posting.reply_to is not None:
        return words
    person = ledger.people.get(ledger.prompts.get(posting.prompt_id).person_id)
    name = html.escape(person.name)
    mention = f'<a href="tg://user?id={person.user_id}">{name}</a>'
    return Worded(f"{mention} {words.text}", words.rows, words.demands_reply)


def pages(text: str, limit: int) -> list[str]:
    """The text in pieces of at most `limit` characters, broken between lines."""
    pieces: list[str] = []
    current = ""
    for line in text.split("\n"):
        if current and len(current) + len(line) + 1 > limit:
            pieces.append(current)
            current = line
        else:
            current = f"{current}\n{line}" if current else line
    return [*pieces, current]


class Sender:
    """Speaks the Bot API for the outbox."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def send(self, outgoing: Outgoing, piece_sent: PieceSent) -> int:
        """Send or edit; return the number of the message that carries the buttons."""
        if outgoing.is_edit and outgoing.edits is not None:
            edited = await self._edit(outgoing, outgoing.edits)
            if edited is not None:
                return edited
            outgoing.is_edit = False
        limit = TEXT_LIMIT if outgoing.attachment is None else CAPTION_LIMIT
        last = await self._first_pieces(outgoing, pages(outgoing.words.text, limit), piece_sent)
        if outgoing.attachment is not None:
            return await self._document(outgoing, outgoing.attachment, last)
        return await self._text(outgoing, last)

    async def _first_pieces(
        self, outgoing: Outgoing, pieces: list[str], piece_sent: PieceSent
    ) -> str:
        """Send all pieces but the last, from where a crash has left off; return the last.

        The first one sent now may be a second copy of one in doubt, and is marked then.
        """
        done = min(outgoing.posting.pieces, len(pieces) - 1)
        left = pieces[done:]
        if outgoing.posting.failure == UNKNOWN:
            left[0] = RESENT + left[0]
        for number, piece in enumerate(left[:-1], done + 1):
            await self._bot.send_message(outgoing.posting.chat_id, piece, parse_mode=ParseMode.HTML)
            await piece_sent(number)
        return left[-1]

    async def _edit(self, outgoing: Outgoing, message_id: int) -> int | None:
        text = pages(outgoing.words.text, TEXT_LIMIT)[0]
        try:
            await self._bot.edit_message_text(
                text,
                chat_id=outgoing.posting.chat_id,
                message_id=message_id,
                parse_mode=ParseMode.HTML,
                reply_markup=_keyboard(outgoing.words),
            )
        except BadRequest as error:
            if "not modified" in error.message.lower():
                return message_id
            return None  # deleted or too old to edit: say it anew
        return message_id

    async def _text(self, outgoing: Outgoing, text: str) -> int:
        message = await self._bot.send_message(
            outgoing.posting.chat_id,
            text,
            parse_mode=ParseMode.HTML,
            reply_markup=_markup(outgoing),
            reply_parameters=_reply(outgoing.posting),
        )
        return message.message_id

    async def _document(self, outgoing: Outgoing, attachment: Attachment, caption: str) -> int:
        send = self._bot.send_photo if attachment.photo else self._bot.send_document
        message = await send(
            outgoing.posting.chat_id,
            InputFile(attachment.content, attachment.name),
            caption=caption,
            parse_mode=ParseMode.HTML,
            reply_markup=_markup(outgoing),
            reply_parameters=_reply(outgoing.posting),
            read_timeout=30,
            write_timeout=30,
        )
        return message.message_id


def _keyboard(words: Worded) -> InlineKeyboardMarkup | None:
    if not words.rows:
        return None
    return InlineKeyboardMarkup(
        [
            [
                InlineKeyboardButton(button.label, url=button.url)
                if button.url
                else InlineKeyboardButton(button.label, callback_data=button.callback)
                for button in row
            ]
            for row in words.rows
        ]
    )


def _markup(outgoing: Outgoing) -> InlineKeyboardMarkup | ForceReply | None:
    if outgoing.words.demands_reply:
        return ForceReply(selective=True)
    return _keyboard(outgoing.words)


def _reply(posting: Posting) -> ReplyParameters | None:
    if posting.reply_to is None:
        return None
    return ReplyParameters(posting.reply_to, allow_sending_without_reply=True)
