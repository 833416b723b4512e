"""Prosecutions: sections and their gaps, stages by one table, requests to other countries."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from cases import services
from cases.casefile import parts
from cases.legal import LegalStage, median_days
from cases.models import LegalAction, LegalRequest, Statute
from tests.factories import a_case, a_person


@pytest.fixture
def fraud(db):
    services.load_statutes()
    return Statute.objects.get(section="s 420")


@pytest.fixture
def action(case, fraud, investigator):
    suspect = a_person(case, "Lim Ah Kow")
    return services.begin_action(
        case, on=date(2024, 1, 1), by=investigator, statute=fraud, persons=[suspect]
    )


def go(action, investigator, *steps):
    for stage, day in steps:
        action = services.reach(action, stage, on=day, by=investigator)
    return action


TO_TRIAL = [
    ("investigation", date(2024, 1, 11)), ("charge", date(2024, 3, 1)),
    ("trial", date(2024, 6, 1)),
]  # fmt: skip


def test_an_action_is_begun_by_its_form_and_shown_with_the_gap_in_the_law(client, case, fraud):
    suspect = a_person(case, "Lim Ah Kow")

    response = client.post(
        f"/cases/{case.ref}/legal/new/",
        {"statute": fraud.ref, "persons": [suspect.ref], "reported_on": "2024-01-01",
         "outcome": "pending"},
    )  # fmt: skip

    page = client.get(response.url).content.decode()
    assert "Lim Ah Kow" in page
    assert "no law on scams" in page
    assert "Gap in the law" in client.get(f"/cases/{case.ref}/legal/").content.decode()


def test_the_history_tells_of_the_person_in_words(client, action):
    assert "Added the person concerned" in client.get(action.get_absolute_url()).text


def test_the_shipped_table_is_loaded_once_and_an_edit_of_it_stays(fraud):
    services.edit_statute(fraud, version=1, gap="Mended")

    assert services.load_statutes() == 0
    assert Statute.objects.get(section="s 420").gap == "Mended"


def test_the_next_stage_is_one_of_the_table(client, action, investigator):
    client.post(f"/legal/{action.ref}/reach/", {"stage": "investigation", "on": "2024-01-11"})
    client.post(f"/legal/{action.ref}/reach/", {"stage": "sentence", "on": "2024-01-12"})

    action.refresh_from_db()
    assert action.stage == LegalStage.INVESTIGATION
    with pytest.raises(ValidationError, match="arrest or charge"):
        services.reach(action, "sentence", on=date(2024, 2, 1), by=investigator)


def test_the_database_itself_refuses_a_stage_that_cannot_follow(action):
    with pytest.raises(DatabaseError), transaction.atomic():
        LegalAction.objects.filter(pk=action.pk).update(stage="sentence")


def test_a_stage_is_not_before_the_last_one(action, investigator):
    with pytest.raises(ValidationError, match="before the last stage"):
        services.reach(action, "investigation", on=date(2023, 12, 1), by=investigator)


def test_no_stage_is_reached_in_the_future(client, case, action, fraud, investigator):
    with pytest.raises(ValidationError, match="lies in the future"):
        services.reach(action, "investigation", on=date(2999, 1, 1), by=investigator)

    data = {"statute": fraud.ref, "reported_on": "2999-01-01", "outcome": "pending"}
    assert client.post(f"/cases/{case.ref}/legal/new/", data).status_code == 422
    assert [step.stage for step in action.steps.all()] == ["report"]


def test_nobody_is_convicted_before_a_verdict(client, action, investigator):
    form = {"version": 1, "statute": action.statute.ref, "outcome": "convicted"}
    response = client.post(f"/legal/{action.ref}/edit/", form)
    assert "verdict" in response.context["form"].errors["outcome"][0]

    go(action, investigator, *TO_TRIAL, ("verdict", date(2024, 9, 1)))
    action.refresh_from_db()
    services.edit_action(action, version=None, outcome="convicted")
    assert LegalAction.objects.get().outcome == "convicted"


def test_the_list_says_how_long_each_stage_takes_and_how_many_were_convicted(
    client, action, investigator
):
    go(action, investigator, *TO_TRIAL)

    page = client.get("/legal/")

    cards = {card["label"]: card["value"] for card in page.context["summary"]}
    assert cards == {
        "Convictions": 0,
        "Report: median of 1": "10 days",
        "Investigation: median of 1": "50 days",
        "Charge: median of 1": "92 days",
    }


def test_the_middle_of_an_even_number_lies_between_both():
    steps = [
        (action, stage, date(2024, 1, day))
        for action, days in ((1, (1, 5)), (2, (1, 9)))
        for stage, day in zip(("report", "investigation"), days, strict=True)
    ]

    assert median_days(steps) == {"report": (2, 6)}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("stage=report", 1), ("stage=trial", 0), ("outcome=pending", 1), ("outcome=convicted", 0),
        ("jurisdiction=MY", 1), ("jurisdiction=PE", 0), ("q=420", 1),
    ],
)  # fmt: skip
def test_actions_are_filtered(client, action, query, found):
    assert len(client.get(f"/legal/?{query}").context["table"].rows) == found


def request_form(**changes):
    return {"kind": "extradition", "to_country": "KH", "status": "sent", "sent_on": "2024-02-01",
            **changes}  # fmt: skip


def test_outstanding_requests_are_listed_by_country(client, case):
    client.post(f"/cases/{case.ref}/legal-requests/new/", request_form())
    client.post(
        f"/cases/{case.ref}/legal-requests/new/",
        request_form(to_country="TH", status="answered", answered_on="2024-03-01"),
    )

    rows = client.get("/legal/requests/?status=sent&to_country=KH").context["table"].rows

    assert len(rows) == 1
    assert LegalRequest.objects.outstanding().count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "interpol"}, "colour"),
        ({"sent_on": ""}, "sent_on"),
        ({"status": "answered"}, "answered_on"),
    ],
)
def test_what_a_request_lacks_is_told_at_its_field(client, case, changes, field):
    response = client.post(f"/cases/{case.ref}/legal-requests/new/", request_form(**changes))

    assert field in response.context["form"].errors
    assert not LegalRequest.objects.exists()


def test_the_timeline_tells_of_stages_and_requests(client, case, action):
    services.file_request(case, kind="mla", to_country="KH", status="sent", sent_on="2024-02-01")

    titles = [
        entry.title for entry in client.get(f"/cases/{case.ref}/timeline/").context["entries"]
    ]

    assert any(title.startswith("Report: ") for title in titles)
    assert "Sent: Mutual legal assistance to Cambodia" in titles


def test_who_is_charged_belongs_to_the_case(case, fraud, investigator):
    stranger = a_person(a_case(), "Hidden Person")

    with pytest.raises(ValidationError):
        services.begin_action(
            case, on=date(2024, 1, 1), by=investigator, statute=fraud, persons=[stranger]
        )
    assert not LegalAction.objects.exists()


URLS = ["/legal/", "/legal/requests/", "/legal/statutes/"]


@pytest.mark.parametrize("url", URLS)
def test_the_lists_are_closed_to_other_roles(client_of, analyst, officer, url):
    assert client_of(analyst).get(url).status_code == 403
    assert client_of(officer).get(url).status_code == 403


def test_outsiders_find_no_action(client_of, outsider, action):
    client = client_of(outsider)

    assert client.get(f"/legal/{action.ref}/").status_code == 404
    assert client.post(f"/legal/{action.ref}/reach/", {}).status_code == 404
    assert len(client.get("/legal/").context["table"].rows) == 0


def test_supervisors_mend_the_table_of_sections(client_of, supervisor, investigator, fraud):
    form = {"version": 1, "jurisdiction": "MY", "act": fraud.act, "section": "s 420", "gap": "None"}
    url = f"/legal/statutes/{fraud.ref}/"

    assert client_of(investigator).post(url, form).status_code == 403
    assert client_of(supervisor).post(url, form).status_code == 302
    assert len(client_of(supervisor).get("/legal/statutes/?has_gap=true").context["table"].rows) > 1


def test_the_case_file_prints_actions_with_their_stages_and_the_requests(
    case, action, investigator, outsider
):
    go(action, investigator, *TO_TRIAL)
    services.file_request(
        case, kind="interpol", colour="blue", number="B-1", status="sent", sent_on=date(2024, 7, 1)
    )

    printed = str(list(parts.legal(case, investigator)))

    assert "Charge on 1 Mar 2024" in printed
    assert "Lim Ah Kow" in printed
    assert "B-1" in printed
    assert list(parts.legal(case, outsider)) == []
