"""Who works on a case: named, changed and ended by supervisors; what has ended is kept."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from cases import services
from cases.models import Assignment, Case, Level
from tests.factories import a_user, an_agency, assigned


def sees(user, case):
    return Case.objects.visible_to(user).filter(pk=case.pk).exists()


def page(client, case):
    return client.get(reverse("cases:members", args=[case.ref]))


def name(client, case, **who):
    form = {"level": "read", "purpose": "Joint investigation"} | who
    return client.post(reverse("cases:create_member", args=[case.ref]), form)


def test_a_supervisor_names_an_agency_and_its_people_open_the_case(client_of, supervisor, case):
    other = an_agency()
    colleague = a_user(agency=other)

    assert name(client_of(supervisor), case, agency=other.pk).status_code == 302

    assert sees(colleague, case)
    assert not Case.objects.editable_by(colleague).exists()


def test_a_user_of_another_agency_is_named_by_e_mail(client_of, supervisor, case, outsider):
    name(client_of(supervisor), case, email=outsider.email.upper())

    assert sees(outsider, case)


@pytest.mark.parametrize("who", [{}, {"email": "nobody@pulang.example"}])
def test_nobody_named_is_an_error_in_words(client_of, supervisor, case, who):
    answer = name(client_of(supervisor), case, **who)

    assert answer.status_code == 422
    assert "e-mail address" in answer.text or "spelt" in answer.text


def test_a_role_that_opens_no_case_is_not_named(client_of, supervisor, case, officer):
    answer = name(client_of(supervisor), case, email=officer.email)

    assert answer.status_code == 422
    assert "opens no case" in answer.text.replace("\n", " ")


def test_an_ended_member_loses_the_case_today_and_is_still_shown(
    client_of, supervisor, outsider, case
):
    member = assigned(case, user=outsider)
    assert sees(outsider, case)

    client_of(supervisor).post(reverse("cases:end_member", args=[case.ref, member.ref]))

    assert not sees(outsider, case)
    assert [row.user for row in page(client_of(supervisor), case).context["ended"]] == [outsider]


def test_access_ends_on_the_day(outsider, case):
    today = timezone.localdate()
    member = assigned(case, user=outsider, until=today + timedelta(days=1))
    assert sees(outsider, case)

    services.edit_member(member, version=1, until=today)

    assert not sees(outsider, case)


def test_nobody_is_on_a_case_twice_at_a_time(case, outsider):
    assigned(case, user=outsider, since=date(2024, 1, 1), until=date(2024, 6, 1))

    with pytest.raises(ValidationError, match="at that time already"):
        assigned(case, user=outsider, since=date(2024, 5, 1))


def test_who_came_back_has_two_entries(case, outsider):
    assigned(case, user=outsider, until=date(2024, 6, 1))
    assigned(case, user=outsider, since=date(2024, 6, 1))

    assert Assignment.objects.filter(user=outsider).count() == 2
    assert sees(outsider, case)


def test_an_entry_cannot_end_before_it_begins(case, outsider):
    with pytest.raises(ValidationError, match="before it begins"):
        assigned(case, user=outsider, since=date(2024, 6, 1), until=date(2024, 5, 1))


def test_an_investigator_reads_the_members_and_changes_none(client_of, investigator, case):
    client, member = client_of(investigator), case.assignments.first()

    assert page(client, case).status_code == 200
    assert not page(client, case).context["may_change"]
    assert name(client, case, agency=an_agency().pk).status_code == 403
    end = reverse("cases:end_member", args=[case.ref, member.ref])
    assert client.post(end).status_code == 403


def test_a_member_of_another_case_is_not_ended_through_this_one(
    client_of, supervisor, case, investigator, outsider
):
    theirs = services.open_case(by=outsider, title="X", country="PE", opened_on=date(2024, 1, 1))
    member = theirs.assignments.first()

    url = reverse("cases:end_member", args=[case.ref, member.ref])

    assert client_of(supervisor).post(url).status_code == 404


def test_a_changed_level_stands_in_the_history_of_the_case(client_of, supervisor, case, outsider):
    member = assigned(case, user=outsider, level=Level.READ)
    form = {"level": "write", "purpose": "Takes over", "version": member.version}

    client_of(supervisor).post(reverse("cases:edit_member", args=[case.ref, member.ref]), form)

    assert Case.objects.editable_by(outsider).exists()
    history = client_of(supervisor).get(reverse("cases:history", args=[case.ref])).text
    assert "Takes over" in history


def test_a_supervisor_of_another_agency_changes_nothing(client_of, case):
    stranger = a_user(Role.SUPERVISOR)

    assert name(client_of(stranger), case, user=stranger.pk).status_code == 404
