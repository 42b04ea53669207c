"""Word documents: docxtpl, python-docx, docx-mailmerge2 and ours on the same forms, in one run.

    python benchmarks/documents.py            # 15 interleaved rounds
    python benchmarks/documents.py --small    # 3 rounds, to see that everything runs

Absolute times drift on a shared machine, so every line is a ratio against a peer or the floor
measured beside it (performance.md, "Word documents"), in processor time: everything here runs on
one core and waits for nothing, so that only what others do on the machine is left out.
"""

import argparse
import gc
import io
import re
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median
from time import process_time
from xml.parsers import expat

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt
from docxtpl import DocxTemplate
from mailmerge import MailMerge

from documents.compile import Compiled, _environment, xml_text
from documents.facts import complete
from documents.fields import entry
from documents.gallery_facts import example_facts
from documents.package import Package
from documents.render import render, template_file

ROOT = Path(__file__).resolve().parents[1]
RECORD, SCHEME = "情况记录表", "工作方案"
Job = Callable[[], bytes]


def completed(form: str) -> dict[str, object]:
    """The example's facts with nothing missing, as templates get them."""
    made, missing = complete(form, entry(form).root, example_facts(form))
    assert missing == ()
    return {**made, "imprint_break": 0}


def by_docxtpl(form: str) -> Job:
    """docxtpl on the very template of ours: a fresh object for each document, as it must be."""
    template, facts = template_file(form, "joint_record"), completed(form)
    environment = _environment(trusted=True)

    def job() -> bytes:
        document = DocxTemplate(io.BytesIO(template))
        document.render(facts, environment)
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()

    return job


def from_scratch(form: str) -> Job:
    """python-docx writing the same paragraphs and cells into an empty document."""
    model = Document(io.BytesIO(render(form, example_facts(form)).docx))
    paragraphs = [each.text for each in model.paragraphs]
    tables = [[[cell.text for cell in row.cells] for row in t.rows] for t in model.tables]

    def job() -> bytes:
        document = Document()
        for text in paragraphs:
            document.add_paragraph(text).paragraph_format.line_spacing = Pt(29)
        for rows in tables:
            table = document.add_table(len(rows), len(rows[0]))
            for row, texts in zip(table.rows, rows, strict=True):
                for cell, text in zip(row.cells, texts, strict=True):
                    cell.text = text
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()

    return job


def filling(form: str) -> Job:
    """python-docx opening a finished form and writing every cell anew."""
    model = render(form, example_facts(form)).docx

    def job() -> bytes:
        document = Document(io.BytesIO(model))
        for table in document.tables:
            for cell in table._cells:
                cell.text = cell.text
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()

    return job


def by_mailmerge(form: str) -> Job:
    """docx-mailmerge2 with one field per cell and no loops."""
    document = Document(io.BytesIO(render(form, example_facts(form)).docx))
    values: dict[str, str] = {}
    for table in document.tables:
        for cell in table._cells:
            if not cell.text or "MERGEFIELD" in cell._tc.xml:
                continue
            name = f"f{len(values)}"
            values[name] = cell.text
            paragraph = cell.paragraphs[0]._p
            for old in list(paragraph)[1:]:
                paragraph.remove(old)
            paragraph.append(
                parse_xml(
                    f'<w:fldSimple {nsdecls("w")} w:instr=" MERGEFIELD {name} "><w:r><w:t>x</w:t>'
                    "</w:r></w:fldSimple>"
                )
            )
    prepared = io.BytesIO()
    document.save(prepared)
    template = prepared.getvalue()

    def job() -> bytes:
        with MailMerge(io.BytesIO(template)) as merge:
            merge.merge(**values)
            out = io.BytesIO()
            merge.write(out)
        return out.getvalue()

    return job


def ours(form: str) -> Job:
    """The whole way: facts checked, completed, hashed, rendered, checked well-formed, spliced."""
    facts = example_facts(form)
    return lambda: render(form, facts).docx


def compiled_only(form: str) -> Job:
    """Ours without checking the facts: what docxtpl's figure is to be held against."""
    facts = completed(form)
    made = Compiled(
        template_file(form, "joint_record"), known=entry(form).root.members, trusted=True
    )
    return lambda: made.make(facts)


def texts_in(value: object) -> list[str]:
    """Every text among the facts, longest first."""
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return sorted({text for each in inner for text in texts_in(each)}, key=len, reverse=True)


def floor(form: str) -> Job:
    """The same document without any template: the facts' texts escaped and joined with fixed
    pieces in plain Python, checked well-formed, deflated and spliced."""
    with zipfile.ZipFile(io.BytesIO(render(form, example_facts(form)).docx)) as package:
        parts: Mapping[str, bytes] = {name: package.read(name) for name in package.namelist()}
    fresh = [n for n in parts if n == "word/document.xml" or "footer" in n]
    rest = Package({name: parts[name] for name in parts if name not in fresh})
    known = "|".join(re.escape(text) for text in texts_in(completed(form)) if len(text) > 1)
    pieces = {name: re.split(f"({known})", parts[name].decode()) for name in fresh}

    def job() -> bytes:
        made = {}
        for name, texts in pieces.items():
            joined = "".join(
                str(xml_text(text)) if place % 2 else text for place, text in enumerate(texts)
            )
            made[name] = joined.encode()
            expat.ParserCreate().Parse(made[name], True)
        return rest.splice(made)

    return job


