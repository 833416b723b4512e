"""People and a case that most tests need."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client, override_settings
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadScopeScheduling

from accounts.models import Agency, User
from accounts.roles import Role
from cases.models import Case
from people.names import tables
from tests.factories import a_case, a_user, an_agency

#: How long an example takes on a busy machine says nothing of what the code does. The database is
#: rolled back after a test, not after each of its examples.
settings.register_profile(
    "pulang",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("pulang")

#: Folders whose tests share what takes long to set up.
TOGETHER = ("tests/system/", "tests/demo/")


class FilesAndFolders(LoadScopeScheduling):
    """A worker takes a file at a time, or a whole folder of those that share a set-up."""

    def _split_scope(self, nodeid: str) -> str:
        shared = [folder for folder in TOGETHER if nodeid.startswith(folder)]
        return shared[0] if shared else nodeid.partition("::")[0]


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> FilesAndFolders:
    return FilesAndFolders(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest begins first."""
    items.sort(key=lambda item: not item.nodeid.startswith(TOGETHER))


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """A hash that is slow on purpose took a fifth of the time of all tests."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(autouse=True)
def shipped_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names are read with the shipped spellings, unless a test keeps its own in the database."""
    monkeypatch.setattr(tables, "shelf", tables.SHIPPED)


@pytest.fixture
def agency(db: None) -> Agency:
    return an_agency(name="Anti-trafficking unit")


@pytest.fixture
def embassy(db: None) -> Agency:
    return an_agency(name="Embassy in Lima", kind="Embassy")


@pytest.fixture
def investigator(agency: Agency) -> User:
    return a_user(Role.INVESTIGATOR, agency=agency)


@pytest.fixture
def supervisor(agency: Agency) -> User:
    return a_user(Role.SUPERVISOR, agency=agency)


@pytest.fixture
def officer(embassy: Agency) -> User:
    return a_user(Role.CONSULAR_OFFICER, agency=embassy)


@pytest.fixture
def analyst(agency: Agency) -> User:
    return a_user(Role.ANALYST, agency=agency)


@pytest.fixture
def auditor(agency: Agency) -> User:
    return a_user(Role.AUDITOR, agency=agency)


@pytest.fixture
def administrator(agency: Agency) -> User:
    return a_user(Role.ADMINISTRATOR, agency=agency)


@pytest.fixture
def outsider(db: None) -> User:
    """An investigator of another agency, who is on no case of the others."""
    return a_user(Role.INVESTIGATOR)


@pytest.fixture
def case(investigator: User) -> Case:
    """An open case that the investigator and the investigator's agency may write on."""
    return a_case(by=investigator)


@pytest.fixture
def client_of():
    """`client_of(user)`: a browser in which that user is signed in."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in
