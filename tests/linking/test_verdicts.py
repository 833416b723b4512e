"""What reviewers say, and what follows from it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from core.services import StaleRecord
from linking import identities, services
from linking.models import Answer, Identity, IdentityMember, Match, Verdict
from tests.factories import a_case, a_person

SAME, DIFFERENT, UNSURE = Answer.SAME, Answer.DIFFERENT, Answer.UNSURE


@pytest.fixture
def people(investigator):
    """Four records, each in a case of its own."""
    return [a_person(a_case(by=investigator), f"Person {letter}") for letter in "ABCD"]


@pytest.fixture
def judge(investigator):
    def say(left, right, answer, **more):
        return services.judge(left, right, answer, by=investigator, **more)

    return say


def groups():
    """The identities as sets of names."""
    members = {}
    for member in IdentityMember.objects.select_related("person"):
        members.setdefault(member.identity_id, set()).add(member.person.name[-1])
    return sorted("".join(sorted(names)) for names in members.values())


def test_same_makes_an_identity_and_chains_grow_it(people, judge):
    a, b, c, d = people

    judge(a, b, SAME)
    judge(d, c, SAME)
    assert groups() == ["AB", "CD"]

    judge(b, c, SAME)
    assert groups() == ["ABCD"]


def test_a_further_verdict_undoes_the_last_and_both_stay(people, judge):
    a, b, c, _ = people
    judge(a, b, SAME)
    judge(b, c, SAME)

    judge(b, c, UNSURE, note="The photo differs")

    assert groups() == ["AB"]
    assert Verdict.objects.count() == 3
    assert Verdict.objects.live().count() == 2


def test_an_identity_keeps_its_reference_while_it_grows_and_splits(people, judge):
    a, b, c, d = people
    judge(a, b, SAME)
    ref = Identity.objects.get().ref

    judge(b, c, SAME)
    judge(c, d, SAME)
    judge(c, d, DIFFERENT)

    assert Identity.objects.get().ref == ref


def test_a_chain_that_would_join_two_different_people_is_refused_with_its_path(people, judge):
    a, b, c, _ = people
    judge(a, b, DIFFERENT)
    judge(b, c, SAME)

    with pytest.raises(ValidationError) as refusal:
        judge(a, c, SAME)

    assert f"{a.ref} = {c.ref} = {b.ref}" in refusal.value.messages[0] or (
        f"{b.ref} = {c.ref} = {a.ref}" in refusal.value.messages[0]
    )
    assert groups() == ["BC"]


def test_different_within_an_identity_is_refused_while_other_verdicts_join_them(people, judge):
    a, b, c, _ = people
    judge(a, b, SAME)
    judge(b, c, SAME)

    with pytest.raises(ValidationError, match="same person by other verdicts"):
        judge(a, c, DIFFERENT)

    assert groups() == ["ABC"]


def test_different_on_the_pair_itself_replaces_same(people, judge):
    a, b, *_ = people
    judge(a, b, SAME)

    judge(a, b, DIFFERENT)

    assert groups() == []
    assert not Identity.objects.exists()


def test_the_second_of_two_reviewers_is_told(people, judge):
    a, b, *_ = people
    judge(a, b, UNSURE)
    seen = Match.objects.get().version
    judge(a, b, SAME, version=seen)

    with pytest.raises(StaleRecord):
        judge(a, b, DIFFERENT, version=seen)

    assert groups() == ["AB"]


def test_a_record_is_not_judged_against_itself(people, judge):
    with pytest.raises(ValidationError, match="itself"):
        judge(people[0], people[0], SAME)


@pytest.mark.parametrize("act", [{"answer": DIFFERENT}, {"note": ""}])
def test_the_database_refuses_to_change_a_verdict(people, judge, act):
    judge(*people[:2], SAME)

    with pytest.raises(DatabaseError), transaction.atomic():
        Verdict.objects.update(**act)


def test_the_database_refuses_to_delete_a_verdict(people, judge):
    judge(*people[:2], SAME)

    with pytest.raises(DatabaseError), transaction.atomic():
        Verdict.objects.all()._raw_delete("default")


PAIRS = st.tuples(st.integers(0, 3), st.integers(0, 3)).filter(lambda pair: pair[0] != pair[1])
SAID = st.lists(st.tuples(PAIRS, st.sampled_from([SAME, DIFFERENT, UNSURE])), max_size=12)


@given(said=SAID)
@settings(max_examples=25)
def test_whatever_is_said_identities_hold_every_same_and_no_different_pair(people, judge, said):
    try:
        with transaction.atomic():
            for (one, other), answer in said:
                try:
                    with transaction.atomic():
                        judge(people[one], people[other], answer)
                except ValidationError:
                    continue  # A contradiction; nothing of it may stay.
            home = dict(IdentityMember.objects.values_list("person", "identity"))
            for verdict in Verdict.objects.live():
                together = home.get(verdict.left_id) == home.get(verdict.right_id) is not None
                if verdict.answer == SAME:
                    assert together
                if verdict.answer == DIFFERENT:
                    assert not together
            raise InterruptedError  # Back to no verdicts for the next example.
    except InterruptedError:
        pass


def test_of_two_identities_that_meet_and_part_each_keeps_what_was_most_of_it(people, judge):
    a, b, c, d = people
    judge(a, b, SAME)
    judge(c, d, SAME)
    of = {member.person_id: member.identity_id for member in IdentityMember.objects.all()}
    extra = a_person(a.case, "Person E")
    judge(b, extra, SAME)

    judge(b, c, SAME)
    assert set(IdentityMember.objects.values_list("identity", flat=True)) == {of[a.pk]}

    judge(b, c, DIFFERENT)
    assert groups() == ["ABE", "CD"]
    assert IdentityMember.objects.get(person=extra).identity_id == of[a.pk]
    assert IdentityMember.objects.get(person=c).identity_id != of[a.pk]


def test_a_rebuild_without_a_new_verdict_changes_nothing(people, judge):
    a, b, c, d = people
    judge(a, b, SAME)
    judge(c, d, SAME)
    before = sorted(IdentityMember.objects.values_list("person", "identity"))

    identities.rebuild([person.pk for person in people])

    assert sorted(IdentityMember.objects.values_list("person", "identity")) == before
