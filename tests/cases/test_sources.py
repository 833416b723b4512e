"""Who said what: claims side by side, one preferred, none lost; numbers by their source."""

from datetime import date, time

import pytest
from django.db import DatabaseError, transaction

from audit import history
from cases import services
from cases.models import Claim, RescueOperation, Source
from tests.factories import a_case, a_person, a_victim, assigned, evidence


@pytest.fixture
def chief(case):
    return services.record_source(
        case, kind="official", title="Press conference", said_by="Inspector-General",
        dated="2023-10-10", reliability="B", credibility=2,
    )  # fmt: skip


@pytest.fixture
def captives(case):
    return services.record_source(case, kind="victim", title="First interviews")


def claims_of(page):
    return {(str(saying.subject), saying.field): saying for saying in page.context["sayings"]}


def test_a_source_and_a_claim_are_added_by_their_forms(client, case):
    client.post(
        f"/cases/{case.ref}/sources/new/",
        {"kind": "press", "title": "A newspaper", "reliability": "C", "credibility": "3"},
    )
    source = Source.objects.get()

    response = client.post(
        f"/cases/{case.ref}/claims/new/",
        {"source": source.ref, "subject": f"cases.case:{case.ref}", "field": "route",
         "value": "By way of Amsterdam"},
    )  # fmt: skip

    assert response.status_code == 302
    text = client.get(f"/cases/{case.ref}/sources/").content.decode()
    assert "A newspaper" in text
    assert "By way of Amsterdam" in text
    assert "C3" in text
    assert "By way of Amsterdam" in client.get(case.get_absolute_url()).content.decode()


def test_claims_that_disagree_stand_side_by_side(client, case, chief, captives):
    services.claim(chief, case, field="rescued", value="43 of our people", number=43)
    services.claim(captives, case, field="rescued", value="44", number=44)

    saying = claims_of(client.get(f"/cases/{case.ref}/sources/"))[
        str(case), "How many were rescued"
    ]

    assert saying.disagree
    assert [claim.number for claim in saying.claims] == [43, 44]


def test_a_month_does_not_contradict_a_day_of_it(client, case, chief, captives):
    services.claim(chief, case, field="entry_date", value="29 September", on="2023-09-29")
    services.claim(captives, case, field="entry_date", value="In September", on="2023-09")

    saying = claims_of(client.get(f"/cases/{case.ref}/sources/"))[str(case), "Day of the entry"]

    assert not saying.disagree


def test_preferring_another_claim_takes_the_mark_from_the_first(client, case, chief, captives):
    one = services.claim(chief, case, field="rescued", value="43", number=43)
    other = services.claim(captives, case, field="rescued", value="44", number=44)
    elsewhere = services.claim(chief, case, field="women", value="26", number=26)
    services.prefer(one)
    services.prefer(elsewhere)

    client.post(f"/cases/{case.ref}/claims/{other.ref}/prefer/")

    preferred = Claim.objects.filter(is_preferred=True)
    assert set(preferred) == {other, elsewhere}
    assert [entry.sentence for entry in history.of(one)].count("changed the claim") == 2


def test_the_database_keeps_claims_as_they_were_made(case, chief):
    claim = services.claim(chief, case, field="rescued", value="43", number=43)

    with pytest.raises(DatabaseError), transaction.atomic():
        Claim.objects.filter(pk=claim.pk).update(value="44")
    with pytest.raises(DatabaseError), transaction.atomic():
        claim.delete()
    assert Claim.objects.get().value == "43"


def test_a_claim_is_about_its_own_case_and_its_quote_is_short(client, case, chief):
    elsewhere = a_case()
    url = f"/cases/{case.ref}/claims/new/"
    form = {"source": chief.ref, "field": "route", "value": "By air"}

    foreign = client.post(url, form | {"subject": f"cases.case:{elsewhere.ref}"})
    long = client.post(url, form | {"subject": f"cases.case:{case.ref}", "quote": "x" * 201})

    assert "subject" in foreign.context["form"].errors
    assert "quote" in long.context["form"].errors
    assert not Claim.objects.exists()


