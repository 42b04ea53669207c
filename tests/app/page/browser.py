"""A headless Chromium driven over WebDriver's plain HTTP, with nothing but the standard library."""

import base64
import json
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
MISSING = "没有浏览器：需要 chromium 和 chromedriver"
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
PATIENCE = 10.0
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Browser:
    """One window; `with Browser(folder) as browser`."""

    def __init__(self, folder: Path, size: tuple[int, int] = (1360, 860)) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self._port = free.getsockname()[1]
        self.downloads = folder / "downloads"
        self.downloads.mkdir()
        self._folder = folder
        self._size = size

    def __enter__(self) -> "Browser":
        self._driver = subprocess.Popen(
            [DRIVER, f"--port={self._port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self._session = ""
        self.until(self._driver_answers)
        flags = [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--lang=zh-CN", "--no-proxy-server", "--disable-dev-shm-usage", "--hide-scrollbars",
            f"--window-size={self._size[0]},{self._size[1]}", "--force-prefers-reduced-motion",
            f"--user-data-dir={self._folder / 'profile'}",
        ]  # fmt: skip
        options = {
            "binary": CHROMIUM,
            "args": flags,
            "prefs": {"download.default_directory": str(self.downloads)},
        }
        wanted = {"capabilities": {"alwaysMatch": {"goog:chromeOptions": options}}}
        self._session = self._post("/session", wanted)["sessionId"]
        return self

    def __exit__(self, *_: object) -> None:
        if self._session:
            self._request("DELETE", f"/session/{self._session}")
        self._driver.terminate()
        self._driver.wait(10)

    def visit(self, url: str) -> None:
        """Open an address."""
        self._act("url", {"url": url})

    def script(self, source: str, *arguments: object) -> object:
        """Run JavaScript in the page and return what it returns."""
        return self._act("execute/sync", {"script": source, "args": list(arguments)})

    def until(self, ready, what: str = "") -> object:
        """Ask again and again until `ready()` is true; what it said."""
        deadline = time.monotonic() + PATIENCE
        while not (said := ready()):
            assert time.monotonic() < deadline, f"waited in vain for {what or ready}"
            time.sleep(0.03)
        return said

    def sees(self, selector: str, words: str = "") -> object:
        """Wait for an element that contains these words; the newest one."""
        source = (
            "return [...document.querySelectorAll(arguments[0])].filter(e => e.offsetParent !== "
            "null && e.textContent.includes(arguments[1])).at(-1) || null"
        )
        return self.until(lambda: self.script(source, selector, words), f"{selector} “{words}”")

    def click(self, selector: str, words: str = "") -> None:
        """Click the newest such element as a person would."""
        for last in (False, False, True):  # news may redraw what was just found
            element = self.sees(selector, words)
            try:
                self.script("arguments[0].scrollIntoView({block: 'nearest'})", element)
                self._act(f"element/{element[ELEMENT]}/click", {})
                return
            except AssertionError as failure:
                if last or "stale element" not in str(failure):
                    raise

    def types(self, selector: str, text: str) -> None:
        """Type into an element; `\\ue007` is Enter."""
        element = self.sees(selector)
        self._act(f"element/{element[ELEMENT]}/value", {"text": text})

    def chooses_file(self, selector: str, path: Path) -> None:
        """Put a file into a file input, hidden or not."""
        element = self.script("return document.querySelector(arguments[0])", selector)
        self._act(f"element/{element[ELEMENT]}/value", {"text": str(path)})

    def picture(self, path: Path) -> None:
        """A screenshot of the window."""
        path.write_bytes(base64.b64decode(self._request("GET", self._at("screenshot"))))

    def resize(self, width: int, height: int, *, phone: bool = False) -> None:
        """The page's size in pixels, as a phone when wanted."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": phone}
        command = {"cmd": "Emulation.setDeviceMetricsOverride", "params": metrics}
        self._act("goog/cdp/execute", command)

    def complaints(self) -> list[str]:
        """Errors the page wrote to its console; a refusal of the server is none."""
        lines = self._act("se/log", {"type": "browser"})
        severe = [line["message"] for line in lines if line["level"] == "SEVERE"]
        return [message for message in severe if "status of 400" not in message]

    # -- inside --------------------------------------------------------------------------------

    def _driver_answers(self) -> bool:
        try:
            return bool(self._request("GET", "/status")["ready"])
        except OSError:
            return False

    def _at(self, act: str) -> str:
        return f"/session/{self._session}/{act}"

    def _act(self, act: str, body: dict) -> object:
        return self._post(self._at(act), body)

    def _post(self, path: str, body: dict):
        return self._request("POST", path, body)

    def _request(self, method: str, path: str, body: dict | None = None):
        request = urllib.request.Request(
            f"http://127.0.0.1:{self._port}{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
        )
        try:
            with DIRECT.open(request, timeout=60) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            said = json.load(error)["value"]
            error.close()
            raise AssertionError(f"{said['error']}: {said['message'][:500]}") from None
