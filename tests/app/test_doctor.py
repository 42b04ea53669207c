"""`chuishao doctor`: each line says what is wrong and what to do; nothing is changed by looking."""

import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.doctor.line import Line, Mark, bad, good
from app.sandbox.thread import SandboxThread
from app.sandbox.world import World
from app.settings import Settings
from inspection.ids import UserId
from storage.database import open_database
from tests.app.conftest import TypeIn

Put = Callable[..., None]
TOKEN = "123456:" + "A" * 35


@pytest.fixture
def served() -> Iterator[tuple[World, SandboxThread]]:
    """A local Bot API server with one bot."""
    world = World(lambda: datetime(2026, 3, 2, 1, tzinfo=UTC))
    world.add_bot("qinghe_bot")
    server = SandboxThread(world).start()
    yield world, server
    server.stop()


@pytest.fixture
def closed_port() -> int:
    """A port of this machine where nobody listens."""
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        return int(place.getsockname()[1])


@pytest.fixture
def silent_port() -> Iterator[int]:
    """A port that takes the call and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield int(listener.getsockname()[1])


def bind(url: str, *names: str) -> None:
    """Give these people a chat account."""
    database = open_database(url)
    with database.transaction() as ledger:
        for number, name in enumerate(names, 1):
            person = ledger.people.find(name=name)[0]
            ledger.people.save(replace(person, user_id=UserId(number)))
    database.close()


def marked(out: str, about: str) -> str:
    """The line about something."""
    found = [line for line in out.splitlines() if line[2:].startswith(about)]
    assert len(found) == 1, out
    return found[0]


def test_without_any_settings_it_says_what_to_set_and_makes_nothing(
    desk: Path, type_in: TypeIn
) -> None:
    shown = type_in("doctor")
    assert (shown.status, shown.err) == (1, "")
    assert marked(shown.out, "机器人令牌").startswith("✗ 机器人令牌：没有设置——")
    assert "CHUISHAO_TOKEN" in marked(shown.out, "机器人令牌")
    assert marked(shown.out, "数据库").startswith("! 数据库：还没有建立——")
    assert "county" in marked(shown.out, "联席会议办公室")
    assert "共 2 项须改正。" in shown.out
    assert list(desk.iterdir()) == []


def test_everything_in_order_is_status_0(
    type_in: TypeIn,
    settings_of: Put,
    demo_ledger: str,
    served: tuple[World, SandboxThread],
) -> None:
    world, server = served
    bind(demo_ledger, "柳总汇")
    settings_of(database=demo_ledger, token=world.bot.token, base_url=server.base_url)
    shown = type_in("doctor")
    assert "✗" not in shown.out
    assert (shown.status, shown.err) == (0, "")
    assert "机器人 @qinghe_bot" in marked(shown.out, "连接 Telegram")
    assert marked(shown.out, "数据库结构").startswith("✓")
    assert "青禾县，按 xinyang 的规则" in marked(shown.out, "联席会议办公室")
    assert "89 人中已绑定 1 人" in marked(shown.out, "绑定")
    assert "忻州市" in marked(shown.out, "地方规则")
    assert world.bot.token not in shown.out


def test_a_refused_token_is_told_and_never_printed(
    type_in: TypeIn, settings_of: Put, served: tuple[World, SandboxThread]
) -> None:
    settings_of(token=TOKEN, base_url=served[1].base_url)
    shown = type_in("doctor")
    assert shown.status == 1
    assert "令牌被拒绝" in marked(shown.out, "连接 Telegram")
    assert TOKEN not in shown.out + shown.err


def test_a_malformed_token_is_not_even_sent(
    type_in: TypeIn, settings_of: Put, served: tuple[World, SandboxThread]
) -> None:
    settings_of(token="hunter2 hunter2", base_url=served[1].base_url)
    shown = type_in("doctor")
    assert "格式不对" in marked(shown.out, "机器人令牌")
    assert "连接 Telegram" not in shown.out
    assert "hunter2" not in shown.out
    assert served[0].calls == []


def test_an_unreachable_server_is_told(type_in: TypeIn, settings_of: Put, closed_port: int) -> None:
    settings_of(token=TOKEN, base_url=f"http://127.0.0.1:{closed_port}/bot")
    shown = type_in("doctor")
    assert shown.status == 1
    assert f"127.0.0.1:{closed_port} 连不上" in marked(shown.out, "连接 Telegram")
    assert TOKEN not in shown.out


def test_a_server_that_never_answers_does_not_hold_us(
    type_in: TypeIn, settings_of: Put, silent_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.doctor import chat

    monkeypatch.setattr(chat.chat_lines, "__defaults__", (0.2,))
    settings_of(token=TOKEN, base_url=f"http://127.0.0.1:{silent_port}/bot")
    shown = type_in("doctor")
    assert "没有按时应答" in marked(shown.out, "连接 Telegram")


def test_a_server_that_is_no_bot_api_is_told(
    type_in: TypeIn, settings_of: Put, served: tuple[World, SandboxThread]
) -> None:
    settings_of(token=TOKEN, base_url=f"{served[1].base_url[:-4]}/nothing")
    shown = type_in("doctor")
    assert marked(shown.out, "连接 Telegram").startswith("✗")


def test_offline_leaves_telegram_out(type_in: TypeIn, settings_of: Put, demo_ledger: str) -> None:
    bind(demo_ledger, "柳总汇")
    settings_of(database=demo_ledger)
    shown = type_in("doctor", "--offline")
    assert shown.status == 0
    assert "令牌" not in shown.out


def test_nobody_bound_gets_the_exact_command(
    type_in: TypeIn, settings_of: Put, demo_ledger: str
) -> None:
    settings_of(database=demo_ledger)
    shown = type_in("doctor", "--offline")
    assert shown.status == 1
    line = marked(shown.out, "绑定")
    assert line.startswith("✗")
    assert "chuishao link 柳总汇 --bot" in line


def test_an_empty_roster_gets_the_way_to_fill_it(
    desk: Path, type_in: TypeIn, settings_of: Put
) -> None:
    url = f"sqlite:///{desk / 'empty.db'}"
    database = open_database(url)
    database.migrate()
    database.close()
    settings_of(database=url)
    shown = type_in("doctor", "--offline")
    assert shown.status == 1
    assert "chuishao template" in marked(shown.out, "人员")
    assert "没有登记" in marked(shown.out, "联席会议办公室")


@pytest.mark.parametrize(
    ("revision", "said"),
    [("0001", "启动时自动升级"), ("base", "首次运行 chuishao import 或 chuishao run 时自动建表")],
)
def test_an_older_database_is_told_and_not_touched(
    type_in: TypeIn, settings_of: Put, demo_ledger: str, revision: str, said: str
) -> None:
    database = open_database(demo_ledger)
    database.downgrade(revision)
    before = database.revision()
    settings_of(database=demo_ledger)
    shown = type_in("doctor", "--offline")
    assert said in marked(shown.out, "数据库结构")
    assert database.revision() == before
    database.close()


def test_a_newer_database_is_told(
    type_in: TypeIn, settings_of: Put, demo_ledger: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.database.Database.head_revision", lambda self: "0000")
    settings_of(database=demo_ledger)
    shown = type_in("doctor", "--offline")
    assert shown.status == 1
    assert "比程序的 0000 新" in marked(shown.out, "数据库结构")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql://u:topsecret@h/d", "不支持的数据库"),
        ("nonsense", "数据库地址写法有误"),
        ("sqlite:///./", "还没有建立"),
    ],
)
def test_a_wrong_database_address_is_told_without_its_password(
    type_in: TypeIn, settings_of: Put, url: str, said: str
) -> None:
    settings_of(database=url)
    shown = type_in("doctor", "--offline")
    assert (shown.status, shown.err) == (1, "")
    assert said in marked(shown.out, "数据库")
    assert "topsecret" not in shown.out


def test_a_file_that_is_no_database_is_told(desk: Path, type_in: TypeIn, settings_of: Put) -> None:
    (desk / "chuishao.db").write_bytes(b"hello, this is no database at all" * 50)
    shown = type_in("doctor", "--offline")
    assert (shown.status, shown.err) == (1, "")
    assert marked(shown.out, "数据库").startswith("✗")


@pytest.mark.parametrize(
    ("clock", "this_year", "next_year"),
    [
        ("2026-03-02T09:00:00+08:00", "✓ 2026", "! 2027"),
        ("2027-03-02T09:00:00+08:00", "! 2027", "! 2028"),
    ],
)
def test_a_year_without_notice_is_noted_as_provisional(
    desk: Path, type_in: TypeIn, settings_of: Put, clock: str, this_year: str, next_year: str
) -> None:
    (desk / "clock.txt").write_text(clock)
    settings_of(clock_file=desk / "clock.txt")
    out = type_in("doctor", "--offline").out
    assert f"\n{this_year} 年放假安排" in out
    assert f"\n{next_year} 年放假安排：暂定——" in out


def test_a_missing_libreoffice_stops_nothing(
    type_in: TypeIn, settings_of: Put, demo_ledger: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    bind(demo_ledger, "柳总汇")
    settings_of(database=demo_ledger)
    monkeypatch.setattr("shutil.which", lambda name: None)
    shown = type_in("doctor", "--offline")
    assert shown.status == 0
    assert marked(shown.out, "LibreOffice").startswith("! LibreOffice：没有装全")


@pytest.mark.parametrize(
    ("settings", "mark"),
    [
        ({}, None),
        ({"webhook_url": "http://example.org/hook"}, Mark.BAD),
        ({"webhook_url": "https://example.org"}, Mark.BAD),
        ({"webhook_url": "https://example.org/hook?a=1"}, Mark.BAD),
        ({"webhook_url": "https://example.org/回调"}, Mark.BAD),
        ({"webhook_url": "https://example.org:9443/hook"}, Mark.BAD),
        ({"webhook_url": "https://example.org/hook"}, Mark.NOTE),
        (
            {"webhook_url": "https://example.org:8443/bots/hook", "webhook_secret": "x"},
            Mark.GOOD,
        ),
        ({"webhook_url": "https://example.org/hook", "webhook_secret": "x"}, Mark.GOOD),
    ],
)
def test_the_webhook_is_looked_at(settings: dict[str, str], mark: Mark | None) -> None:
    from app.doctor.chat import _webhook

    lines = _webhook(Settings(**settings))
    assert [line.mark for line in lines] == ([mark] if mark else [])


def test_a_line_says_what_to_do_only_where_there_is_anything() -> None:
    assert good("数据库", "可以连接").text == "✓ 数据库：可以连接"
    assert bad("人员", "空", "请导入").text == "✗ 人员：空——请导入"
    assert Line(Mark.NOTE, "字体", "见说明").text == "! 字体：见说明"


def test_a_ledger_that_others_may_read_is_pointed_out(
    type_in: TypeIn, settings_of: Put, demo_ledger: str
) -> None:
    file = Path(demo_ledger.removeprefix("sqlite:///"))
    settings_of(database=demo_ledger)
    file.chmod(0o600)
    assert marked(type_in("doctor", "--offline").out, "数据库：").startswith("✓")
    file.chmod(0o644)
    line = marked(type_in("doctor", "--offline").out, "数据库：")
    assert line.startswith("!")
    assert "chmod 600" in line
