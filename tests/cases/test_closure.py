"""Closing a case takes two; what is open is told before; reopening needs a reason."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse

from accounts.roles import Role
from cases import services
from cases.models import CaseStatus, Closure, ClosureReason, ClosureState, Stage
from repatriation import services as repatriation
from tests.factories import a_user, a_victim, assigned


@pytest.fixture
def asked(case, investigator):
    services.move_case(case, Stage.PROTECTION, by=investigator)
    return services.request_closure(
        case, reason=ClosureReason.HOME, account="All are home.", by=investigator
    )


def decide(client, closure, state="approved", answer=""):
    url = reverse("cases:decide_closure", args=[closure.ref])
    return client.post(url, {"state": state, "answer": answer}, follow=True)


def reopen(client, case, reason="A new witness"):
    return client.post(reverse("cases:reopen", args=[case.ref]), {"reason": reason}, follow=True)


def test_an_investigator_asks_and_a_supervisor_closes(client_of, investigator, supervisor, case):
    form = {"reason": "verdict", "account": "All five were convicted."}
    client_of(investigator).post(reverse("cases:request_closure", args=[case.ref]), form)

    decide(client_of(supervisor), Closure.objects.get())

    case.refresh_from_db()
    assert (case.stage, case.status) == (Stage.CLOSED, CaseStatus.CLOSED)
    assert Closure.objects.get().decided_by == supervisor


def test_a_case_that_another_agency_takes_over_is_closed_as_referred(
    case, investigator, supervisor
):
    asked = services.request_closure(
        case, reason=ClosureReason.REFERRED, account="To the shelter.", by=investigator
    )

    services.decide_closure(asked, "approved", by=supervisor)

    case.refresh_from_db()
    assert case.status == CaseStatus.CLOSED_REFERRED


def test_nobody_approves_what_they_asked_for(client_of, supervisor, case):
    asked = services.request_closure(case, reason="done", account="Done.", by=supervisor)

    assert decide(client_of(supervisor), asked).status_code == 404
    with pytest.raises(ValidationError, match="another supervisor"):
        services.decide_closure(asked, "approved", by=supervisor)
    with pytest.raises(DatabaseError), transaction.atomic():
        Closure.objects.filter(pk=asked.pk).update(decided_by=supervisor)


def test_sent_back_it_says_what_is_missing_and_may_be_asked_for_again(
    client_of, investigator, supervisor, asked, case
):
    decide(client_of(supervisor), asked, "sent_back")
    assert Closure.objects.get().state == ClosureState.OPEN

    decide(client_of(supervisor), asked, "sent_back", "The second statement")

    assert "The second statement" in client_of(investigator).get(case.get_absolute_url()).text
    services.request_closure(case, reason="done", account="It is in.", by=investigator)
    case.refresh_from_db()
    assert case.stage == Stage.PROTECTION


def test_closing_is_asked_for_once_at_a_time(asked, case, investigator):
    with pytest.raises(ValidationError, match="asked for already"):
        services.request_closure(case, reason="done", account="Again.", by=investigator)


def test_what_is_decided_is_not_decided_again(asked, supervisor):
    services.decide_closure(asked, "approved", by=supervisor)

    with pytest.raises(ValidationError, match="already"):
        services.decide_closure(asked, "sent_back", by=supervisor, answer="No")


def test_what_is_still_open_is_told_before(client_of, investigator, supervisor, embassy, case):
    services.add_task(case, title="Call", by=investigator)
    repatriation.open_return(a_victim(case), mission=embassy, from_country="PE", to_country="MY")
    url = reverse("cases:request_closure", args=[case.ref])

    page = client_of(investigator).get(url)

    assert page.context["undone"] == ["1 task is open", "1 way home is not over"]
    client_of(investigator).post(url, {"reason": "done", "account": "Done."})
    assert "1 way home is not over" in client_of(supervisor).get(case.get_absolute_url()).text


def test_a_supervisor_who_only_takes_part_does_not_decide(client_of, asked, case):
    guest = a_user(Role.SUPERVISOR)
    assigned(case, user=guest)

    assert decide(client_of(guest), asked).status_code == 404


def test_an_investigator_decides_nothing(client_of, investigator, agency, asked):
    assert decide(client_of(a_user(agency=agency)), asked).status_code == 403


def test_reopened_it_stands_where_it_stood(client_of, supervisor, asked, case):
    services.decide_closure(asked, "approved", by=supervisor)

    reopen(client_of(supervisor), case)

    case.refresh_from_db()
    closure = Closure.objects.get()
    assert (case.stage, case.status) == (Stage.PROTECTION, CaseStatus.ACTIVE)
    assert (closure.reopened_by, closure.reopened_because) == (supervisor, "A new witness")


def test_reopening_needs_a_reason_a_supervisor_and_a_closed_case(
    client_of, investigator, supervisor, asked, case
):
    assert "not closed" in reopen(client_of(supervisor), case).text
    services.decide_closure(asked, "approved", by=supervisor)

    assert "Say why" in reopen(client_of(supervisor), case, " ").text
    assert reopen(client_of(investigator), case).status_code == 403
    case.refresh_from_db()
    assert case.is_closed


def test_an_edit_neither_closes_nor_reopens(case, asked, supervisor):
    with pytest.raises(ValidationError):
        services.edit_case(case, version=None, status=CaseStatus.CLOSED)
    services.decide_closure(asked, "approved", by=supervisor)
    case.refresh_from_db()
    with pytest.raises(ValidationError):
        services.edit_case(case, version=None, status=CaseStatus.ACTIVE)


# The head -----------------------------------------------------------------------------------------


def test_the_head_counts_and_warns(client_of, investigator, case):
    a_victim(case)
    told = {"source": "A newspaper", "measure": "total", "number": 2}
    services.log_operation(case, happened_on=date(2023, 10, 7), counts=[told])
    services.add_task(case, title="Call", by=investigator, due=date(2023, 11, 1))

    page = client_of(investigator).get(case.get_absolute_url())

    figures = {figure.label: figure.value for figure in page.context["figures"]}
    assert figures == {"Victims": 1, "Arrested": 0, "Home": 0, "Open tasks": 1}
    warnings = [warning.text for warning in page.context["warnings"]]
    assert warnings == ["1 task is overdue", "2 people reported, 1 logged: 1 missing"]


def test_the_head_tells_an_analyst_only_what_analysts_read(client_of, analyst, case):
    a_victim(case)

    page = client_of(analyst).get(case.get_absolute_url())

    assert [figure.label for figure in page.context["figures"]] == ["Arrested"]
    assert page.context["warnings"] == []
