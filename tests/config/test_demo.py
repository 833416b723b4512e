"""The sample data: loaded once, only in a demonstration, and holding what its page promises."""

import io

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from config.demo.accounts import ACCOUNTS
from config.supervisor import ACCOUNTS as GREETED
from config.supervisor import PASSWORD


def load():
    said = io.StringIO()
    call_command("load_demo", stdout=said)
    return said.getvalue()


def test_it_is_refused_outside_a_demonstration(db, settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="PULANG_DEMO=true"):
        load()

    assert not User.objects.get_queryset().exists()


def test_every_account_that_the_start_announces_opens(db, settings):
    settings.DEMO = True
    load()

    assert set(GREETED) <= {account for account, *_ in ACCOUNTS}
    for account in GREETED:
        user = User.objects.get_queryset().get(email=f"{account}@pulang.example")
        assert user.is_demo and user.check_password(PASSWORD)
