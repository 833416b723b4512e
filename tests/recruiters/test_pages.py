"""The pages of recruiters and syndicates, as their readers see them."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from linking.models import Identity, IdentityMember
from recruiters import services
from tests.factories import a_recruiter


def text(response):
    return response.content.decode()


def lines(response):
    file = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(file)))


# Lists --------------------------------------------------------------------------------------------


def test_the_list_counts_victims_and_other_cases(
    client_of, investigator, recruiter, victim, elsewhere
):
    identity = Identity.objects.create()
    for person in (recruiter.person, a_recruiter(elsewhere, "Boss Lim").person):
        IdentityMember.objects.create(identity=identity, person=person)

    table = client_of(investigator).get(reverse("recruiters:list")).context["table"]

    counted = {str(row): (row.other_cases, row.victims_recruited) for row in table.data}
    assert counted == {"Lim Ah Kow": (1, 1), "Boss Lim": (1, 0)}


def test_cases_that_the_reader_may_not_open_are_not_counted(
    client_of, investigator, recruiter, hidden_case
):
    identity = Identity.objects.create()
    for person in (recruiter.person, a_recruiter(hidden_case).person):
        IdentityMember.objects.create(identity=identity, person=person)

    table = client_of(investigator).get(reverse("recruiters:list")).context["table"]

    assert [row.other_cases for row in table.data] == [0]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=lim", {"Lim Ah Kow"}),
        ("status=wanted", {"Lim Ah Kow"}),
        ("part=MoneyMule&part=Boss", {"Lim Ah Kow", "Goh Boon Huat"}),
        ("citizenship=TW", {"Goh Boon Huat"}),
        ("case={case}", {"Lim Ah Kow"}),
    ],
)
def test_recruiters_are_filtered(client_of, investigator, recruiter, elsewhere, query, found):
    a_recruiter(elsewhere, "Goh Boon Huat", parts=["MoneyMule"], citizenships=["TW"])

    query = query.format(case=recruiter.person.case.ref)
    table = client_of(investigator).get(f"{reverse('recruiters:list')}?{query}").context["table"]

    assert {str(row) for row in table.data} == found


def test_the_files_equal_the_screen(client_of, investigator, recruiter, victim, syndicate):
    client = client_of(investigator)

    for url in (reverse("recruiters:list"), reverse("syndicates:list")):
        table = client.get(url).context["table"]
        exported = lines(client.get(f"{url}?export=csv"))
        assert exported == [
            [str(cell) if cell is not None else "" for cell in row] for row in table.as_values()
        ]
        assert len(exported) == 2


@pytest.mark.parametrize("room", ["recruiters", "syndicates"])
def test_a_list_asks_as_much_for_five_rows_as_for_fifty(client_of, investigator, case, room):
    client = client_of(investigator)

    def queries(number):
        for _ in range(number):
            recruiter = a_recruiter(case)
            group = services.record_syndicate(case, name=f"Group {recruiter.ref}")
            services.join(recruiter.person, group)
        with CaptureQueriesContext(connection) as captured:
            client.get(f"{reverse(f'{room}:list')}?per_page=50")
        return len(captured)

    queries(1)  # What a process asks once.
    assert queries(4) == queries(45)


# One record ---------------------------------------------------------------------------------------


def test_a_recruiter_shows_names_parts_ties_and_their_grade(
    client_of, investigator, recruiter, victim, syndicate
):
    page = text(client_of(investigator).get(recruiter.get_absolute_url()))

    for words in ("Lim Ah Kow", "Boss", "Wanted", "Aminah binti Zain", "B2", "Dragon Head"):
        assert words in page
    assert reverse("linking:of_person", args=[recruiter.person.ref]) in page


def test_an_analyst_reads_a_recruiter_by_name_and_not_the_victim(
    client_of, analyst, recruiter, victim
):
    page = text(client_of(analyst).get(recruiter.get_absolute_url()))

    assert "Lim Ah Kow" in page
    assert victim.pseudonym in page
    assert "Aminah" not in page


def test_a_syndicate_shows_members_and_namesakes(client_of, investigator, syndicate, elsewhere):
    services.record_syndicate(elsewhere, name="Long Tou")

    page = text(client_of(investigator).get(syndicate.get_absolute_url()))

    for words in ("Dragon Head", "龙头", "Lim Ah Kow", "Long Tou", elsewhere.ref):
        assert words in page


def test_namesakes_in_cases_of_others_are_not_shown(
    client_of, investigator, syndicate, hidden_case
):
    services.record_syndicate(hidden_case, name="Long Tou")

    page = text(client_of(investigator).get(syndicate.get_absolute_url()))

    assert "Long Tou" not in page


PAGES = ["detail", "edit", "history", "network"]


@pytest.mark.parametrize("page", [*PAGES, "create_tie", "create_membership"])
def test_a_recruiter_of_others_is_not_found(client_of, outsider, recruiter, page):
    url = reverse(f"recruiters:{page}", args=[recruiter.ref])

    assert client_of(outsider).get(url).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_a_syndicate_of_others_is_not_found(client_of, outsider, syndicate, page):
    url = reverse(f"syndicates:{page}", args=[syndicate.ref])

    assert client_of(outsider).get(url).status_code == 404


def test_the_network_of_a_case_of_others_is_not_found(client_of, outsider, case):
    url = reverse("recruiters:of_case", args=[case.ref])

    assert client_of(outsider).get(url).status_code == 404


@pytest.mark.parametrize("page", [*PAGES, "create_tie", "create_membership"])
def test_a_role_without_the_permission_is_refused(client_of, auditor, recruiter, page):
    url = reverse(f"recruiters:{page}", args=[recruiter.ref])

    assert client_of(auditor).get(url).status_code == 403


@pytest.mark.parametrize("page", ["edit", "create_tie", "create_membership"])
def test_an_analyst_changes_nothing(client_of, analyst, recruiter, page):
    url = reverse(f"recruiters:{page}", args=[recruiter.ref])

    assert client_of(analyst).get(url).status_code == 403


@pytest.mark.parametrize("room", ["recruiters", "syndicates"])
def test_lists_and_forms_are_closed_to_other_roles(client_of, officer, room):
    client = client_of(officer)

    assert client.get(reverse(f"{room}:list")).status_code == 403
    assert client.get(reverse(f"{room}:create")).status_code == 403


# Search, timeline, API ----------------------------------------------------------------------------


def test_the_search_box_finds_recruiters_and_syndicates(
    client_of, investigator, recruiter, syndicate
):
    client = client_of(investigator)

    assert recruiter.get_absolute_url() in text(client.get("/search/?q=ah+kow"))
    assert syndicate.get_absolute_url() in text(client.get("/search/?q=龍頭"))


def test_the_timeline_tells_since_when_people_were_tied(client_of, investigator, case, victim):
    page = text(client_of(investigator).get(reverse("cases:timeline", args=[case.ref])))

    assert "Lim Ah Kow – recruited as victim – Aminah binti Zain" in page


def test_the_timeline_names_no_victim_to_an_analyst(client_of, analyst, case, victim):
    page = text(client_of(analyst).get(reverse("cases:timeline", args=[case.ref])))

    assert f"recruited as victim – {victim.pseudonym}" in page
    assert "Aminah" not in page
