"""Files both ways."""

import pytest
from telegram import InputMediaDocument, InputMediaPhoto
from telegram.error import BadRequest, NetworkError

MEGABYTE = 1024 * 1024
NAME = "关于开展2026年“双随机、一公开”抽查的通知（青禾县）.docx"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def test_a_chinese_file_name_arrives_intact(stage):
    async def send(bot):
        return await bot.send_document(
            stage.group.id, b"PK\x03\x04", caption="<b>通知</b>", parse_mode="HTML", filename=NAME
        )

    message = stage.play(send)
    assert (message.document.file_name, message.document.mime_type) == (NAME, WORD)
    assert stage.last().document.name == NAME
    assert stage.last().document.content == b"PK\x03\x04"
    assert stage.last().html == "<b>通知</b>"


def test_a_persons_document_is_downloaded_byte_for_byte(stage):
    stage.world.start_private(stage.zhang)
    chat = stage.world.private(stage.zhang)
    stage.world.send_document(stage.zhang, chat, b"PK\x00\xff" * 999, "名录库.xlsx", "导入")

    async def receive(bot):
        document = (await bot.get_updates())[-1].message.document
        assert document.file_name == "名录库.xlsx"
        file = await document.get_file()
        return bytes(await file.download_as_bytearray())

    assert stage.play(receive) == b"PK\x00\xff" * 999


def test_a_persons_photo_comes_in_several_sizes(stage, picture):
    chat = stage.world.start_private(stage.zhang)
    stage.world.send_photo(stage.zhang, chat, picture, "门头照片")

    async def receive(bot):
        message = (await bot.get_updates())[-1].message
        assert [(size.width, size.height) for size in message.photo] == [
            (90, 68),
            (320, 240),
            (640, 480),
        ]
        assert message.caption == "门头照片"
        file = await message.photo[-1].get_file()
        assert file.file_unique_id == message.photo[-1].file_unique_id
        return bytes(await file.download_as_bytearray())

    assert stage.play(receive) == picture


def test_a_stored_file_is_sent_again_by_its_id(stage, picture):
    async def send(bot):
        first = await bot.send_photo(stage.group.id, picture)
        again = await bot.send_photo(stage.group.id, first.photo[-1].file_id)
        assert again.photo[-1].file_unique_id == first.photo[-1].file_unique_id
        with pytest.raises(BadRequest, match="Can't use file of type photo as document"):
            await bot.send_document(stage.group.id, first.photo[-1].file_id)
        with pytest.raises(BadRequest, match="Wrong remote file identifier specified"):
            await bot.send_document(stage.group.id, "BQADunknown")

    stage.play(send)
    assert stage.last().photo.content == picture


def test_an_album_is_several_messages_of_one_kind(stage, picture):
    async def send(bot):
        album = [InputMediaPhoto(picture, caption="一"), InputMediaPhoto(picture)]
        sent = await bot.send_media_group(stage.group.id, album)
        assert len({message.media_group_id for message in sent}) == 1
        with pytest.raises(BadRequest, match="can't be mixed with other media types"):
            await bot.send_media_group(
                stage.group.id, [InputMediaPhoto(picture), InputMediaDocument(b"x", filename="a")]
            )

    stage.play(send)
    assert [m.text for m in stage.world.messages(stage.group)[-2:]] == ["一", ""]


@pytest.mark.parametrize(
    ("content", "arguments", "description"),
    [
        (b"", {}, "File must be non-empty"),
        (b"x", {"caption": "哨" * 1025}, "Message caption is too long"),
    ],
)
def test_bad_documents_are_refused(stage, content, arguments, description):
    async def send(bot):
        with pytest.raises(BadRequest, match=description):
            await bot.send_document(stage.group.id, content, filename="a.txt", **arguments)

    stage.play(send)


def test_text_is_no_photo(stage):
    async def send(bot):
        with pytest.raises(BadRequest, match=r"(?i)image_process_failed"):
            await bot.send_photo(stage.group.id, b"no picture at all")

    stage.play(send)


def test_downloads_end_at_20_megabytes(stage):
    chat = stage.world.start_private(stage.zhang)
    stage.world.send_document(stage.zhang, chat, bytes(20 * MEGABYTE), "刚好.zip")
    stage.world.send_document(stage.zhang, chat, bytes(20 * MEGABYTE + 1), "大文件.zip")

    async def receive(bot):
        *_, allowed, refused = await bot.get_updates()
        assert (await allowed.message.document.get_file()).file_size == 20 * MEGABYTE
        with pytest.raises(BadRequest, match="File is too big"):
            await refused.message.document.get_file()

    stage.play(receive)


def test_uploads_end_at_50_megabytes(stage):
    async def send(bot):
        with pytest.raises(NetworkError, match="Request Entity Too Large"):
            await bot.send_document(stage.group.id, bytes(50 * MEGABYTE + 1), filename="大.zip")

    stage.play(send, read_timeout=60, media_write_timeout=60)
    assert stage.world.calls[-1].error == "Request Entity Too Large"
