"""卷宗与证据包: several files of the ledger in one .zip, the same bytes for the same contents."""

import io
import zipfile
from collections.abc import Mapping

from bot.ports import Attachment
from inspection.ledger import Ledger

_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def make_bundle(ledger: Ledger, name: str) -> Attachment:
    """The bundle a posting names: `draw_pack:<draw>:<public|full>` or `dossier:<task>`."""
    kind, *arguments = name.split(":")
    if kind == "draw_pack":
        return _draw_pack(ledger, int(arguments[0]), public=arguments[1] == "public")
    raise ValueError(f"unknown bundle {name!r}")


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A .zip of the files in order of their names, without times: reproducible."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[name])
    return buffer.getvalue()


def _draw_pack(ledger: Ledger, draw_id: int, *, public: bool) -> Attachment:
    raise NotImplementedError
