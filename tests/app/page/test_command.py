"""`chuishao sandbox` from the shell."""

import re
import signal
import socket
import subprocess
import sys

import pytest

from app.cli import main


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "example.com"])
def test_only_loopback_addresses_are_served(host: str, capsys) -> None:
    assert main(["sandbox", "--host", host]) == 1
    assert f"不能用地址 {host}" in capsys.readouterr().err


def test_a_taken_port_is_named_with_the_remedy(capsys) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["sandbox", "--port", str(port)]) == 1
    said = capsys.readouterr().err
    assert said == f"出错：端口 {port} 已被占用：请关掉占用它的程序，或用 --port 换一个端口。\n"


def test_an_unknown_plan_is_named_with_those_there_are(capsys) -> None:
    assert main(["sandbox", "--port", "0", "--plan", "QH-99"]) == 1
    assert "没有编号为“QH-99”的计划，可选：QH-01、" in capsys.readouterr().err


def test_an_impossible_port_is_refused(capsys) -> None:
    assert main(["sandbox", "--port", "70000"]) == 1
    assert "0 到 65535" in capsys.readouterr().err


def test_it_prints_its_address_and_ends_cleanly_on_ctrl_c() -> None:
    command = [sys.executable, "-m", "app", "sandbox", "--port", "0"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as server:
        try:
            assert re.search(r"http://127\.0\.0\.1:\d+/", server.stdout.readline())
            server.send_signal(signal.SIGINT)
            assert server.wait(20) == 0
            assert server.stdout.read() == "已停止。\n"
            assert server.stderr.read() == "正在布置演示县……\n"
        finally:
            server.kill()
