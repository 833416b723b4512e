"""A case with its other side, and the second case that it may have to do with."""

import pytest

from recruiters import services
from recruiters.models import TieKind
from tests.factories import a_case, a_person, a_recruiter, a_victim


@pytest.fixture
def recruiter(case):
    return a_recruiter(case, "Lim Ah Kow", status="wanted", parts=["Boss"])


@pytest.fixture
def victim(case, recruiter):
    """Recruited by the recruiter, on word of mouth."""
    victim = a_victim(case, "Aminah binti Zain")
    services.tie(
        recruiter.person, victim.person, kind=TieKind.RECRUITED_AS_VICTIM,
        since="2023-09", source="Her statement", reliability="B", credibility=2,
    )  # fmt: skip
    return victim


@pytest.fixture
def syndicate(case, recruiter):
    syndicate = services.record_syndicate(case, name="Dragon Head", aliases=["龙头"])
    services.join(recruiter.person, syndicate, part="Boss")
    return syndicate


@pytest.fixture
def elsewhere(investigator):
    return a_case(by=investigator, country="MM")


@pytest.fixture
def hidden_case(db):
    """A case of another agency, which the investigator is not on."""
    return a_case()


@pytest.fixture
def bystander(case):
    return a_person(case, "Ooi Swee Lan")
