"""What holds whatever reviewers say, whatever the machine runs, and whoever reads."""

from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from itertools import combinations

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.models import User
from core import services as core
from core.models import Job
from linking import services, tasks
from linking.models import Answer, Awaiting, Identity, IdentityMember, Match, Opinion, Verdict
from people import services as writing
from people.models import Person
from tests.factories import a_case, a_user, assigned

SAME, DIFFERENT, UNSURE = Answer.SAME, Answer.DIFFERENT, Answer.UNSURE
NAMES = ["Quixanova Albar", "Zuberwald Binti", "Xylophane Corda", "Jacquemart Dulan"]
PAIRS = list(combinations(range(len(NAMES)), 2))

few = settings(max_examples=8)
#: Of what costs a hundred verdicts or pages each.
fewer = settings(few, max_examples=4)


@contextmanager
def undone():
    """Whatever an example writes is gone before the next one."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def reviewers(investigator, outsider):
    return [investigator, outsider]


@pytest.fixture
def people(reviewers):
    """Four records that share a passport; two cases of either agency, so some links take two."""
    document = [{"kind": "passport", "value": "A12345678", "role": "holder"}]
    return [
        writing.record_person(
            a_case(by=reviewers[number % 2], title=f"Case of {name}"),
            names=[{"kind": "legal", "text": name}],
            identifiers=document,
        )
        for number, name in enumerate(NAMES)
    ]


def say(people, pair, answer, by) -> None:
    """Give the verdict; one that contradicts others is refused, and nothing of it stays."""
    with suppress(ValidationError):
        services.judge(*(people[number] for number in pair), answer, by=by)


SAID = st.lists(
    st.tuples(
        st.sampled_from(PAIRS), st.sampled_from([SAME, DIFFERENT, UNSURE]), st.integers(0, 1)
    ),
    max_size=10,
)


def all_said():
    """Every word of every reviewer, and what stands on the matches because of it."""
    judged = Match.objects.exclude(answer="", pending=None).order_by("pk")
    return [
        list(rows.order_by("pk").values())
        for rows in (Verdict.objects.all(), Opinion.objects.all())
    ] + [list(judged.values("pk", "answer", "review", "pending"))]


def homes():
    return dict(IdentityMember.objects.values_list("person", "identity"))


# What reviewers say ------------------------------------------------------------------------------


@given(said=SAID)
@few
def test_identities_hold_every_same_and_no_different_pair(people, reviewers, said):
    with undone():
        for pair, answer, reviewer in said:
            say(people, pair, answer, reviewers[reviewer])

        home = homes()
        for verdict in Verdict.objects.live():
            together = home.get(verdict.left_id) == home.get(verdict.right_id) is not None
            assert together or verdict.answer != SAME
            assert not (together and verdict.answer == DIFFERENT)
        for match in Match.objects.exclude(pending=None):
            assert match.pending.answer == SAME  # In effect only with a second one.


@given(truth=st.lists(st.integers(0, 2), min_size=4, max_size=4), order=st.permutations(PAIRS))
@fewer
def test_identities_do_not_depend_on_the_order_of_verdicts(people, reviewers, truth, order):
    """Reviewers who are right contradict nobody; `truth` says which human each record is of."""

    def groups(pairs):
        with undone():
            for one, other in pairs:
                answer = SAME if truth[one] == truth[other] else DIFFERENT
                for reviewer in reviewers:
                    say(people, (one, other), answer, reviewer)
            found = {}
            for person, identity in homes().items():
                found.setdefault(identity, set()).add(person)
            return {frozenset(group) for group in found.values()}

    expected = {
        frozenset(person.pk for person, human in zip(people, truth, strict=True) if human == one)
        for one in truth
    }
    assert groups(order) == {group for group in expected if len(group) > 1} == groups(PAIRS)


# What the machine runs ---------------------------------------------------------------------------


def link(people):
    for person in people:
        services.refresh_keys(person)
        services.link(person.pk)


def sweep(people):
    for person in people:
        services.refresh_keys(person)
    Awaiting.objects.update(since=datetime(2023, 10, 7, tzinfo=UTC))
    assert tasks.sweep() == len(people)


def relink(people):
    job = Job.objects.create(
        kind="relink", title="Job", started_by=User.objects.get_queryset().first()
    )
    services.relink(core.Progress(job), {})


def edit(people):
    person = Person.objects.get(pk=people[0].pk)
    writing.edit_person(person, version=None, identifiers=[], born_on="1961-01-01")
    services.link(person.pk)


RUNS = st.lists(st.sampled_from([link, sweep, relink, edit]), min_size=1, max_size=3)


@given(said=SAID, runs=RUNS)
@few
def test_no_run_changes_a_word_of_a_reviewer(people, reviewers, said, runs):
    with undone():
        link(people)
        for pair, answer, reviewer in said:
            say(people, pair, answer, reviewers[reviewer])
        before, home = all_said(), homes()

        for run in runs:
            run(people)

        assert all_said() == before
        assert homes() == home


# Who reads ---------------------------------------------------------------------------------------


def addresses(user):
    """Every page of linking that the user finds, and those that show a part of one."""
    seen = Person.objects.visible_to(user).select_related("case")
    yield from ("/", reverse("linking:list"), reverse("linking:suggested"), "/api/v1/matches/")
    yield from (reverse("linking:list") + query for query in ("?export=csv", "?review=second"))
    for person in seen:
        yield reverse("linking:of_person", args=[person.ref])
        yield reverse("linking:of_case", args=[person.case.ref])
        yield reverse("cases:timeline", args=[person.case.ref])
    for rows in (Match.objects, Identity.objects):
        yield from (row.get_absolute_url() for row in rows.visible_to(user))


@given(said=SAID, opened=st.sets(st.integers(0, 3), max_size=3))
@fewer
def test_nobody_reads_of_what_they_cannot_open(people, reviewers, client_of, said, opened):
    with undone():
        reader = a_user()
        for number in opened:
            assigned(people[number].case, user=reader)
        link(people)
        for pair, answer, reviewer in said:
            say(people, pair, answer, reviewers[reviewer])
        closed = [person for number, person in enumerate(people) if number not in opened]
        secrets = [
            word
            for person in closed
            for word in (person.ref, person.name, person.case.ref, person.case.title)
        ]
        client = client_of(reader)

        for address in addresses(reader):
            page = client.get(address)
            assert page.status_code == 200, address
            text = page.getvalue().decode()
            assert not [secret for secret in secrets if secret in text], address
        for person in closed:
            for match in Match.objects.touching(person):
                assert client.get(match.get_absolute_url()).status_code == 404
