"""Checking a list on the page: the same answer as the command, for its owner alone."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from core.models import JobStatus
from core.services import run_job
from linking import services
from linking.models import ListCheck
from people import services as people
from people.models import Person
from tests.factories import a_case

pytestmark = pytest.mark.django_db
URL = "/links/check/"
LIST = "id,name,birth_date,shoe\na,Tan Mei Ling,1998-05-17,37\nb,陳美玲,1998-05-17,38\n"


def upload(client, text=LIST, **fields):
    file = SimpleUploadedFile("people.csv", text if isinstance(text, bytes) else text.encode())
    return client.post(URL, {"file": file, **fields})


def checked(client, **fields):
    upload(client, **fields)
    check = ListCheck.objects.latest("created_at")
    run_job(check.job)
    check.refresh_from_db()
    return check


def test_a_list_is_checked_shown_and_downloaded(client_of, investigator):
    client = client_of(investigator)
    check = checked(client)

    assert check.job.status == JobStatus.DONE
    shown = client.get(check.get_absolute_url()).content.decode()
    assert "Born on the same day" in shown
    assert "these columns are not known: shoe" in shown
    file = client.get(reverse("linking:list_check_file", args=[check.ref]))
    assert b"left_id,right_id,weight" in b"".join(file.streaming_content)


def test_the_list_itself_is_gone_after_the_check_and_no_record_is_made(client_of, investigator):
    assert checked(client_of(investigator)).content == ""
    assert not Person.objects.exists()


def test_only_people_that_one_may_see_are_found_in_the_base(client_of, investigator, outsider):
    for by in (investigator, outsider):
        people.record_person(
            a_case(by=by), names=[{"kind": "legal", "text": "Tan Mei Ling"}], identifiers=[],
            born_on="1998-05-17",
        )  # fmt: skip
    mine = Person.objects.visible_to(investigator).get().ref

    pairs = checked(client_of(investigator), in_base="on").pairs

    assert {right for _, right, *_ in pairs} == {"b", mine}


def test_nobody_else_reads_the_answer(client_of, investigator, supervisor, analyst):
    check = checked(client_of(investigator))

    assert client_of(supervisor).get(check.get_absolute_url()).status_code == 404
    assert client_of(analyst).get(check.get_absolute_url()).status_code == 403


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("colour\nred\n", "The first line must name columns"),
        ("name\nMuñoz\n".encode("latin-1"), "save it as CSV UTF-8"),
        ("id,name\n1,Tan\n1,Lim\n", "the id 1 is there twice"),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_words(client_of, investigator, text, words):
    assert words in upload(client_of(investigator), text).content.decode()
    assert not ListCheck.objects.exists()


def test_lists_are_forgotten_after_a_day_or_when_told(client_of, investigator):
    client = client_of(investigator)
    old, new, third = (checked(client) for _ in range(3))
    ListCheck.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=2))

    services.forget_lists()
    client.post(reverse("linking:forget_list", args=[third.ref]))

    assert list(ListCheck.objects.all()) == [new]
