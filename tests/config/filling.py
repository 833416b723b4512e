"""Writes any number of rows of what a page shows, each with its relations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from django.utils import timezone

from accounts.models import Agency, User
from audit.models import AccessLog
from cases.models import (
    Assignment,
    Case,
    CaseTask,
    Charged,
    Claim,
    CustodyEvent,
    EvidenceFile,
    EvidenceItem,
    Flag,
    ItemNumber,
    LegalAction,
    LegalRequest,
    Place,
    Referral,
    ReportedAmount,
    RescueOperation,
    Source,
    StageReached,
    Statute,
)
from linking.models import CaseLink, KeyCount, Match
from people.models import Identifier, IdentifierUse, NameVariant, Person, PersonName
from recruiters.models import Recruiter, Syndicate
from repatriation.models import Repatriation, Step
from repatriation.workflow import StepKind
from victims.models import (
    Answer,
    Exploitation,
    Instrument,
    JourneyLeg,
    ProtectionOrder,
    RecruitmentAccount,
    Screening,
    Statement,
    Victim,
)

DAY = date(2023, 10, 9)


@dataclass
class Filling:
    """`filling.victims(5)` writes five more victims of the case."""

    case: Case
    user: User
    embassy: Agency

    # Cases ----------------------------------------------------------------------------------------

    def cases(self, n):
        opened = {"country": "PE", "opened_on": DAY, "lead_agency": self.case.lead_agency}
        rows = Case.objects.bulk_create(
            Case(ref=f"C{Case.objects.count()}-{i}", title="Case", **opened) for i in range(n)
        )
        Assignment.objects.bulk_create(
            Assignment(case=row, user=self.user, purpose="Test") for row in rows
        )

    def operations(self, n):
        places = self.places(n)
        RescueOperation.objects.bulk_create(
            RescueOperation(case=self.case, place=row, happened_on=DAY) for row in places
        )

    def places(self, n):
        facts = {"kind": "house", "name": "House", "country": "PE"}
        return Place.objects.bulk_create(Place(case=self.case, **facts) for _ in range(n))

    def sources(self, n):
        """Sources, each with a claim about the case."""
        begun = Source.objects.count()
        rows = Source.objects.bulk_create(
            Source(case=self.case, kind="press", title=f"Report {begun + i}") for i in range(n)
        )
        about = {"subject_model": "cases.case", "subject_ref": self.case.ref}
        Claim.objects.bulk_create(
            Claim(source=row, field="rescued", value="43", **about) for row in rows
        )

    def statutes(self, n):
        begun = Statute.objects.count()
        return Statute.objects.bulk_create(
            Statute(jurisdiction="MY", act="Act", section=f"s {begun + i}") for i in range(n)
        )

    def actions(self, n):
        rows = LegalAction.objects.bulk_create(
            LegalAction(case=self.case, statute=statute, agency=self.embassy)
            for statute in self.statutes(n)
        )
        Charged.objects.bulk_create(
            Charged(action=row, person=person)
            for row, person in zip(rows, self.people(n), strict=True)
        )
        StageReached.objects.bulk_create(
            StageReached(action=row, stage="report", on=DAY, by=self.user) for row in rows
        )
        return rows

    def requests(self, n):
        LegalRequest.objects.bulk_create(
            LegalRequest(case=self.case, kind="mla", to_country="PE", action=row, person=person)
            for row, person in zip(self.actions(n), self.people(n), strict=True)
        )

    def evidence(self, n):
        """Items of evidence, each with an owner, an amount and a number."""
        rows = EvidenceItem.objects.bulk_create(
            EvidenceItem(
                case=self.case, title="Cash", category="cash", held_by="Store", belongs_to=person
            )
            for person in self.people(n)
        )
        ReportedAmount.objects.bulk_create(
            ReportedAmount(item=row, amount=1, currency="MYR") for row in rows
        )
        ItemNumber.objects.bulk_create(ItemNumber(item=row, value="1") for row in rows)

    def custody(self, n):
        """Lines and files of the one item that there is."""
        item = EvidenceItem.objects.first() or self.evidence(1) or EvidenceItem.objects.first()
        CustodyEvent.objects.bulk_create(
            CustodyEvent(item=item, to="Store", purpose="Kept", recorded_by=self.user)
            for _ in range(n)
        )
        begun = EvidenceFile.objects.count()
        EvidenceFile.objects.bulk_create(
            EvidenceFile(
                item=item, name="a", sha256=f"{begun + i:064}", size=1, uploaded_by=self.user
            )
            for i in range(n)
        )
        return item

    # What is done with a case ---------------------------------------------------------------------

    def tasks(self, n):
        facts = {"title": "Task", "owner": self.user, "added_by": self.user}
        CaseTask.objects.bulk_create(
            CaseTask(case=self.case, person=person, **facts) for person in self.people(n)
        )

    def flags(self, n):
        """Raised ones, and as many that were lowered."""
        lowered = {"lowered_by": self.user, "lowered_at": timezone.now()}
        Flag.objects.bulk_create(
            Flag(
                case=self.case, person=person, kind="safety", reason="A", raised_by=self.user,
                **(lowered if number % 2 else {}),
            )
            for number, person in enumerate(self.people(2 * n))
        )  # fmt: skip

    def referrals(self, n):
        ends = {"from_agency": self.case.lead_agency, "to_agency": self.embassy}
        Referral.objects.bulk_create(
            Referral(case=self.case, sent_by=self.user, **ends) for _ in range(n)
        )

    # People ---------------------------------------------------------------------------------------

    def people(self, n):
        facts = {"name": "Aminah", "born_on": "1998", "citizenships": ["MY"]}
        rows = Person.objects.bulk_create(Person(case=self.case, **facts) for _ in range(n))
        PersonName.objects.bulk_create(
            PersonName(person=row, text="Aminah", folded="aminah") for row in rows
        )
        phone, _ = Identifier.objects.get_or_create(kind="phone", value="+60123456789")
        IdentifierUse.objects.bulk_create(
            IdentifierUse(person=row, identifier=phone, as_written="x") for row in rows
        )
        return rows

    def recruiters(self, n):
        Recruiter.objects.bulk_create(Recruiter(person=row) for row in self.people(n))

    def syndicates(self, n):
        Syndicate.objects.bulk_create(Syndicate(case=self.case, name="Red") for _ in range(n))

    def returns(self, n):
        way = {"mission": self.embassy, "from_country": "PE", "to_country": "MY"}
        rows = Repatriation.objects.bulk_create(
            Repatriation(victim=row, **way) for row in self.victims(n)
        )
        Step.objects.bulk_create(
            Step(repatriation=row, kind=StepKind.TICKET, position=1, due_on=timezone.localdate())
            for row in rows
        )

    # Victims --------------------------------------------------------------------------------------

    def victims(self, n):
        return Victim.objects.bulk_create(Victim(person=row) for row in self.people(n))

    def legs(self, n):
        way = {"from_place": "A", "from_country": "MY", "to_place": "B", "to_country": "PE"}
        JourneyLeg.objects.bulk_create(JourneyLeg(victim=row, **way) for row in self.victims(n))

    def accounts(self, n):
        RecruitmentAccount.objects.bulk_create(
            RecruitmentAccount(victim=row, recruiter=row.person) for row in self.victims(n)
        )

    def periods(self, n):
        (site,) = self.places(1)
        Exploitation.objects.bulk_create(
            Exploitation(victim=row, site=site) for row in self.victims(n)
        )

    def screenings(self, n):
        palermo = {"key": "palermo", "edition": "2000", "document": {}}
        instrument, _ = Instrument.objects.get_or_create(**palermo)
        facts = {"instrument": instrument, "interviewer": self.user, "held_on": DAY}
        rows = Screening.objects.bulk_create(
            Screening(victim=row, **facts) for row in self.victims(n)
        )
        Answer.objects.bulk_create(
            Answer(screening=row, indicator="means.fraud", value="yes") for row in rows
        )

    def statements(self, n):
        Statement.objects.bulk_create(
            Statement(victim=row, taken_on=DAY, taken_by=self.embassy) for row in self.victims(n)
        )

    def orders(self, n):
        days = {"issued_on": DAY, "effective_on": DAY, "expires_on": DAY + timedelta(days=90)}
        ProtectionOrder.objects.bulk_create(
            ProtectionOrder(victim=row, kind="protection", **days) for row in self.victims(n)
        )

    # Linking and oversight ------------------------------------------------------------------------

    def matches(self, n):
        pairs = [
            sorted(pair, key=lambda row: row.pk)
            for pair in zip(self.people(n), self.people(n), strict=True)
        ]
        Match.objects.bulk_create(
            Match(left=left, right=right, weight=7, reasons=[]) for left, right in pairs
        )

    def case_links(self, n):
        """Cross-reference the case with so many new ones."""
        self.cases(n)
        linked = {pk for pair in CaseLink.objects.values_list("left", "right") for pk in pair}
        others = Case.objects.exclude(pk__in={self.case.pk, *linked})
        reason = {"kind": "flight", "strength": 6, "words": "Flight", "people": []}
        pairs = [sorted((self.case, other), key=lambda row: row.pk) for other in islice(others, n)]
        CaseLink.objects.bulk_create(
            CaseLink(left=left, right=right, strength=6, kinds=["flight"], reasons=[reason])
            for left, right in pairs
        )

    def keys(self, n):
        begun = KeyCount.objects.count()
        KeyCount.objects.bulk_create(
            KeyCount(key=f"name:{i}", kind="name", records=50, counted_at=timezone.now())
            for i in range(begun, begun + n)
        )

    def values(self, n):
        """Identifiers, all used by one person."""
        person, begun = Person.objects.first() or self.people(1)[0], Identifier.objects.count()
        rows = Identifier.objects.bulk_create(
            Identifier(kind="phone", value=f"+60{i}") for i in range(begun, begun + n)
        )
        IdentifierUse.objects.bulk_create(
            IdentifierUse(person=person, identifier=row, as_written="x") for row in rows
        )

    def spellings(self, n):
        begun = NameVariant.objects.count()
        NameVariant.objects.bulk_create(
            NameVariant(kind="given", form=f"form{i}", canonical="zaid", culture="malay")
            for i in range(begun, begun + n)
        )

    def reads(self, n):
        read = {"access": "view", "model": "cases.case", "refs": [self.case.ref], "count": 1}
        AccessLog.objects.bulk_create(AccessLog(user=self.user, **read) for _ in range(n))
