"""The pages of ways home: who may open them, what they show, what they cost."""

import csv
import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import AccessLog
from cases import timeline
from core.search import search
from people.models import Identifier, IdentifierUse
from repatriation import services
from repatriation.models import Repatriation
from repatriation.workflow import Status, StepKind
from tests.factories import a_case, a_user, a_victim, an_agency
from victims.models import RecruitmentAccount

LIST = "/repatriation/"


@pytest.fixture
def desk(client_of, officer):
    """The browser of the mission's officer."""
    return client_of(officer)


def names(response):
    return [str(row.record.victim) for row in response.context["table"].rows]


def queries_of(client, url):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_an_officer_sees_what_was_handed_to_the_mission_and_nothing_else(desk, a_return):
    a_return("Ours")
    a_return("Theirs", mission=an_agency(kind="Embassy"))

    assert names(desk.get(LIST)) == ["Ours"]


def test_the_case_is_text_to_officers_and_a_link_to_investigators(
    desk, client_of, investigator, a_return, case
):
    a_return()
    link = f'href="{case.get_absolute_url()}"'

    assert case.ref in desk.get(LIST).text
    assert link not in desk.get(LIST).text
    assert link in client_of(investigator).get(LIST).text


def test_only_who_may_move_returns_is_given_boxes_to_tick(desk, client_of, investigator, a_return):
    a_return()

    assert 'name="chosen"' in desk.get(LIST).text
    assert 'name="chosen"' not in client_of(investigator).get(LIST).text


def test_a_long_list_costs_as_many_queries_as_a_short_one(desk, a_return):
    for number in range(5):
        a_return(f"Person {number}")
    few = queries_of(desk, f"{LIST}?per_page=50")
    for number in range(45):
        a_return(f"Further person {number}")

    assert queries_of(desk, f"{LIST}?per_page=50") == few


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=lat", ["Late"]),
        ("overdue=true", ["Late"]),
        ("overdue=false", ["Away", "New"]),
        ("overdue_step=ticket", ["Late"]),
        ("status=declined", ["Away"]),
        ("next_step=consent", ["New"]),
        ("next_step=nationality", ["Late"]),
        ("to_country=TW", ["New"]),
        ("from_country=KH", ["Away"]),
        ("planned_after=2030-01-01&planned_before=2030-01-31", ["New"]),
    ],
)
def test_each_filter_finds_what_it_names(desk, officer, a_return, query, found):
    a_return("Late", opened_on=date(2023, 10, 10))
    new = a_return("New", to_country="TW", planned_on=date(2030, 1, 5))
    for kind in (StepKind.NATIONALITY, StepKind.CONSULAR_VISIT):
        services.complete(Repatriation.objects.filter(pk=new.pk), kind, by=officer)
    away = a_return("Away", from_country="KH")
    services.advance(Repatriation.objects.filter(pk=away.pk), Status.DECLINED, by=officer)

    assert sorted(names(desk.get(f"{LIST}?{query}"))) == found


def test_a_case_reference_finds_its_returns(desk, a_return, case, investigator):
    a_return("Here")
    a_return("Elsewhere", case=a_case(by=investigator))

    assert names(desk.get(f"{LIST}?q={case.ref.lower()}")) == ["Here"]


def test_the_export_holds_the_rows_and_columns_of_the_screen(desk, a_return):
    a_return("Late", opened_on=date(2023, 10, 10))
    a_return("New")
    query = "?sort=-victim&overdue=true"

    table = desk.get(LIST + query).context["table"]
    body = desk.get(f"{LIST}{query}&export=csv").getvalue().decode("utf-8-sig")

    rows = list(csv.reader(io.StringIO(body)))
    shown = [str(column.header) for column in table.columns if column.name != "chosen"]
    assert rows[0] == shown
    assert [row[0] for row in rows[1:]] == ["Late"]
    assert rows[1][-2:] == ["2023-10-12", "0 of 16"]


