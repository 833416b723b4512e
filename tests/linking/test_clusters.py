"""Which records hang together: greedy average link under what reviewers said."""

from itertools import combinations
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from linking.clusters import UNSEEN, clusters

A, B, C, D, E = (UUID(int=number) for number in range(1, 6))
PEOPLE = [A, B, C, D, E]


def grouped(weights, together=(), apart=()):
    found = clusters(weights, together, apart)
    return {frozenset(group) for group in found}


def test_a_pair_is_a_group():
    assert grouped({(A, B): 6.0}) == {frozenset({A, B})}


def test_a_chain_joins_while_its_pairs_are_likely_on_average():
    assert grouped({(A, B): 9.0, (B, C): 2.0}) == {frozenset({A, B, C})}


def test_one_link_between_two_groups_is_not_enough():
    weights = {(A, B): 9.0, (C, D): 9.0, (B, C): 5.0}

    assert 5.0 + 3 * UNSEEN < 0
    assert grouped(weights) == {frozenset({A, B}), frozenset({C, D})}


def test_the_stronger_of_two_that_exclude_each_other_wins():
    weights = {(A, B): 9.0, (B, C): 8.0}

    assert grouped(weights, apart=[(A, C)]) == {frozenset({A, B})}


def test_what_reviewers_joined_is_one_from_the_start():
    assert grouped({(B, C): 4.0}, together=[[A, B]]) == {frozenset({A, B, C})}
    assert grouped({(B, C): 1.0}, together=[[A, B]]) == {frozenset({A, B})}


WEIGHTS = st.dictionaries(
    st.sampled_from(list(combinations(PEOPLE, 2))), st.integers(-5, 20).map(float)
)
APART = st.lists(st.sampled_from(list(combinations(PEOPLE, 2))), max_size=4)


@given(weights=WEIGHTS, apart=APART, order=st.randoms())
def test_no_different_pair_is_in_one_group_and_order_does_not_matter(weights, apart, order):
    found = grouped(weights, apart=apart)
    shuffled = list(weights.items())
    order.shuffle(shuffled)

    assert not [pair for pair in apart for group in found if group.issuperset(pair)]
    assert grouped(dict(shuffled), apart=apart[::-1]) == found
    assert sum(map(len, found)) == len(frozenset().union(*found))


@given(weights=WEIGHTS, split=st.integers(1, 4))
def test_every_identity_stays_whole(weights, split):
    identities = [PEOPLE[:split], PEOPLE[split:]]
    found = grouped(weights, together=identities)

    for identity in identities:
        assert len(identity) < 2 or any(group.issuperset(identity) for group in found)
