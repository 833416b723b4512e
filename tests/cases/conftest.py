"""A store of evidence of its own for each test, and an agency that cases are referred to."""

from __future__ import annotations

from pathlib import Path

import pytest

from accounts.roles import Role
from cases import services, store
from tests.factories import a_user, an_agency, evidence


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


@pytest.fixture
def client(client_of, investigator):
    return client_of(investigator)


@pytest.fixture
def shelter(db):
    return an_agency(name="Shelter of the North", kind="NGO")


@pytest.fixture
def host(shelter):
    """Who answers for the shelter."""
    return a_user(Role.SUPERVISOR, agency=shelter)
