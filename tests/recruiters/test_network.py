"""What the network shows, to whom, and how little it asks the database."""

from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from linking.models import Identity, IdentityMember, Match
from people.models import Identifier, IdentifierUse
from recruiters import services
from recruiters.models import Syndicate, TieKind
from recruiters.network import around, seeds_of
from tests.factories import a_case, a_person, a_recruiter, a_victim


def shown(network):
    return {node.label for node in network.nodes.values()}


def relations(network):
    return {(row["source"].label, row["relation"], row["target"].label) for row in network.rows()}


def around_record(record, user, **asked):
    return around(seeds_of(record, user), user=user, **asked)


def uses(identifier, *people):
    for person in people:
        IdentifierUse.objects.create(
            identifier=identifier, person=person, as_written=identifier.value
        )


def phone(value="+60123456789", **fields):
    return Identifier.objects.create(kind="phone", value=value, **fields)


def match(one, other, **fields):
    left, right = sorted([one, other], key=lambda person: person.pk)
    return Match.objects.create(left=left, right=right, **{"weight": 12, **fields})


def same(*people):
    identity = Identity.objects.create()
    for person in people:
        IdentityMember.objects.create(identity=identity, person=person)


def test_ties_and_memberships_say_who_asserts_them(recruiter, victim, syndicate, investigator):
    network = around_record(recruiter, investigator)

    rows = {row["relation"]: row for row in network.rows()}
    assert rows["recruited as victim"]["grade"] == "B2"
    assert rows["recruited as victim"]["said_by"] == "Her statement"
    assert str(rows["recruited as victim"]["since"]) == "2023-09"
    assert rows["member: boss"]["target"].label == "Dragon Head"


def test_each_hop_goes_one_tie_further(case, recruiter, investigator):
    chain = [recruiter.person, *(a_person(case, f"Person {number}") for number in range(3))]
    for one, other in pairwise(chain):
        services.tie(one, other, kind=TieKind.PAID)

    sizes = [len(around_record(recruiter, investigator, hops=hops).nodes) for hops in (1, 2, 3)]

    assert sizes == [2, 3, 4]


def test_a_shared_phone_joins_two_cases(recruiter, elsewhere, investigator):
    other = a_recruiter(elsewhere, "Boss Lim")
    uses(phone(), recruiter.person, other.person)

    network = around_record(recruiter, investigator)

    assert shown(network) == {"Lim Ah Kow", "Boss Lim", "Phone +60123456789"}
    assert {row["case"] for row in network.rows()} == {recruiter.person.case.ref, elsewhere.ref}


def test_a_phone_further_out_is_shown_only_where_it_joins(case, recruiter, investigator):
    people = [a_person(case, "One"), a_person(case, "Other")]
    for person in people:
        services.tie(recruiter.person, person, kind=TieKind.PAID)
    uses(phone("+60123456701"), *people)
    uses(phone("+60123456702"), people[0])

    network = around_record(recruiter, investigator)

    assert shown(network) == {"Lim Ah Kow", "One", "Other", "Phone +60123456701"}
    assert network.total == 4


def test_a_phone_that_is_common_joins_nobody(recruiter, elsewhere, investigator):
    uses(phone(is_common=True), recruiter.person, a_person(elsewhere))

    assert shown(around_record(recruiter, investigator)) == {"Lim Ah Kow"}


def test_confirmed_records_of_one_human_are_joined(recruiter, elsewhere, investigator):
    same(recruiter.person, a_person(elsewhere, "Boss Lim"))

    (row,) = around_record(recruiter, investigator).rows()
    assert row["relation"] == "same person"
    assert row["case"] == ", ".join(sorted([recruiter.person.case.ref, elsewhere.ref]))


def test_a_likely_suggestion_is_shown_as_one_and_a_weak_one_is_not(
    recruiter, elsewhere, investigator
):
    match(recruiter.person, a_person(elsewhere, "Boss Lim"), weight=12)
    match(recruiter.person, a_person(elsewhere, "Somebody"), weight=6)

    network = around_record(recruiter, investigator)

    assert shown(network) == {"Lim Ah Kow", "Boss Lim"}
    assert [edge.is_suggestion for edge in network.edges] == [True]


def test_a_judged_suggestion_is_no_suggestion_any_more(recruiter, elsewhere, investigator):
    match(recruiter.person, a_person(elsewhere), answer="different")

    assert not around_record(recruiter, investigator).edges


def test_only_the_chosen_kinds_of_edge_are_followed(recruiter, victim, syndicate, investigator):
    network = around_record(recruiter, investigator, kinds=["membership"])

    assert shown(network) == {"Lim Ah Kow", "Dragon Head"}


def test_what_the_outermost_have_to_do_with_each_other_is_shown(case, recruiter, investigator):
    one, other = a_person(case, "One"), a_person(case, "Other")
    for person in (one, other):
        services.tie(recruiter.person, person, kind=TieKind.PAID)
    services.tie(one, other, kind=TieKind.FAMILY)

    assert ("One", "is family of", "Other") in relations(
        around_record(recruiter, investigator, hops=1)
    )


