"""The model in force: who sets its thresholds, what follows, and the way back."""

from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.services import StaleRecord
from linking import services
from linking.candidates import comparison, proposals
from linking.current import current
from linking.judged import judged
from linking.models import Answer, Awaiting, LinkingModel, Match, Verdict
from linking.services.keys import write_keys
from tests.factories import a_case, a_person

URL = reverse("linking:model")
FORM = reverse("linking:thresholds")


def pair(by, n=0):
    """Two records that the model compares: one name, births a slip apart."""
    people = [
        a_person(a_case(by=by), "Nurul Aisyah binti Zain", born_on=f"{1960 + n}-05-{day}")
        for day in (11, 17)
    ]
    for person in people:
        write_keys(person.pk)
    return sorted(people, key=lambda person: person.pk)


def judge(by, answers):
    """A verdict a pair, as bare rows."""
    for number, answer in enumerate(answers):
        left, right = pair(by, number % 40)
        Verdict.objects.create(left=left, right=right, answer=answer, by=by)


def thresholds(possible, match, **how):
    how = {"by": None, "reason": "A trial."} | how
    return services.calibrate(possible=possible, match=match, **how)


def page(client):
    return client.get(URL).content.decode()


# Who may ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["supervisor", "analyst"])
def test_supervisors_and_analysts_read_every_weight(request, client_of, role):
    shown = page(client_of(request.getfixturevalue(role)))

    assert "In force: 2026.11" in shown
    assert "FEBRL" in shown  # what it was trained on
    assert shown.count('data-label="Level"') == sum(map(len, current().levels.values()))
    assert "+14.0" in shown  # born on the same day: log2(.8 / 4.9e-5)


@pytest.mark.parametrize("role", ["investigator", "officer", "auditor", "administrator"])
@pytest.mark.parametrize("url", [URL, FORM, reverse("linking:use_model", args=["shipped"])])
def test_nobody_else_does(request, client_of, role, url):
    client = client_of(request.getfixturevalue(role))

    assert client.get(url).status_code == 403
    assert client.post(url, {"reason": "x", "possible": 1, "match": 2}).status_code == 403
    assert not LinkingModel.objects.exists()


# Thresholds -------------------------------------------------------------------------------------


def test_a_pair_is_proposed_or_not_as_the_threshold_says_at_once(investigator):
    left, right = pair(investigator)
    weight = comparison(left.pk, right.pk).weight

    thresholds(weight + 0.5, 90)
    assert proposals(left.pk) == {}

    thresholds(weight - 0.5, 90)
    assert list(proposals(left.pk)) == [right.pk]


def test_a_proposal_that_falls_below_goes_when_the_person_is_compared_again(investigator):
    left, _ = pair(investigator)

    def link():
        Awaiting.objects.get_or_create(person=left)
        services.link(left.pk)
        return Match.objects.count()

    assert link() == 1
    thresholds(80, 90)
    assert link() == 0


def test_the_form_puts_thresholds_to_use_and_keeps_the_weights(client_of, analyst):
    before = current()

    answer = client_of(analyst).post(
        FORM, {"possible": "-1.5", "match": "3", "reason": "Too many were wrong.", "version": "0"}
    )

    assert answer.url == URL
    row = LinkingModel.objects.get()
    assert (row.name, row.by, row.reason) == ("2026.11+c1", analyst, "Too many were wrong.")
    assert (current().possible, current().match, current().version) == (-1.5, 3, "2026.11+c1")
    assert current().levels == before.levels


