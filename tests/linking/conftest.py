import pytest

from tests.factories import a_case


@pytest.fixture
def elsewhere(investigator):
    """Another case of the same investigator."""
    return a_case(by=investigator, country="MM")


@pytest.fixture
def client(client_of, investigator):
    return client_of(investigator)
