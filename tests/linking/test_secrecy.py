"""What somebody learns of a case that they cannot open: that a match exists, and whom to ask."""

import re
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from accounts.roles import Role
from cases.models import AccessRequest, Sensitivity
from linking import services
from linking.models import Answer, CaseLink, Identity, Match
from people import services as people
from people.models import Person
from tests.factories import a_case, a_person, a_recruiter, a_user, an_agency, cross_referenced

TITLE, PHONE = "Hall behind the market", "+60115550199"
HINT = "A match exists in a case of"


@pytest.fixture
def own(outsider):
    return a_case(by=outsider, title="The case of the outsider")


@pytest.fixture
def person(own):
    person = a_person(own, "Tan Mei Ling")
    # Long ago, so that pages that say how long do not change from second to second.
    Person.objects.filter(pk=person.pk).update(created_at=datetime(2023, 10, 7, tzinfo=UTC))
    return person


@pytest.fixture
def hide(investigator):
    """`hide(person, name)`: a record of that name, in a closed case of its own, that matches."""

    def matching(person, name="陈美莲", *, answer="", weight=14, by=investigator, **facts):
        closed = a_case(by=by, title=TITLE, **facts)
        names = [{"kind": "legal", "text": name}]
        phone = [{"kind": "phone", "value": PHONE, "role": "user"}]
        other = people.record_person(closed, names=names, identifiers=phone)
        left, right = sorted((person, other), key=lambda one: one.pk)
        if answer:  # Cases of two agencies want two reviewers.
            for reviewer in (by, a_user(agency=by.agency)):
                services.judge(left, right, answer, by=reviewer, note="Covert source")
        else:
            Match.objects.create(left=left, right=right, weight=weight)
        cross_referenced()
        return other

    return matching


def addresses(person):
    """Every page, fragment, file and answer of the API that might tell of a match."""
    own = person.case
    return [
        "/",
        person.get_absolute_url(),
        reverse("people:history", args=[person.ref]),
        reverse("linking:of_person", args=[person.ref]),
        reverse("linking:of_case", args=[own.ref]),
        reverse("linking:of_case", args=[own.ref]) + "?hops=2",
        reverse("linking:case_links"),
        reverse("linking:case_links") + "?export=csv",
        reverse("linking:list"),
        reverse("linking:list") + "?export=csv",
        reverse("people:list") + "?export=csv",
        reverse("cases:list"),
        own.get_absolute_url(),
        reverse("cases:timeline", args=[own.ref]),
        reverse("recruiters:of_case", args=[own.ref]),
        reverse("recruiters:of_case", args=[own.ref]) + "?format=json",
        "/search/?q=Tan",
        "/api/v1/matches/",
        "/api/v1/case-links/",
        "/api/v1/cases/",
        f"/api/v1/people/{person.ref}/",
        reverse("access_requests:list"),
    ]


def body(client, address):
    """What the answer says, less the tokens that change from page to page."""
    response = client.get(address)
    assert response.status_code == 200, address
    text = response.getvalue().decode()
    text = re.sub(r'csrfmiddlewaretoken" value="\w+"', "", text)
    return re.sub(r'"X-CSRFToken": "\w+"', "", text)


def bodies(client, person):
    return {address: body(client, address) for address in addresses(person)}


@pytest.mark.parametrize("answer", ["", Answer.SAME])
@pytest.mark.parametrize("name", ["陈美莲", "Siti Zulaikha", "สมชาย"])
def test_nothing_of_the_closed_case_is_in_any_answer(
    client_of, outsider, person, hide, name, answer
):
    other = hide(person, name, answer=answer)
    secrets = [
        other.ref, other.case.ref, TITLE, name, PHONE, "Covert source", Match.objects.get().ref,
        *CaseLink.objects.values_list("ref", flat=True),
        *Identity.objects.values_list("ref", flat=True),
    ]  # fmt: skip

    for address, text in bodies(client_of(outsider), person).items():
        assert not [secret for secret in secrets if secret in text], address


def test_nothing_of_the_closed_case_is_found(client_of, outsider, person, hide):
    other = hide(person)
    client = client_of(outsider)

    for words in (other.ref, other.case.ref, TITLE, other.name, PHONE):
        assert client.get("/search/", {"q": words}).context["groups"] == []