def test_an_overdue_step_says_so_in_a_word(desk, a_return):
    row = a_return(opened_on=date(2023, 10, 10))

    assert "Overdue</span>" in desk.get(LIST).text
    assert desk.get(row.get_absolute_url()).text.count("Overdue</span>") == 16


def test_reading_the_list_is_logged(desk, officer, a_return):
    row = a_return()

    desk.get(LIST)

    assert AccessLog.objects.get(user=officer).refs == [row.ref]


# One return ---------------------------------------------------------------------------------------


def test_the_page_shows_identity_and_journey_and_no_story(desk, a_return, case):
    victim = a_victim(case, "Aminah binti Zain", born_on="1998", citizenships=["MY"])
    RecruitmentAccount.objects.create(victim=victim, story="He took my passport", platform="Q-App")
    victim.legs.create(
        from_place="Kajang", from_country="MY", to_place="Lima", to_country="PE", flight="KL 743"
    )
    for kind, value in (("passport", "A12345678"), ("phone", "+60123456789")):
        identifier = Identifier.objects.create(kind=kind, value=value)
        IdentifierUse.objects.create(
            identifier=identifier, person=victim.person, as_written=value, country="SG"
        )

    text = desk.get(a_return(victim=victim).get_absolute_url()).text

    for told in ("Aminah binti Zain", "1998", "Malaysia", "A12345678", "Singapore", "KL 743"):
        assert told in text
    for kept in ("He took my passport", "Q-App", "+60123456789"):
        assert kept not in text


@pytest.mark.parametrize("name", ["detail", "edit", "history"])
def test_who_does_not_see_a_return_finds_no_page(client_of, a_return, name):
    stranger = a_user("consular_officer", agency=an_agency(kind="Embassy"))

    url = reverse(f"repatriation:{name}", args=[a_return().ref])

    assert client_of(stranger).get(url).status_code == 404


@pytest.mark.parametrize("name", ["detail", "edit", "history"])
def test_without_the_permission_every_page_is_closed(client_of, analyst, a_return, name):
    url = reverse(f"repatriation:{name}", args=[a_return().ref])

    assert client_of(analyst).get(url).status_code == 403


def test_an_investigator_reads_a_return_but_does_not_move_it(client_of, investigator, a_return):
    row, client = a_return(), client_of(investigator)

    assert client.get(row.get_absolute_url()).status_code == 200
    assert client.get(reverse("repatriation:edit", args=[row.ref])).status_code == 403
    body = {"chosen": row.ref, "status": Status.IN_PROGRESS}
    assert client.post(reverse("repatriation:advance"), body).status_code == 403


def test_a_stale_edit_shows_both_values_and_saves_nothing(desk, a_return, embassy):
    row = a_return()
    url = reverse("repatriation:edit", args=[row.ref])
    body = {"mission": embassy.pk, "version": row.version}
    desk.post(url, body | {"planned_on": "2030-01-01"})

    response = desk.post(url, body | {"planned_on": "2030-02-02"})

    assert response.status_code == 409
    fields = response.context["conflict"]["fields"]
    assert [(field["theirs"], field["yours"]) for field in fields] == [("2030-01-01", "2030-02-02")]
    assert Repatriation.objects.get().planned_on == date(2030, 1, 1)


def test_who_hands_a_return_to_another_mission_comes_back_to_the_list(desk, a_return):
    row, other = a_return(), an_agency(kind="Embassy")

    response = desk.post(
        reverse("repatriation:edit", args=[row.ref]), {"mission": other.pk, "version": row.version}
    )

    assert response.url == LIST
    assert desk.get(row.get_absolute_url()).status_code == 404


def test_the_history_says_which_step_was_done(desk, a_return, officer):
    row = a_return()
    rows = Repatriation.objects.filter(pk=row.pk)
    services.complete(rows, StepKind.TICKET, by=officer, note="Booked with KL")

    text = desk.get(reverse("repatriation:history", args=[row.ref])).text

    assert "Changed the step “Ticket booked”: Booked with KL" in text


