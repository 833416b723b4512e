"""Flags warn first: on the case, on its people, and in the lists."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cases import services
from cases.models import Flag, FlagKind
from tests.factories import a_case, a_person, a_recruiter, a_victim


@pytest.fixture
def victim(case):
    return a_victim(case)


@pytest.fixture
def flag(case, victim, investigator):
    return services.raise_flag(
        case, kind=FlagKind.FAMILY, reason="Her mother was called", by=investigator,
        person=victim.person,
    )  # fmt: skip


def warned(answer):
    return [warning.text for warning in answer.context["warnings"]]


def refs(answer):
    return [row.record.ref for row in answer.context["table"].rows]


def test_a_flag_on_a_case_is_raised_on_its_page_and_warns_there(client_of, investigator, case):
    client = client_of(investigator)

    client.post(
        reverse("cases:create_flag", args=[case.ref]), {"kind": "media", "reason": "Front page"}
    )

    page = client.get(case.get_absolute_url())
    assert Flag.objects.get().raised_by == investigator
    assert [text for text in warned(page) if "Front page" in text]


@pytest.mark.parametrize("page", ["case", "victim", "person"])
def test_a_flag_on_a_person_warns_on_every_page_about_them(
    client_of, investigator, case, victim, flag, page
):
    record = {"case": case, "victim": victim, "person": victim.person}[page]

    answer = client_of(investigator).get(record.get_absolute_url())

    assert [text for text in warned(answer) if "Her mother was called" in text]


def test_the_button_on_a_persons_page_says_about_whom(client_of, investigator, case, victim):
    person = victim.person
    client = client_of(investigator)
    url = f"{reverse('cases:create_flag', args=[case.ref])}?person={person.ref}"
    assert url in client.get(victim.get_absolute_url()).text

    assert client.get(url).context["form"]["person"].value() == person.pk


def test_a_lowered_flag_warns_no_more_and_stays_with_its_reason(
    client_of, investigator, case, flag
):
    client = client_of(investigator)

    client.post(
        reverse("cases:lower_flag", args=[case.ref, flag.ref]), {"reason": "They have moved"}
    )

    page = client.get(case.get_absolute_url())
    assert not [text for text in warned(page) if "Her mother" in text]
    assert "They have moved" in page.text


def test_lowering_needs_a_reason(client_of, investigator, case, flag):
    client_of(investigator).post(reverse("cases:lower_flag", args=[case.ref, flag.ref]), {})

    assert Flag.objects.raised().exists()


def test_one_kind_is_raised_once_at_a_time_on_one_person(case, investigator, flag):
    again = {"kind": flag.kind, "reason": "Again", "by": investigator}
    with pytest.raises(ValidationError, match="raised already"):
        services.raise_flag(case, person=flag.person, **again)

    services.raise_flag(case, **again)  # On the whole case it is another one.
    services.lower_flag(flag, by=investigator, reason="Over")
    services.raise_flag(case, person=flag.person, **again)


def test_nobody_of_another_case_is_flagged(case, investigator):
    stranger = a_person(a_case())

    with pytest.raises(ValidationError):
        services.raise_flag(case, kind="safety", reason="X", by=investigator, person=stranger)


@pytest.mark.parametrize("name", ["cases", "people", "victims", "recruiters"])
def test_every_list_is_filtered_by_flag(client_of, investigator, case, name):
    other = a_case(by=investigator)
    both = {
        "cases": (case, other),
        "people": (a_person(case), a_person(other)),
        "victims": (a_victim(case), a_victim(other)),
        "recruiters": (a_recruiter(case), a_recruiter(other)),
    }[name]
    person = {"cases": None, "people": both[0]}.get(name, getattr(both[0], "person", None))
    services.raise_flag(case, kind="wanted", reason="X", by=investigator, person=person)
    client = client_of(investigator)

    assert refs(client.get(reverse(f"{name}:list"), {"flag": "wanted"})) == [both[0].ref]
    assert refs(client.get(reverse(f"{name}:list"), {"flag": "media"})) == []


def test_an_analyst_neither_reads_flags_nor_filters_by_them(client_of, analyst, case, flag):
    client = client_of(analyst)

    assert "Her mother" not in client.get(case.get_absolute_url()).text
    page = client.get(reverse("cases:list"), {"flag": "media"})
    assert refs(page) == [case.ref]
    assert "flag" not in page.context["filter"].form.fields


def test_an_outsider_raises_and_lowers_nothing(client_of, outsider, case, flag):
    client = client_of(outsider)

    assert client.get(reverse("cases:create_flag", args=[case.ref])).status_code == 404
    lower = reverse("cases:lower_flag", args=[case.ref, flag.ref])
    assert client.post(lower, {"reason": "X"}).status_code == 404
