"""Who gets in."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.urls import reverse

from accounts.roles import Role
from tests.factories import a_user

PASSWORD = "a-long-password"


@pytest.fixture(autouse=True)
def no_earlier_attempts():
    """The limits on attempts are counted in the cache."""
    cache.clear()


@pytest.fixture
def sign_in(client):
    def post(email, password=PASSWORD, **more):
        return client.post(reverse("account_login"), {"login": email, "password": password}, **more)

    return post


def is_in(client):
    return "_auth_user_id" in client.session


def test_an_account_signs_in_by_its_address_in_any_case(client, sign_in, investigator):
    sign_in(investigator.email.upper())

    assert is_in(client)


def test_a_wrong_password_does_not_tell_whether_the_account_exists(sign_in, investigator):
    known = sign_in(investigator.email, "wrong")
    unknown = sign_in("nobody@pulang.example", "wrong")

    def told(answer):
        return answer.context["form"].errors

    assert told(known) == told(unknown)


def test_guessing_is_stopped(client, sign_in, investigator):
    for _ in range(12):
        sign_in(investigator.email, "wrong")

    sign_in(investigator.email)

    assert not is_in(client)


def test_a_closed_account_stays_out(client, sign_in, db):
    closed = a_user(is_active=False)

    sign_in(closed.email)

    assert not is_in(client)


def test_an_account_that_is_closed_is_out_at_once(client_of, investigator):
    browser = client_of(investigator)
    investigator.is_active = False
    investigator.save()

    assert browser.get("/").status_code == 302


def test_nobody_signs_up(client, db):
    answer = client.post(
        reverse("account_signup"),
        {"email": "me@x.example", "password1": PASSWORD, "password2": PASSWORD},
    )

    assert not is_in(client)
    assert "_auth_user_id" not in answer.wsgi_request.session


# The accounts of the demonstration have a public password --------------------------------------


@pytest.fixture
def demo_user(db):
    return a_user(is_demo=True)


def test_a_demo_account_opens_in_a_demonstration(client, sign_in, demo_user, settings):
    settings.DEMO = True

    sign_in(demo_user.email)

    assert is_in(client)


def test_a_demo_account_is_refused_outside_a_demonstration(client, sign_in, demo_user):
    sign_in(demo_user.email)

    assert not is_in(client)


def test_a_demo_account_is_refused_from_another_machine(client, sign_in, demo_user, settings):
    settings.DEMO = True

    sign_in(demo_user.email, REMOTE_ADDR="203.0.113.9")

    assert not is_in(client)


def test_a_demo_session_ends_with_the_demonstration(client_of, demo_user, settings):
    settings.DEMO = True
    browser = client_of(demo_user)
    assert browser.get("/").status_code == 200

    settings.DEMO = False

    assert browser.get("/").status_code == 302


# The Django admin ------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.ADMINISTRATOR])
def test_the_django_admin_is_for_superusers_only(client_of, db, role):
    assert client_of(a_user(role)).get("/admin/").status_code == 302


def test_a_superuser_finds_accounts_there_and_no_case(client_of, case):
    page = client_of(a_user(Role.ADMINISTRATOR, is_superuser=True)).get("/admin/").content.decode()

    assert "Agencies" in page
    assert "Cases" not in page


def test_the_admin_signs_in_through_our_own_page(client, db):
    answer = client.get("/admin/login/?next=/admin/")

    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))
