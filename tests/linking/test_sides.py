"""Two records side by side, fact by fact."""

import pytest
from django.urls import reverse

from core.dates import PartialDate
from linking.models import Match
from linking.sides import Agreement, compared
from people import services as people
from tests.factories import a_case

AGREE, DIFFER, MISSING = Agreement.AGREE, Agreement.DIFFER, Agreement.MISSING


@pytest.fixture
def agreements(case):
    """What the rows say of two people with such facts."""

    def compare(left, right):
        both = [people.record_person(case, **with_parts(facts)) for facts in (left, right)]
        return {row.label: row.agreement for row in compared(*both)}

    return compare


def with_parts(facts):
    facts = {"names": [], "identifiers": [], **facts}
    facts["names"] = [{"kind": "legal", "text": name} for name in facts["names"]]
    facts["identifiers"] = [
        {"kind": "phone", "value": value, "role": "user"} for value in facts["identifiers"]
    ]
    return facts


@pytest.mark.parametrize(
    ("label", "left", "right", "agreement"),
    [
        ("Names", {"names": ["Tan Mei Ling"]}, {"names": ["Lily", "TAN MEI LING"]}, AGREE),
        ("Names", {"names": ["Tan Mei Ling"]}, {"names": ["Aminah"]}, DIFFER),
        ("Names", {"names": ["Tan Mei Ling"]}, {}, MISSING),
        ("Born", {"born_on": PartialDate(1998)}, {"born_on": PartialDate(1998, 5, 17)}, AGREE),
        ("Born", {"born_on": PartialDate(1998, 6)}, {"born_on": PartialDate(1998, 5)}, DIFFER),
        ("Age as stated", {"age_stated": 0}, {"age_stated": 0}, AGREE),
        ("Age as stated", {"age_stated": 25}, {"age_stated": 31}, DIFFER),
        ("Sex", {"sex": "female"}, {"sex": "male"}, DIFFER),
        ("Sex", {"sex": "unknown"}, {"sex": "unknown"}, MISSING),
        ("Citizenships", {"citizenships": ["MY", "SG"]}, {"citizenships": ["SG"]}, AGREE),
        ("Citizenships", {"citizenships": ["MY"]}, {"citizenships": ["SG"]}, DIFFER),
        (
            "Identifiers",
            {"identifiers": ["+60123456789"]},
            {"identifiers": ["+60123456789"]},
            AGREE,
        ),
        (
            "Identifiers",
            {"identifiers": ["+60123456789"]},
            {"identifiers": ["+60123456780"]},
            DIFFER,
        ),
    ],
)
def test_each_fact_says_whether_both_records_agree(agreements, label, left, right, agreement):
    assert agreements(left, right)[label] == agreement


def test_the_page_says_in_words_what_differs(client_of, investigator, case):
    other = a_case(by=investigator)
    pair = [
        people.record_person(one, **with_parts({"sex": sex}))
        for one, sex in ((case, "female"), (other, "male"))
    ]
    left, right = sorted(pair, key=lambda person: person.pk)
    match = Match.objects.create(left=left, right=right, weight=9)

    page = client_of(investigator).get(reverse("linking:detail", args=[match.ref]))

    assert "Differ" in page.content.decode()
    assert "Not in both" in page.content.decode()
