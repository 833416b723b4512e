"""The sample data: loaded once, only in a demonstration, and holding what its page promises."""

from collections import Counter

import pytest
from django.core.management import CommandError

from accounts.models import User
from audit import history
from cases.models import Case
from config.demo import links
from config.demo.accounts import ACCOUNTS
from config.supervisor import ACCOUNTS as GREETED
from config.supervisor import PASSWORD
from linking.current import current
from linking.models import CaseLink, Match
from people.models import Person
from repatriation.models import Repatriation, Step
from repatriation.workflow import Status
from tests.demo.conftest import load_demo, user
from victims.models import Manifest, ManifestState, RowState, Victim


def people(case_ref):
    return Person.objects.filter(case__ref=case_ref)


def weights(planted):
    pair = planted.people()
    return [match.weight for match in Match.objects.filter(left__in=pair, right__in=pair)]


def test_it_is_refused_outside_a_demonstration(db, settings):
    settings.DEMO = False
    before = User.objects.get_queryset().count()

    with pytest.raises(CommandError, match="PULANG_DEMO=true"):
        load_demo()

    assert User.objects.get_queryset().count() == before


def test_a_second_load_says_so_and_changes_nothing(demo):
    before = [model.objects.count() for model in (Case, Person, Victim, Step)]

    assert "already" in load_demo()

    assert [model.objects.count() for model in (Case, Person, Victim, Step)] == before


def test_every_account_that_the_start_announces_opens(demo):
    assert set(GREETED) <= {account for account, *_ in ACCOUNTS}
    for account in GREETED:
        assert user(account).is_demo
        assert user(account).check_password(PASSWORD)


def test_forty_three_are_logged_where_forty_four_were_reported(demo):
    case = Case.objects.get(ref=links.LA_MOLINA)
    victims = people(case.ref).filter(victim__isnull=False)

    total = case.operations.get().counts.get(measure="total")
    assert total.number == 44
    assert Counter(victims.values_list("sex", flat=True)) == {"female": 26, "male": 17}
    assert {tuple(person.citizenships) for person in victims} == {("MY",)}


def test_every_one_of_them_is_on_the_way_home_or_declined(demo):
    rows = Repatriation.objects.visible_to(user("officer"))

    assert Counter(rows.values_list("status", flat=True)) == {
        Status.IN_PROGRESS: 40,
        Status.BLOCKED: 2,
        Status.DECLINED: 1,
    }
    assert 0 < rows.overdue().exclude(status=Status.DECLINED).count() < 42


def test_the_first_unit_cannot_open_the_cases_of_the_second(demo):
    hidden = Case.objects.filter(lead_agency=user("other").agency)

    assert hidden.filter(sensitivity="sealed").exists()
    assert hidden.filter(sensitivity="restricted").exists()
    for account in ("investigator", "supervisor", "analyst"):
        assert not hidden.visible_to(user(account)).exists()
    assert set(hidden) <= set(Case.objects.visible_to(user("other")))


def test_one_person_is_victim_and_recruiter_of_one_case(demo):
    both = Person.objects.filter(victim__isnull=False, recruiter__isnull=False)

    assert both.exists()


def test_the_history_says_who_logged_and_who_moved(demo):
    row = Repatriation.objects.visible_to(user("officer")).first()

    assert {entry.by for entry in history.of(row.victim)} == {"Investigator (demo)"}
    assert {entry.by for entry in history.of(row, Step)} == {"Consular officer (demo)"}


def test_every_planted_pair_is_proposed_and_nothing_else(demo):
    planted = {frozenset(pair.people()) for pair in links.SAME}
    proposed = {frozenset(match.people): match.reasons for match in Match.objects.all()}

    assert {pair: reasons for pair, reasons in proposed.items() if pair not in planted} == {}
    assert planted <= proposed.keys()


@pytest.mark.parametrize("planted", links.HERRINGS, ids=lambda planted: planted.truth)
def test_red_herrings_are_not_proposed(demo, planted):
    assert not [weight for weight in weights(planted) if weight >= current().possible]


@pytest.mark.parametrize("planted", links.SHARED, ids=lambda planted: planted.truth)
def test_a_shared_account_joins_cases_but_not_people(demo, planted):
    left, right = planted.people()
    pair = (left.case, right.case)

    assert not weights(planted)
    assert CaseLink.objects.filter(left__in=pair, right__in=pair).exists()


@pytest.mark.parametrize(("left", "right", "kind", "truth"), links.ALSO)
def test_a_compound_and_an_offer_join_cases(demo, left, right, kind, truth):
    pair = Case.objects.filter(ref__in=[left, right])

    assert kind in CaseLink.objects.get(left__in=pair, right__in=pair).kinds


@pytest.mark.parametrize("url", ["/", "/cases/", "/victims/", "/recruiters/", "/repatriation/"])
def test_every_screen_says_that_the_names_are_synthetic(demo, client, url):
    client.force_login(user("investigator"))

    assert "every personal name is synthetic" in client.get(url, follow=True).text


def test_the_list_of_an_embassy_waits_with_its_mistake_and_its_duplicates(demo):
    manifest = Manifest.objects.get()

    assert manifest.state == ManifestState.CHECKED
    assert Counter(manifest.rows.values_list("state", flat=True)) == {
        RowState.READY: 4,
        RowState.MISTAKES: 1,
    }
    told = manifest.rows.all().with_any_duplicate(user("investigator"))
    assert list(told.values_list("number", flat=True)) == [2, 3, 4]
