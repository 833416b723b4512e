"""Logging and editing recruiters, syndicates, ties and memberships."""

import pytest
from django.urls import reverse

from people import services as people
from recruiters import services
from recruiters.models import Membership, Recruiter, Syndicate, Tie, TieKind
from tests.recruiters.test_pages import text

ROWS = {
    "names-TOTAL_FORMS": 1, "names-INITIAL_FORMS": 0,
    "names-0-kind": "legal", "names-0-text": "Goh Boon Huat",
    "identifiers-TOTAL_FORMS": 1, "identifiers-INITIAL_FORMS": 0,
    "identifiers-0-kind": "phone", "identifiers-0-value": "+60123456789",
    "identifiers-0-role": "user",
}  # fmt: skip
ROLE = {"status": "wanted", "parts": ["Boss"], "modus_operandi": "Job offers", "sex": "male"}


def test_a_recruiter_is_logged_with_names_and_identifiers(client_of, investigator, case):
    form = ROLE | ROWS | {"case": case.ref}

    response = client_of(investigator).post(reverse("recruiters:create"), form)

    recruiter = Recruiter.objects.get()
    assert response.url == recruiter.get_absolute_url()
    assert (str(recruiter), recruiter.person.case) == ("Goh Boon Huat", case)
    assert recruiter.person.uses.get().identifier.value == "+60123456789"


def test_the_form_begins_with_the_case_that_it_came_from(client_of, investigator, case):
    page = client_of(investigator).get(f"{reverse('recruiters:create')}?case={case.ref}")

    assert page.context["form"]["case"].value() == case.ref


def test_nothing_is_logged_in_a_case_of_others(client_of, investigator, hidden_case):
    form = ROLE | ROWS | {"case": hidden_case.ref}

    response = client_of(investigator).post(reverse("recruiters:create"), form)

    assert response.status_code == 422
    assert not Recruiter.objects.exists()


def test_a_stale_edit_shows_both_values_and_saves_nothing(client_of, investigator, recruiter):
    client = client_of(investigator)
    people.edit_person(recruiter.person, version=None, sex="female")
    form = ROLE | ROWS | {"status": "cleared", "version": recruiter.version}

    response = client.post(reverse("recruiters:edit", args=[recruiter.ref]), form)

    assert response.status_code == 409
    fields = {row["label"]: row for row in response.context["conflict"]["fields"]}
    assert (fields["Sex"]["theirs"], fields["Sex"]["yours"]) == ("Female", "Male")
    recruiter.refresh_from_db()
    assert recruiter.status == "wanted"


def test_a_recruiter_is_edited_with_the_person(client_of, investigator, recruiter):
    form = ROLE | ROWS | {"status": "arrested", "version": recruiter.version}

    client_of(investigator).post(reverse("recruiters:edit", args=[recruiter.ref]), form)

    recruiter = Recruiter.objects.get()
    assert (str(recruiter), recruiter.status) == ("Goh Boon Huat", "arrested")


def test_a_syndicate_is_logged_and_a_stale_edit_refused(client_of, investigator, case):
    client = client_of(investigator)
    client.post(
        reverse("syndicates:create"),
        {"case": case.ref, "name": "Dragon Head", "aliases": "龙头, DH", "base_country": "MY"},
    )
    syndicate = Syndicate.objects.get()
    services.edit_syndicate(syndicate, version=1, name="Dragon")

    response = client.post(
        reverse("syndicates:edit", args=[syndicate.ref]), {"name": "Tiger", "version": 1}
    )

    assert syndicate.aliases == ["龙头", "DH"]
    assert response.status_code == 409
    assert {"label": "Name", "theirs": "Dragon", "yours": "Tiger"} in response.context["conflict"][
        "fields"
    ]


@pytest.mark.parametrize("direction", ["out", "in"])
def test_a_tie_is_added_either_way(client_of, investigator, recruiter, bystander, direction):
    client_of(investigator).post(
        reverse("recruiters:create_tie", args=[recruiter.ref]),
        {
            "direction": direction, "kind": "paid", "other": bystander.ref,
            "since": "2023-09", "reliability": "B", "credibility": 2,
        },
    )  # fmt: skip

    tie = Tie.objects.get()
    ends = [tie.subject, tie.object]
    assert ends == ([recruiter.person, bystander] if direction == "out" else
                    [bystander, recruiter.person])  # fmt: skip
    assert (tie.grade, str(tie.since)) == ("B2", "2023-09")


def test_a_tie_that_is_recorded_already_is_refused_in_words(
    client_of, investigator, recruiter, bystander
):
    services.tie(recruiter.person, bystander, kind=TieKind.PAID)

    response = client_of(investigator).post(
        reverse("recruiters:create_tie", args=[recruiter.ref]),
        {"direction": "out", "kind": "paid", "other": bystander.ref, "reliability": "F",
         "credibility": 6},
    )  # fmt: skip

    assert response.status_code == 422
    assert "That tie is recorded already." in text(response)


def test_a_membership_is_added(client_of, investigator, recruiter, case):
    syndicate = services.record_syndicate(case, name="Dragon Head")

    client_of(investigator).post(
        reverse("recruiters:create_membership", args=[recruiter.ref]),
        {"syndicate": syndicate.ref, "part": "Boss", "reliability": "A", "credibility": 1},
    )

    member = Membership.objects.get()
    assert (member.person, member.syndicate, member.grade) == (recruiter.person, syndicate, "A1")
