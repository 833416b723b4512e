"""The review queue and the cross-references, as their readers see them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import Sensitivity
from linking import services
from linking.models import Answer, CaseLink, Match, Verdict
from people import services as people
from tests.factories import a_case, a_person, a_recruiter, assigned, cross_referenced


def logged(case, name="Tan Mei Ling", **facts):
    names = [{"kind": "legal", "text": name}]
    return people.record_person(case, names=names, identifiers=[], **facts)


@pytest.fixture
def match(case, elsewhere):
    one, _ = logged(case, born_on="1998-05-17"), logged(elsewhere, born_on="1998-05-17")
    services.link(one.pk)
    cross_referenced()
    return Match.objects.get()


def test_the_queue_shows_a_match_and_its_strongest_reason(client_of, investigator, match):
    page = client_of(investigator).get(reverse("linking:list")).content.decode()

    assert match.ref in page
    assert "Born on the same day" in page


def test_a_verdict_is_recorded_and_shown(client_of, investigator, match):
    client = client_of(investigator)

    client.post(
        reverse("linking:decide", args=[match.ref]),
        {"answer": "same", "note": "Same scar", "version": 1},
    )

    assert Verdict.objects.get().answer == Answer.SAME
    assert "Same scar" in client.get(match.get_absolute_url()).content.decode()


def test_the_second_reviewer_is_told_and_nothing_is_overwritten(client_of, investigator, match):
    client, url = client_of(investigator), reverse("linking:decide", args=[match.ref])
    client.post(url, {"answer": "same", "version": 1})

    page = client.post(url, {"answer": "different", "version": 1}, follow=True)

    assert "Somebody judged this pair" in page.content.decode()
    assert Verdict.objects.get().answer == Answer.SAME


def test_both_cases_show_what_they_share(client_of, investigator, match, case, elsewhere):
    client = client_of(investigator)

    for here, there in ((case, elsewhere), (elsewhere, case)):
        page = client.get(reverse("linking:of_case", args=[here.ref])).content.decode()
        assert there.ref in page


def test_a_match_into_a_case_that_is_not_open_is_not_there(client_of, outsider, match, case):
    assigned(case, user=outsider)
    client = client_of(outsider)

    assert match.ref not in client.get(reverse("linking:list")).content.decode()
    assert client.get(match.get_absolute_url()).status_code == 404
    decide = client.post(
        reverse("linking:decide", args=[match.ref]), {"answer": "same", "version": 1}
    )
    assert decide.status_code == 404
    assert not Verdict.objects.exists()


def test_nothing_of_the_other_case_leaks_into_cross_references(
    client_of, outsider, match, case, elsewhere
):
    assigned(case, user=outsider)

    page = client_of(outsider).get(reverse("linking:of_case", args=[case.ref])).content.decode()

    assert CaseLink.objects.count() == 1
    assert elsewhere.ref not in page
    assert elsewhere.title not in page


def test_an_analyst_reads_of_victims_that_cases_share_them_but_no_name(
    client_of, analyst, match, case
):
    page = client_of(analyst).get(reverse("linking:of_case", args=[case.ref])).content.decode()

    assert f"Perhaps one person ({match.weight:.1f} bits)" in page
    assert "case shares something with this one" in page
    assert "Tan Mei Ling" not in page


def test_an_analyst_judges_matches_among_recruiters_only(client_of, analyst, match, investigator):
    one = a_recruiter(a_case(by=investigator), "Kak Nor").person
    other = a_recruiter(a_case(by=investigator), "Kak Noor").person
    services.judge(one, other, Answer.UNSURE, by=investigator)
    theirs = Match.objects.get(left=one)

    page = client_of(analyst).get(reverse("linking:list")).content.decode()

    assert theirs.ref in page
    assert match.ref not in page


def test_sealing_a_case_hides_its_matches_from_colleagues(client_of, supervisor, match, case):
    client = client_of(supervisor)
    assert client.get(match.get_absolute_url()).status_code == 200

    case.sensitivity = Sensitivity.SEALED
    case.save()

    assert client.get(match.get_absolute_url()).status_code == 404


def test_the_queue_costs_as_many_queries_for_fifty_matches_as_for_five(
    client_of, investigator, case, elsewhere
):
    client, counts = client_of(investigator), []
    for size in (5, 45):
        for _ in range(size):
            left, right = sorted([a_person(case), a_person(elsewhere)], key=lambda p: p.pk)
            Match.objects.create(left=left, right=right, weight=7, reasons=[])
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("linking:list"), {"per_page": 100})
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_the_card_of_a_person_asks_again_only_while_the_worker_compares(
    client_of, investigator, case
):
    person = logged(case)
    url, client = reverse("linking:of_person", args=[person.ref]), client_of(investigator)
    assert "every 1s" in client.get(url).content.decode()

    services.link(person.pk)

    assert "every 1s" not in client.get(url).content.decode()
