"""A whole inspection, and nobody in the group, the log or a public file reads what is personal.

Every phone, certificate number and risk class of the county is looked for in every message the
group was ever sent (edits and what was superseded too), in every file that went there, in every
public file, and in every line the bot wrote to its log (信阳第二十七条).
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.backstage import Backstage
from app.rehearsal.play import Play
from app.rehearsal.scenes import SCENES
from app.rehearsal.transcript import Transcript
from app.stage.stage import Stage
from bot.sending import prepare
from bot.wording import plain
from inspection.draws import DrawSource, DrawState
from inspection.shelflist import PUBLIC_FORMS
from inspection.signing import Signing, signing_of

CANARIES = {"A": "险甲类", "B": "险乙类", "C": "险丙类", "D": "险丁类"}
"""Risk classes that nothing else is called by: a single letter could not be looked for."""
CLASS_WORDS = re.compile(r"[ABCD]\s*[类级档]|风险(分类|等级)?[为：:]\s*[ABCD高低中]")


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Play]:
    """The rehearsal from the first link to the archive, with canaries for risk classes."""
    stage = Stage(tmp_path_factory.mktemp("privacy"), "xinyang", as_process=True, adopted=False)
    try:
        _mark_classes(stage)
        stage.start()
        play = Play(stage, Transcript(stage, lambda line: None), seed=3)
        for _, scene in SCENES:
            scene(play)
        yield play
    finally:
        stage.close()


def _mark_classes(stage: Stage) -> None:
    with stage.database.transaction() as ledger:
        for subject in ledger.subjects.find():
            marked = CANARIES.get(subject.risk_class, subject.risk_class)
            ledger.subjects.save(replace(subject, risk_class=marked))
        for entry in ledger.plan_entries.find():
            rates = {CANARIES.get(risk, risk): rate for risk, rate in entry.rates.items()}
            ledger.plan_entries.save(replace(entry, rates=rates))


def personal(play: Play) -> set[str]:
    """All that must not be read."""
    with play.stage.database.reading() as ledger:
        phones = {each.phone for each in (*ledger.people.find(), *ledger.subjects.find())}
        certificates = {each.certificate_number for each in ledger.inspectors.find()}
        classes = {each.risk_class for each in ledger.subjects.find()}
    found = {each for each in phones | certificates | classes if each}
    assert len(phones) > 50
    assert len(certificates) > 10
    assert classes & set(CANARIES.values())
    return found


Leaks = Callable[[str, str], list[str]]


@pytest.fixture(scope="module")
def leaks(played: Play) -> Leaks:
    """A function that tells what personal things stand in a text, and where."""
    forbidden = re.compile("|".join(map(re.escape, sorted(personal(played)))))
    return lambda where, text: _found(forbidden, where, text)


def _found(forbidden: re.Pattern[str], where: str, text: str) -> list[str]:
    told = [f"{where}：{match.group()}" for match in forbidden.finditer(text)]
    return told + [f"{where}：{match.group()}" for match in CLASS_WORDS.finditer(text)]


def texts_of(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    """Every text in a file, however deep it is packed."""
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for inner in archive.namelist():
                yield f"{name}/{inner}", inner
                yield from texts_of(f"{name}/{inner}", archive.read(inner))
        return
    text = content.decode("utf-8", errors="ignore")
    yield name, text
    if name.endswith(".xml"):
        yield name, re.sub(r"<[^>]+>", "", text)


def test_nothing_personal_is_ever_sent_to_a_group(played: Play, leaks: Leaks) -> None:
    backstage = Backstage(played.stage.database, played.stage.clock)
    found: list[str] = []
    messages = files = 0
    with played.stage.database.transaction() as ledger:
        for posting in ledger.postings.find():
            if posting.chat_id > 0:
                continue
            outgoing = prepare(ledger, backstage, posting)
            buttons = " ".join(b.label + b.url for row in outgoing.words.rows for b in row)
            messages += 1
            said = f"{outgoing.words.text} {buttons}"
            found += leaks(posting.kind, said)
            found += [
                f"{posting.kind}：{line}"
                for line in said.splitlines()
                if re.search(r"\bS\d\b", line) and "青禾县" in line and "抽查" not in line
            ]
            if outgoing.attachment is not None:
                files += 1
                for name, text in texts_of(outgoing.attachment.name, outgoing.attachment.content):
                    found += leaks(f"{posting.kind}/{name}", text)
    assert messages > 60
    assert files >= 6
    assert sorted(set(found)) == []


def test_nothing_personal_is_shown_to_a_group_by_pop_ups_or_files(
    played: Play, leaks: Leaks
) -> None:
    found: list[str] = []
    for message in played.stage.messages(played.group):
        found += leaks("群消息", message.text)
        if message.document is not None:
            content = message.document.content
            for name, text in texts_of(message.document.name, content):
                found += leaks(f"群文件 {name}", text)
    assert sorted(set(found)) == []
    assert plain("dismissed", {})


def test_papers_signed_by_hand_go_to_persons_only(played: Play) -> None:
    """They carry certificate numbers: each came with its step, to whoever needed it."""
    with played.stage.database.reading() as ledger:
        forms = {document.id: document.form for document in ledger.documents.find()}
        sent = [each for each in ledger.postings.find() if each.document_id is not None]
    private, group = (
        {forms[each.document_id] for each in sent if each.document_id and chosen(each.chat_id)}
        for chosen in (lambda chat: chat > 0, lambda chat: chat < 0)
    )
    assert {"网络检查记录", "拒签见证说明", "复查记录", "责令改正通知书"} <= private
    assert group
    assert [form for form in group if signing_of(form) is Signing.BY_HAND] == []


def test_nothing_personal_is_in_a_public_file(played: Play, leaks: Leaks) -> None:
    backstage = Backstage(played.stage.database, played.stage.clock)
    found: list[str] = []
    looked = set()
    with played.stage.database.transaction() as ledger:
        for document in ledger.documents.find():
            if document.form in PUBLIC_FORMS:
                looked.add(document.form)
                _, file = backstage.print_document(ledger, document.id)
                for name, text in texts_of(file.name, file.content):
                    found += leaks(name, text)
        for draw in ledger.draws.find(source=DrawSource.LOCAL, state=DrawState.DRAWN):
            looked.add("pack")
            pack = backstage.bundle(ledger, f"draw_pack:{draw.id}:public")
            for name, text in texts_of(pack.name, pack.content):
                found += leaks(name, text)
    assert {"pack", "结果公示表", "抽取方案公示单"} <= looked
    assert sorted(set(found)) == []


def test_nothing_personal_is_logged(played: Play, leaks: Leaks) -> None:
    log: Path = played.stage.folder / "bot.log"
    text = log.read_text(encoding="utf-8")
    assert leaks("日志", text) == []
    assert played.stage.settings.token not in text
