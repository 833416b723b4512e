"""No list costs a query a row: 500 rows cost as many as 5."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audit.models import AccessLog
from cases.models import (
    Assignment,
    Case,
    CaseTask,
    EvidenceItem,
    ItemNumber,
    Place,
    Referral,
    ReportedAmount,
)
from linking.models import CaseLink, KeyCount, Match
from people.models import Identifier, IdentifierUse, NameVariant, Person, PersonName
from recruiters.models import Recruiter, Syndicate
from repatriation.models import Repatriation, Step
from repatriation.workflow import StepKind
from tests.factories import a_person
from victims.models import (
    Answer,
    Exploitation,
    Instrument,
    JourneyLeg,
    RecruitmentAccount,
    Screening,
    Victim,
)

FEW, MANY = 5, 500


def spellings(n):
    begun = NameVariant.objects.count()
    NameVariant.objects.bulk_create(
        NameVariant(kind="given", form=f"form{i}", canonical="zaid", culture="malay")
        for i in range(begun, begun + n)
    )


def keys(n):
    begun = KeyCount.objects.count()
    KeyCount.objects.bulk_create(
        KeyCount(key=f"name:{i}", kind="name", records=50, counted_at=timezone.now())
        for i in range(begun, begun + n)
    )


def values(person):
    """A function that lets that person use n more identifiers."""

    def use(n):
        begun = Identifier.objects.count()
        rows = Identifier.objects.bulk_create(
            Identifier(kind="phone", value=f"+60{i}") for i in range(begun, begun + n)
        )
        IdentifierUse.objects.bulk_create(
            IdentifierUse(person=person, identifier=row, as_written="x") for row in rows
        )

    return use


def link_with_all(case):
    """Cross-reference the case with every other that it is not linked with yet."""
    linked = {pk for pair in CaseLink.objects.values_list("left", "right") for pk in pair}
    reason = {"kind": "flight", "strength": 6, "words": "Flight", "people": []}
    pairs = [
        sorted((case, other), key=lambda row: row.pk)
        for other in Case.objects.exclude(pk__in={case.pk, *linked})
    ]
    CaseLink.objects.bulk_create(
        CaseLink(left=left, right=right, strength=6, kinds=["flight"], reasons=[reason])
        for left, right in pairs
    )


def items(case, n):
    """Items of evidence, each with an owner, an amount and a number."""
    holder = Person.objects.create(case=case, name="Aminah")
    facts = {"title": "Cash", "category": "cash", "held_by": "Store", "belongs_to": holder}
    rows = EvidenceItem.objects.bulk_create(EvidenceItem(case=case, **facts) for _ in range(n))
    ReportedAmount.objects.bulk_create(
        ReportedAmount(item=row, amount=1, currency="MYR") for row in rows
    )
    ItemNumber.objects.bulk_create(ItemNumber(item=row, value="1") for row in rows)


@pytest.fixture
def fill(case, investigator, embassy):
    """`fill[list](n)` writes n more rows of what that list shows, each with its relations."""

    def cases(n):
        opened = {"country": "PE", "opened_on": date(2023, 1, 1), "lead_agency": case.lead_agency}
        rows = Case.objects.bulk_create(
            Case(ref=f"C{Case.objects.count()}-{i}", title="Case", **opened) for i in range(n)
        )
        Assignment.objects.bulk_create(
            Assignment(case=row, user=investigator, purpose="Test") for row in rows
        )

    def people(n):
        rows = Person.objects.bulk_create(
            Person(case=case, name="Aminah", born_on="1998", citizenships=["MY"]) for _ in range(n)
        )
        PersonName.objects.bulk_create(
            PersonName(person=row, text="Aminah", folded="aminah") for row in rows
        )
        phone, _ = Identifier.objects.get_or_create(kind="phone", value="+60123456789")
        IdentifierUse.objects.bulk_create(
            IdentifierUse(person=row, identifier=phone, as_written="x") for row in rows
        )
        return rows

    def victims(n):
        return Victim.objects.bulk_create(Victim(person=row) for row in people(n))

    def recruiters(n):
        return Recruiter.objects.bulk_create(Recruiter(person=row) for row in people(n))

    def syndicates(n):
        Syndicate.objects.bulk_create(Syndicate(case=case, name="Red") for _ in range(n))

    def returns(n):
        rows = Repatriation.objects.bulk_create(
            Repatriation(victim=row, mission=embassy, from_country="PE", to_country="MY")
            for row in victims(n)
        )
        Step.objects.bulk_create(
            Step(repatriation=row, kind=StepKind.TICKET, position=1, due_on=timezone.localdate())
            for row in rows
        )

    def matches(n):
        pairs = [
            sorted(pair, key=lambda row: row.pk) for pair in zip(people(n), people(n), strict=True)
        ]
        Match.objects.bulk_create(
            Match(left=left, right=right, weight=7, reasons=[]) for left, right in pairs
        )

    def reads(n):
        AccessLog.objects.bulk_create(
            AccessLog(
                user=investigator, access="view", model="cases.case", refs=[case.ref], count=1
            )
            for _ in range(n)
        )

    def tasks(n):
        CaseTask.objects.bulk_create(
            CaseTask(
                case=case, title="Task", owner=investigator, added_by=investigator, person=person
            )
            for person in people(n)
        )

    return {
        "evidence:list": partial(items, case),
        "names:list": spellings,
        "tasks:list": tasks,
        "cases:list": cases, "people:list": people, "victims:list": victims,
        "screenings:list": lambda n: screenings_of(victims(n), by=investigator),
        "recruiters:list": recruiters, "syndicates:list": syndicates,
        "repatriation:list": returns, "linking:list": matches,
        "linking:suggested": matches, "linking:keys": keys,
        "linking:common_values": values(a_person(case)), "audit:list": reads,
        "linking:case_links": lambda n: (cases(n), link_with_all(case)),
    }  # fmt: skip


@pytest.fixture
def fill_all(case, fill, investigator, embassy):
    """That, and the lists of what hangs off victims."""
    victims = fill["victims:list"]

    def legs(n):
        way = {"from_place": "A", "from_country": "MY", "to_place": "B", "to_country": "PE"}
        JourneyLeg.objects.bulk_create(JourneyLeg(victim=row, **way) for row in victims(n))

    def accounts(n):
        RecruitmentAccount.objects.bulk_create(
            RecruitmentAccount(victim=row, recruiter=row.person) for row in victims(n)
        )

    def periods(n):
        site = Place.objects.create(case=case, kind="house", name="House", country="PE")
        Exploitation.objects.bulk_create(Exploitation(victim=row, site=site) for row in victims(n))

    def referrals(n):
        Referral.objects.bulk_create(
            Referral(
                case=case, from_agency=case.lead_agency, to_agency=embassy, sent_by=investigator
            )
            for _ in range(n)
        )

    return fill | {
        "referrals:list": referrals,
        "journeys:list": legs, "recruitment:list": accounts, "exploitation:list": periods,
    }  # fmt: skip


def screenings_of(victims, *, by):
    palermo = {"key": "palermo", "edition": "2000", "document": {}}
    instrument, _ = Instrument.objects.get_or_create(**palermo)
    facts = {"instrument": instrument, "interviewer": by, "held_on": date(2023, 10, 9)}
    rows = Screening.objects.bulk_create(Screening(victim=row, **facts) for row in victims)
    Answer.objects.bulk_create(
        Answer(screening=row, indicator="means.fraud", value="yes") for row in rows
    )


LISTS = [
    "cases:list", "people:list", "victims:list", "recruiters:list", "syndicates:list",
    "repatriation:list", "linking:list", "linking:suggested", "linking:case_links",
    "audit:list", "tasks:list", "referrals:list",
    "names:list", "journeys:list", "recruitment:list", "exploitation:list",
    "linking:keys", "linking:common_values",
    "screenings:list",
    "evidence:list",
]  # fmt: skip

#: Who reads a list that investigators do not.
READERS = {"audit:list": "auditor", "names:list": "supervisor",
    "linking:keys": "supervisor", "linking:common_values": "supervisor",
}  # fmt: skip


def queries(client, url, **query):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        answer = client.get(url, query)
        if answer.streaming:
            b"".join(answer.streaming_content)
    assert answer.status_code == 200
    return len(captured)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_500_costs_as_many_queries_as_one_of_5(request, client_of, fill_all, name):
    reader = request.getfixturevalue(READERS.get(name, "investigator"))
    client, url = client_of(reader), reverse(name)
    fill_all[name](FEW)
    few = queries(client, url, per_page=100), queries(client, url, export="csv")

    fill_all[name](MANY - FEW)

    assert (queries(client, url, per_page=100), queries(client, url, export="csv")) == few


@pytest.mark.parametrize(
    "path",
    [
        "cases",
        "people",
        "victims",
        "recruiters",
        "syndicates",
        "repatriation",
        "matches",
        "tasks",
        "evidence",
    ],
)
def test_so_does_the_api(client_of, investigator, fill, path):
    name = {"matches": "linking"}.get(path, path) + ":list"
    client, url = client_of(investigator), f"/api/v1/{path}/"
    fill[name](FEW)
    few = queries(client, url, per_page=200)

    fill[name](MANY - FEW)

    assert queries(client, url, per_page=200) == few