def test_several_matches_of_one_agency_look_like_one(client_of, outsider, person, hide):
    client = client_of(outsider)
    hide(person)
    one = bodies(client, person)

    hide(person, "Siti Zulaikha", weight=20)
    hide(a_person(person.case, "Tan Mei Ling"), "Siti Zulaikha")
    several = bodies(client, person)

    of_matches = [
        a
        for a in addresses(person)
        if "of-person" in a or ("cross-ref" in a and person.case.ref in a)
    ]
    assert len(of_matches) == 3
    for address in of_matches:
        assert several[address] == one[address]
        assert several[address].count(HINT) == 1


def test_a_sealed_case_looks_like_none(client_of, outsider, person, hide):
    client = client_of(outsider)
    nothing = bodies(client, person)

    hide(person, sensitivity=Sensitivity.SEALED)
    hide(person, answer=Answer.SAME, sensitivity=Sensitivity.SEALED)

    assert bodies(client, person) == nothing


@pytest.mark.parametrize(
    ("facts", "kind", "strength"),
    [
        ({"weight": 1}, "Suggested", "Fair"),
        ({"weight": 14}, "Suggested", "Strong"),
        ({"answer": Answer.SAME}, "Confirmed", "Strong"),
    ],
)
def test_the_line_tells_agency_kind_and_strength(
    client_of, outsider, person, hide, agency, facts, kind, strength
):
    hide(person, **facts)

    card = body(client_of(outsider), reverse("linking:of_person", args=[person.ref]))

    for said in (f"{HINT} {agency.name}", kind, strength, "Request access"):
        assert said in card


@pytest.mark.parametrize("facts", [{"weight": -6}, {"answer": Answer.DIFFERENT}])
def test_what_is_no_match_is_not_hinted_at(client_of, outsider, person, hide, facts):
    hide(person, **facts)

    assert HINT not in body(client_of(outsider), reverse("linking:of_person", args=[person.ref]))


def test_each_agency_has_its_line(client_of, outsider, person, hide):
    hide(person)
    hide(person, by=a_user(Role.INVESTIGATOR, agency=an_agency(name="Third unit")))

    page = body(client_of(outsider), reverse("linking:of_case", args=[person.case.ref]))

    assert page.count(HINT) == 2
    assert "Third unit" in page


def test_an_analyst_is_hinted_at_recruiters_only(client_of, analyst, investigator, hide):
    open_case = a_case(by=investigator)
    recruiter = a_recruiter(open_case).person
    hide(recruiter, sensitivity=Sensitivity.RESTRICTED)  # Nobody's recruiter.
    card = reverse("linking:of_person", args=[recruiter.ref])
    client = client_of(analyst)
    assert HINT not in body(client, card)

    theirs = a_recruiter(a_case(by=investigator, sensitivity=Sensitivity.RESTRICTED)).person
    left, right = sorted((recruiter, theirs), key=lambda one: one.pk)
    Match.objects.create(left=left, right=right, weight=14)

    assert HINT in body(client, card)
    assert theirs.case.ref not in body(client, card)


# Asking ------------------------------------------------------------------------------------------


def ask(client, about, agency, reason="The same phone"):
    form = {"about": about.ref, "agency": agency.pk, "reason": reason}
    return client.post(reverse("linking:ask"), form, follow=True)


@pytest.mark.parametrize("of", ["person", "case"])
def test_asking_reaches_the_strongest_case_and_tells_nothing(
    client_of, outsider, person, hide, agency, of
):
    hide(person, weight=8)
    strongest = hide(person, weight=20).case
    about = person if of == "person" else person.case

    page = ask(client_of(outsider), about, agency).content.decode()

    assert AccessRequest.objects.get().case == strongest
    assert agency.name in page
    assert strongest.ref not in page
    assert TITLE not in page


def test_while_an_answer_is_awaited_the_card_says_so(client_of, outsider, person, hide, agency):
    hide(person)
    client = client_of(outsider)
    ask(client, person, agency)

    card = body(client, reverse("linking:of_person", args=[person.ref]))

    assert "You have asked" in card
    assert "Request access" not in card


def test_one_cannot_fish_for_cases_by_asking(client_of, outsider, person, hide, agency):
    other = hide(person, sensitivity=Sensitivity.SEALED)
    client = client_of(outsider)

    assert ask(client, person, agency).status_code == 404  # Sealed.
    assert ask(client, other, agency).status_code == 404  # Not one's own.
    assert ask(client, person, an_agency()).status_code == 404  # No match there.
    assert not AccessRequest.objects.exists()


def test_a_request_needs_a_reason(client_of, outsider, person, hide, agency):
    hide(person)

    page = ask(client_of(outsider), person, agency, reason=" ").content.decode()

    assert "say why you need access" in page
    assert not AccessRequest.objects.exists()
