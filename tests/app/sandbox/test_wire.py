"""The bare HTTP: encodings in, shapes out."""

import json

import pytest
from tornado.httpclient import AsyncHTTPClient


@pytest.fixture
def ask(stage):
    """Make one raw HTTP request; (status, decoded body)."""

    def run(path, **request):
        async def fetch(_):
            client = AsyncHTTPClient(force_instance=True)
            url = f"{stage.server.address}/{path.replace('{token}', stage.bot.token)}"
            response = await client.fetch(url, raise_error=False, **request)
            client.close()
            return response.code, json.loads(response.body)

        return stage.play(fetch)

    return run


def test_a_json_body_is_as_good_as_a_form(stage, ask):
    body = {
        "chat_id": stage.group.id,
        "text": "吹哨",
        "reply_markup": {"inline_keyboard": [[{"text": "报到", "callback_data": "a"}]]},
    }
    headers = {"Content-Type": "application/json"}
    code, answer = ask(
        "bot{token}/sendMessage", method="POST", body=json.dumps(body), headers=headers
    )
    assert (code, answer["ok"], answer["result"]["text"]) == (200, True, "吹哨")
    assert stage.last().buttons[0][0].data == "a"


def test_a_get_with_a_query_is_served_whatever_the_case_of_the_method(stage, ask):
    code, answer = ask(f"bot{{token}}/SENDMESSAGE?chat_id={stage.group.id}&text=%E5%93%A8")
    assert (code, answer["result"]["text"]) == (200, "哨")


@pytest.mark.parametrize(
    ("path", "code", "description"),
    [
        ("bot1:x/getMe", 401, "Unauthorized"),
        ("bot{token}/sing", 404, "Not Found"),
        ("bot{token}/sendMessage?text=x", 400, "Bad Request: chat_id is empty"),
        ("bot{token}/getFile?file_id=x", 400, "Bad Request: invalid file_id"),
        (
            "bot{token}/setMyCommands?commands=[",
            400,
            "Bad Request: can't parse commands JSON object",
        ),
        ("file/bot{token}/documents/file_9.txt", 404, "Not Found"),
    ],
)
def test_refusals_have_telegrams_shape(ask, path, code, description):
    assert ask(path) == (code, {"ok": False, "error_code": code, "description": description})


def test_refusals_carry_their_parameters(stage, ask):
    new = stage.world.migrate(stage.group)
    code, answer = ask(f"bot{{token}}/sendMessage?chat_id={stage.group.id}&text=x")
    assert code == 400
    assert answer["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert answer["parameters"] == {"migrate_to_chat_id": new.id}
    stage.world.faults.add(kind="flood", method="sendMessage", retry_after=3)
    code, answer = ask("bot{token}/sendMessage?chat_id={new.id}&text=x")
    assert (code, answer["description"]) == (429, "Too Many Requests: retry after 3")
    assert answer["parameters"] == {"retry_after": 3}


def test_explicit_entities_move_with_the_trimmed_text(stage, ask):
    entities = json.dumps([{"type": "bold", "offset": 2, "length": 2}])
    _, answer = ask(
        f"bot{{token}}/sendMessage?chat_id={stage.group.id}&text=%20%20xyz&entities="
        + entities.replace('"', "%22").replace(" ", "")
    )
    assert answer["result"]["entities"] == [{"type": "bold", "offset": 0, "length": 2}]
