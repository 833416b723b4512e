import pytest

from repatriation import services
from tests.factories import a_victim


@pytest.fixture
def a_return(case, embassy):
    """`a_return(name)`: a way home out of the case, handed to the officer's embassy."""

    def open_return(name="Aminah binti Zain", **fields):
        victim = fields.pop("victim", None) or a_victim(fields.pop("case", case), name)
        fields = {"mission": embassy, "from_country": "PE", "to_country": "MY"} | fields
        return services.open_return(victim, **fields)

    return open_return
