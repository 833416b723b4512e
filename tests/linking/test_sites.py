"""Which points on the map are one compound."""

from itertools import product
from math import cos, radians

import pytest

from cases.models import Place
from linking.sites import facts_of_place, same_site

LATITUDES = [16.6171, -12.08, 59.99995, 0.0, 0.00001]
LONGITUDES = [98.5201, -76.93, 0.00001, 179.9]
BEARINGS = [(1, 0), (0, 1), (0.7071, -0.7071), (-0.7071, -0.7071)]


def facts(name, latitude, longitude):
    place = Place(name=name, country="MM", kind="compound", latitude=latitude, longitude=longitude)
    return list(facts_of_place(place))


def meet(one, other):
    """Whether two places have a value in common and are the same site."""
    common = {fact.value for fact in one} & {fact.value for fact in other}
    return bool(common) and bool(same_site(one[0].as_entry(), other[0].as_entry()))


@pytest.mark.parametrize(
    ("metres", "one_site"), [(0, True), (150, True), (199, True), (230, False)]
)
def test_points_within_two_hundred_metres_are_one_compound(metres, one_site):
    for latitude, longitude, (north, east) in product(LATITUDES, LONGITUDES, BEARINGS):
        away = latitude + metres * north / 111_195
        beside = longitude + metres * east / 111_195 / cos(radians(latitude))
        pair = facts("Fence", latitude, longitude), facts("Gate", away, beside)
        assert meet(*pair) == one_site, (latitude, longitude, north, east)


def test_a_name_and_a_point_say_more_than_a_name():
    named = facts("KK Park", None, None)[0].as_entry()
    placed = facts("KK Park", 16.6, 98.5)[0].as_entry()

    assert same_site(placed, placed).strength > same_site(named, placed).strength
