"""Contacts, needs, consents, stays, plans and pictures: the rules behind the pages."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from cases import store
from core.dates import PartialDate
from tests.factories import a_victim
from victims import services
from victims.age import Age, Majority, age_on, majority
from victims.models import (
    Consent,
    ConsentState,
    Contact,
    Need,
    Photo,
    Placement,
    Victim,
    standing,
)

DAY = date(2023, 10, 9)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(64)


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.EVIDENCE_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def child(case):
    born_on = f"{timezone.localdate().year - 12}"
    return Victim.objects.get(pk=a_victim(case, born_on=born_on).pk)


# Age ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("born", "stated", "expected", "group"),
    [
        ("2005-10-09", None, Age(18, 18), Majority.ADULT),
        ("2005-10-10", None, Age(17, 17), Majority.CHILD),
        ("2005", None, Age(17, 18), Majority.MAYBE),
        ("2006", None, Age(16, 17), Majority.CHILD),
        ("2005-10~", None, Age(17, 18), Majority.MAYBE),
        (None, 17, Age(17, 17), Majority.CHILD),
        (None, None, None, Majority.UNKNOWN),
    ],
)
def test_the_age_is_as_sure_as_what_is_known_of_the_birth(born, stated, expected, group):
    birth = PartialDate.parse(born) if born else None

    age = age_on(DAY, born=birth, stated=stated, stated_on=DAY)

    assert age == expected
    assert majority(age) == group


def test_an_age_that_was_stated_grows_with_the_years():
    later = DAY + timedelta(days=366)

    assert age_on(later, born=None, stated=17, stated_on=DAY) == Age(18, 19)


# Consent ------------------------------------------------------------------------------------------


def ask(victim, by, **facts):
    facts = {"scope": "share", "answer": "given", "given_on": DAY} | facts
    return services.take_consent(victim, by=by, **facts)


def state_of(victim, scope="share", today=DAY + timedelta(days=30)):
    rows = standing(Consent.objects.filter(victim=victim), today)
    return {row.scope: row.state for row in rows}[scope]


def test_the_latest_answer_by_its_day_counts_and_all_stay(victim, investigator):
    ask(victim, investigator, answer="refused")
    ask(victim, investigator, given_on=DAY + timedelta(days=2))
    ask(victim, investigator, answer="refused", given_on=DAY + timedelta(days=1))

    assert state_of(victim) == ConsentState.GIVEN
    assert Consent.objects.count() == 3


def test_consent_expires_and_what_was_never_asked_says_so(victim, investigator):
    ask(victim, investigator, expires_on=DAY + timedelta(days=10))

    assert state_of(victim, today=DAY + timedelta(days=10)) == ConsentState.GIVEN
    assert state_of(victim, today=DAY + timedelta(days=11)) == ConsentState.EXPIRED
    assert state_of(victim, "media") == ConsentState.NOT_ASKED


def test_taking_back_is_another_row(victim, investigator):
    ask(victim, investigator)
    ask(victim, investigator, answer="withdrawn", given_on=DAY + timedelta(days=1))

    assert state_of(victim) == ConsentState.WITHDRAWN
    assert Consent.objects.count() == 2


def test_what_was_not_given_on_that_day_cannot_be_withdrawn(victim, investigator):
    ask(victim, investigator)

    with pytest.raises(ValidationError, match="no consent to withdraw"):
        ask(victim, investigator, answer="withdrawn", given_on=DAY - timedelta(days=1))
    with pytest.raises(ValidationError, match="no consent to withdraw"):
        ask(victim, investigator, answer="withdrawn", scope="media")


def test_the_database_lets_nobody_change_or_remove_a_consent(victim, investigator):
    consent = ask(victim, investigator)

    for act in (
        lambda: Consent.objects.filter(pk=consent.pk).update(answer="refused"),
        consent.delete,
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_for_a_child_somebody_who_is_named_consents(child, investigator):
    today = timezone.localdate()

    with pytest.raises(ValidationError, match="guardian"):
        ask(child, investigator, given_on=today)
    with pytest.raises(ValidationError, match="Name the guardian"):
        ask(child, investigator, given_on=today, given_by="guardian")

    ask(child, investigator, given_on=today, given_by="guardian", given_by_name="Her aunt")
    ask(child, investigator, given_on=today, scope="media", answer="refused")
    assert Consent.objects.count() == 2


def test_no_consent_lies_in_the_future(victim, investigator):
    with pytest.raises(ValidationError, match="future"):
        ask(victim, investigator, given_on=timezone.localdate() + timedelta(days=1))


# Stays, needs, contacts ---------------------------------------------------------------------------


def test_a_new_stay_ends_the_one_before(victim):
    first = services.place(victim, kind="hotel", since=DAY)
    services.place(victim, kind="ngo_shelter", since=DAY + timedelta(days=3))

    first.refresh_from_db()
    assert first.until == DAY + timedelta(days=3)
    assert Placement.objects.get(until=None).kind == "ngo_shelter"


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lambda victim: services.place(victim, kind="hotel", since=DAY, until=date(2023, 1, 1)),
         "cannot end before it begins"),
        (lambda victim: services.record(
            Need, victim, kind="medical", noticed_on=DAY, met_on=date(2023, 1, 1)),
         "cannot be met before"),
        (lambda victim: services.record(
            Contact, victim, name="Tan Ah Hoon", relation="mother", may_contact="only"),
         "on which condition"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_a_sentence(victim, act, said):
    with pytest.raises(ValidationError, match=said):
        act(victim)


# Pictures -----------------------------------------------------------------------------------------


def a_photo(victim, by, content=JPEG):
    return services.add_photo(victim, store.receive([content]), by=by)


def test_a_picture_lies_outside_the_web_root_and_comes_back_whole(victim, investigator, files):
    photo = a_photo(victim, investigator)

    assert [path.read_bytes() for path in files.rglob("*") if path.is_file()] == [JPEG]
    assert store.open_file(photo.sha256).read() == JPEG
    assert photo.media_type == "image/jpeg"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "no picture"),
        (b"<html>", "no picture"),
        (JPEG + bytes(5 * 1024 * 1024), "larger than 5 MB"),
    ],
)
def test_what_is_no_picture_is_refused_whatever_its_name(
    victim, investigator, files, content, said
):
    with pytest.raises(ValidationError, match=said):
        a_photo(victim, investigator, content)

    assert not Photo.objects.exists()
    assert not [
        path for path in files.rglob("*") if path.is_file() and "incoming" not in path.parts
    ]


def test_a_file_goes_with_the_last_picture_that_needs_it(
    victim, case, investigator, files, django_capture_on_commit_callbacks
):
    photos = [a_photo(each, investigator) for each in (victim, a_victim(case))]

    for photo, left in zip(photos, [1, 0], strict=True):
        with django_capture_on_commit_callbacks(execute=True):
            services.remove_photo(photo)
        assert len([path for path in files.rglob("*") if path.is_file()]) == left


def test_children_are_found_by_what_is_known_of_their_birth(case, client_of, investigator):
    year = timezone.localdate().year
    minors = [
        a_victim(case, born_on=f"{year - 12}"),
        a_victim(case, born_on=f"{year - 18}~"),
        a_victim(case, age_stated=16),
    ]
    for adult in ({"born_on": f"{year - 19}"}, {"born_on": f"{year - 30}-02"}, {"age_stated": 18}):
        a_victim(case, **adult)

    page = client_of(investigator).get("/victims/?minor=true")

    shown = {row.record for row in page.context["table"].paginated_rows}
    assert shown == set(minors)
    assert Victim.objects.count() == 6
