"""What verdicts say of the thresholds: the arithmetic."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linking.calibration import Judged, curve, reliability, shortage, suggestion, wilson


def judged(same=(), different=()):
    return [
        *(Judged(weight, True) for weight in same),
        *(Judged(weight, False) for weight in different),
    ]


APART = judged(same=[float(n) for n in range(1, 41)], different=[-float(n) for n in range(1, 21)])


def test_where_the_two_kinds_lie_apart_the_threshold_lies_between_them():
    found = suggestion(APART)

    assert -1 < found.match <= 1
    assert found.possible <= found.match


def test_a_match_begins_where_99_in_100_are_the_same():
    pairs = judged(same=[5.0] * 198 + [2.0] * 100, different=[5.0] * 2 + [2.0] * 50)

    assert suggestion(pairs).match == 2.5
    assert suggestion(judged(same=[5.0] * 400, different=[5.0] * 5)).match is None


def test_possible_leaves_99_in_100_of_the_same_above_it():
    pairs = judged(same=[4.0] * 99 + [-6.0], different=[-7.0] * 50)

    assert suggestion(pairs).possible == suggestion(pairs).match == -6.5


def test_possible_is_lower_where_much_of_what_is_the_same_is_light():
    pairs = judged(same=[4.0] * 90 + [-5.0] * 10, different=[-5.0] * 60)

    found = suggestion(pairs)

    assert (found.possible, found.match) == (-5.0, -4.5)


@pytest.mark.parametrize(
    ("same", "different"), [(0, 0), (49, 0), (500, 0), (0, 500), (30, 19), (200, 4)]
)
def test_too_few_verdicts_suggest_nothing_and_say_so(same, different):
    pairs = judged([3.0] * same, [-3.0] * different)

    assert suggestion(pairs) is None
    assert f"{same} same and {different} different" in shortage(pairs)
    assert "50 are needed" in shortage(pairs)


def test_enough_verdicts_say_nothing_of_a_shortage():
    assert shortage(judged([3.0] * 45, [-3.0] * 5)) == ""


def test_the_band_of_a_weight_counts_what_reviewers_called_the_same():
    bands = reliability(judged(same=[4.0, 4.5, 12.0], different=[4.0, -20.0]))

    assert [(band.low, band.same, band.of) for band in bands][1:] == [(3.0, 2, 3), (10.0, 1, 1)]
    assert bands[0].expected == pytest.approx(0, abs=1e-5)
    assert bands[1].expected == pytest.approx(16 / 17, abs=0.01)


def test_wilson_gives_known_bounds():
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-4)
    assert wilson(10, 10) == pytest.approx((0.7225, 1.0), abs=5e-4)


QUARTERS = st.integers(-80, 120).map(lambda number: number / 4)
WEIGHTS = st.lists(QUARTERS, min_size=1, max_size=20)


@given(same=WEIGHTS, different=WEIGHTS)
def test_the_curve_begins_with_all_and_only_ever_takes_fewer(same, different):
    points = curve(judged(same, different))

    assert (points[0].same, points[0].different) == (len(same), len(different))
    for heavier, lighter in zip(points[1:], points, strict=False):
        assert heavier.weight == lighter.weight + 0.5
        assert heavier.same <= lighter.same
        assert heavier.different <= lighter.different
    for point in points:
        low, high = point.bounds
        assert low - 1e-9 <= point.precision <= high + 1e-9
        assert point.same == sum(weight >= point.weight for weight in same)


@given(same=WEIGHTS, different=WEIGHTS)
def test_a_suggestion_keeps_what_it_promises(same, different):
    same, different = same * 50, different * 50
    found = suggestion(judged(same, different))

    assert sum(weight >= found.possible for weight in same) >= 0.99 * len(same)
    if found.match is not None:
        right = sum(weight >= found.match for weight in same)
        wrong = sum(weight >= found.match for weight in different)
        assert right >= 0.99 * (right + wrong)
        assert found.possible <= found.match
