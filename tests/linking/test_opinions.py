"""Weighty links: two reviewers, of whom the second does not know what the first said."""

from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse

from accounts.roles import Role
from linking import impact, services
from linking.models import Answer, IdentityMember, Match, Opinion, Review, Verdict
from tests.factories import a_case, a_person, a_user, assigned

SAME, DIFFERENT, UNSURE = Answer.SAME, Answer.DIFFERENT, Answer.UNSURE


@pytest.fixture
def one(investigator):
    return a_person(a_case(by=investigator), "Tan Mei Ling")


@pytest.fixture
def other(outsider):
    """A record of a case that another agency leads."""
    return a_person(a_case(by=outsider), "陈美玲")


def identities():
    return IdentityMember.objects.count()


def test_same_across_two_agencies_waits_for_a_second_reviewer(one, other, investigator):
    opinion = services.judge(one, other, SAME, by=investigator, note="Same scar")

    assert isinstance(opinion, Opinion)
    match = Match.objects.get()
    assert (match.answer, match.review, match.pending) == ("", Review.SECOND, opinion)
    assert not Verdict.objects.exists()
    assert identities() == 0


def test_the_second_who_agrees_makes_it_so(one, other, investigator, analyst):
    first = services.judge(one, other, SAME, by=investigator)

    verdict = services.judge(one, other, SAME, by=analyst, note="Same phone")

    assert (verdict.answer, verdict.first, verdict.by) == (SAME, first, analyst)
    assert identities() == 2
    match = Match.objects.get()
    assert (match.answer, match.review, match.pending) == (SAME, "", None)


@pytest.mark.parametrize("answer", [DIFFERENT, UNSURE, Answer.RELATED])
def test_a_second_who_disagrees_leaves_the_pair_unsure(one, other, investigator, analyst, answer):
    services.judge(one, other, SAME, by=investigator, note="Same scar")

    verdict = services.judge(one, other, answer, by=analyst, note="Another scar")

    assert verdict.answer == UNSURE
    assert [(o.by, o.answer, o.note) for o in (verdict.first, verdict.second)] == [
        (investigator, SAME, "Same scar"),
        (analyst, answer, "Another scar"),
    ]
    assert Match.objects.get().review == Review.DISPUTED
    assert identities() == 0


def test_nobody_is_both_reviewers(one, other, investigator):
    services.judge(one, other, SAME, by=investigator)

    with pytest.raises(ValidationError, match="another reviewer's"):
        services.judge(one, other, SAME, by=investigator)

    assert Opinion.objects.count() == 1
    assert identities() == 0


def test_who_changes_their_mind_needs_no_second(one, other, investigator):
    services.judge(one, other, SAME, by=investigator)

    verdict = services.judge(one, other, DIFFERENT, by=investigator)

    assert (verdict.answer, verdict.first) == (DIFFERENT, None)
    match = Match.objects.get()
    assert (match.answer, match.review, match.pending) == (DIFFERENT, "", None)


def test_who_gave_the_first_opinion_may_withdraw_it_and_nobody_else(
    one, other, investigator, analyst
):
    services.judge(one, other, SAME, by=investigator)
    with pytest.raises(ValidationError, match="Give yours instead"):
        services.undo(Match.objects.get(), by=analyst, version=None)

    services.undo(Match.objects.get(), by=investigator, version=None)

    match = Match.objects.get()
    assert (match.answer, match.review, match.pending) == ("", "", None)
    assert not Verdict.objects.exists()


def test_what_two_joined_one_may_undo(one, other, investigator, analyst):
    services.judge(one, other, SAME, by=investigator)
    services.judge(one, other, SAME, by=analyst)

    services.undo(Match.objects.get(), by=investigator, version=None)

    assert Match.objects.get().answer == UNSURE
    assert identities() == 0


def test_undoing_what_took_two_apart_needs_no_second(one, other, investigator, analyst):
    services.judge(one, other, SAME, by=investigator)
    services.judge(one, other, SAME, by=analyst)
    services.judge(one, other, DIFFERENT, by=analyst)

    services.undo(Match.objects.get(), by=analyst, version=None)

    assert Match.objects.get().answer == SAME
    assert identities() == 2


def test_a_supervisor_who_is_neither_settles_a_dispute(
    one, other, investigator, analyst, supervisor
):
    services.judge(one, other, SAME, by=investigator)
    services.judge(one, other, DIFFERENT, by=analyst)

    services.judge(one, other, SAME, by=supervisor)

    match = Match.objects.get()
    assert (match.answer, match.review) == (SAME, "")


@pytest.mark.parametrize("who", ["first", "another investigator"])
def test_nobody_else_settles_a_dispute_alone(one, other, investigator, analyst, who):
    services.judge(one, other, SAME, by=investigator)
    services.judge(one, other, DIFFERENT, by=analyst)

    services.judge(one, other, SAME, by=investigator if who == "first" else a_user())

    assert Match.objects.get().review == Review.SECOND
    assert identities() == 0


def test_a_supervisor_does_not_settle_their_own_dispute(one, other, supervisor, analyst):
    services.judge(one, other, SAME, by=supervisor)
    services.judge(one, other, DIFFERENT, by=analyst)

    services.judge(one, other, SAME, by=supervisor)

    assert Match.objects.get().review == Review.SECOND


