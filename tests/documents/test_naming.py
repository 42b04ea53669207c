from __future__ import annotations

import pytest

from documents.naming import file_name


def test_a_name_has_number_form_and_subject() -> None:
    name = file_name("青民〔2026〕12号", "吹哨通知", "方案制定", False)
    assert name == "青民〔2026〕12号-吹哨通知-方案制定.docx"


def test_a_draft_is_marked_and_a_missing_subject_left_out() -> None:
    assert file_name("QH2026-001", "工作方案", None, True) == "QH2026-001-工作方案-草稿.docx"


@pytest.mark.parametrize("subject", ['甲<乙>:"丙"/丁\\戊|己?庚*', "甲\n乙\t丙", "甲\u202e乙. "])
def test_characters_windows_refuses_are_dropped(subject: str) -> None:
    name = file_name("QH2026-001", "情况记录表", subject, False)
    assert not set('<>:"/\\|?*\n\t\u202e') & set(name)
    assert not name.removesuffix(".docx").endswith((".", " "))


def test_long_names_are_cut_and_rare_characters_kept() -> None:
    name = file_name("QH2026-001", "情况记录表", "㐂𠮷" + "长" * 300, False)
    assert "㐂𠮷" in name
    assert len(name.encode()) < 255


def test_reserved_and_empty_names_are_avoided() -> None:
    assert file_name("con", "", None, False) == "文书-con.docx"
    assert file_name("", "..", " ", False) == "文书.docx"
