import pytest


@pytest.fixture
def client(client_of, investigator):
    return client_of(investigator)