@pytest.mark.parametrize(
    ("possible", "match", "reason", "said"),
    [
        (1, 2, " ", "This field is required"),
        (3, 2, "Why", "A match weighs at least as much"),
        ("nan", 2, "Why", "Enter a number"),
        ("", 2, "Why", "This field is required"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do(
    client_of, analyst, possible, match, reason, said
):
    answer = client_of(analyst).post(
        FORM, {"possible": possible, "match": match, "reason": reason, "version": "0"}
    )

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not LinkingModel.objects.exists()


def test_the_service_wants_a_reason_and_numbers_too(db):
    with pytest.raises(ValidationError, match="Say why"):
        thresholds(1, 2, reason="")
    with pytest.raises(ValidationError, match="number of bits"):
        thresholds(float("nan"), 2)


def test_who_decided_on_an_older_model_is_shown_the_newer_one(client_of, analyst, supervisor):
    thresholds(1, 2, by=supervisor)

    answer = client_of(analyst).post(
        FORM, {"possible": 5, "match": 6, "reason": "Mine", "version": "0"}
    )

    assert answer.status_code == 409
    assert str(supervisor) in answer.content.decode()
    assert current().match == 2
    with pytest.raises(StaleRecord):
        services.go_back(None, by=analyst, reason="Why", version=0)


def test_there_is_one_model_in_force(db):
    thresholds(1, 2)
    thresholds(3, 4)

    assert list(LinkingModel.objects.filter(is_current=True).values_list("name", flat=True)) == [
        "2026.11+c2"
    ]
    with pytest.raises(IntegrityError), transaction.atomic():
        LinkingModel.objects.update(is_current=True)


# The way back -----------------------------------------------------------------------------------


def test_going_back_is_a_further_model_with_its_reason(client_of, supervisor):
    first = thresholds(1, 2)
    thresholds(3, 4)
    client = client_of(supervisor)
    back = reverse("linking:use_model", args=[first.ref])
    assert back in page(client)

    client.post(back, {"reason": "It was better.", "version": "2"})

    now = LinkingModel.objects.get(is_current=True)
    assert (current().possible, current().match) == (1, 2)
    assert now.reason == "Back to 2026.11+c1: It was better."
    assert (now.name, now.by) == ("2026.11+c3", supervisor)
    assert LinkingModel.objects.count() == 3


def test_one_can_go_back_to_the_shipped_model(client_of, supervisor):
    shipped = current()
    thresholds(1, 2)

    url = reverse("linking:use_model", args=["shipped"])
    client_of(supervisor).post(url, {"reason": "As it was.", "version": "1"})

    assert (current().possible, current().match) == (shipped.possible, shipped.match)


def test_a_model_that_never_was_is_not_found(client_of, supervisor):
    url = reverse("linking:use_model", args=["NEVERWAS"])

    assert client_of(supervisor).get(url).status_code == 404


# Verdicts ---------------------------------------------------------------------------------------


def test_only_live_same_and_different_count(investigator):
    judge(investigator, [Answer.SAME, Answer.DIFFERENT, Answer.RELATED, Answer.UNSURE])
    last = Verdict.objects.get(answer=Answer.DIFFERENT)
    Verdict.objects.create(
        left=last.left, right=last.right, answer=Answer.SAME, by=investigator, supersedes=last
    )

    assert [one.is_same for one in judged()] == [True, True]


def test_judged_pairs_are_weighed_as_the_model_in_force_weighs_them(investigator):
    left, right = pair(investigator)
    a_person(a_case(), "Nurul Aisyah binti Zain")  # so that the rarity is not that of two
    Verdict.objects.create(left=left, right=right, answer=Answer.SAME, by=investigator)

    (one,) = judged()

    assert one.weight == pytest.approx(comparison(left.pk, right.pk).weight)


def test_more_verdicts_cost_no_more_queries(investigator):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            judged()
        return len(captured)

    judge(investigator, [Answer.SAME, Answer.DIFFERENT])
    few = queries()
    judge(investigator, [Answer.SAME] * 10)

    assert queries() == few


def test_too_few_verdicts_are_told_and_suggest_nothing(client_of, analyst, investigator):
    judge(investigator, [Answer.SAME, Answer.DIFFERENT])

    shown = page(client_of(analyst))

    assert "Too few verdicts to set thresholds by: 1 same and 1 different" in shown
    assert "Suggested" not in shown


@pytest.fixture
def many(investigator, monkeypatch):
    """Verdicts enough, as the page counts them; half the pairs are heavy and the same."""
    monkeypatch.setattr("linking.calibration.ENOUGH", 4)
    monkeypatch.setattr("linking.calibration.ENOUGH_OF_EACH", 2)
    judge(investigator, [Answer.SAME] * 3)
    for number in range(3):
        one = a_person(a_case(by=investigator), f"Lim Ah {'Kow Beng Seng'.split()[number]}")
        other = a_person(a_case(by=investigator), "Zulkifli bin Omar", born_on="1961")
        for person in (one, other):
            write_keys(person.pk)
        left, right = sorted((one, other), key=lambda person: person.pk)
        Verdict.objects.create(left=left, right=right, answer=Answer.DIFFERENT, by=investigator)


def test_the_page_draws_the_curve_and_offers_the_suggestion(client_of, analyst, many):
    shown = page(client_of(analyst))

    assert "3 same of 6" in shown
    assert "<polyline" in shown
    assert "precision 100.0%" in shown  # the drawing in words
    assert "?possible=" in shown
    assert "Nurul" not in shown  # counts, no names
    assert "Zulkifli" not in shown


def test_the_offer_fills_the_form(client_of, analyst):
    shown = client_of(analyst).get(FORM, {"possible": "-4.5", "match": "7.5"}).content.decode()

    assert 'value="-4.5"' in shown
    assert 'value="7.5"' in shown


def calibrate_model(*arguments):
    out = StringIO()
    call_command("calibrate_model", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_keeps_the_thresholds_where_verdicts_are_few(investigator):
    judge(investigator, [Answer.SAME])

    assert "Too few verdicts" in calibrate_model("--apply")
    assert not LinkingModel.objects.exists()


def test_the_command_tells_and_with_apply_acts(many):
    told = calibrate_model()
    assert "Suggested: possible from" in told
    assert "Precision" in told
    assert not LinkingModel.objects.exists()

    assert "In force now: 2026.11+c1" in calibrate_model("--apply")
    assert LinkingModel.objects.get().reason == "Calibrated on 6 verdicts."
