"""The rehearsal: a whole inspection by the bot's own process, killed twice, in every locality."""

import json
import zipfile
from pathlib import Path

import pytest

from app.cli import main
from app.profiles import LOCALITIES

FORMS = {
    "吹哨通知",
    "工作方案",
    "抽取方案公示单",
    "回避声明",
    "随机抽取记录",
    "检查组名单",
    "提前告知书",
    "网络检查记录",
    "情况记录表",
    "拒签见证说明",
    "复查记录",
    "结果公示表",
    "责令改正通知书",
    "工作总结",
    "卷内目录",
}


@pytest.mark.parametrize("locality", LOCALITIES)
def test_rehearsal_ends_with_every_paper(
    locality: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rehearse", "--locality", locality, "--out", str(tmp_path), "--quiet"]) == 0
    assert "演练完成" in capsys.readouterr().out
    summary = json.loads((tmp_path / "summary.json").read_text(encoding="utf-8"))
    assert summary["state"] == "archived"
    assert summary["restarts"] == 2
    assert set(summary["forms"]) >= FORMS
    assert ("检查报告" in summary["forms"]) is (locality == "wolong")
    assert ("行业统一检查单" in summary["forms"]) is (locality in ("xinxian", "wolong"))
    assert ("履职尽责证据清单" in summary["forms"]) is (locality == "xinzhou")
    assert f"{summary['task']}-工作方案.docx" in summary["files"]
    assert any(name.startswith("青商〔2026〕1号-方案制定") for name in summary["files"])
    papers = {path.name for path in (tmp_path / "文书").iterdir()}
    assert papers == set(summary["files"])
    with zipfile.ZipFile(tmp_path / summary["dossier"]) as dossier:
        assert dossier.testzip() is None
        assert "目录.json" in dossier.namelist()
    for pack in (tmp_path / "证据包").iterdir():
        assert main(["verify", str(pack)]) == 0
    transcript = (tmp_path / "transcript.md").read_text(encoding="utf-8")
    assert transcript.count("kill -9") == 2
    assert "已归档" in transcript


def test_same_seed_draws_the_same_subjects(tmp_path: Path) -> None:
    for name in ("one", "two"):
        arguments = ["rehearse", "--out", str(tmp_path / name), "--seed", "7", "--quiet"]
        assert main(arguments) == 0
    first, second = (
        sorted(path.name for path in (tmp_path / name / "文书").iterdir())
        for name in ("one", "two")
    )
    assert first == second