# Opening one --------------------------------------------------------------------------------------


def open_url(victim):
    return f"/repatriation/new/?victim={victim.ref}"


def test_an_investigator_opens_a_return_from_the_victim(client_of, investigator, case, embassy):
    victim, client = a_victim(case, citizenships=["MY"]), client_of(investigator)
    form = client.get(open_url(victim)).context["form"]
    assert (form["from_country"].value(), form["to_country"].value()) == ("PE", "MY")

    body = {"mission": embassy.pk, "from_country": "PE", "to_country": "MY"}
    client.post(open_url(victim), body)

    assert victim.repatriations.get().steps.count() == 16


def test_a_second_return_is_refused_on_the_form(client_of, investigator, a_return, embassy):
    victim = a_return().victim

    body = {"mission": embassy.pk, "from_country": "PE", "to_country": "MY"}
    response = client_of(investigator).post(open_url(victim), body)

    assert response.status_code == 422
    assert "under way already" in response.text


def test_nobody_opens_a_return_for_a_victim_of_a_case_unseen(client_of, outsider, case):
    assert client_of(outsider).get(open_url(a_victim(case))).status_code == 404


def test_a_return_that_names_no_victim_is_sent_to_where_they_are(client_of, investigator):
    assert client_of(investigator).get("/repatriation/new/").url == reverse("victims:list")


# On other pages -----------------------------------------------------------------------------------


def test_the_victims_card_offers_a_return_only_while_none_is_under_way(
    client_of, investigator, officer, case, a_return
):
    victim, client = a_victim(case), client_of(investigator)
    url = reverse("repatriation:of_victim", args=[victim.ref])
    assert "Open a return" in client.get(url).text

    row = a_return(victim=victim)
    assert "Open a return" not in client.get(url).text

    services.advance(Repatriation.objects.filter(pk=row.pk), Status.DECLINED, by=officer)
    assert "Open a return" in client.get(url).text


def test_the_victims_card_is_closed_to_officers_who_see_no_victims(desk, a_return):
    url = reverse("repatriation:of_victim", args=[a_return().victim.ref])

    assert desk.get(url).status_code == 404


def test_the_tab_of_a_case_counts_its_returns_by_status(client_of, investigator, a_return, case):
    a_return("One")
    a_return("Two")
    a_return("Elsewhere", case=a_case(by=investigator))

    response = client_of(investigator).get(reverse("case_returns", args=[case.ref]))

    assert [(card["label"], card["value"]) for card in response.context["summary"]] == [
        ("Not started", 2)
    ]
    assert "Ways home" in [tab["label"] for tab in response.context["tabs"]]
    assert len(response.context["table"].rows) == 2


def test_the_tab_is_not_found_by_who_may_not_open_the_case(desk, outsider, client_of, case):
    url = reverse("case_returns", args=[case.ref])

    assert desk.get(url).status_code == 404
    assert client_of(outsider).get(url).status_code == 404


def test_the_search_finds_the_returns_of_the_mission_only(officer, a_return):
    a_return("Aminah binti Zain")
    a_return("Aminah binti Yusof", mission=an_agency(kind="Embassy"))

    (group,) = search(officer, "aminah")

    assert [hit.title for hit in group.hits] == ["Aminah binti Zain to Malaysia"]


def test_the_timeline_counts_a_days_visits(investigator, outsider, officer, a_return, case):
    for number in range(3):
        a_return(f"Person {number}")
    rows = Repatriation.objects.all()
    services.complete(rows, StepKind.CONSULAR_VISIT, by=officer, on=date(2023, 10, 12))

    titles = [event.title for event in timeline.events(case, investigator)]
    assert "3 × consular visit" in titles
    assert not timeline.events(case, outsider)
