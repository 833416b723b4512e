"""The demo's supervisor, on a project small enough to start in a second."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from config.embedded import children

ROOT = Path(__file__).resolve().parents[2]

WSGI = """
def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"home"]
"""
CELERY = """
import os
from celery import Celery
app = Celery("stub", broker=os.environ["REDIS_URL"].replace("unix://", "redis+socket://"))
app.conf.broker_connection_retry_on_startup = True
"""
MANAGE = """
import pathlib, sys
if pathlib.Path("broken").exists():
    sys.exit("The table people is on strike")
if sys.argv[1] == "collectstatic":
    pathlib.Path("var/static").mkdir(exist_ok=True)
    pathlib.Path("var/static/staticfiles.json").touch()
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    root = tmp_path_factory.mktemp("a project")
    shutil.copytree(ROOT / "config" / "embedded", root / "config" / "embedded")
    for name in ("supervisor.py", "programs.py", "__init__.py"):
        shutil.copy(ROOT / "config" / name, root / "config")
    (root / "config" / "__init__.py").write_text("")
    (root / "config" / "wsgi.py").write_text(WSGI)
    (root / "config" / "celery.py").write_text(CELERY)
    (root / "manage.py").write_text(MANAGE)
    (root / "requirements.lock").write_text("")
    (root / "static").mkdir()
    return root


@pytest.fixture
def start(project):
    started = []

    def start(*words):
        given = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "DJANGO_SETTINGS_MODULE")
        environment = {name: value for name, value in os.environ.items() if name not in given}
        demo = subprocess.Popen(
            [sys.executable, "-m", "config.supervisor", *words],
            cwd=project,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        started.append(demo)
        return demo

    yield start
    for demo in started:
        demo.kill()
        demo.wait()


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def read_until(demo, words):
    lines = []
    while not any(words in line for line in lines):
        line = demo.stdout.readline()
        assert line, "".join(lines)
        lines.append(line)
    return "".join(lines)


def processes(project):
    """The command line of each living process that works in the project's folder."""
    found = {}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            here = (process / "cwd").readlink().is_relative_to(project)
            command = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:  # a zombie, somebody else's, or gone meanwhile
            continue
        if here:
            found[int(process.name)] = command
    return found


def pid_of(project, words):
    """The oldest process of that name, if any: a worker's own children look like it."""
    found = processes(project).items()
    return min((pid for pid, command in found if words in command), default=None)


def page(port):
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    line.request("GET", "/")
    return line.getresponse().read()


def refusal(demo):
    """What a demo says that does not start."""
    said, _ = demo.communicate(timeout=30)
    assert demo.returncode == 1
    assert "Traceback" not in said
    return said


pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


def test_it_serves_a_page_says_who_may_sign_in_and_stops_without_a_trace(start, project, port):
    demo = start("--port", str(port))

    said = read_until(demo, "Press Ctrl-C")

    assert page(port) == b"home"
    assert f"http://127.0.0.1:{port}/" in said
    assert "investigator@pulang.example" in said
    assert "pulang-demo" in said
    demo.send_signal(signal.SIGINT)
    assert "Stopped" in demo.communicate(timeout=30)[0]
    assert demo.returncode == 0
    assert processes(project) == {}


def test_when_it_is_killed_no_process_is_left(start, project, port):
    demo = start("--port", str(port))
    read_until(demo, "Press Ctrl-C")
    children.wait_until(lambda: len(processes(project)) > 8, 10)

    demo.kill()
    demo.wait()

    assert children.wait_until(lambda: not processes(project), 20), processes(project)


def test_whatever_dies_is_started_again(start, project, port):
    demo = start("--port", str(port))
    read_until(demo, "Press Ctrl-C")

    for words in (
        "celery -A config worker",
        "granian",
        "bin/postgres",
        "valkey-server",
    ):
        pid = pid_of(project, words)
        assert pid, words
        os.kill(pid, signal.SIGKILL)
        children.wait_until(lambda pid=pid: not children.is_alive(pid), 5)
        came_back = children.wait_until(lambda words=words: pid_of(project, words), 10)
        assert came_back, words

    read_until(demo, "worker ended")
    assert children.wait_until(lambda: answers(port), 10)
    demo.terminate()
    demo.communicate(timeout=30)
    assert processes(project) == {}


def answers(port):
    try:
        return page(port) == b"home"
    except (OSError, http.client.HTTPException):
        return False


def test_a_second_demo_in_the_same_folder_is_refused_and_stop_ends_the_first(start, port):
    demo = start("--port", str(port))
    read_until(demo, "Press Ctrl-C")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        other = probe.getsockname()[1]

    assert "already runs" in refusal(start("--port", str(other)))
    assert start("--stop").wait(30) == 0

    assert demo.wait(1) == 0


def test_a_taken_port_is_said_before_anything_starts(start):
    with socket.socket() as occupant:
        occupant.bind(("127.0.0.1", 0))
        occupant.listen()
        taken = occupant.getsockname()[1]

        said = refusal(start("--port", str(taken)))

    assert f"Port {taken} on 127.0.0.1 cannot be used (Address already in use)" in said
    assert "choose another" in said


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "example.org", "::"])  # noqa: S104
def test_the_demo_serves_this_machine_only(start, host):
    assert "serves this machine only" in refusal(start("--host", host))


@pytest.mark.parametrize("number", ["0", "65536", "eighty"])
def test_an_impossible_port_is_explained(start, number):
    assert "use a number from 1 to 65535" in refusal(start("--port", number))


def test_a_failed_migration_shows_the_end_of_its_log(start, project, port):
    (project / "broken").touch()

    said = refusal(start("--port", str(port)))

    (project / "broken").unlink()
    assert "manage.py migrate failed" in said
    assert "The table people is on strike" in said
    assert processes(project) == {}


def test_a_web_server_that_cannot_start_shows_the_end_of_its_log(start, project, port):
    wsgi = project / "config" / "wsgi.py"
    wsgi.write_text("raise RuntimeError('no application today')")

    said = refusal(start("--port", str(port)))

    wsgi.write_text(WSGI)
    assert "no application today" in said
    assert processes(project) == {}