def test_an_identity_of_more_than_five_records_wants_two_reviewers(investigator):
    people = [a_person(a_case(by=investigator)) for _ in range(impact.RECORDS_OF_ONE + 1)]
    for left, right in pairwise(people[:-1]):
        services.judge(left, right, SAME, by=investigator)
    assert identities() == impact.RECORDS_OF_ONE

    services.judge(*people[-2:], SAME, by=investigator)

    assert identities() == impact.RECORDS_OF_ONE
    services.judge(*people[-2:], SAME, by=a_user(Role.ANALYST))
    assert identities() == impact.RECORDS_OF_ONE + 1


def test_the_machine_leaves_a_pair_that_waits_for_a_second_alone(one, other, investigator):
    services.judge(one, other, SAME, by=investigator)
    before = Match.objects.values().get()
    services.refresh_keys(one)

    services.link(one.pk)  # Two names in two scripts and nothing else: too little to propose.

    assert Match.objects.values().get() == before


@pytest.mark.parametrize("answer", [SAME, DIFFERENT])
def test_the_database_keeps_a_match_that_somebody_judged(one, other, investigator, answer):
    services.judge(one, other, answer, by=investigator)

    with pytest.raises(DatabaseError), transaction.atomic():
        Match.objects.all().delete()


@pytest.mark.parametrize("act", [{"answer": DIFFERENT}, {"note": "x"}])
def test_the_database_refuses_to_change_an_opinion(one, other, investigator, act):
    services.judge(one, other, SAME, by=investigator)

    with pytest.raises(DatabaseError), transaction.atomic():
        Opinion.objects.update(**act)


# Seen by others ----------------------------------------------------------------------------------


@pytest.fixture
def second(one, other):
    """Another investigator, who may open both cases."""
    user = a_user()
    for person in (one, other):
        assigned(person.case, user=user)
    return user


SECRET = "Same scar on the left hand"


@pytest.fixture
def pending(one, other, investigator):
    assigned(other.case, user=investigator)
    services.judge(one, other, SAME, by=investigator, note=SECRET)
    return Match.objects.get()


def answers(client, match):
    """Everything that a reader may ask for about the pair."""
    one, other = match.people
    addresses = [
        match.get_absolute_url(),
        reverse("linking:list"),
        reverse("linking:list") + "?review=second",
        reverse("linking:list") + "?export=csv",
        f"/api/v1/matches/{match.ref}/",
        reverse("linking:of_person", args=[one.ref]),
        reverse("people:history", args=[one.ref]),
        reverse("cases:timeline", args=[one.case.ref]),
        reverse("linking:of_case", args=[other.case.ref]),
        "/",
    ]
    return {address: client.get(address).getvalue().decode() for address in addresses}


def test_others_see_that_a_second_opinion_is_wanted_and_nothing_of_the_first(
    client_of, second, pending, investigator
):
    pages = answers(client_of(second), pending)

    assert "Second opinion wanted" in pages[pending.get_absolute_url()]
    assert pending.ref in pages[reverse("linking:list") + "?review=second"]
    for address, page in pages.items():
        assert SECRET not in page, address
    for address in (pending.get_absolute_url(), f"/api/v1/matches/{pending.ref}/"):
        assert investigator.name not in pages[address], address
        assert investigator.email not in pages[address], address


def test_who_gave_the_first_sees_it_and_is_not_asked_again(
    client_of, second, pending, investigator
):
    client = client_of(investigator)

    assert (
        "It takes effect when a second reviewer"
        in client.get(pending.get_absolute_url()).content.decode()
    )
    waiting = client.get(reverse("linking:list"), {"review": "second"}).content.decode()
    assert pending.ref not in waiting


def test_after_the_second_both_see_both(client_of, second, pending, investigator, one, other):
    services.judge(one, other, DIFFERENT, by=second, note="Two scars")

    for user in (investigator, second):
        page = client_of(user).get(pending.get_absolute_url()).content.decode()
        for said in (SECRET, "Two scars", investigator.name, second.name, "Reviewers disagree"):
            assert said in page


def test_the_pages_carry_both_opinions_from_the_first_to_the_undoing(
    client_of, second, pending, one, other
):
    client = client_of(second)
    form = {"answer": "same", "version": pending.version}

    done = client.post(reverse("linking:decide", args=[pending.ref]), form, follow=True)

    assert "Same person: " in done.content.decode()
    assert identities() == 2
    pending.refresh_from_db()
    undo = reverse("linking:undo", args=[pending.ref])
    client.post(f"{undo}?version={pending.version}")
    assert identities() == 0


def test_the_queue_does_not_lead_back_to_what_waits_for_somebody_else(
    client_of, second, pending, investigator
):
    place = client_of(investigator).get(pending.get_absolute_url())

    assert place.context["queue_query"] == ""
    done = client_of(investigator).post(
        reverse("linking:decide", args=[pending.ref]),
        {"answer": "same", "version": pending.version},
        follow=True,
    )
    assert "another reviewer" in done.content.decode()


def test_a_dispute_is_listed_for_the_supervisor(client_of, second, pending, one, other, supervisor):
    assigned(other.case, user=supervisor)
    services.judge(one, other, DIFFERENT, by=second)

    page = client_of(supervisor).get(reverse("linking:list"), {"review": "disputed"})

    assert pending.ref in page.content.decode()
    assert {card["label"]: card["value"] for card in page.context["summary"]} == {
        "Reviewers disagree": 1
    }


def test_a_reviewer_is_told_beforehand_that_a_second_one_is_wanted(
    client_of, investigator, second, one, other
):
    warning = "takes two reviewers"
    services.judge(one, other, UNSURE, by=investigator)
    url = Match.objects.get().get_absolute_url()
    assert warning in client_of(second).get(url).content.decode()

    services.judge(one, other, SAME, by=a_user())

    assert warning not in client_of(second).get(url).content.decode()  # Theirs is the second.
