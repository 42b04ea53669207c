"""Evidence packs: they verify as they are, and every kind of tampering is named."""

import subprocess
import sys
from pathlib import Path

import pytest

from inspection.evidence_pack import MatchLine, full_pack, neutral_labels, own_line, public_pack
from inspection.pack_check import sha256_hex, verify_pack
from tests.inspection.lots import SCRIPT, evidence, orders

MATCHES = [
    MatchLine(department="民政", id="91419901MA0XA00285", inspector="M01", round=1, leader=True),
    MatchLine(department="市监", id="91419901MA0XA00285", inspector="S04", round=1, leader=False),
]


def resummed(files: dict[str, bytes]) -> dict[str, bytes]:
    """The pack after a forger has also rewritten SHA256SUMS."""
    names = sorted(set(files) - {"SHA256SUMS"})
    sums = "".join(f"{sha256_hex(files[name])}  {name}\n" for name in names)
    return {**files, "SHA256SUMS": sums.encode()}


def test_both_packs_verify_as_they_are() -> None:
    full = full_pack(evidence(matches=MATCHES), SCRIPT)
    assert sorted(full) == [
        "SHA256SUMS",
        "excluded.csv",
        "matches.csv",
        "order.csv",
        "params.json",
        "roster.csv",
        "verify.py",
        "witnesses.json",
    ]
    assert verify_pack(full) == []
    assert verify_pack(public_pack(evidence(matches=MATCHES), SCRIPT)) == []


def test_a_supplementary_draw_extends_the_pack_and_still_verifies() -> None:
    more = evidence(supplementary={"B": 2})
    full = full_pack(more, SCRIPT)
    assert full["order.csv"].decode().count(",1\n") == 7
    assert verify_pack(full) == []
    assert verify_pack(public_pack(more, SCRIPT)) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("roster.csv", b"0044T,B,1", b"0044T,B,9", "名录 roster.csv 与参数中冻结的摘要不符"),
        ("params.json", b'"B":2', b'"B":3', "见证人 W1 的揭示与事先公布的承诺不符"),
        ("params.json", b'"B":2', b'"B": 2', "不是规范写法"),
        ("witnesses.json", b"483920175536", b"483920175537", "见证人 W1"),
        ("witnesses.json", b"T09:05", b"T08:55", "全部承诺公布之前就已揭示"),
        ("witnesses.json", b'"beacon":""', b'"beacon":"3D 123"', "order.csv 层 A 第1位"),
        ("order.csv", b"00a57bae", b"00a57baf", "order.csv 层 B 第1位应为 91419901MA0XA0044T"),
        ("order.csv", b"C,1,52419901MJ0XD0027T", b"C,1,91419901MA0XD00165", "层 C 第1位"),
        ("excluded.csv", b"0XA0099X", b"0XA00285", "既在名录中又列为排除"),
        ("matches.csv", b"00285,S04", b"001X5,S04", "没有被抽中"),
        ("matches.csv", b"S04,1,0", b"S04,1,1", "有两名组长"),
    ],
)
def test_tampering_is_named_even_with_rewritten_sums(
    name: str, old: bytes, new: bytes, said: str
) -> None:
    files = full_pack(evidence(matches=MATCHES), SCRIPT)
    assert old in files[name]
    forged = resummed({**files, name: files[name].replace(old, new)})
    (found,) = verify_pack(forged)
    assert said in found


def test_drawing_out_of_turn_is_named() -> None:
    files = full_pack(evidence(), SCRIPT)
    rows = files["order.csv"].decode().splitlines()
    skipped = [row[:-1] + ("0" if row.startswith("B,2,") else "1") for row in rows[1:]]
    forged = resummed({**files, "order.csv": "\n".join([rows[0], *skipped, ""]).encode()})
    (found,) = verify_pack(forged)
    assert "越过了前面的对象被抽中" in found


@pytest.mark.parametrize("name", ["roster.csv", "order.csv", "SHA256SUMS", "witnesses.json"])
def test_a_missing_file_is_named(name: str) -> None:
    files = full_pack(evidence(), SCRIPT)
    del files[name]
    (found,) = verify_pack(files)
    assert name in found


def test_a_changed_or_added_file_is_named() -> None:
    files = full_pack(evidence(), SCRIPT)
    assert "params.json" in verify_pack({**files, "params.json": b"{}"})[0]
    assert "多余.txt" in verify_pack({**files, "多余.txt": b""})[0]


def test_unreadable_content_is_one_sentence_and_no_fault() -> None:
    files = full_pack(evidence(), SCRIPT)
    for content in (b"", b"\xff\xfe", b"[]", b'{"witnesses":[{}]}'):
        (found,) = verify_pack(resummed({**files, "witnesses.json": content}))
        assert found.endswith("。")


def test_the_public_pack_tells_no_names_no_classes_and_nobody_undrawn() -> None:
    files = public_pack(evidence(matches=MATCHES), SCRIPT)
    assert sorted(files) == [
        "SHA256SUMS",
        "order.csv",
        "summary.json",
        "verify.py",
        "witnesses.json",
    ]
    everything = b"".join(content for name, content in files.items() if name != "verify.py")
    for private in ("见证甲", "91419901MA0XA001X5", "0XA0099X", "moved_out", "M01", '"quota"'):
        assert private.encode() not in everything
    strata = {row.split(",")[0] for row in files["order.csv"].decode().splitlines()[1:]}
    assert strata == {"S1", "S2", "S3", "S4"}


def test_a_forged_public_ticket_or_seed_is_named() -> None:
    files = public_pack(evidence(), SCRIPT)
    forged = {**files, "order.csv": files["order.csv"].replace(b"00a57bae", b"00a57baf")}
    assert "91419901MA0XA0044T 的签与种子推算的不符" in verify_pack(resummed(forged))[0]
    forged = {**files, "summary.json": files["summary.json"].replace(b'"579', b'"578')}
    assert "种子" in verify_pack(resummed(forged))[0]


def test_neutral_labels_follow_the_tickets_not_the_classes() -> None:
    assert neutral_labels(orders()) == {"B": "S1", "D": "S2", "C": "S3", "A": "S4"}


def test_an_enterprise_may_be_given_its_own_line() -> None:
    line = own_line(evidence(), "91419901MA0XA001X5")
    assert line is not None
    assert (line[0], line[2]) == (2, False)
    assert own_line(evidence(), "unknown") is None


def test_the_script_stands_alone_and_names_the_first_difference(tmp_path: Path) -> None:
    for name, content in full_pack(evidence(matches=MATCHES), SCRIPT).items():
        (tmp_path / name).write_bytes(content)
    command = [sys.executable, "-I", str(tmp_path / "verify.py")]
    passed = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    assert (passed.returncode, passed.stderr) == (0, "")
    assert "核验通过" in passed.stdout
    roster = tmp_path / "roster.csv"
    roster.write_bytes(roster.read_bytes().replace(b",B,2", b",B,5"))
    failed = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    assert failed.returncode == 1
    assert "核验不符：文件 roster.csv" in failed.stdout
