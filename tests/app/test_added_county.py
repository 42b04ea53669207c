"""A county beyond the five is one rule file and one cases file: here the made-up 岚花县."""

import asyncio
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from app.page import deeds
from app.page.county import Setting
from app.page.session import Session
from app.profiles import LOCALITIES, known_localities, load_all, load_profile
from documents.render import render
from inspection.rule import SILENT_TEXT, ProfileError
from storage.database import open_database
from tests.app.conftest import TypeIn
from tests.app.test_render import words_in
from tests.inspection.test_cases import decide
from tests.inspection.usecases.field_scene import finish_all, set_scene
from tests.small_chat import small_chat

COUNTY = Path(__file__).parent / "added_county"
CASES = tomllib.loads((COUNTY / "cases.toml").read_text("utf-8"))["case"]


@pytest.fixture
def folder(desk: Path, settings_of: Callable[..., None]) -> Path:
    """A folder of profiles that the settings name."""
    made = desk / "规则"
    made.mkdir()
    shutil.copy(COUNTY / "lanhua.toml", made)
    settings_of(profiles=made)
    return made


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["rule"])
def test_its_cases_come_out_as_its_circular_says(case: dict[str, Any]) -> None:
    found, article = decide(load_profile("lanhua"), case["rule"], case.get("facts", {}))
    assert (article.article if article else SILENT_TEXT) == case["article"]
    assert found == case.get("expected")


@pytest.mark.usefixtures("folder")
def test_it_stands_beside_the_five() -> None:
    assert known_localities() == (*LOCALITIES, "lanhua")
    assert [each.names.locality for each in load_all()][-1] == "岚花县"
    assert load_profile("lanhua").effective_response_days.is_local


@pytest.mark.usefixtures("folder")
def test_every_command_that_takes_a_locality_takes_it(type_in: TypeIn) -> None:
    due = type_in("due", "2026-04-10", "--locality", "lanhua")
    assert "2026年5月6日" in due.out
    assert "《岚花县部门联合抽查办法（虚构）》第八条" in due.out
    assert "经部门负责人同意后另行随机匹配" in type_in("profile", "show", "lanhua").out
    assert "不少于3人" in type_in("profile", "diff", "xinzhou", "lanhua").out
    assert "岚花县" in type_in("doctor", "--offline").out


@pytest.mark.usefixtures("folder")
def test_every_remedy_and_the_practice_page_know_it(type_in: TypeIn) -> None:
    assert "本机" in type_in("sandbox", "--locality", "lanhua", "--host", "0.0.0.0").complaint
    assert "wolong、lanhua 之一" in type_in("doctor", "--offline").out
    type_in("template", "名录.xlsx")
    assert "wolong、lanhua" in type_in("import", "名录.xlsx").complaint
    started: list[Setting] = []

    async def restart(setting: Setting) -> None:
        started.append(setting)

    page = cast(Session, SimpleNamespace(restart=restart))
    asyncio.run(deeds.restart(page, {"locality": "lanhua"}))
    assert [each.locality for each in started] == ["lanhua"]
    with pytest.raises(deeds.DeedRefusal, match="没有“qinghe”的规则文件"):
        asyncio.run(deeds.restart(page, {"locality": "qinghe"}))


@pytest.mark.usefixtures("folder")
def test_the_chat_and_the_papers_go_by_its_rules(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'empty.db'}")
    database.migrate()
    database.close()
    chat = small_chat(tmp_path, tmp_path / "empty.db", "lanhua")
    set_scene(chat)
    finish_all(chat)
    duties = chat.read(lambda ledger: ledger.entry_duties.find())
    due = chat.calendar.add_working_days(chat.now.date(), 15).date
    assert {each.due_on for each in duties} == {due}
    record = chat.read(lambda ledger: ledger.documents.find(form="情况记录表")[0])
    paper = tmp_path / "记录表.docx"
    paper.write_bytes(render("情况记录表", record.facts).docx)
    assert "甲" in words_in(paper)
    assert "未发现问题" in words_in(paper)
    chat.database.close()


def test_without_the_folder_nobody_knows_it(desk: Path, settings_of: Callable[..., None]) -> None:
    with pytest.raises(ProfileError, match="没有“lanhua”的规则文件"):
        load_profile("lanhua")
    settings_of(profiles=desk / "不在这里")
    assert known_localities() == LOCALITIES
    with pytest.raises(ProfileError, match="不存在，请核对路径"):
        load_profile("lanhua")


def test_a_file_under_another_name_or_spoilt_is_refused_with_the_remedy(folder: Path) -> None:
    shutil.copy(COUNTY / "lanhua.toml", folder / "qingshan.toml")
    with pytest.raises(ProfileError, match="请与文件名写成一样"):
        load_profile("qingshan")
    (folder / "spoilt.toml").write_text("locality = ", encoding="utf-8")
    with pytest.raises(ProfileError, match="格式有误"):
        load_profile("spoilt")


def test_a_shipped_county_is_never_replaced(folder: Path) -> None:
    shutil.copy(COUNTY / "lanhua.toml", folder / "xinyang.toml")
    assert known_localities().count("xinyang") == 1
    assert load_profile("xinyang").names.locality == "信阳市"
