"""What victims stated and to whom, who has not yet, and what protects them until when."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.factories import a_victim
from victims import services
from victims.models import OrderState, ProtectionOrder, Statement
from victims.order_rules import expiry, rules

TODAY = timezone.localdate


def statement_form(**changes):
    return {
        "kind": "formal", "taken_on": "2023-10-20", "language": "Malay", "signed": "on",
        "cooperation": "willing", "summary": "What she saw.", **changes,
    }  # fmt: skip


def order_form(**changes):
    return {"kind": "protection", "issued_on": "2023-10-20", "effective_on": "2023-10-20",
            "court": "Magistrates' Court", **changes}  # fmt: skip


def an_order(victim, *, ends_in, **facts):
    day = TODAY() + timedelta(days=ends_in)
    begins = min(TODAY(), day)
    return services.grant_order(
        victim, **{"kind": "protection", "issued_on": begins, "effective_on": begins,
                   "expires_on": day, **facts},
    )  # fmt: skip


# Statements ---------------------------------------------------------------------------------------


def test_a_statement_is_taken_and_shown(client, victim):
    response = client.post(f"/victims/{victim.ref}/statements/new/", statement_form())

    statement = Statement.objects.get()
    assert response.url == f"/victims/{victim.ref}/law/#{statement.ref}"
    assert "What she saw." in client.get(response.url).content.decode()


def test_a_retraction_names_the_statement_that_it_takes_back(client, case, victim):
    first = services.take_statement(victim, taken_on=date(2023, 10, 20))
    foreign = services.take_statement(a_victim(case, "Other"), taken_on=date(2023, 10, 20))
    url = f"/victims/{victim.ref}/statements/new/"

    assert "amends" in client.post(url, statement_form(earlier=first.ref)).context["form"].errors
    of_another = client.post(url, statement_form(earlier=foreign.ref, amends="retracts"))
    assert "earlier" in of_another.context["form"].errors
    assert client.post(url, statement_form(earlier=first.ref, amends="retracts")).status_code == 302

    assert "Takes it back" in client.get(f"/victims/{victim.ref}/law/").content.decode()


def test_a_statement_is_taken_before_today_and_after_the_earlier_one(client, victim):
    later = services.take_statement(victim, taken_on=date(2023, 10, 21))
    url = f"/victims/{victim.ref}/statements/new/"

    planned = client.post(url, statement_form(taken_on="2999-01-01"))
    before = client.post(url, statement_form(earlier=later.ref, amends="supplements"))

    assert set(planned.context["form"].errors) == {"taken_on"}
    assert set(before.context["form"].errors) == {"earlier"}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("given=none", ["Silent"]),
        ("given=any", ["First only", "Refuses"]),
        ("given=no_formal", ["First only", "Silent"]),
        ("cooperation=refused", ["Refuses"]),
        ("", ["First only", "Refuses", "Silent"]),
    ],
)
def test_the_list_finds_who_has_given_none_and_who_refuses(client, case, query, names):
    a_victim(case, "Silent")
    services.take_statement(a_victim(case, "First only"), taken_on=date(2023, 10, 8))
    refuses = a_victim(case, "Refuses")
    services.take_statement(refuses, taken_on=date(2023, 10, 8), cooperation="willing")
    services.take_statement(
        refuses, taken_on=date(2023, 11, 8), kind="formal", cooperation="refused"
    )

    rows = client.get(f"/statements/?{query}").context["table"].rows

    assert [str(row.record) for row in rows] == names


def test_consular_officers_and_analysts_never_see_a_statement(
    client_of, officer, analyst, outsider, investigator, case, victim
):
    services.take_statement(victim, taken_on=date(2023, 10, 8), summary="Her secret words")
    urls = [f"/victims/{victim.ref}/law/", "/statements/", f"/cases/{case.ref}/statements/"]

    for user in (officer, analyst):
        for url in urls:
            assert client_of(user).get(url).status_code in (403, 404)
        assert not Statement.objects.visible_to(user).exists()
    page = client_of(analyst).get(f"/cases/{case.ref}/timeline/")
    assert not [entry for entry in page.context["entries"] if entry.icon == "message"]
    assert not Statement.objects.visible_to(outsider).exists()
    assert Statement.objects.visible_to(investigator).exists()


def test_the_tab_of_the_case_shows_everybody(client, case, victim):
    a_victim(case, "Tan Mei Ling")
    services.take_statement(victim, taken_on=date(2023, 10, 8))

    rows = client.get(f"/cases/{case.ref}/statements/").context["table"].rows

    assert [row.record.statements_given for row in rows] == [1, 0]


# Protection ---------------------------------------------------------------------------------------


def test_the_end_of_an_order_is_counted_by_the_table(client, victim):
    client.post(f"/victims/{victim.ref}/protection-orders/new/", order_form())

    order = ProtectionOrder.objects.get()
    assert order.expires_on == date(2023, 10, 20) + timedelta(days=rules()["protection"].days)
    assert order.statute == "Act 670 s 51"
    assert expiry("immunity", date(2023, 10, 20)) is None


def test_a_day_that_the_court_set_is_kept(client, victim):
    url = f"/victims/{victim.ref}/protection-orders/new/"
    client.post(url, order_form(expires_on="2023-11-01"))

    assert ProtectionOrder.objects.get().expires_on == date(2023, 11, 1)
    early = client.post(url, order_form(expires_on="2023-10-01"))
    assert early.status_code == 422
    assert "before it is effective" in early.content.decode()


def test_an_unverified_length_is_said_to_be_one(client, victim):
    services.grant_order(
        victim, kind="interim", issued_on=date(2023, 10, 20), effective_on=date(2023, 10, 20)
    )

    assert "Length not verified" in client.get(f"/victims/{victim.ref}/law/").content.decode()


@pytest.mark.parametrize(
    ("ends_in", "state"),
    [(-1, OrderState.EXPIRED), (14, OrderState.ENDING), (15, OrderState.IN_FORCE)],
)
def test_an_order_says_how_it_stands(victim, ends_in, state):
    assert an_order(victim, ends_in=ends_in).state_on(TODAY()) == state


def test_of_a_renewed_order_the_later_one_counts(client, victim):
    first = an_order(victim, ends_in=3)
    an_order(victim, ends_in=60, kind="extension", renews=first)

    first.refresh_from_db()
    assert first.state_on(TODAY()) == OrderState.RENEWED
    assert len(client.get("/protection-orders/?due=7").context["table"].rows) == 0


def test_an_order_is_not_revoked_before_it_is_issued(client, victim):
    url = f"/victims/{victim.ref}/protection-orders/new/"

    refused = client.post(url, order_form(revoked_on="2023-10-19"))

    assert set(refused.context["form"].errors) == {"revoked_on"}


def test_a_revoked_order_protects_nobody(victim):
    order = an_order(victim, ends_in=60, revoked_on=TODAY())

    assert order.state_on(TODAY()) == OrderState.REVOKED
    assert not ProtectionOrder.objects.live_on(TODAY()).exists()


@pytest.mark.parametrize(("due", "found"), [("14", 3), ("7", 2), ("1", 1)])
def test_orders_that_end_soon_are_listed(client, case, due, found):
    for days in (1, 7, 14, 15, -1):
        an_order(a_victim(case, f"Ends in {days}"), ends_in=days)

    assert len(client.get(f"/protection-orders/?due={due}").context["table"].rows) == found


def test_the_first_page_and_the_victims_page_warn(client, victim):
    an_order(victim, ends_in=1)

    home = client.get("/").content.decode()
    assert "Protection that ends soon" in home
    assert "in 1 day" in home
    assert "Protection: ends soon" in client.get(victim.get_absolute_url()).content.decode()


def test_an_order_of_another_case_is_not_listed(client_of, outsider, officer, victim):
    an_order(victim, ends_in=1)

    assert len(client_of(outsider).get("/protection-orders/").context["table"].rows) == 0
    assert client_of(officer).get("/protection-orders/").status_code == 403
    assert client_of(outsider).get(f"/victims/{victim.ref}/law/").status_code == 404


def test_the_history_of_the_victim_tells_of_each_of_them_once(client, victim):
    services.take_statement(victim, taken_on=date(2023, 10, 20))
    an_order(victim, ends_in=3)

    entries = client.get(f"/victims/{victim.ref}/history/").context["history"]

    told = [entry.sentence for entry in entries]
    for words in ("statement", "protection order", "victim"):
        assert len([sentence for sentence in told if f"the {words}" in sentence]) == 1, told
