"""How the weight of a match adds up, as a figure and in numbers."""

import pytest
from django.urls import reverse

from linking import waterfall
from linking.models import Match
from tests.factories import a_case, a_person


def reason(field="name", weight=5.0, **more):
    words = {"words": f"{field} compared", "left": "Mohd Ali", "right": "Muhammad Ali"}
    return {"field": field, "level": "spelling", "weight": weight, "rarity": None} | words | more


REASONS = [
    reason("prior", -12.0),
    reason("name", 9.0, rarity={"records": 4, "of": 1940}),
    reason("identifiers", 14.0, rarity={"records": 3, "of": 1940}),
    reason("birth", -3.0),
]


def test_each_step_begins_where_the_last_one_ended():
    figure = waterfall.of(REASONS, 8.0)

    assert [step.label for step in figure.steps] == [
        "Starting point", "Name", "Identifiers", "Birth",
    ]  # fmt: skip
    assert [step.kind for step in figure.steps] == ["against", "for", "for", "against"]
    assert figure.steps[0].x + figure.steps[0].width == figure.zero
    for step, following in zip(figure.steps, figure.steps[1:], strict=False):
        assert step.end in (following.x, following.x + following.width)
    assert figure.total.end == figure.steps[-1].end
    assert all(waterfall.LEFT <= step.x <= waterfall.RIGHT for step in figure.steps)


def test_the_figure_says_its_numbers_in_words():
    words = waterfall.of(REASONS, 8.0).in_words

    assert words.startswith("Starting point -12.0; Name +9.0;")
    assert words.endswith("together +8.0 bits.")


def test_reasons_of_the_first_shape_are_read_too():
    (step,) = waterfall.of([{"rule": "birth", "weight": 8.0, "words": "Same day"}], 8.0).steps

    assert (step.label, step.words, step.left) == ("Birth", "Same day", "")


def test_a_match_that_no_machine_proposed_has_an_empty_figure():
    assert waterfall.of([], -2.0).steps == []


@pytest.mark.parametrize(
    ("records", "words"),
    [(2, "Rare"), (60, "Uncommon"), (4000, "Common")],
)
def test_how_common_a_value_is_is_told_in_words(records, words):
    assert waterfall.rarity(reason(rarity={"records": records, "of": 10_000})) == words


@pytest.fixture
def match(case, investigator):
    left, right = sorted(
        (a_person(case), a_person(a_case(by=investigator))), key=lambda person: person.pk
    )
    return Match.objects.create(left=left, right=right, weight=8.0, reasons=REASONS)


def test_the_page_draws_it_with_a_title_and_no_style_of_its_own(client_of, investigator, match):
    page = client_of(investigator).get(match.get_absolute_url()).content.decode()

    assert '<title id="waterfall-title">How the reasons add up to 8.0 bits</title>' in page
    assert "Starting point -12.0; Name +9.0" in page
    assert "style=" not in page.partition('<svg class="waterfall"')[2].partition("</svg>")[0]


def test_no_answer_counts_the_records_that_say_the_same(client_of, investigator, match):
    client = client_of(investigator)

    page = client.get(match.get_absolute_url()).content.decode()
    rows = client.get(f"/api/v1/matches/{match.ref}/").json()["reasons"]
    file = client.get(reverse("linking:list"), {"export": "csv"}).getvalue().decode()

    assert "1,940" not in page + file
    assert [row["rarity"] for row in rows] == ["", "Uncommon", "Uncommon", ""]


def test_the_api_tells_the_odds(client_of, investigator, match):
    row = client_of(investigator).get(f"/api/v1/matches/{match.ref}/").json()

    assert row["probability"] == pytest.approx(256 / 257)
    assert "value" not in row


def test_the_strongest_reason_is_a_fact_with_what_both_say():
    reasons = [
        reason("rarity", 20.0),
        reason("name", 9.0),
        reason("passport", 14.0, words="Same passport", left="A1", right="A1"),
    ]

    assert waterfall.strongest(reasons) == "Same passport: A1"
    assert waterfall.sentence(reasons[1]) == "name compared: Mohd Ali – Muhammad Ali"
    assert waterfall.strongest([]) == ""


@pytest.mark.parametrize(
    ("probability", "words"),
    [(0.99999, "over 99.9 %"), (0.9612, "96.1 %"), (0.0001, "under 0.1 %")],
)
def test_no_probability_is_called_certain(probability, words):
    assert waterfall.likelihood(probability) == words
