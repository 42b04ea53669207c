"""Documents, pictures and albums; the way to download a file."""

from __future__ import annotations

from typing import Literal

from app.sandbox.errors import ApiError, bad_request
from app.sandbox.images import picture_size
from app.sandbox.methods_messages import drafted, posted
from app.sandbox.model import JsonObject, SandboxFile
from app.sandbox.parameters import Upload
from app.sandbox.request import Methods, Request
from app.sandbox.strictness import (
    caption_text,
    checked_caption,
    formatted_text,
    reachable_chat,
    spend_budget,
)
from app.sandbox.wire import message_json

methods = Methods()
UPLOAD_BYTES = 50 * 1024 * 1024
DOWNLOAD_BYTES = 20 * 1024 * 1024
PHOTO_BYTES = 10 * 1024 * 1024
FileKind = Literal["document", "photo"]


@methods("sendDocument")
def send_document(request: Request) -> JsonObject:
    """Post a file, uploaded or already known by its file_id."""
    return _send_file(request, "document")


@methods("sendPhoto")
def send_photo(request: Request) -> JsonObject:
    """Post a picture, uploaded or already known by its file_id."""
    return _send_file(request, "photo")


@methods("sendMediaGroup")
def send_media_group(request: Request) -> list[JsonObject]:
    """Post 2-10 pictures, or 2-10 documents, as one album."""
    chat = reachable_chat(request)
    media = request.parameters.structure("media") or []
    if not media:
        raise bad_request("there are no messages to send")
    if len(media) > 10:
        raise bad_request("too many messages to send as an album")
    kinds = {item.get("type") for item in media}
    if not kinds <= {"photo", "document"}:
        raise bad_request("can't parse InputMedia: media type is not supported here")
    if len(kinds) > 1:
        raise bad_request("document can't be mixed with other media types")
    album = f"{request.bot.id}{request.world.count('album')}"
    messages = []
    for item in media:
        message = drafted(request, chat)
        message.media_group_id = album
        message.text, message.entities = checked_caption(
            *formatted_text(
                request,
                item.get("caption") or "",
                item.get("parse_mode"),
                item.get("caption_entities"),
            )
        )
        file = _stored(request, item["type"], str(item.get("media", "")))
        message.document = file if item["type"] == "document" else None
        message.photo = file if item["type"] == "photo" else None
        messages.append(message)
    spend_budget(request, chat, len(messages))
    for message in messages:
        chat.last_message_id += 1
        message.id = chat.last_message_id
        request.world.post(chat, message)
    return [message_json(chat, message) for message in messages]


@methods("getFile")
def get_file(request: Request) -> JsonObject:
    """Where to download a file of at most 20 MB."""
    wanted = request.parameters.text("file_id") or ""
    file = request.world.file_by_id(wanted)
    if file is None:
        raise bad_request("invalid file_id")
    if len(file.content) > DOWNLOAD_BYTES:
        raise bad_request("file is too big")
    return {
        "file_id": wanted,
        "file_unique_id": file.unique_id + wanted[len(file.file_id) :],
        "file_size": len(file.content),
        "file_path": file.path,
    }


def _send_file(request: Request, kind: FileKind) -> JsonObject:
    chat = reachable_chat(request)
    text, entities = caption_text(request)
    message = drafted(request, chat)
    message.text, message.entities = text, entities
    given = request.parameters.text(kind) or (
        f"attach://{kind}" if kind in request.parameters.uploads else ""
    )
    file = _stored(request, kind, given)
    if kind == "document":
        message.document = file
    else:
        message.photo = file
    return posted(request, chat, message)


def _stored(request: Request, kind: FileKind, given: str) -> SandboxFile:
    if given.startswith("attach://"):
        upload = request.parameters.uploads.get(given.removeprefix("attach://"))
        if upload is None:
            raise bad_request("there is no file in the request")
        return _uploaded(request, kind, upload)
    if not given:
        raise bad_request(f"there is no {kind} in the request")
    if given.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    known = request.world.file_by_id(given)
    if known is None:
        raise bad_request("wrong remote file identifier specified: Wrong string length")
    if known.kind != kind:
        raise bad_request(f"can't use file of type {known.kind.title()} as {kind.title()}")
    return known


def _uploaded(request: Request, kind: FileKind, upload: Upload) -> SandboxFile:
    size = len(upload.content)
    if not size:
        raise bad_request("file must be non-empty")
    if size > UPLOAD_BYTES:
        raise ApiError(413, "Request Entity Too Large")
    if kind == "photo":
        if size > PHOTO_BYTES:
            raise bad_request(
                f"file of size {size} bytes is too big for a photo; "
                f"the maximum size is {PHOTO_BYTES} bytes"
            )
        if picture_size(upload.content) is None:
            raise bad_request("IMAGE_PROCESS_FAILED")
    return request.world.store_file(kind, upload.content, upload.name)
