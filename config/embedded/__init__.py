"""A real PostgreSQL and a real Valkey for a demo, for development and for tests.

Give DATABASE_URL and REDIS_URL and none of this runs. On Linux the servers cannot outlive the
process that started them, not even when it is killed with -9. macOS has no such promise: a server
left behind there is found again by the next start.
"""

import os
import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from .children import EmbeddedError
from .postgres import Postgres
from .server import Server
from .valkey import Valkey

__all__ = ["EmbeddedError", "Postgres", "Server", "Services", "Valkey", "ensure"]

VAR = Path(__file__).resolve().parents[2] / "var"


class Services:
    """Both servers of one folder, by the environment variable that each of them answers for."""

    def __init__(self, folder: Path | None = None, *, durable: bool = True) -> None:
        self.folder = (folder or VAR).absolute()
        self.by_variable: dict[str, Server] = {
            "DATABASE_URL": Postgres(self.folder, durable=durable),
            "REDIS_URL": Valkey(self.folder, durable=durable),
        }
        self.in_use: list[Server] = []

    def look_after(self) -> None:
        """Start again what died. Call it now and then from the thread that started them."""
        for server in self.in_use:
            server.look_after()

    @contextmanager
    def running(self, *variables: str) -> Iterator[dict[str, str]]:
        """The wanted services, started or found running; only those started here are stopped."""
        with ExitStack() as stack:
            urls = {}
            for variable in variables or self.by_variable:
                server = self.by_variable[variable]
                stack.callback(server.stop)
                urls[variable] = server.start()
                self.in_use.append(server)
            yield urls
            self.in_use.clear()


@contextmanager
def ensure(folder: Path | None = None, *, durable: bool = True) -> Iterator[Services]:
    """Set whichever of DATABASE_URL and REDIS_URL is missing, for the length of the block.

    A second process reuses what the first one started; it ends when the first one does.
    """
    services = Services(folder, durable=durable)
    missing = [variable for variable in services.by_variable if not _is_given(variable)]
    if not missing:
        yield services
        return
    with services.running(*missing) as found:
        if "DATABASE_URL" in missing and not _is_given("SECRET_KEY"):
            found["SECRET_KEY"] = secret_key(services.folder)
        os.environ.update(found)
        try:
            yield services
        finally:
            for variable in found:
                os.environ.pop(variable, None)


def _is_given(variable: str) -> bool:
    """The settings also read a value from the file that X_FILE names."""
    return bool(os.environ.get(variable) or os.environ.get(f"{variable}_FILE"))


def secret_key(folder: Path) -> str:
    """The key that signs this folder's sessions: made once, so that a restart signs nobody out."""
    path = folder / "secret_key"
    if not path.exists():
        new = path.with_name(f"secret_key.{os.getpid()}")
        new.touch(mode=0o600)
        new.write_text(secrets.token_urlsafe(50))
        new.rename(path)
    return path.read_text()