@pytest.mark.parametrize(
    ("amount", "currency", "status"), [("8200", "", 422), ("", "GBP", 422), ("8200", "gbp", 302)]
)
def test_an_amount_has_its_currency_for_a_claim_cannot_be_put_right(
    client, case, chief, amount, currency, status
):
    form = {
        "source": chief.ref, "subject": f"cases.case:{case.ref}", "field": "seized",
        "value": "More than £8,200", "amount": amount, "currency": currency,
    }  # fmt: skip

    assert client.post(f"/cases/{case.ref}/claims/new/", form).status_code == status
    assert Claim.objects.exists() == (status == 302)


def test_claims_about_a_person_stand_on_the_persons_page(client, case, chief):
    person = a_person(case, "Lim Ah Kow")
    services.claim(chief, person, field="status", value="Wanted since Tuesday")

    assert "Wanted since Tuesday" in client.get(person.get_absolute_url()).content.decode()


def test_what_was_found_may_be_claimed_of_too(client, case, chief, investigator):
    cash = evidence(case, investigator, title="Cash")
    client.post(
        f"/cases/{case.ref}/claims/new/",
        {"source": chief.ref, "subject": f"cases.evidenceitem:{cash.ref}", "field": "seized",
         "value": "More than £8,200"},
    )  # fmt: skip

    assert ("Cash", "What was seized") in claims_of(client.get(f"/cases/{case.ref}/sources/"))


def test_outsiders_and_other_roles_see_no_source(
    client_of, outsider, analyst, officer, case, chief
):
    services.claim(chief, case, field="route", value="By way of Amsterdam")
    url = f"/cases/{case.ref}/sources/"

    assert client_of(outsider).get(url).status_code == 404
    assert client_of(analyst).get(url).status_code == 403
    assert client_of(officer).get(url).status_code == 403
    assert "Amsterdam" not in client_of(analyst).get(case.get_absolute_url()).content.decode()


def test_a_reader_of_the_case_prefers_nothing(client_of, outsider, case, chief):
    assigned(case, user=outsider, level="read")
    claim = services.claim(chief, case, field="route", value="By air")

    response = client_of(outsider).post(f"/cases/{case.ref}/claims/{claim.ref}/prefer/")

    assert response.status_code == 403
    assert not Claim.objects.get().is_preferred


def test_a_title_that_the_case_has_already_is_told_at_the_form(client, case, chief):
    response = client.post(
        f"/cases/{case.ref}/sources/new/",
        {"kind": "press", "title": chief.title, "reliability": "F", "credibility": "6"},
    )

    assert response.status_code == 422
    assert "has a source of that title already" in response.content.decode()


# Operations ---------------------------------------------------------------------------------------


def operation_form(**changes):
    return {
        "kind": "raid", "happened_on": "2023-10-07", "happened_at": "05:30",
        "timezone": "America/Lima", "trigger": "escape",
        "counts-TOTAL_FORMS": 3, "counts-INITIAL_FORMS": 0,
        "counts-0-source": "The ministry", "counts-0-measure": "total", "counts-0-number": "44",
        "counts-1-source": "the ministry", "counts-1-measure": "nationality",
        "counts-1-key": "Malaysia", "counts-1-number": "43",
        "counts-2-source": "The police", "counts-2-measure": "sex", "counts-2-key": "women",
        "counts-2-number": "26",
    } | changes  # fmt: skip


