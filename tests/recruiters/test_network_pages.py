"""The network around a recruiter, a syndicate, a case: page, drawing and files."""

from xml.etree import ElementTree as ET

import pytest
from django.urls import reverse

from people import services as people
from tests.recruiters.test_pages import lines, text


def parsed(response):
    return ET.fromstring(response.content)  # noqa: S314 – our own answer


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
