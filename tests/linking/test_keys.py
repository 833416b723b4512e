"""Which records meet: two spellings of one name share a key."""

from itertools import combinations

import pytest

from core.dates import PartialDate
from linking.keys import keys_of
from people import services
from tests.factories import a_case

pytestmark = pytest.mark.django_db


def keys(name, born_on=None):
    names = [{"kind": "legal", "text": name}]
    return keys_of(services.record_person(a_case(), names=names, identifiers=[], born_on=born_on))


@pytest.mark.parametrize(
    "spellings",
    [
        ("Tan Mei Ling", "Mei Leng Tan", "陳美玲", "Chen Meiling"),
        ("Mohd Hafiz bin Roslan", "Muhammad Hafiz Ruslan", "Hafiz Roslan"),
        ("Letchumy a/p Muthusamy", "Lakshmi Muthuswamy"),
        ("Bill Gatesby", "William Gatesby"),
    ],
)
def test_spellings_of_one_name_share_a_key(spellings):
    for one, other in combinations(spellings, 2):
        assert keys(one) & keys(other), (one, other)


def test_two_dialects_meet_by_surname_and_year_of_birth():
    born = PartialDate.parse("1998")

    assert "surname:陈+1998" in keys("Tan Chee Keong", born) & keys("Chen Zhiqiang", born)


def test_a_surname_alone_brings_nobody_together():
    assert not keys("Tan Chee Keong") & keys("Tan Bee Hoon")