def test_numbers_are_logged_with_their_sources(client, case, agency):
    data = operation_form(lead=[agency.pk])

    response = client.post(f"/cases/{case.ref}/operations/new/", data)

    assert response.status_code == 302, response.context["form"].errors
    operation = RescueOperation.objects.get()
    assert sorted(map(str, operation.counts.all())) == [
        "Malaysia: 43 (The ministry)", "people: 44 (The ministry)", "women: 26 (The police)",
    ]  # fmt: skip
    assert Source.objects.count() == 2
    assert [str(part) for part in operation.parts.all()] == [f"{agency} (led it)"]
    assert operation.moment == "7 Oct 2023, 05:30 (America/Lima, UTC-05:00)"


def test_an_edit_exchanges_the_numbers_and_keeps_the_rest(client, case):
    client.post(f"/cases/{case.ref}/operations/new/", operation_form())
    operation = RescueOperation.objects.get()
    url = f"/cases/{case.ref}/operations/{operation.ref}/edit/"
    shown = client.get(url).context["formsets"]["counts"]
    assert {form.initial["number"] for form in shown if form.initial} == {44, 43, 26}

    client.post(
        url,
        operation_form(**{"version": 1, "counts-TOTAL_FORMS": 1, "counts-0-number": "45"}),
    )

    assert [str(count) for count in operation.counts.all()] == ["people: 45 (The ministry)"]


def test_the_history_of_the_case_tells_what_was_claimed_and_counted(client, case, chief):
    operation = services.log_operation(
        case, happened_on=date(2023, 10, 7),
        counts=[{"source": chief.title, "measure": "total", "number": 44}],
        alerted=[a_person(case, "Tan Mei Ling")],
    )  # fmt: skip
    services.edit_operation(
        operation, version=None,
        counts=[{"source": chief.title, "measure": "total", "number": 43}],
    )  # fmt: skip
    services.prefer(services.claim(chief, case, field="rescued", value="43", number=43))

    entries = client.get(f"/cases/{case.ref}/history/").context["history"]

    told = {entry.sentence: entry.changes for entry in entries}
    (change,) = told["changed the reported count “people: 43 (Press conference)”"]
    assert (change.before, change.after) == ("44", "43")
    (change,) = told["changed the claim “How many were rescued: 43”"]
    assert (change.field, change.after) == ("preferred", "Yes")
    alerted = "Tan Mei Ling (got free and alerted the authorities)"
    assert f"added the person in the operation “{alerted}”" in told


def test_a_count_of_no_country_is_marked_and_nothing_is_saved(client, case):
    data = operation_form(**{"counts-1-key": "Atlantis"})

    response = client.post(f"/cases/{case.ref}/operations/new/", data)

    assert response.status_code == 422
    assert not RescueOperation.objects.exists()
    assert not Source.objects.exists()


def test_who_alerted_the_authorities_is_named_with_the_trigger(client, case):
    woman = a_victim(case, "Tan Mei Ling").person
    services.log_operation(
        case, happened_on=date(2023, 10, 7), trigger="escape", alerted=[woman],
        happened_at=time(5, 30),
    )  # fmt: skip

    page = client.get(case.get_absolute_url()).content.decode()

    assert "Tan Mei Ling" in page
    assert "7 Oct 2023, 05:30" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=lima&happened_after=2023-10-01&happened_before=2023-10-31", 1),
        ("q=lima&happened_after=2023-11-01", 0),
        ("country=PE&trigger=escape", 1),
        ("country=MM", 0),
    ],
)
def test_raids_are_found_by_place_and_month(client, case, query, found):
    place = services.record_place(case, kind="house", name="House", admin_area="Lima", country="PE")
    services.log_operation(case, happened_on=date(2023, 10, 7), place=place, trigger="escape")

    assert len(client.get(f"/operations/?{query}").context["table"].rows) == found


def test_places_are_found_by_kind_and_country(client, case, client_of, outsider):
    services.record_place(case, kind="casino", name="Star", country="KH")
    services.record_place(case, kind="hotel", name="Moon", country="KH")

    assert len(client.get("/places/?kind=casino&country=KH").context["table"].rows) == 1
    assert len(client_of(outsider).get("/places/").context["table"].rows) == 0
