"""样张: every form in the words of every locality, and every format of the standard, for looking at
(`make gallery`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from documents.fields import entry
from documents.forms import FORMS
from documents.gallery_facts import LOCALITIES, example_facts
from documents.inspect import inspect_kind
from documents.printing import pictures, to_pdf
from documents.render import render
from documents.specimens import ORDER, VARIANTS, layout_of, specimen

_FORMATS = "formats"


def write_gallery(folder: Path, *, pdf: bool) -> tuple[Path, ...]:
    """样张: all forms of the five localities under `folder/<locality>/`, the standard's formats
    under `folder/formats/`; the files written.

    `pdf` adds a PDF and a PNG of every page of each .docx (Unprintable where LibreOffice is not
    installed) and `problems.txt` with what departs from the standard, empty when nothing does.
    """
    written: list[Path] = []
    problems: list[str] = []
    rooms: dict[str, Iterable[tuple[str, bytes]]] = {
        locality: _forms(locality) for locality in LOCALITIES
    }
    rooms[_FORMATS] = ((f"{name}.docx", specimen(name)) for name in (*VARIANTS, ORDER))
    kinds = {form: str(entry(form).head["kind"]) for form in FORMS}
    kinds |= {name: layout_of(name) for name in (*VARIANTS, ORDER)}
    for room, files in rooms.items():
        (folder / room).mkdir(parents=True, exist_ok=True)
        printed: list[Path] = []
        for name, content in files:
            file = folder / room / name
            file.write_bytes(content)
            written.append(file)
            printed += [file] if file.suffix == ".docx" else []
        if pdf:
            made = to_pdf(printed, folder / room)
            problems += _measured(room, made, kinds)
            written += [page for file in made.values() for page in (file, *pictures(file))]
    if pdf:
        (folder / "problems.txt").write_text("\n".join(problems), encoding="utf-8")
        written.append(folder / "problems.txt")
    return tuple(written)


def _forms(locality: str) -> Iterator[tuple[str, bytes]]:
    for form, one in FORMS.items():
        yield f"{form}{one.suffix}", render(form, example_facts(form, locality)).docx


def _measured(room: str, made: Mapping[str, Path], kinds: Mapping[str, str]) -> list[str]:
    return [
        f"{room} {name}：{reason}"
        for name, file in made.items()
        for reason in inspect_kind(kinds[name], file)
    ]
