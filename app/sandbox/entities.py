"""Message text: Telegram's HTML, entities in UTF-16 units, and back to HTML for showing."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from typing import Any

from app.sandbox.errors import ApiError, bad_request

Entity = dict[str, Any]

_TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
_SHOWN = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
    "pre": "pre",
    "spoiler": "tg-spoiler",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_CHARACTER = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot));?")
_START_TAG = re.compile(r"<([^\s>]*)")
_END_TAG = re.compile(r"</([^\s>]*)\s*>")
_ATTRIBUTE = re.compile(
    r"""\s*([^\s=>/"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([A-Za-z0-9.\-]+)))?"""
)
_DETECTED = re.compile(
    r"(?P<url>https?://[^\s<>\"，。；）】]+)"
    r"|(?<![\w/])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?)(?!\w)"
    r"|(?<!\w)(?P<mention>@[A-Za-z0-9_]{4,32})(?!\w)"
    r"|(?<!\w)(?P<hashtag>#\w+)"
)


def utf16_length(text: str) -> int:
    """Length in UTF-16 units, the measure of every Telegram limit on text."""
    return len(text.encode("utf-16-le")) // 2


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Plain text and entities of Telegram HTML; ApiError with Telegram's wording when broken.

    As on Telegram a lone & and unknown named entities are kept as they stand.
    """
    plain: list[str] = []
    length = 0
    entities: list[Entity] = []
    open_tags: list[tuple[str, Entity]] = []
    position = 0
    while position < len(source):
        character = source[position]
        if character == "&" and (match := _CHARACTER.match(source, position)):
            piece, position = _decoded(match), match.end()
        elif character != "<":
            piece, position = character, position + 1
        elif source.startswith("</", position):
            position = _close(source, position, open_tags, entities, length)
            continue
        else:
            tag, entity, position = _open(source, position)
            entity["offset"] = length
            open_tags.append((tag, entity))
            continue
        plain.append(piece)
        length += utf16_length(piece)
    if open_tags:
        raise _broken(f'Can\'t find end tag corresponding to start tag "{open_tags[-1][0]}"')
    return trim("".join(plain), _without_nested_code(entities))


def trim(text: str, entities: Sequence[Entity] = ()) -> tuple[str, list[Entity]]:
    """Text without surrounding white space, as Telegram keeps it; its entities moved along."""
    shift = utf16_length(text) - utf16_length(text.lstrip())
    stripped = text.strip()
    total = utf16_length(stripped)
    kept: list[Entity] = []
    for entity in entities:
        start = max(0, entity["offset"] - shift)
        end = min(total, entity["offset"] + entity["length"] - shift)
        if end > start:
            kept.append({**entity, "offset": start, "length": end - start})
    return stripped, sorted(kept, key=lambda e: (e["offset"], -e["length"]))


def detect(text: str, entities: list[Entity]) -> list[Entity]:
    """The given entities plus the commands, links, mentions and hashtags Telegram finds itself."""
    taken = [(e["offset"], e["offset"] + e["length"]) for e in entities if _excludes(e)]
    found = list(entities)
    for match in _DETECTED.finditer(text):
        start = utf16_length(text[: match.start()])
        end = start + utf16_length(match.group())
        if all(end <= low or start >= high for low, high in taken):
            found.append({"type": match.lastgroup, "offset": start, "length": end - start})
    return sorted(found, key=lambda e: (e["offset"], -e["length"]))


def render_html(text: str, entities: list[Entity]) -> str:
    """Safe HTML of a message for a page: everything escaped, formatting as Telegram's tags."""
    units = text.encode("utf-16-le")
    opens: dict[int, list[str]] = {}
    closes: dict[int, list[str]] = {}
    for entity in sorted(entities, key=lambda e: (e["offset"], -e["length"])):
        if (tags := _tags_of(entity, units)) is not None:
            opens.setdefault(entity["offset"], []).append(tags[0])
            closes.setdefault(entity["offset"] + entity["length"], []).insert(0, tags[1])
    marks = sorted({0, len(units) // 2, *opens, *closes})
    out: list[str] = []
    for index, mark in enumerate(marks):
        out += closes.get(mark, []) + opens.get(mark, [])
        following = marks[index + 1] if index + 1 < len(marks) else mark
        out.append(html.escape(units[mark * 2 : following * 2].decode("utf-16-le"), quote=False))
    return "".join(out)


def _tags_of(entity: Entity, units: bytes) -> tuple[str, str] | None:
    start, end = entity["offset"] * 2, (entity["offset"] + entity["length"]) * 2
    if entity["type"] in ("text_link", "url"):
        link = entity.get("url") or units[start:end].decode("utf-16-le")
        return f'<a href="{html.escape(link)}">', "</a>"
    tag = _SHOWN.get(entity["type"])
    return (f"<{tag}>", f"</{tag}>") if tag else None


def _excludes(entity: Entity) -> bool:
    return entity["type"] in ("code", "pre", "text_link", "text_mention", "custom_emoji", "url")


def _broken(reason: str) -> ApiError:
    return bad_request(f"can't parse entities: {reason}")


def _byte(source: str, position: int) -> int:
    return len(source[:position].encode())


def _decoded(match: re.Match[str]) -> str:
    if match[3]:
        return _NAMED[match[3]]
    code = int(match[1], 16) if match[1] else int(match[2])
    usable = 0 < code < 0x10FFFF and not 0xD800 <= code < 0xE000
    return chr(code) if usable else match.group()


def _open(source: str, begin: int) -> tuple[str, Entity, int]:
    at = f"at byte offset {_byte(source, begin)}"
    match = _START_TAG.match(source, begin)
    assert match is not None
    tag, position = match[1].lower(), match.end()
    if position >= len(source):
        raise _broken(f"Unclosed start tag {at}")
    if tag not in _TAGS:
        raise _broken(f'Unsupported start tag "{tag}" {at}')
    entity: Entity = {"type": _TAGS[tag]}
    while True:
        while position < len(source) and source[position].isspace():
            position += 1
        if position >= len(source):
            raise _broken(f'Unclosed start tag "{tag}" {at}')
        if source[position] == ">":
            break
        found = _ATTRIBUTE.match(source, position)
        if found is None:
            raise _broken(f'Empty attribute name in the tag "{tag}" {at}')
        _attribute(tag, entity, found)
        position = found.end()
    if tag == "span" and not entity.pop("spoiler", False):
        raise _broken(f'Tag "span" must have class "tg-spoiler" {at}')
    return tag, entity, position + 1


def _attribute(tag: str, entity: Entity, found: re.Match[str]) -> None:
    name = found[1].lower()
    value = _CHARACTER.sub(_decoded, found[2] or found[3] or found[4] or "")
    if tag == "a" and name == "href":
        entity["url"] = value
    elif tag == "code" and name == "class" and value.startswith("language-"):
        entity["language"] = value.removeprefix("language-")
    elif tag == "span" and name == "class":
        entity["spoiler"] = value == "tg-spoiler"
    elif tag == "tg-emoji" and name == "emoji-id":
        entity["custom_emoji_id"] = value
    elif tag == "blockquote" and name == "expandable":
        entity["type"] = "expandable_blockquote"


def _close(
    source: str,
    begin: int,
    open_tags: list[tuple[str, Entity]],
    entities: list[Entity],
    length: int,
) -> int:
    at = f"at byte offset {_byte(source, begin)}"
    if not open_tags:
        raise _broken(f"Unexpected end tag {at}")
    match = _END_TAG.match(source, begin)
    if match is None:
        raise _broken(f"Unclosed end tag {at}")
    tag, entity = open_tags.pop()
    if match[1] and match[1].lower() != tag:
        raise _broken(f'Unmatched end tag {at}, expected "</{tag}>", found "</{match[1]}>"')
    entity["length"] = length - entity["offset"]
    linked = entity["type"] != "text_link" or _settle_link(entity)
    if entity["length"] and linked:
        entities.append(entity)
    return match.end()


def _settle_link(entity: Entity) -> bool:
    url = str(entity.get("url", ""))
    if person := re.fullmatch(r"tg://user\?id=(\d+)", url):
        del entity["url"]
        entity.update(type="text_mention", user_id=int(person[1]))
    return bool(url)


def _without_nested_code(entities: list[Entity]) -> list[Entity]:
    """A code inside a pre of the same span only names the language."""
    kept: list[Entity] = []
    for entity in entities:
        twin = next(
            (
                e
                for e in kept
                if {e["type"], entity["type"]} == {"pre", "code"}
                and (e["offset"], e["length"]) == (entity["offset"], entity["length"])
            ),
            None,
        )
        if twin is None:
            kept.append(entity)
            continue
        language = twin.get("language") or entity.get("language")
        twin["type"] = "pre"
        if language:
            twin["language"] = language
    for entity in kept:
        if entity["type"] == "code":
            entity.pop("language", None)
    return kept
