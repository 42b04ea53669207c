"""`chuishao profile`: the rules as a legal officer reads them, side by side where asked."""

import re

import pytest

from app.plain_table import rows_of, width, wrapped
from app.profile_wording import every_rule, label, section, value_words
from app.profiles import LOCALITIES, load_profile
from inspection.rule import SILENT_TEXT
from tests.app.conftest import TypeIn


@pytest.mark.parametrize("locality", LOCALITIES)
def test_every_rule_has_a_label_and_every_value_its_words(locality: str) -> None:
    profile = load_profile(locality)
    for key, rule in every_rule(profile).items():
        said = value_words(profile, key, rule.value)
        assert label(key), key
        assert section(key), key
        assert not re.search(r"[a-z]{3}|\{|None|True", said), f"{key}: {said}"
        assert (said == SILENT_TEXT) == rule.silent, key


@pytest.mark.parametrize("locality", LOCALITIES)
def test_show_prints_every_rule_with_article_and_words(type_in: TypeIn, locality: str) -> None:
    shown = type_in("profile", "show", locality)
    assert (shown.status, shown.err) == (0, "")
    squeezed = re.sub(r"\s", "", shown.out)
    for key, rule in every_rule(load_profile(locality)).items():
        assert label(key) in squeezed
        if rule.citation:
            assert rule.citation.article in squeezed, key
            assert f"原文：{re.sub(chr(32), '', rule.words or '')}" in squeezed, key


def test_show_names_silence_and_keeps_the_defaults_apart(type_in: TypeIn) -> None:
    shown = type_in("profile", "show", "xinxian").out
    assert re.search(r"现场最少人数 +本地文件未规定 +—", shown)
    law, default = shown.split("【系统通行默认值（由使用单位选用）：不是当地规定")
    assert "采用系统通行默认值" not in law
    assert "不少于2人" in default


def test_diff_prints_only_what_differs_side_by_side(type_in: TypeIn) -> None:
    shown = type_in("profile", "diff", "xinhua", "xinzhou")
    assert (shown.status, shown.err) == (0, "")
    assert "经本部门相关负责人同意后选派" in shown.out
    assert "经部门领导同意后另行随机匹配" in shown.out
    assert "〔第十七条〕" in shown.out
    assert "录入期限 " not in shown.out  # 20 working days in both
    same, silent, differing = map(int, re.findall(r"(\d+) 项", shown.out.split("\n")[2])[1:])
    assert same + differing == len(every_rule(load_profile("xinhua")))
    assert silent < same


def test_a_locality_does_not_differ_from_itself(type_in: TypeIn) -> None:
    assert "0 项不同" in type_in("profile", "diff", "wolong", "wolong").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("show", "xinyang", "xinhua"), "后面要写 1 个地方，现在是 2 个"),
        (("diff", "xinyang"), "后面要写 2 个地方，现在是 1 个"),
        (("show", "atlantis"), "不在可选范围内"),
        (("weigh", "xinyang"), "不在可选范围内"),
    ],
)
def test_wrong_usage_is_one_line(type_in: TypeIn, words: tuple[str, ...], said: str) -> None:
    shown = type_in("profile", *words)
    assert shown.status != 0
    assert said in shown.complaint


def test_columns_line_up_in_chinese() -> None:
    lines = rows_of(("甲", "一二三四五六七八九十", "ab"), (6, 12, 4))
    assert len(lines) == 2
    assert width(lines[0].removesuffix("ab")) == 6 + 2 + 12 + 2
    assert lines[1].strip() == "六七八九十"


def test_closing_marks_stay_on_the_line_before() -> None:
    assert wrapped("一二，三", 4) == ["一二，", "三"]
