"""What answers show, by the rules of an instrument. Nothing here touches a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from victims.scheme import read_folder, scheme_of
from victims.screening import Carried, Outcome, Value, carry, findings

SCHEMES = {document["key"]: scheme_of(document) for document in read_folder()}
PALERMO, ILO, UNODC = SCHEMES["palermo"], SCHEMES["ilo-delphi"], SCHEMES["unodc-fc"]
ORDER = [Outcome.NOT_SHOWN, Outcome.OPEN, Outcome.SHOWN]


def found(scheme, answers, *, is_child=False):
    return {
        each.dimension.key: each.outcome
        for each in findings(scheme, answers, is_child=is_child).dimensions
    }


def overall(scheme, answers, *, is_child=False):
    return findings(scheme, answers, is_child=is_child).overall


def all_of(scheme, value):
    return dict.fromkeys(scheme.codes, value)


@st.composite
def answered(draw):
    """(instrument, answers to some of its indicators)."""
    scheme = SCHEMES[draw(st.sampled_from(sorted(SCHEMES)))]
    codes = st.sampled_from(sorted(scheme.codes))
    return scheme, draw(st.dictionaries(codes, st.sampled_from(Value.values)))


# Rules --------------------------------------------------------------------------------------------


@given(answered(), st.data())
def test_one_more_yes_never_shows_less(given_answers, data):
    scheme, answers = given_answers
    code = data.draw(st.sampled_from(sorted(scheme.codes)))
    more = answers | {code: Value.YES}

    before, after = found(scheme, answers), found(scheme, more)

    assert all(ORDER.index(after[key]) >= ORDER.index(before[key]) for key in before)
    assert ORDER.index(overall(scheme, more)) >= ORDER.index(overall(scheme, answers))


@given(answered())
def test_what_is_not_settled_could_still_go_both_ways(given_answers):
    scheme, answers = given_answers
    settled = {code: value for code, value in answers.items() if value in (Value.YES, Value.NO)}
    worst, best = all_of(scheme, Value.NO) | settled, all_of(scheme, Value.YES) | settled

    for key, outcome in found(scheme, answers).items():
        could = {found(scheme, worst)[key], found(scheme, best)[key]}
        expected = could.pop() if len(could) == 1 else Outcome.OPEN
        assert outcome == expected


@given(answered())
def test_unknown_conflicting_and_not_asked_weigh_the_same(given_answers):
    scheme, answers = given_answers
    vague = (Value.UNKNOWN, Value.CONFLICTING, Value.NOT_ASKED)
    plain = {code: value for code, value in answers.items() if value not in vague}

    assert found(scheme, answers) == found(scheme, plain)


@given(answered())
def test_a_child_needs_no_means_and_is_never_shown_less(given_answers):
    scheme, answers = given_answers
    adult, child = (found(scheme, answers, is_child=is_child) for is_child in (False, True))

    for dimension in scheme.dimensions:
        expected = Outcome.NOT_REQUIRED if dimension.is_means else adult[dimension.key]
        assert child[dimension.key] == expected
    assert ORDER.index(overall(scheme, answers, is_child=True)) >= ORDER.index(
        overall(scheme, answers)
    )


def test_an_adult_without_means_is_not_shown_and_a_child_is():
    answers = all_of(PALERMO, Value.NO) | {
        "act.recruitment": Value.YES,
        "purpose.labour": Value.YES,
    }

    assert overall(PALERMO, answers) == Outcome.NOT_SHOWN
    assert overall(PALERMO, answers, is_child=True) == Outcome.SHOWN


@pytest.mark.parametrize(
    ("yes", "outcome"),
    [
        (["documents", "debt"], Outcome.SHOWN),  # two strong
        (["documents", "criminality"], Outcome.SHOWN),  # a strong and a medium
        (["documents", "shaming"], Outcome.SHOWN),  # a strong and a weak
        (["criminality", "tasks", "peers"], Outcome.SHOWN),  # three medium
        (["criminality", "tasks", "shaming"], Outcome.SHOWN),  # two medium and a weak
        (["documents"], Outcome.NOT_SHOWN),
        (["criminality", "tasks"], Outcome.NOT_SHOWN),
        (["criminality", "shaming"], Outcome.NOT_SHOWN),
    ],
)
def test_weights_add_up_by_the_rule_of_the_instrument(yes, outcome):
    answers = all_of(ILO, Value.NO) | {f"coercion.{name}": Value.YES for name in yes}

    assert found(ILO, answers)["coercion"] == outcome


def test_nothing_asked_shows_nothing_and_rules_out_nothing():
    for scheme in SCHEMES.values():
        assert set(found(scheme, {}).values()) == {Outcome.OPEN}
        assert overall(scheme, {}) == Outcome.OPEN


# The same answers elsewhere -----------------------------------------------------------------------


def test_the_particular_answers_the_general():
    carried = carry({"deceptive.wages": Value.YES}, ILO, PALERMO)

    assert carried["means.deception"] == Carried(Value.YES, ("deceptive.wages",))
    assert carried["means.coercion"].value == Value.NOT_ASKED


def test_no_to_the_particular_says_nothing_of_the_general():
    assert carry({"deceptive.wages": Value.NO}, ILO, PALERMO)["means.deception"] == Carried()


def test_no_to_the_general_answers_the_particular_and_yes_does_not():
    denied = carry({"means.deception": Value.NO}, PALERMO, ILO)
    affirmed = carry({"means.deception": Value.YES}, PALERMO, ILO)

    assert denied["deceptive.wages"].value == Value.NO
    assert affirmed["deceptive.wages"].value == Value.NOT_ASKED


def test_who_was_recruited_was_not_for_that_lured_by_a_casino_and_the_other_way_round():
    assert set(carry({"act.recruitment": Value.YES}, PALERMO, UNODC).values()) == {Carried()}
    assert carry({"act.offer": Value.NO}, UNODC, PALERMO)["act.recruitment"] == Carried()
    assert carry({"act.offer": Value.YES}, UNODC, PALERMO)["act.recruitment"].value == Value.YES


def test_yes_to_one_of_several_is_yes_and_names_all_that_were_read():
    answers = {"deceptive.wages": Value.CONFLICTING, "deceptive.job": Value.YES}

    carried = carry(answers, ILO, PALERMO)["means.deception"]

    assert carried.value == Value.YES
    assert set(carried.source) == set(answers)


@given(answered(), st.sampled_from(sorted(SCHEMES)))
def test_every_indicator_of_the_other_instrument_is_told_of(given_answers, key):
    source, answers = given_answers
    target = SCHEMES[key]
    carried = carry(answers, source, target)

    assert set(carried) <= target.codes
    if source.key != key:
        assert set(carried) == target.codes
    for row in carried.values():
        assert (row.value == Value.NOT_ASKED) == (not row.source)
        assert set(row.source) <= set(answers)
        assert row.value in {answers[code] for code in row.source} | {Value.NOT_ASKED}
