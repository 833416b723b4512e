"""What both servers have in common: one folder, one socket, one owner."""

import fcntl
import hashlib
import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from . import children
from .children import EmbeddedError

LONGEST_SOCKET = 100  # systems cut the path of a socket at 104 to 108 bytes


class Server(ABC):
    """A database server that lives in one folder and listens on one Unix socket."""

    name: str
    package: str
    variable: str
    socket_name: str
    stop_signal = signal.SIGTERM

    def __init__(self, folder: Path, *, durable: bool = True) -> None:
        self.folder = folder / self.name
        self.log = folder / "log" / f"{self.name}.log"
        self.durable = durable
        self.child: subprocess.Popen[bytes] | None = None

    @property
    @abstractmethod
    def url(self) -> str:
        """Where clients connect."""

    @property
    @abstractmethod
    def command(self) -> list[str]:
        """What runs the server in the foreground."""

    @abstractmethod
    def is_ready(self) -> bool:
        """Whether the server of this folder takes commands, whoever started it."""

    @abstractmethod
    def prepare(self) -> None:
        """Make the data on a first start and clear away what a crash left."""

    def start(self) -> str:
        """The address of a running server: the one found in the folder, or else a new one."""
        self.find_package()
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with self._alone():
                if not self.is_ready():
                    self._start_own()
        except OSError as error:
            raise EmbeddedError(
                f"{self.name} cannot use {self.folder}: {error.strerror or error}. Make room there "
                f"and make it writable, or set {self.variable}."
            ) from error
        return self.url

    def look_after(self) -> None:
        """Start the server again if it died, whoever had started it."""
        if self._exited or (not self.child and not self.is_ready()):
            self.start()

    def stop(self) -> None:
        """Stop the server if this object started it."""
        if self.child:
            children.stop(self.child, self.stop_signal)
            self.child = None
            if not self.socket.is_relative_to(self.folder):
                shutil.rmtree(self.socket.parent)

    def _start_own(self) -> None:
        self.stop()
        self.prepare()
        self.child = children.spawn(self.command, log=self.log, parting_signal=self.stop_signal)
        if not children.wait_until(lambda: self._exited or self.is_ready(), 30) or self._exited:
            self.stop()
            raise EmbeddedError(
                f"{self.name} does not start; its log {self.log} ends with:\n"
                f"{children.last_lines(self.log)}"
            )

    @property
    def _exited(self) -> bool:
        return self.child is not None and self.child.poll() is not None

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Two processes that start at once must not both start a server."""
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    @property
    def socket(self) -> Path:
        """In the folder, or in a private one elsewhere: long paths and commas defeat clients."""
        path = self.folder / "run" / self.socket_name
        if len(os.fsencode(path)) <= LONGEST_SOCKET and "," not in str(path):
            return path
        digest = hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"pulang-{os.getuid()}-{digest}" / self.socket_name

    def make_socket_folder(self) -> None:
        folder = self.socket.parent
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
        if found.st_uid != os.getuid() or found.st_mode & 0o077:
            raise EmbeddedError(f"{folder} is open to others: remove it and start again.")

    def ask(self, message: bytes = b"") -> bytes | None:
        """The server's answer on its socket, or None when nobody listens."""
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(2)
            try:
                line.connect(os.fspath(self.socket))
                line.sendall(message)
                return line.recv(64) if message else b""
            except OSError:  # no server yet, or one that is just going
                return None

    def find_package(self) -> Path:
        """The folder of the wheel. Importing it would do more than tell where it is."""
        spec = importlib.util.find_spec(self.package)
        if not spec or not spec.submodule_search_locations:
            wheel = self.package.replace("_", "-")
            raise EmbeddedError(
                f"The package {wheel} is not installed: run `make setup`, or set {self.variable}."
            )
        return Path(spec.submodule_search_locations[0])
