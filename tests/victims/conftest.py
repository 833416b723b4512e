"""Screenings need instruments, and three people who are not one another."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from accounts.roles import Role
from tests.factories import a_user, a_victim
from victims import services
from victims.models import Instrument
from victims.scheme import read_folder


@pytest.fixture
def instruments(db):
    """Key → instrument, all that are shipped."""
    services.load_instruments(read_folder())
    return {instrument.key: instrument for instrument in Instrument.objects.all()}


@pytest.fixture
def victim(case):
    return a_victim(case)


@pytest.fixture
def colleague(agency):
    """A second investigator of the same agency."""
    return a_user(Role.INVESTIGATOR, agency=agency)


@pytest.fixture
def screening(victim, instruments, investigator):
    return services.begin_screening(
        victim, instruments["palermo"], by=investigator, held_on=date(2023, 10, 9)
    )


@pytest.fixture
def folder(tmp_path: Path):
    """`folder(text)`: a folder of instruments that holds that file alone."""

    def write(text: str) -> Path:
        (tmp_path / "concepts.toml").write_text('"means.deception" = "Deception"\n')
        (tmp_path / "one.toml").write_text(text)
        return tmp_path

    return write


@pytest.fixture
def client(client_of, investigator):
    return client_of(investigator)
