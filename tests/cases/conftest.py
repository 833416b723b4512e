"""A store of evidence of its own for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from cases import services, store
from tests.factories import evidence


@pytest.fixture(autouse=True)
def evidence_root(settings, tmp_path) -> Path:
    settings.EVIDENCE_ROOT = tmp_path / "evidence"
    return settings.EVIDENCE_ROOT


@pytest.fixture
def item(case, investigator):
    return evidence(case, investigator)


@pytest.fixture
def add_file(investigator):
    """`add_file(item, b"…", name="photo.jpg")`."""

    def add(item, content=b"some bytes", name="photo.jpg"):
        incoming = store.receive([content])
        return services.add_file(item, incoming, name=name, by=investigator)

    return add
