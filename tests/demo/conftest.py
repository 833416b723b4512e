import io

import pytest
from django.core.management import call_command
from django.test import Client, override_settings

from accounts.models import User
from linking import services as linking
from linking.models import Awaiting
from tests.factories import cross_referenced


def load_demo():
    said = io.StringIO()
    call_command("load_demo", stdout=said)
    return said.getvalue()


@pytest.fixture(scope="package")
def linked_demo(django_db_setup, django_db_blocker):
    """Loaded and linked once for all tests beside this file, and taken away again after them."""
    with django_db_blocker.unblock(), override_settings(DEMO=True):
        load_demo()
        for pk in list(Awaiting.objects.values_list("pk", flat=True)):
            linking.link(pk)
        cross_referenced()
        yield
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture
def demo(linked_demo, db, settings):
    settings.DEMO = True


@pytest.fixture
def ask(demo):
    """`ask(url)` opens a page as the investigator; `ask(url, "officer")` as somebody else."""

    def answer(url, account="investigator"):
        client = Client()
        client.force_login(user(account))
        page = client.get(url)
        assert page.status_code == 200, url
        return page

    return answer


def user(account):
    return User.objects.get_queryset().get(email=f"{account}@pulang.example")


def rows(page):
    """The records on the page of a list."""
    return [row.record for row in page.context["table"].rows]


def cards(page):
    """The figures above a list."""
    return {card["label"]: card["value"] for card in page.context["summary"]}


def sayings(page):
    """What is claimed, by what it is about, on the tab Sources of a case."""
    return {saying.field: saying for saying in page.context["sayings"]}
