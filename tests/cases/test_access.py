"""Who reaches which case."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.roles import Role
from cases.models import Case, Level, Sensitivity
from tests.factories import a_case, a_user, assigned


def sees(user, case):
    return Case.objects.visible_to(user).filter(pk=case.pk).exists()


def may_write(user, case):
    return Case.objects.editable_by(user).filter(pk=case.pk).exists()


def test_who_opens_a_case_and_their_agency_may_write_on_it(investigator, agency, case):
    colleague = a_user(agency=agency)

    assert may_write(investigator, case)
    assert may_write(colleague, case)


def test_an_outsider_sees_nothing_of_a_case(outsider, case):
    assert not sees(outsider, case)


def test_an_assignment_opens_a_case_for_its_time_only(outsider, case):
    yesterday = timezone.localdate() - timedelta(days=1)
    ended = assigned(case, user=outsider, level=Level.READ, until=yesterday)
    assert not sees(outsider, case)

    ended.until = None
    ended.save()

    assert sees(outsider, case)


def test_reading_is_not_writing(outsider, case):
    assigned(case, user=outsider, level=Level.READ)

    assert sees(outsider, case)
    assert not may_write(outsider, case)


def test_a_supervisor_reaches_the_cases_that_the_agency_leads(supervisor, investigator, case):
    case.assignments.filter(agency=supervisor.agency).delete()

    assert sees(supervisor, case)


def test_a_sealed_case_opens_only_to_those_named_on_it(investigator, supervisor, agency, analyst):
    case = a_case(by=investigator, sensitivity=Sensitivity.SEALED)

    assert sees(investigator, case)
    assert not sees(supervisor, case)
    assert not sees(a_user(agency=agency), case)
    assert not sees(analyst, case)


def test_an_analyst_reads_open_cases_of_any_agency_and_writes_on_none(analyst, outsider):
    theirs = a_case(by=outsider)
    closed = a_case(by=outsider, sensitivity=Sensitivity.RESTRICTED)

    assert sees(analyst, theirs)
    assert not may_write(analyst, theirs)
    assert not sees(analyst, closed)


@pytest.mark.parametrize("role", [Role.CONSULAR_OFFICER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_roles_without_case_content_see_no_case_even_when_assigned(case, role, agency):
    user = a_user(role, agency=agency)
    assigned(case, user=user)

    assert not sees(user, case)
