"""Where the bytes of evidence lie: under their hash, each once, outside of every served folder.

A file is hashed while it is written to `incoming/`; when it is whole it is flushed to the disk and
takes its place by a rename, which either happened or did not. Nothing is ever written over.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable
from io import BufferedReader
from pathlib import Path

import puremagic
from django.conf import settings
from django.template.defaultfilters import filesizeformat

from cases.custody import CheckResult

CHUNK = 1024 * 1024
UNKNOWN = "application/octet-stream"
#: So sure is the list of signatures of one to three letters, with which any text may begin.
CHANCE = 0.3


class TooLarge(Exception):
    """The file is larger than the settings allow. The sentence says by how much to shrink it."""

    def __init__(self) -> None:
        limit = filesizeformat(settings.EVIDENCE_MAX_BYTES)
        super().__init__(
            f"The file is larger than {limit}, the most that is taken. Nothing of it was kept: "
            "split it, or ask whoever runs this site for a higher limit."
        )


class Incoming:
    """A file on its way in. Call `keep` or `drop`; a dropped one leaves nothing behind."""

    def __init__(self) -> None:
        folder = root() / "incoming"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Closed by `keep` and `drop`; no block of code outlives a request's upload.
        self._file = tempfile.NamedTemporaryFile(dir=folder, delete=False)  # noqa: SIM115
        self._hash = hashlib.sha256()
        self.size = 0

    def write(self, chunk: bytes) -> None:
        """Raises TooLarge as soon as the limit is passed, not when the last byte has come."""
        self.size += len(chunk)
        if self.size > settings.EVIDENCE_MAX_BYTES:
            self.drop()
            raise TooLarge
        self._hash.update(chunk)
        self._file.write(chunk)

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()

    @property
    def media_type(self) -> str:
        """What the bytes say that they are. The name, which anybody may choose, is not asked."""
        self._file.flush()
        return sniff(Path(self._file.name))

    def keep(self) -> None:
        """Put the bytes in their place; bytes that are there already stay as they are."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        temporary, place = Path(self._file.name), path_of(self.sha256)
        if place.exists():
            temporary.unlink()
            return
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        temporary.chmod(0o400)
        temporary.rename(place)
        _flush_folder(place.parent)

    def drop(self) -> None:
        """Forget what came. Harmless after `keep`."""
        self._file.close()
        Path(self._file.name).unlink(missing_ok=True)


def receive(chunks: Iterable[bytes]) -> Incoming:
    """A whole file, not yet kept. Raises TooLarge."""
    incoming = Incoming()
    for chunk in chunks:
        incoming.write(chunk)
    return incoming


def root() -> Path:
    return Path(settings.EVIDENCE_ROOT)


def path_of(sha256: str) -> Path:
    return root() / sha256[:2] / sha256[2:4] / sha256


def forget(sha256: str) -> None:
    """Take the bytes away. The caller has made sure that no row names them any more."""
    path_of(sha256).unlink(missing_ok=True)


def open_file(sha256: str) -> BufferedReader:
    """Raises FileNotFoundError when somebody has taken the bytes away."""
    return path_of(sha256).open("rb")


def check(sha256: str) -> CheckResult:
    """Read the bytes again and compare their hash with the one that they were stored under."""
    try:
        with open_file(sha256) as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return CheckResult.MISSING
    return CheckResult.MATCHES if found == sha256 else CheckResult.ALTERED


def sniff(path: Path) -> str:
    """The media type by the first bytes: a kind that they clearly show, plain text, or unknown."""
    if not path.stat().st_size:
        return UNKNOWN
    found = puremagic.magic_file(str(path))
    if found and (found[0].confidence > CHANCE or not _is_text(path)):
        return found[0].mime_type or UNKNOWN
    return "text/plain" if _is_text(path) else UNKNOWN


def _is_text(path: Path) -> bool:
    with path.open("rb") as file:
        start = file.read(CHUNK)
    try:
        # A letter may be cut at the end of the chunk.
        text = start.decode("utf-8", errors="strict" if len(start) < CHUNK else "ignore")
    except UnicodeDecodeError:
        return False
    return "\0" not in text


def _flush_folder(folder: Path) -> None:
    """So that the rename itself outlives a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
