"""The command line as a whole: help in Chinese, exit status, one line of complaint."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from app.cli import COMMANDS
from tests.app.conftest import TypeIn

HEAVY = ("telegram", "docx", "docxtpl", "lxml", "sqlalchemy", "openpyxl", "tornado", "apscheduler")
ENGLISH = re.compile(r"\b(usage|options|positional|arguments?|show this|help message|error)\b")


def test_help_lists_every_command_in_chinese(type_in: TypeIn) -> None:
    shown = type_in("--help")
    assert shown.status == 0
    assert all(f"\n    {name}" in shown.out for name in COMMANDS)
    assert not ENGLISH.search(shown.out)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_explains_itself_in_chinese(type_in: TypeIn, name: str) -> None:
    shown = type_in(name, "--help")
    assert (shown.status, shown.err) == (0, "")
    assert COMMANDS[name] in shown.out
    assert not ENGLISH.search(shown.out)
    assert type_in("help", name).out == shown.out


def test_no_command_shows_the_help_and_is_wrong_usage(type_in: TypeIn) -> None:
    shown = type_in()
    assert (shown.status, shown.out) == (2, "")
    assert "rehearse" in shown.err


def test_version_is_one_line(type_in: TypeIn) -> None:
    shown = type_in("--version")
    assert shown.status == 0
    assert re.fullmatch(r"吹哨 \d+\.\d+\.\d+\n", shown.out)


def test_an_unknown_command_is_wrong_usage_in_one_line(type_in: TypeIn) -> None:
    shown = type_in("rehears")
    assert shown.status == 2
    assert "“rehears”" in shown.complaint or "'rehears'" in shown.complaint
    assert "不在可选范围内" in shown.complaint
    assert not ENGLISH.search(shown.complaint)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("template",), "缺少参数：文件.xlsx"),
        (("forms", "实地检查", "b"), "不认识的参数：b"),
        (("due", "2026-01-30", "--days"), "后面要跟一个值"),
        (("due", "2026-01-30", "--days", "x"), "应为整数"),
        (("due", "2026-01-30", "--l", "xinyang", "--dry-run=1"), "不认识的参数"),
        (("import", "a.xlsx", "--dry-run=1"), "不能带值"),
    ],
)
def test_wrong_usage_is_told_in_chinese(type_in: TypeIn, words: tuple[str, ...], said: str) -> None:
    shown = type_in(*words)
    assert shown.status == 2
    assert said in shown.complaint
    assert not ENGLISH.search(shown.complaint)


def test_help_needs_neither_telegram_nor_word() -> None:
    program = (
        "import json, sys\n"
        "from app.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit: pass\n"
        "print(json.dumps(sorted(sys.modules)), file=sys.stderr)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    loaded = {name.partition(".")[0] for name in json.loads(ran.stderr)}
    assert loaded.isdisjoint(HEAVY)


def test_a_broken_settings_file_is_one_line(desk: Path, type_in: TypeIn) -> None:
    (desk / "chuishao.toml").write_text("token = \n", encoding="utf-8")
    shown = type_in("doctor", "--offline")
    assert shown.status == 1
    assert "chuishao.toml 不是正确的 TOML 文件" in shown.complaint


def test_an_unknown_setting_is_named(desk: Path, type_in: TypeIn) -> None:
    (desk / "chuishao.toml").write_text('tokn = "x"\n', encoding="utf-8")
    assert "不认识的设置“tokn”" in type_in("doctor", "--offline").complaint


def test_link_for_an_unknown_person_names_the_remedy(
    type_in: TypeIn, settings_of, demo_ledger: str
) -> None:
    settings_of(database=demo_ledger)
    shown = type_in("link", "查无此人")
    assert shown.status == 1
    assert "查无此人" in shown.complaint


def test_link_shows_a_deep_link_once(type_in: TypeIn, settings_of, demo_ledger: str) -> None:
    settings_of(database=demo_ledger)
    shown = type_in("link", "柳总汇", "--bot", "qinghe_bot")
    assert (shown.status, shown.err) == (0, "")
    assert re.search(r"https://t\.me/qinghe_bot\?start=[\w-]{20,}", shown.out)


def test_who_leaves_is_taken_off_duty_and_what_is_left_is_named(
    type_in: TypeIn, settings_of, demo_ledger: str
) -> None:
    settings_of(database=demo_ledger)
    shown = type_in("person", "leave", "柳总汇")
    assert (shown.status, shown.err) == (0, "")
    assert "柳总汇" in shown.out
    assert "已停用" in shown.out
    again = type_in("person", "leave", "柳总汇")
    assert again.status == 1
    assert "柳总汇" in again.complaint
    assert type_in("link", "柳总汇").status == 1


def test_run_without_a_token_says_what_to_set(type_in: TypeIn) -> None:
    shown = type_in("run")
    assert shown.status == 1
    assert "CHUISHAO_TOKEN" in shown.complaint


def broken(*_: object) -> None:
    """A command with a fault of ours in it."""
    raise KeyError("某处")


def test_a_fault_is_one_line_and_its_trace_is_kept(
    type_in: TypeIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("app.commands.template.perform", broken)
    shown = type_in("template", "a.xlsx")
    assert (shown.status, shown.out) == (1, "")
    assert "程序内部错误（KeyError：" in shown.complaint
    (kept,) = tmp_path.glob("chuishao-*.log")
    assert str(kept) in shown.complaint
    assert "Traceback" in kept.read_text(encoding="utf-8")


def test_a_fault_is_shown_to_whoever_asks_for_it(
    type_in: TypeIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHUISHAO_TRACE", "1")
    monkeypatch.setattr("app.commands.template.perform", broken)
    with pytest.raises(KeyError):
        type_in("template", "a.xlsx")


def test_a_service_shows_its_faults_in_its_log(
    type_in: TypeIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.commands.run.perform", broken)
    with pytest.raises(KeyError):
        type_in("run")


def test_ctrl_c_is_no_stack_trace(type_in: TypeIn, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("app.commands.template.perform", interrupted)
    shown = type_in("template", "a.xlsx")
    assert (shown.status, shown.complaint) == (1, "已停止。")


def test_python_m_app_is_the_same_command(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "app", "verify", str(tmp_path / "nowhere")],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr == f"出错：找不到 {tmp_path / 'nowhere'}，请核对路径。\n"
