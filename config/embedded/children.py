"""Child processes that end with the process that started them."""

import ctypes
import functools
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

PR_SET_PDEATHSIG = 1
# Loaded here because the child, between fork and exec, may only make plain system calls.
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


class EmbeddedError(Exception):
    """A service that cannot run here; the text tells what to do about it."""


def spawn(
    command: Sequence[str],
    *,
    log: Path,
    parting_signal: signal.Signals = signal.SIGTERM,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
) -> subprocess.Popen[bytes]:
    """Start a child in a group of its own that gets `parting_signal` when this process dies.

    Call it from the main thread: Linux counts the death of the calling thread.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=cwd,
            env=env,
            start_new_session=True,
            preexec_fn=functools.partial(_die_with_parent, os.getpid(), parting_signal),
        )


def _die_with_parent(parent: int, parting_signal: signal.Signals) -> None:
    if LIBC is None:
        return
    LIBC.prctl(PR_SET_PDEATHSIG, int(parting_signal), 0, 0, 0)
    if os.getppid() != parent:  # it died before the line above
        os._exit(1)


def stop(child: subprocess.Popen[bytes], sign: signal.Signals, patience: float = 10) -> None:
    """End the child politely, then whatever is left of its group by force."""
    if child.poll() is None:
        child.send_signal(sign)
        try:
            child.wait(patience)
        except subprocess.TimeoutExpired:
            child.kill()
    kill_group(child)
    child.wait()


def kill_group(child: subprocess.Popen[bytes]) -> None:
    """Kill what a dead child left behind: its group keeps the number until the last member ends."""
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except (
        ProcessLookupError,
        PermissionError,
    ):  # nobody is left; macOS says it the second way
        return


def wait_until(true: Callable[[], bool], seconds: float) -> bool:
    """Whether it became true in time."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def is_alive(pid: int) -> bool:
    """Whether the process runs; a zombie that nobody has reaped does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:  # gone meanwhile, or a system without /proc
        return sys.platform != "linux"
    return state not in "ZX"


@functools.cache
def without_root() -> tuple[str, ...]:
    """Words to put before a command that refuses to run as root.

    A user namespace shows the server an ordinary user while its files stay those of root: no
    account is made and no folder is opened to others.
    """
    if os.geteuid() != 0:
        return ()
    prefix = ("unshare", "--user", "--map-user=1", "--map-group=1", "--")
    try:
        subprocess.run([*prefix, "true"], capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise EmbeddedError(
            "PostgreSQL refuses to run as root, and this container forbids user namespaces: "
            "set DATABASE_URL to a PostgreSQL server, or start as an ordinary user."
        ) from error
    return prefix


def last_lines(log: Path, count: int = 5) -> str:
    """The end of a log, for an error message."""
    if not log.exists():
        return ""
    return "\n".join(log.read_text(errors="replace").splitlines()[-count:])
