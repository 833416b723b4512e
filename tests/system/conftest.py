"""The whole system as `make demo` starts it: web, worker, clock, PostgreSQL and Valkey.

It runs from a copy of the checkout, in a folder whose name has a space, and is shared by the tests.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import APIRequestContext, Browser, Page, Playwright

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = (".venv", "var", "node_modules", ".git", "__pycache__", ".*_cache", "docs", "tests")
OF_THE_TEST_RUN = (
    "DATABASE_URL",
    "REDIS_URL",
    "SECRET_KEY",
    "DEBUG",
    "LOG_LEVEL",
    "DJANGO_ALLOW_ASYNC_UNSAFE",
    "DJANGO_SETTINGS_MODULE",
)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
PASSWORD = "pulang-demo"
PATIENCE = 30  # seconds; what is waited for takes about one


@dataclass
class System:
    """The demo of a folder: where it answers, and the processes that it is made of."""

    folder: Path
    port: int
    supervisor: subprocess.Popen[str] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it as `make demo` does, and wait until it says that it is ready."""
        self.supervisor = subprocess.Popen(
            [sys.executable, "-m", "config.supervisor", "--port", str(self.port)],
            cwd=self.folder,
            env={name: value for name, value in os.environ.items() if name not in OF_THE_TEST_RUN},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        said = []
        for line in self.supervisor.stdout:
            said.append(line)
            if "Press Ctrl-C" in line:
                return
        pytest.fail(f"The demo did not start:\n{''.join(said)}")

    def stop(self) -> None:
        self.release_supervisor()
        self.supervisor.terminate()
        self.supervisor.wait(30)

    def pids(self, words: str) -> list[int]:
        """Its processes whose command line matches `words`."""
        return [pid for pid, command in self._processes() if re.search(words, command)]

    def kill(self, words: str) -> None:
        """`kill -9`, as the kernel does when memory runs out."""
        pids = self.pids(words)
        assert pids, f"no process is called {words}"
        for pid in pids:
            os.kill(pid, signal.SIGKILL)

    def hold_supervisor(self) -> None:
        """Keep it from starting again what dies, until `release_supervisor`."""
        self.supervisor.send_signal(signal.SIGSTOP)

    def release_supervisor(self) -> None:
        self.supervisor.send_signal(signal.SIGCONT)

    def _processes(self) -> Iterator[tuple[int, str]]:
        for process in Path("/proc").glob("[0-9]*"):
            try:
                if (process / "cwd").readlink().is_relative_to(self.folder):
                    command = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                    yield int(process.name), command
            except OSError:
                continue  # Somebody else's, or gone meanwhile.


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    folder = tmp_path_factory.mktemp("system") / "a copy"
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*LEFT_OUT))
    system = System(folder, free_port())
    system.start()
    yield system
    system.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


# A browser -------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    if not CHROMIUM:
        pytest.skip("Chromium is not installed: `make setup` as root installs it.")
    return {
        "executable_path": CHROMIUM,
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    }


@pytest.fixture
def signed_in(system: System, browser: Browser):
    """`signed_in("investigator")`: a page of a browser in which that account is signed in."""
    contexts = []

    def sign_in(account: str, **options: object) -> Page:
        context = browser.new_context(base_url=system.url, **options)
        contexts.append(context)
        page = context.new_page()
        page.goto("/")
        page.get_by_label("Email").fill(f"{account}@pulang.example")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(f"{system.url}/")
        return page

    yield sign_in
    for context in contexts:
        context.close()


# The API ---------------------------------------------------------------------------------------


class Api:
    """A client of the API, signed in as an account of the demo."""

    def __init__(self, requests: APIRequestContext, account: str) -> None:
        self.requests = requests
        page = requests.get("/accounts/login/").text()
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
        form = {
            "login": f"{account}@pulang.example",
            "password": PASSWORD,
            "csrfmiddlewaretoken": token[1],
        }
        assert requests.post("/accounts/login/", form=form, headers=self._referer()).ok

    def get(self, path: str) -> dict:
        answer = self.requests.get(f"/api/v1/{path}")
        assert answer.ok, answer.text()
        return answer.json()

    def post(self, path: str, data: dict) -> dict:
        cookies = self.requests.storage_state()["cookies"]
        token = next(cookie["value"] for cookie in cookies if cookie["name"] == "csrftoken")
        headers = self._referer() | {"X-CSRFToken": token}
        answer = self.requests.post(f"/api/v1/{path}", data=data, headers=headers)
        assert answer.ok, answer.text()
        return answer.json()

    def _referer(self) -> dict[str, str]:
        return {"Referer": "http://127.0.0.1/"}


@pytest.fixture
def api(system: System, playwright: Playwright) -> Iterator[Api]:
    requests = playwright.request.new_context(base_url=system.url)
    yield Api(requests, "investigator")
    requests.dispose()


def wait_until(true, *, seconds: float = PATIENCE):
    """What `true()` answers, as soon as that is something; fails when it stays nothing."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if answer := true():
            return answer
        time.sleep(0.2)
    pytest.fail(f"nothing after {seconds} s")
