"""Dates of which only a part is known."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.dates import PartialDate


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("1998", "1998"),
        ("1998-5", "1998-05"),
        ("1998-05-17", "1998-05-17"),
        ("17/5/1998", "1998-05-17"),
        ("17 May 1998", "1998-05-17"),
        ("Sept 2023", "2023-09"),
        ("September 2023", "2023-09"),
        ("about 1998", "1998~"),
        ("1998~", "1998~"),
        ("29 Feb 2024", "2024-02-29"),
    ],
)
def test_what_people_type_is_read(typed, stored):
    assert str(PartialDate.parse(typed)) == stored


@pytest.mark.parametrize("typed", ["31/02/2024", "2023-13", "29 Feb 2023", "0000"])
def test_a_date_that_does_not_exist_is_refused_in_words(typed):
    with pytest.raises(ValueError, match="no such date"):
        PartialDate.parse(typed)


@pytest.mark.parametrize("typed", ["yesterday", "12", "1998-", "=1+1", "3 Smarch 1998"])
def test_what_is_no_date_is_refused_with_how_to_write_one(typed):
    with pytest.raises(ValueError, match="1998-05-17"):
        PartialDate.parse(typed)


@given(
    st.dates(min_value=date(1000, 1, 1)), st.sampled_from(["day", "month", "year"]), st.booleans()
)
def test_every_date_survives_being_stored(day, precision, approximate):
    parts = (day.year, day.month, day.day)[: {"year": 1, "month": 2, "day": 3}[precision]]
    original = PartialDate(*parts, approximate=approximate)

    assert PartialDate.parse(str(original)) == original
    assert PartialDate.parse(original.words) == original


@given(st.dates(), st.dates())
def test_text_sorts_as_the_dates_do(one, other):
    texts = [str(PartialDate(day.year, day.month, day.day)) for day in (one, other)]

    assert sorted(texts) == [str(PartialDate(d.year, d.month, d.day)) for d in sorted((one, other))]


def test_dates_agree_when_their_known_parts_do():
    month = PartialDate.parse("2023-09")

    assert month.may_equal(PartialDate.parse("29 Sep 2023"))
    assert not month.may_equal(PartialDate.parse("2023-10-01"))
