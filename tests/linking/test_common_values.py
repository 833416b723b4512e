"""Values that many use who have nothing in common: seen, switched, and followed by the matches."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cases.models import Sensitivity
from core import services as core
from core.models import Job
from core.services import StaleRecord
from linking import services
from linking.models import Answer, LinkKey, Match
from people import services as people
from people.models import Identifier
from tests.factories import a_case

LIST = reverse("linking:common_values")
PHONE = {"kind": "phone", "value": "+60123456789", "role": "holder"}
BECAUSE = "Duty line of the embassy"


def logged(case, name, **use):
    names = [{"kind": "legal", "text": name}]
    return people.record_person(case, names=names, identifiers=[PHONE | use])


@pytest.fixture
def two(supervisor, case):
    """Two of two cases with a phone in common, and nothing else."""
    elsewhere = a_case(by=supervisor, country="MM")
    one, other = logged(case, "Aminah binti Zain"), logged(elsewhere, "Boris Petrov")
    services.link(one.pk)
    services.link(other.pk)
    return one, other


@pytest.fixture
def phone(two):
    return Identifier.objects.get()


def marked(phone, by, *, is_common=True, because=BECAUSE):
    job = services.mark_common(
        phone, is_common=is_common, common_because=because, version=phone.version, by=by
    )
    if job:
        core.run_job(job)
    phone.refresh_from_db()
    return job


def keyed():
    return LinkKey.objects.filter(key="phone:+60123456789").count()


def test_a_common_value_joins_nobody_any_more(phone, supervisor):
    assert Match.objects.count() == 1
    assert keyed() == 2

    marked(phone, supervisor)

    assert keyed() == 0
    assert not Match.objects.exists()


def test_a_verdict_outlives_the_value_that_it_rested_on(phone, two, supervisor):
    services.judge(*two, Answer.RELATED, by=supervisor)

    marked(phone, supervisor)

    assert Match.objects.get().answer == Answer.RELATED


def test_taken_back_it_joins_them_again(phone, supervisor):
    marked(phone, supervisor)

    marked(phone, supervisor, is_common=False, because="Only these two use it")

    assert keyed() == 2
    assert Match.objects.count() == 1


def test_the_work_may_be_done_twice(phone, supervisor):
    job = marked(phone, supervisor)

    services.rekey(core.Progress(job), job.arguments)

    assert keyed() == 0
    assert not Match.objects.exists()


def test_a_new_record_with_a_common_value_is_joined_to_nobody(phone, supervisor):
    marked(phone, supervisor)

    late = logged(a_case(by=supervisor), "Carla Gomez")

    assert not [key for key in late.link_keys.all() if "6012" in key.key]


def test_a_correction_of_the_reason_compares_nobody(phone, supervisor):
    marked(phone, supervisor)

    assert marked(phone, supervisor, because="Line of the consulate") is None
    assert phone.common_because == "Line of the consulate"


def test_without_a_reason_nothing_is_switched(phone, supervisor):
    with pytest.raises(ValidationError):
        marked(phone, supervisor, because=" ")

    phone.refresh_from_db()
    assert not phone.is_common


def test_two_who_switch_at_once_do_not_overwrite_each_other(phone, supervisor):
    marked(phone, supervisor)

    with pytest.raises(StaleRecord):
        services.mark_common(phone, is_common=False, common_because="No", version=1, by=supervisor)


# Pages -------------------------------------------------------------------------------------------


def test_it_is_switched_on_its_page_and_the_history_says_who_and_why(client_of, supervisor, phone):
    client, url = client_of(supervisor), reverse("linking:common_value", args=[phone.ref])

    answer = client.post(url, {"is_common": "on", "common_because": BECAUSE, "version": 1})

    phone.refresh_from_db()
    assert phone.is_common
    assert answer["Location"] == Job.objects.get(kind="rekey").get_absolute_url()
    history = client.get(reverse("linking:common_value_history", args=[phone.ref]))
    assert BECAUSE in history.content.decode()
    assert supervisor.name in history.content.decode()


def test_whoever_saw_an_older_state_is_shown_both_and_keeps_what_they_typed(
    client_of, supervisor, phone
):
    marked(phone, supervisor)
    url = reverse("linking:common_value", args=[phone.ref])

    answer = client_of(supervisor).post(url, {"common_because": "Mine alone", "version": 1})

    assert answer.status_code == 409
    assert BECAUSE in answer.content.decode()
    assert "Mine alone" in answer.content.decode()


def test_values_are_listed_with_the_people_and_cases_that_one_may_open(
    client_of, supervisor, phone
):
    hidden = a_case(sensitivity=Sensitivity.SEALED)
    logged(hidden, "Carla Gomez")

    row = client_of(supervisor).get(LIST).context["table"].rows[0]

    assert (row.get_cell_value("people"), row.get_cell_value("cases")) == (2, 2)


def test_a_value_of_cases_that_one_may_not_open_is_not_there(client_of, supervisor, outsider):
    logged(a_case(by=outsider), "Carla Gomez", value="+60111111111")
    other = Identifier.objects.get()
    client = client_of(supervisor)

    assert "+60111111111" not in client.get(LIST).content.decode()
    assert client.get(reverse("linking:common_value", args=[other.ref])).status_code == 404
    assert client.get(reverse("linking:common_value_history", args=[other.ref])).status_code == 404


def test_what_many_cases_use_is_suggested(client_of, supervisor, phone):
    for number in range(services.SUSPECT - 2):
        logged(a_case(by=supervisor), f"Person {number}")
    logged(a_case(by=supervisor), "Somebody", value="+60122222222")

    page = client_of(supervisor).get(LIST, {"state": "suspected"}).content.decode()

    assert "+60123456789" in page
    assert "+60122222222" not in page
    assert "Perhaps common" in page


def test_what_is_common_already_is_suggested_no_more(client_of, supervisor, phone):
    for number in range(services.SUSPECT):
        logged(a_case(by=supervisor), f"Person {number}")
    marked(phone, supervisor)
    client = client_of(supervisor)

    assert "+60123456789" not in client.get(LIST, {"state": "suspected"}).content.decode()
    assert "+60123456789" in client.get(LIST, {"state": "common"}).content.decode()


@pytest.mark.parametrize("role", ["investigator", "officer", "auditor", "administrator"])
def test_nobody_else_lists_or_switches_values(request, client_of, role, phone):
    client = client_of(request.getfixturevalue(role))

    assert client.get(LIST).status_code == 403
    url = reverse("linking:common_value", args=[phone.ref])
    assert client.post(url, {"common_because": "x", "version": 1}).status_code == 403
