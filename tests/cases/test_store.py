"""The store of bytes: by hash, each once, nothing left behind."""

from __future__ import annotations

import hashlib

import pytest

from cases import store
from cases.custody import CheckResult

CHUNKS = [b"first ", b"second ", b"third"]


def files_in(root):
    return [path for path in root.rglob("*") if path.is_file()]


def test_the_hash_of_a_stream_is_that_of_its_bytes_and_names_their_place():
    incoming = store.receive(CHUNKS)
    incoming.keep()

    whole = b"".join(CHUNKS)
    assert incoming.sha256 == hashlib.sha256(whole).hexdigest()
    assert store.path_of(incoming.sha256).read_bytes() == whole


def test_the_same_bytes_are_stored_once(evidence_root):
    for _ in range(2):
        store.receive(CHUNKS).keep()

    assert len(files_in(evidence_root)) == 1


def test_bytes_that_are_there_are_never_written_over():
    first = store.receive(CHUNKS)
    first.keep()
    before = store.path_of(first.sha256).stat()

    store.receive(CHUNKS).keep()

    after = store.path_of(first.sha256).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_file_over_the_limit_is_refused_before_its_end_and_leaves_nothing(
    settings, evidence_root
):
    settings.EVIDENCE_MAX_BYTES = 10
    read = []

    def endless():
        while True:
            read.append(1)
            yield b"12345"

    with pytest.raises(store.TooLarge, match="larger than 10"):
        store.receive(endless())

    assert len(read) == 3
    assert files_in(evidence_root) == []


def test_what_is_dropped_leaves_nothing(evidence_root):
    store.receive(CHUNKS).drop()

    assert files_in(evidence_root) == []


def test_a_check_tells_whole_altered_and_missing_bytes():
    kept = store.receive(CHUNKS)
    kept.keep()
    path = store.path_of(kept.sha256)
    assert store.check(kept.sha256) == CheckResult.MATCHES

    path.chmod(0o600)
    path.write_bytes(b"something else")
    assert store.check(kept.sha256) == CheckResult.ALTERED

    path.unlink()
    assert store.check(kept.sha256) == CheckResult.MISSING


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"0" * 40, "image/png"),
        (b"<html><script>alert(1)</script></html>", "text/html"),
        ("Hello, this is the bank. 您好".encode(), "text/plain"),
        (b"(Invented) Good morning", "text/plain"),
        (b"\x00\x01\x02\x03", "application/octet-stream"),
        (b"", "application/octet-stream"),
    ],
)
def test_the_type_is_that_of_the_bytes(content, media_type):
    assert store.receive([content]).media_type == media_type
