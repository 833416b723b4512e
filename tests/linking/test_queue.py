"""Judging one match after another."""

import re

import pytest
from django.urls import reverse

from linking.models import Answer, Match, Verdict
from tests.factories import a_case, a_person


@pytest.fixture
def matches(case, investigator):
    """Three open matches, the strongest first."""
    other = a_case(by=investigator)
    pairs = [sorted([a_person(case), a_person(other)], key=lambda p: p.pk) for _ in range(3)]
    return [
        Match.objects.create(left=left, right=right, weight=weight)
        for (left, right), weight in zip(pairs, (12, 10, 8), strict=True)
    ]


def url_of(match, query=""):
    return match.get_absolute_url() + query


def judge(client, match, answer="same", query=""):
    match.refresh_from_db()
    form = {"answer": answer, "version": match.version}
    return client.post(reverse("linking:decide", args=[match.ref]) + query, form)


def undo_address(client, response):
    page = client.get(response["Location"]).content.decode()
    return re.findall(r'action="(/links/\w+/undo/[^"]*)"', page)[-1].replace("&amp;", "&")


def test_a_match_leads_to_its_neighbours_in_the_queue(client, matches):
    first, middle, last = matches

    context = client.get(url_of(middle)).context

    assert context["previous_url"] == url_of(first)
    assert context["next_url"] == url_of(last)
    assert client.get(url_of(first)).context["previous_url"] == ""
    assert client.get(url_of(last)).context["next_url"] == ""


def test_the_filter_and_the_order_of_the_list_go_along(client, matches):
    first, middle, _ = matches

    context = client.get(url_of(middle, "?weight=9&sort=weight&page=1")).context
    assert context["next_url"] == url_of(first, "?weight=9&sort=weight")
    assert context["previous_url"] == ""


def test_the_filter_goes_along_with_the_verdict_and_stays_out_of_the_search_box(client, matches):
    page = client.get(url_of(matches[0], "?weight=9")).content.decode()

    assert f'action="{reverse("linking:decide", args=[matches[0].ref])}?weight=9"' in page
    assert 'value="weight=9"' not in page


def test_the_list_opens_a_match_within_its_queue(client, matches):
    page = client.get(reverse("linking:list"), {"weight": "9", "page": "1"}).content.decode()

    assert f'href="{url_of(matches[0])}?weight=9"' in page


def test_after_a_verdict_comes_the_next_open_match(client, matches):
    first, middle, last = matches
    judge(client, middle)

    assert judge(client, first, query="?weight=1")["Location"] == url_of(last, "?weight=1")


def test_after_the_last_row_comes_what_was_skipped(client, matches):
    first, _, last = matches

    assert judge(client, last)["Location"] == url_of(first)


def test_when_nothing_is_left_open_the_list_says_so(client, matches):
    for match in matches:
        done = judge(client, match, query="?answer=open")

    assert done["Location"] == reverse("linking:list") + "?answer=open"
    assert "No open match is left" in client.get(done["Location"]).content.decode()


def test_undoing_the_first_verdict_leaves_the_pair_unsure(client, matches):
    undo = undo_address(client, judge(client, matches[0]))

    assert client.post(undo)["Location"] == url_of(matches[0])

    matches[0].refresh_from_db()
    assert matches[0].answer == Answer.UNSURE
    assert Verdict.objects.count() == 2


def test_undoing_a_change_of_mind_goes_back_to_the_former_answer(client, matches):
    judge(client, matches[0], "different")
    undo = undo_address(client, judge(client, matches[0], "same"))

    client.post(undo)

    matches[0].refresh_from_db()
    assert matches[0].answer == Answer.DIFFERENT


def test_undo_leaves_a_later_verdict_alone(client, matches):
    undo = undo_address(client, judge(client, matches[0]))
    judge(client, matches[0], "related")

    page = client.post(undo, follow=True).content.decode()

    assert "Somebody judged this pair" in page
    matches[0].refresh_from_db()
    assert matches[0].answer == Answer.RELATED


def test_an_undo_of_nothing_says_so(client, matches):
    address = reverse("linking:undo", args=[matches[0].ref])

    assert "nothing to undo" in client.post(f"{address}?version=1", follow=True).content.decode()
    assert "incomplete" in client.post(address, follow=True).content.decode()
    assert not Verdict.objects.exists()


def test_only_who_sees_both_sides_may_undo(client, client_of, outsider, matches):
    undo = undo_address(client, judge(client, matches[0]))

    assert client_of(outsider).post(undo).status_code == 404
    assert Verdict.objects.count() == 1


def test_every_verdict_has_its_key(client, matches):
    page = client.get(url_of(matches[0])).content.decode()

    for answer in Answer:
        assert f'data-key="{answer.value[0]}"' in page
    assert "js/review.js" in page
