"""The long-running processes of Pulang: web server, worker and clock."""

import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, cast

from config import embedded
from config.embedded import children

ROOT = Path(__file__).resolve().parents[1]
LOGS = embedded.VAR / "log"
# Celery that looks for its dead broker hears no signal but SIGKILL. This shell, which lives until
# its input ends, kills the groups named last. An orderly stop names none.
GUARD = """
trap '' INT TERM HUP
while read -r now; do groups=$now; done
[ -z "$groups" ] || { sleep 4; kill -s KILL -- $groups 2>&-; }
"""
STEADY = 30  # seconds after which a process counts as well again


@dataclass
class Program:
    """One long-running process, started again whenever it ends: soon at first, then ever later."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str]
    stop_signal: signal.Signals = signal.SIGTERM
    process: subprocess.Popen[bytes] | None = None
    falls: int = 0
    started: float = 0.0
    due: float = field(default_factory=time.monotonic)

    @property
    def log(self) -> Path:
        return LOGS / f"{self.name}.log"

    def look_after(self) -> None:
        if self.process and self.process.poll() is not None:
            self._bury(self.process)
        if not self.process and time.monotonic() >= self.due:
            self.started = time.monotonic()
            self.process = children.spawn(
                (sys.executable, "-m", *self.command),
                log=self.log,
                parting_signal=self.stop_signal,
                cwd=ROOT,
                env=self.environment,
            )

    def _bury(self, process: subprocess.Popen[bytes]) -> None:
        """The children of a dead worker would go on taking tasks beside the next worker's."""
        children.kill_group(process)
        self.process = None
        now = time.monotonic()
        self.falls = 1 if now - self.started > STEADY else self.falls + 1
        delay = min(30.0, 0.25 * 2**self.falls)
        self.due = now + delay
        say(f"{self.name} ended ({process.returncode}) and starts again in {delay:g} s: {self.log}")


def all_programs(host: str, port: int, environment: Mapping[str, str]) -> list[Program]:
    granian = (
        "granian",
        "--interface",
        "wsgi",
        "--host",
        host,
        "--port",
        str(port),
        "--no-ws",
    )
    web = (
        *granian,
        "--workers",
        "1",
        "--blocking-threads",
        "4",
        "config.wsgi:application",
    )
    celery = ("celery", "-A", "config")
    pool = (
        "--pool",
        "prefork",
        "--concurrency",
        "2",
        "--without-gossip",
        "--without-mingle",
    )
    schedule = ("--schedule", str(embedded.VAR / "celerybeat-schedule"))
    return [
        Program("web", web, environment),
        # SIGQUIT hands a running task back to the queue; SIGTERM would wait for its end.
        Program("worker", (*celery, "worker", *pool), environment, signal.SIGQUIT),
        Program("beat", (*celery, "beat", *schedule), environment),
    ]


class Programs:
    """All of them together, and the guard that ends what is left when this process is killed."""

    def __init__(self, programs: list[Program]) -> None:
        self.programs = programs
        self.guard = start_guard()

    def __enter__(self) -> "Programs":
        return self

    def __exit__(self, *_: object) -> None:
        """Ask all at once, then wait for each: they end side by side."""
        running = [(program, program.process) for program in self.programs if program.process]
        for program, process in running:
            if process.poll() is None:
                process.send_signal(program.stop_signal)
        for program, process in running:
            children.stop(process, program.stop_signal)
            program.process = None
        self._brief_guard()
        self.guard.communicate()

    @property
    def groups(self) -> list[str]:
        return [f"-{program.process.pid}" for program in self.programs if program.process]

    def look_after(self) -> None:
        before = self.groups
        for program in self.programs:
            program.look_after()
        if self.groups != before or self.guard.poll() is not None:
            self._brief_guard()

    def _brief_guard(self) -> None:
        if self.guard.poll() is not None:
            self.guard = start_guard()
        line = cast(IO[bytes], self.guard.stdin)
        line.write(" ".join(self.groups).encode() + b"\n")
        line.flush()


def start_guard() -> subprocess.Popen[bytes]:
    command = ("sh", "-c", GUARD)
    return subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True)  # noqa: S603


def say(text: str) -> None:
    print(text, flush=True)  # noqa: T201 – the terminal is where it is read
