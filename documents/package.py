"""文件包: a .docx package whose fixed parts are compressed once and spliced with fresh ones.

Zip times are fixed (1980-01-01), so the same parts give the same bytes.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from functools import lru_cache

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_UTF8 = 0x800
_DEFLATED = 8
_DATE = (1 << 5) | 1
_LEVEL = 2
_SMALL = 4096


def _deflate(data: bytes) -> bytes:
    squeeze = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15)
    return squeeze.compress(data) + squeeze.flush()


# 小部件: footers come again in every document of a form
_deflate_once = lru_cache(maxsize=256)(_deflate)


def _headers(name: str, data: bytes, packed: bytes, offset: int) -> tuple[bytes, bytes]:
    raw = name.encode()
    crc, size = zlib.crc32(data), len(packed)
    local = _LOCAL.pack(
        b"PK\3\4", 20, _UTF8, _DEFLATED, 0, _DATE, crc, size, len(data), len(raw), 0
    )
    central = _CENTRAL.pack(
        b"PK\1\2", 20, 20, _UTF8, _DEFLATED, 0, _DATE, crc, size, len(data), len(raw),
        0, 0, 0, 0, 0, offset,
    )  # fmt: skip
    return local + raw, central + raw


class Package:
    """文件包: the fixed parts of one template, ready to be joined with rendered ones."""

    def __init__(self, fixed: Mapping[str, bytes]) -> None:
        body, index = bytearray(), bytearray()
        for name in sorted(fixed, key=lambda n: (n != "[Content_Types].xml", n)):
            packed = _deflate(fixed[name])
            local, central = _headers(name, fixed[name], packed, len(body))
            body += local + packed
            index += central
        self._body, self._index, self._count = bytes(body), bytes(index), len(fixed)

    def splice(self, fresh: Mapping[str, bytes]) -> bytes:
        """装订: the whole .docx, its fixed parts followed by the fresh ones."""
        pieces, offset = [self._body], len(self._body)
        index = [self._index]
        for name, data in fresh.items():
            packed = (_deflate if len(data) > _SMALL else _deflate_once)(data)
            local, central = _headers(name, data, packed, offset)
            pieces += (local, packed)
            index.append(central)
            offset += len(local) + len(packed)
        entries = b"".join(index)
        count = self._count + len(fresh)
        end = _END.pack(b"PK\5\6", 0, 0, count, count, len(entries), offset, 0)
        return b"".join((*pieces, entries, end))
