"""Telegram's HTML and its UTF-16 offsets."""

import html

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.sandbox.entities import detect, parse_html, render_html, utf16_length
from app.sandbox.errors import ApiError


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("<b>吹哨", 'Can\'t find end tag corresponding to start tag "b"'),
        ("超期 <2 天", 'Unsupported start tag "2" at byte offset 7'),
        ("<div>x</div>", 'Unsupported start tag "div" at byte offset 0'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("一<br>二", 'Unsupported start tag "br" at byte offset 3'),
    ],
)
def test_broken_html_is_refused_in_telegrams_words(source, reason):
    with pytest.raises(ApiError) as refused:
        parse_html(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {reason}"


@pytest.mark.parametrize(
    ("source", "plain", "kind"),
    [
        ("<b>吹</b>", "吹", "bold"),
        ("<strong>吹</strong>", "吹", "bold"),
        ("<em>吹</em>", "吹", "italic"),
        ("<ins>吹</ins>", "吹", "underline"),
        ("<strike>吹</strike>", "吹", "strikethrough"),
        ("<del>吹</del>", "吹", "strikethrough"),
        ("<code>吹</code>", "吹", "code"),
        ("<pre>吹</pre>", "吹", "pre"),
        ("<tg-spoiler>吹</tg-spoiler>", "吹", "spoiler"),
        ('<span class="tg-spoiler">吹</span>', "吹", "spoiler"),
        ("<blockquote>吹</blockquote>", "吹", "blockquote"),
        ("<blockquote expandable>吹</blockquote>", "吹", "expandable_blockquote"),
        ('<tg-emoji emoji-id="5">吹</tg-emoji>', "吹", "custom_emoji"),
        ("<a href='https://e.cn/?a=1&amp;b=2'>吹</a>", "吹", "text_link"),
        ('<a href="tg://user?id=42">吹</a>', "吹", "text_mention"),
        ("<B>吹</B>", "吹", "bold"),
    ],
)
def test_every_telegram_tag_becomes_its_entity(source, plain, kind):
    text, entities = parse_html(source)
    assert text == plain
    assert [(e["type"], e["offset"], e["length"]) for e in entities] == [(kind, 0, 1)]


def test_offsets_count_utf16_units_and_survive_trimming():
    text, entities = parse_html("  \n😀<b>吹哨😀</b>  ")
    assert text == "😀吹哨😀"
    assert entities == [{"type": "bold", "offset": 2, "length": 4}]
    assert utf16_length(text) == 6


def test_character_references_are_decoded_and_lone_ampersands_kept():
    text, _ = parse_html("A&amp;B &lt;x&gt; &quot; &#21561;&#x54E8; &nbsp; C&D")
    assert text == 'A&B <x> " 吹哨 &nbsp; C&D'


def test_a_code_block_with_a_language_is_one_entity():
    _, entities = parse_html('<pre><code class="language-python">x = 1</code></pre>')
    assert entities == [{"type": "pre", "offset": 0, "length": 5, "language": "python"}]


def test_commands_links_mentions_and_hashtags_are_found_in_chinese_text():
    text = "/chuishao@qinghe_bot 请 @zhang_san 看 https://e.cn/x，#双随机"
    found = [(e["type"], text[e["offset"] : e["offset"] + e["length"]]) for e in detect(text, [])]
    assert found == [
        ("bot_command", "/chuishao@qinghe_bot"),
        ("mention", "@zhang_san"),
        ("url", "https://e.cn/x"),
        ("hashtag", "#双随机"),
    ]


@pytest.mark.parametrize(
    "source",
    [
        "<b>吹哨</b>：<i>报<u>到</u></i> 😀 &lt;x&gt; &amp;",
        '<a href="https://e.cn/">链接</a>',
        "<b>一<i>二</i></b>三",
        "没有格式",
    ],
)
def test_html_shown_on_the_page_reads_as_it_was_sent(source):
    assert render_html(*parse_html(source)) == source


@settings(deadline=None, derandomize=True, database=None)
@given(st.text(st.characters(codec="utf-8")))
def test_any_escaped_text_is_sent_and_shown_as_it_is(text):
    plain, entities = parse_html(html.escape(text, quote=False))
    assert (plain, entities) == (text.strip(), [])
    assert parse_html(render_html(plain, detect(plain, [])))[0] == plain


def test_what_people_type_cannot_inject_html():
    assert render_html("<script>alert(1)</script>", []) == ("&lt;script&gt;alert(1)&lt;/script&gt;")
