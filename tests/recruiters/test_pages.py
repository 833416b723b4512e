"""The pages of recruiters and syndicates, as their readers see them."""

import csv
import io
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from linking.models import Identity, IdentityMember
from people import services as people
from recruiters import services
from recruiters.models import Membership, Recruiter, Syndicate, Tie, TieKind
from tests.factories import a_recruiter

ROWS = {
    "names-TOTAL_FORMS": 1, "names-INITIAL_FORMS": 0,
    "names-0-kind": "legal", "names-0-text": "Goh Boon Huat",
    "identifiers-TOTAL_FORMS": 1, "identifiers-INITIAL_FORMS": 0,
    "identifiers-0-kind": "phone", "identifiers-0-value": "+60123456789",
    "identifiers-0-role": "user",
}  # fmt: skip
ROLE = {"status": "wanted", "parts": ["Boss"], "modus_operandi": "Job offers", "sex": "male"}


def text(response):
    return response.content.decode()


def lines(response):
    file = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(file)))


def parsed(response):
    return ET.fromstring(response.content)  # noqa: S314 – our own answer


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


# Writing ------------------------------------------------------------------------------------------


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


# The network --------------------------------------------------------------------------------------


@pytest.fixture
def network_url(recruiter, victim, syndicate):
    return reverse("recruiters:network", args=[recruiter.ref])


def test_the_table_names_every_edge_without_a_script(client_of, investigator, network_url):
    page = text(client_of(investigator).get(network_url))

    for words in ("recruited as victim", "Sep 2023", "B2", "member: boss", "3 of 3 points"):
        assert words in page


def test_the_drawing_has_the_edges_of_the_table(client_of, investigator, network_url):
    client = client_of(investigator)

    drawing = client.get(f"{network_url}?format=json").json()

    labels = {node["id"]: node["label"] for node in drawing["nodes"]}
    drawn = {(labels[e["source"]], e["label"], labels[e["target"]]) for e in drawing["edges"]}
    rows = client.get(network_url).context["network"].rows()
    assert drawn == {(row["source"].label, row["relation"], row["target"].label) for row in rows}
    assert drawing == client.get(f"{network_url}?format=json").json()


def test_the_files_have_the_edges_of_the_table(client_of, investigator, network_url):
    client = client_of(investigator)
    table = client.get(network_url).context["table"]

    exported = lines(client.get(f"{network_url}?format=csv"))
    graph = parsed(client.get(f"{network_url}?format=graphml"))

    assert exported == [[str(cell or "") for cell in row] for row in table.as_values()]
    assert len(list(graph.iter("{http://graphml.graphdrawing.org/xmlns}edge"))) == len(table.rows)


def test_graphml_holds_whatever_a_name_holds(client_of, investigator, recruiter):
    people.edit_person(
        recruiter.person, version=None, names=[{"kind": "legal", "text": "Lim <&> \x0b\x01 陈"}]
    )

    url = reverse("recruiters:network", args=[recruiter.ref])
    graph = parsed(client_of(investigator).get(f"{url}?format=graphml"))

    assert "Lim <&>  陈" in [data.text for data in graph.iter() if data.tag.endswith("data")]


def test_a_format_or_a_depth_that_there_is_not_is_refused(client_of, investigator, network_url):
    client = client_of(investigator)

    assert client.get(f"{network_url}?format=pdf").status_code == 400
    assert client.get(f"{network_url}?format=json&hops=99").status_code == 400
    assert "99 is not one of the available choices" in text(client.get(f"{network_url}?hops=99"))


@pytest.mark.parametrize("form", ["json", "csv", "graphml"])
def test_no_form_of_the_network_names_victims_to_an_analyst(
    client_of, analyst, network_url, victim, form
):
    response = client_of(analyst).get(f"{network_url}?format={form}")

    content = b"".join(response) if response.streaming else response.content
    assert victim.pseudonym in content.decode()
    assert "Aminah" not in content.decode()


def test_a_case_has_a_network_page_among_its_tabs(client_of, investigator, network_url, case):
    url = reverse("recruiters:of_case", args=[case.ref])
    client = client_of(investigator)

    assert url in text(client.get(case.get_absolute_url()))
    assert "recruited as victim" in text(client.get(url))


def test_a_case_with_no_other_side_says_how_to_begin(client_of, investigator, case):
    page = text(client_of(investigator).get(reverse("recruiters:of_case", args=[case.ref])))

    assert "No network yet" in page
    assert f"{reverse('recruiters:create')}?case={case.ref}" in page


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
