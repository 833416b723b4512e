"""`make demo`: every process of Pulang on this machine, with sample data, until Ctrl-C.

A process that dies is started again. When this one dies, all of them go, even after a kill -9.
"""

import argparse
import fcntl
import http.client
import ipaddress
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from config import embedded
from config.embedded import children
from config.programs import LOGS, ROOT, Programs, all_programs, say

VAR = embedded.VAR
OWNER = VAR / "supervisor.pid"

ACCOUNTS = ("investigator", "colleague", "supervisor", "officer", "analyst", "auditor", "admin")
PASSWORD = "pulang-demo"  # noqa: S105 – meant to be read
ROOM = 300 * 2**20  # bytes: the database, its log and the static files of a first start
PATIENCE = 120  # seconds for the first page


def main() -> None:
    options = read_options()
    if options.stop:
        stop_running()
        return
    obey_signals()
    try:
        run(options.host, options.port)
    except KeyboardInterrupt:
        say("Stopped. The data stays in var/.")
    except embedded.EmbeddedError as error:
        sys.exit(str(error))
    except OSError as error:
        sys.exit(
            f"{error.filename or VAR}: {error.strerror or error}. "
            "Make room there and make it writable, then start again."
        )


def obey_signals() -> None:
    """Every request to end takes the way of Ctrl-C, but `nohup` keeps its meaning."""
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, signal.default_int_handler)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        signal.signal(signal.SIGHUP, signal.default_int_handler)


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m config.supervisor", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1", type=loopback)
    parser.add_argument("--port", default=8000, type=port)
    parser.add_argument("--stop", action="store_true", help="stop the one that runs, and wait")
    return parser.parse_args()


def loopback(text: str) -> str:
    """The demo's passwords are printed for all to read, so nobody else may reach it."""
    host = "127.0.0.1" if text == "localhost" else text
    try:
        if ipaddress.ip_address(host).is_loopback:
            return host
    except ValueError:
        pass  # a name: it may lead anywhere
    sys.exit(
        f"The demo has public passwords and serves this machine only, not {text}: use "
        "--host 127.0.0.1, or docker-compose.yml to serve others."
    )


def port(text: str) -> int:
    if text.isdigit() and 0 < int(text) < 65536:
        return int(text)
    sys.exit(f"{text} is no port: use a number from 1 to 65535, as in make demo PORT=8001.")


def run(host: str, port: int) -> None:
    begun = time.monotonic()
    require_free_port(host, port)
    with ExitStack() as stack:
        stack.enter_context(sole_owner())
        put_old_logs_aside()
        stack.callback(ignore_further_signals)
        say("Starting PostgreSQL and Valkey …")
        services = stack.enter_context(embedded.ensure(VAR))
        environment = os.environ | {"PULANG_DEMO": "true", "PYTHONUNBUFFERED": "1"}
        prepare(environment)
        programs = stack.enter_context(Programs(all_programs(host, port, environment)))
        stack.callback(ignore_further_signals)
        wait_until_ready(host, port, programs, services)
        greet(host, port, time.monotonic() - begun)
        while True:
            look_after(programs, services)
            time.sleep(0.5)


def require_free_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen()
        except OSError as error:
            sys.exit(
                f"Port {port} on {host} cannot be used ({error.strerror}): "
                f"choose another, as in make demo PORT={port + 1 if 1024 < port < 65535 else 8001}."
            )


@contextmanager
def sole_owner() -> Iterator[None]:
    """Two demos in one folder would fight over its data."""
    VAR.mkdir(exist_ok=True)
    free = shutil.disk_usage(VAR).free
    if free < ROOM:
        sys.exit(
            f"Only {free // 2**20} MB are free in {VAR} and the demo needs {ROOM // 2**20}: "
            "make room and start again."
        )
    with OWNER.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sys.exit(f"Pulang already runs in {ROOT}: stop it first, with Ctrl-C where it runs.")
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def stop_running() -> None:
    """Stop the demo of this folder and return when it is gone."""
    if not OWNER.exists():
        return
    with OWNER.open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.kill(int(file.read()), signal.SIGTERM)
            fcntl.flock(file, fcntl.LOCK_EX)


def put_old_logs_aside() -> None:
    """One earlier run is kept, so that a crash can be read after the restart."""
    for log in LOGS.glob("*.log"):
        log.replace(log.with_suffix(".log.1"))


def prepare(environment: Mapping[str, str]) -> None:
    static = None
    if static_files_changed():
        static = manage("collectstatic", "--noinput", "--clear", environment=environment)
    say("Preparing the database …")
    finish(manage("migrate", "--noinput", environment=environment), "migrate")
    say("Loading the sample data …")
    finish(manage("load_demo", environment=environment), "load_demo")
    if static:
        finish(static, "collectstatic")


def static_files_changed() -> bool:
    collected = VAR / "static" / "staticfiles.json"
    if not collected.exists():
        return True
    sources = (ROOT / "requirements.lock", *(ROOT / "static").rglob("*"))
    return any(path.stat().st_mtime > collected.stat().st_mtime for path in sources)


def manage(*words: str, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    command = (sys.executable, "manage.py", *words)
    return children.spawn(command, log=LOGS / f"{words[0]}.log", cwd=ROOT, env=environment)


def finish(step: subprocess.Popen[bytes], name: str) -> None:
    if step.wait():
        give_up(f"manage.py {name} failed", LOGS / f"{name}.log")


def give_up(what: str, log: Path) -> None:
    sys.exit(f"{what}; its log {log} ends with:\n{children.last_lines(log, 15)}")


def look_after(programs: Programs, services: embedded.Services) -> None:
    services.look_after()
    programs.look_after()


def wait_until_ready(host: str, port: int, programs: Programs, services: embedded.Services) -> None:
    say("Starting the web server, the worker and the clock …")
    end = time.monotonic() + PATIENCE
    while not answers(host, port):
        look_after(programs, services)
        for program in programs.programs:
            if program.falls >= 3:
                give_up(f"{program.name} does not start", program.log)
        if time.monotonic() > end:
            give_up(f"No page after {PATIENCE} s", LOGS / "web.log")
        time.sleep(0.1)


def answers(host: str, port: int) -> bool:
    line = http.client.HTTPConnection(host, port, timeout=5)
    try:
        line.request("GET", "/readyz/")
        return line.getresponse().status == 200
    except (OSError, http.client.HTTPException):  # not listening yet
        return False
    finally:
        line.close()


def ignore_further_signals() -> None:
    """An impatient second Ctrl-C must not cut the clearing up short."""
    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, signal.SIG_IGN)


def greet(host: str, port: int, seconds: float) -> None:
    name = f"[{host}]" if ":" in host else host
    say(f"\nPulang is ready after {seconds:.1f} s: http://{name}:{port}/\n")
    say(f"Sign in with one of these accounts and the password {PASSWORD}:")
    for account in ACCOUNTS:
        say(f"  {account}@pulang.example")
    say("\nPress Ctrl-C to stop. The data stays in var/, the logs are in var/log/.")


if __name__ == "__main__":
    main()