# What must not leak -------------------------------------------------------------------------------


def test_other_agencies_cases_are_not_entered(recruiter, hidden_case, investigator):
    stranger = a_recruiter(hidden_case, "Hidden Boss")
    uses(phone(), recruiter.person, stranger.person)
    same(recruiter.person, stranger.person)
    match(recruiter.person, stranger.person)

    network = around_record(recruiter, investigator)

    assert shown(network) == {"Lim Ah Kow", "Phone +60123456789"}
    assert network.total == 2


def test_a_seed_that_the_reader_may_not_see_is_not_shown(hidden_case, investigator):
    stranger = a_recruiter(hidden_case, "Hidden Boss")

    assert not around([("person", stranger.person_id)], user=investigator).nodes


def test_to_an_analyst_victims_are_pseudonyms_that_do_not_open(recruiter, victim, analyst):
    network = around_record(recruiter, analyst)

    node = network.nodes["person", victim.person_id]
    assert (node.label, node.url) == (victim.pseudonym, "")
    assert network.nodes["person", recruiter.person_id].url == recruiter.get_absolute_url()


def test_an_analyst_is_not_told_that_a_recruiter_is_a_victim_too(victim, analyst, investigator):
    services.suspect(victim.person)

    kinds = [
        around_record(victim.person.recruiter, user).nodes["person", victim.person_id].kind
        for user in (analyst, investigator)
    ]
    assert kinds == ["recruiter", "both"]


def test_to_an_analyst_the_phones_of_victims_join_nobody(recruiter, victim, analyst):
    uses(phone(), victim.person)

    assert "Phone +60123456789" not in shown(around_record(recruiter, analyst))


def test_to_an_analyst_others_of_the_case_are_nameless(recruiter, bystander, analyst):
    services.tie(recruiter.person, bystander, kind=TieKind.PAID)

    node = around_record(recruiter, analyst).nodes["person", bystander.pk]
    assert (node.label, node.url) == (f"Person {bystander.ref[:4]}", "")


@pytest.mark.parametrize("reader", ["officer", "auditor", "administrator"])
def test_other_roles_see_no_network(recruiter, victim, reader, request):
    assert not around_record(recruiter, request.getfixturevalue(reader)).nodes


# How much -----------------------------------------------------------------------------------------


def test_a_wide_network_is_cut_to_the_nearest_and_best_connected(case, recruiter, investigator):
    people = [a_person(case, f"Person {number}") for number in range(12)]
    for person in people:
        services.tie(recruiter.person, person, kind=TieKind.PAID)
    services.tie(people[7], people[8], kind=TieKind.FAMILY)

    network = around_record(recruiter, investigator, limit=3)

    assert shown(network) == {"Lim Ah Kow", "Person 7", "Person 8"}
    assert network.total == 13


def test_a_ring_too_wide_to_walk_on_from_is_said_to_be_one(
    monkeypatch, case, recruiter, investigator
):
    chain = [recruiter.person, *(a_person(case, f"Person {number}") for number in range(3))]
    for one, other in pairwise(chain):
        services.tie(one, other, kind=TieKind.PAID)
    services.tie(recruiter.person, chain[3], kind=TieKind.PAID)
    monkeypatch.setattr("recruiters.network.BREADTH", 1)

    network = around_record(recruiter, investigator, hops=2)

    assert (network.total, network.is_whole) == (3, False)
    assert around_record(chain[0].recruiter, investigator, hops=0).is_whole


def queries_with(case, recruiter, user, number):
    group = Syndicate.objects.create(case=case, name=f"Group {number}", folded_names=["x"])
    for _ in range(number):
        helper = a_recruiter(case, f"Helper {number}").person
        services.tie(recruiter.person, helper, kind=TieKind.PAID)
        services.tie(helper, a_victim(case).person, kind=TieKind.RECRUITED_AS_VICTIM)
        services.join(helper, group)
        uses(phone(f"+6012{helper.ref}"), helper, a_person(case))
    reader = User.objects.get(pk=user.pk)  # A request knows nothing of the one before.
    with CaptureQueriesContext(connection) as queries:
        around_record(recruiter, reader, hops=3)
    return len(queries)


@pytest.mark.parametrize("role", ["investigator", "analyst"])
def test_a_hop_costs_the_same_from_five_points_as_from_fifty(case, recruiter, role, request):
    user = request.getfixturevalue(role)

    few = queries_with(case, recruiter, user, 5)

    assert queries_with(case, recruiter, user, 45) == few


def test_a_case_begins_with_its_recruiters_and_syndicates(case, recruiter, syndicate, investigator):
    a_recruiter(a_case(by=investigator), "Of another case")

    assert set(seeds_of(case, investigator)) == {
        ("person", recruiter.person_id),
        ("syndicate", syndicate.pk),
    }
