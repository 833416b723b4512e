"""What a record is checked for before it is written, and what need not be looked up."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from cases.models import Place

pytestmark = pytest.mark.django_db
HOUSE = {"kind": "house", "name": "House", "country": "PE"}


def test_a_record_that_was_given_is_not_looked_up_again(case, django_assert_num_queries):
    with django_assert_num_queries(0):
        Place(case=case, **HOUSE).clean_fields()


def test_one_that_is_only_named_is_looked_up(case):
    Place(case_id=case.pk, **HOUSE).clean_fields()
    with pytest.raises(ValidationError) as refused:
        Place(case_id=uuid4(), **HOUSE).clean_fields()

    assert list(refused.value.message_dict) == ["case"]


def test_one_that_is_wanted_and_missing_is_told(case):
    with pytest.raises(ValidationError) as refused:
        Place(case=None, **HOUSE).clean_fields()

    assert list(refused.value.message_dict) == ["case"]