def timed(jobs: Mapping[str, Job], rounds: int) -> dict[str, float]:
    """Median milliseconds of processor time of every job, the jobs taking turns in every round."""
    taken: dict[str, list[float]] = {name: [] for name in jobs}
    for job in jobs.values():
        job()
    for _ in range(rounds):
        for name, job in jobs.items():
            gc.collect()
            times = 20 if max(taken[name], default=1.0) < 5 else 1
            start = process_time()
            for _ in range(times):
                job()
            taken[name].append((process_time() - start) * 1000 / times)
    return {name: median(each) for name, each in taken.items()}


def line(target: str, peer: str, peers: float, us: float, ratio: float, met: bool) -> None:
    """One row: target, peer, ours, ratio."""
    mark = "met" if met else "NOT MET"
    print(f"{target:<46} {peer:<28} {peers:>9.2f} {us:>9.2f} {ratio:>8.2f}x  {mark}")


def record_form(rounds: int) -> None:
    """One record form by every means."""
    jobs: dict[str, Job] = {
        "docxtpl": by_docxtpl(RECORD),
        "python-docx from scratch": from_scratch(RECORD),
        "python-docx filling": filling(RECORD),
        "floor": floor(RECORD),
        "compiled": compiled_only(RECORD),
        "ours": ours(RECORD),
        "docx-mailmerge2": by_mailmerge(RECORD),
    }
    ms = timed(jobs, rounds)
    us = ms["ours"]
    line("record form >= 40x docxtpl", "docxtpl", ms["docxtpl"], us, ms["docxtpl"] / us,
         ms["docxtpl"] / us >= 40)  # fmt: skip
    line("  the same, facts not checked", "docxtpl", ms["docxtpl"], ms["compiled"],
         ms["docxtpl"] / ms["compiled"], ms["docxtpl"] / ms["compiled"] >= 40)  # fmt: skip
    line("record form <= 3x floor", "floor: no template", ms["floor"], us, us / ms["floor"],
         us / ms["floor"] <= 3)  # fmt: skip
    line("  the same, facts not checked", "floor: no template", ms["floor"], ms["compiled"],
         ms["compiled"] / ms["floor"], ms["compiled"] / ms["floor"] <= 3)  # fmt: skip
    for peer in ("python-docx from scratch", "python-docx filling", "docx-mailmerge2"):
        line("record form, faster", peer, ms[peer], us, ms[peer] / us, ms[peer] > us)


def scheme(rounds: int) -> None:
    """The six-page scheme."""
    ms = timed({"docxtpl": by_docxtpl(SCHEME), "ours": ours(SCHEME)}, rounds)
    ratio = ms["docxtpl"] / ms["ours"]
    line("6-page scheme >= 20x docxtpl", "docxtpl", ms["docxtpl"], ms["ours"], ratio, ratio >= 20)


def memory() -> None:
    """1,000 forms of a task: how much the process grows after the first hundred."""
    facts = example_facts(RECORD)

    def peak() -> float:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

    def write(count: int) -> None:
        for number in range(count):
            render(RECORD, {**facts, "remarks": f"第{number}份"})

    write(100)
    before = peak()
    write(1000)
    grown = peak() - before
    line("1,000 forms, memory flat (MB)", "after 100 forms", before, peak(), grown, grown < 5)


_FIRST = {
    "ours": "from documents.render import render; from documents.gallery_facts import example_facts;"
    f"f = example_facts({RECORD!r}); t = clock(); render({RECORD!r}, f)",
    "docxtpl": "from docxtpl import DocxTemplate; import documents.compile;"
    "t = clock(); d = DocxTemplate('{file}'); d.render(facts, documents.compile._TRUSTED);"
    "d.save(__import__('io').BytesIO())",
}


def first(rounds: int, folder: Path) -> None:
    """The first document of a process: compile (ours: layout too) included, imports not."""
    import json

    file = folder / "first.docx"
    file.write_bytes(template_file(RECORD, "joint_record"))
    (folder / "facts.json").write_text(json.dumps(completed(RECORD)), encoding="utf-8")
    ms: dict[str, list[float]] = {"ours": [], "docxtpl": []}
    for _ in range(rounds):
        for name, code in _FIRST.items():
            source = (
                "import json; from time import process_time as clock;"
                f"facts = json.load(open('{folder}/facts.json'));"
                + code.replace("{file}", str(file))
                + "; print((clock() - t) * 1000)"
            )
            made = subprocess.run(
                [sys.executable, "-c", source], cwd=ROOT, check=True, capture_output=True, text=True
            )
            ms[name].append(float(made.stdout))
    peer, us = median(ms["docxtpl"]), median(ms["ours"])
    line("first document <= docxtpl's", "docxtpl", peer, us, us / peer, us <= peer)


def main() -> None:
    """Print every line."""
    import tempfile

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true")
    rounds = 3 if parser.parse_args().small else 15
    print(f"{'target':<46} {'peer':<28} {'peer ms':>9} {'ours ms':>9} {'ratio':>9}")
    record_form(rounds)
    scheme(rounds)
    with tempfile.TemporaryDirectory() as folder:
        first(max(3, rounds // 3), Path(folder))
    memory()


if __name__ == "__main__":
    main()
