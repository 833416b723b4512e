"""La Molina, Lima, October 2023: the raid as reported, with forty-three invented people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cases import services as cases
from cases.models import (
    Case,
    Exploitation,
    OperationKind,
    PlaceKind,
    RescueOperation,
    Scam,
    Sensitivity,
    Stage,
    Trigger,
)
from config.demo import accounts, captivity, care, evidence, law, returns, sources
from config.demo.accounts import Staff
from config.demo.casework import Fields, Row, Story, acting, leg, log_victims, name, uses
from config.demo.sources import AP, CAPTIVES, IGP, MFA, TAIWAN
from people.models import IdentifierKind, NameKind, Sex
from recruiters import services as recruiters
from recruiters.models import Credibility, Part, Reliability, SuspectStatus, TieKind
from victims.models import (
    Channel,
    Control,
    DocumentUsed,
    Entry,
    Mode,
    Payer,
    Period,
    Phase,
    Relationship,
    Victim,
)

TABLE = "la_molina"
KUL = ("Kuala Lumpur International Airport", "MY")
AMS = ("Amsterdam Airport Schiphol", "NL")
LIM = ("Lima, Jorge Chávez Airport", "PE")
HOUSE = ("House in La Molina, Lima", "PE")
#: The number in the advertisement; the same man is met again at Myawaddy.
SHARED_PHONE = "+60 16-555 0188"

PLATFORMS = ("Facebook", "Telegram", "WeChat", "TikTok", "WhatsApp")
JOBS = ("Casino dealer", "Casino customer service", "Casino cashier", "Online casino host")
SALARIES = (1500, 1800, 2000, 2500, None)

COUNTS = [
    {"source": AP, "measure": "total", "number": 44},
    {"source": AP, "measure": "nationality", "key": "MY", "number": 43},
    {"source": MFA, "measure": "nationality", "key": "MY", "number": 43},
    {"source": IGP, "measure": "nationality", "key": "MY", "number": 43},
    {"source": IGP, "measure": "sex", "key": "female", "number": 26},
    {"source": IGP, "measure": "sex", "key": "male", "number": 17},
    {"source": TAIWAN, "measure": "nationality", "key": "TW", "number": 1},
    {"source": TAIWAN, "measure": "arrested", "number": 8},
]

NOTES = [
    "Two of the women got out of the house and went to the police; the search followed from what "
    "they said. Both are logged and marked in their remarks.",
    "Found in the house and seized: cash, reported as more than £8,200 (S$13,723); mobile phones; "
    "bank cards. Counts of phones and cards are not yet known to us.",
    "The Embassy in Lima visited the group and found them in good condition. All have been "
    "questioned by the Peruvian authorities and are to be brought home.",
    "The reports count 44 people: 43 Malaysians, and one woman from Taiwan, who is not logged here "
    "and whose return is not ours. Ask the Peruvian police who looks after her.",
    "The captives say that they came in September; the Inspector-General gives 29 September for "
    "all. Both are kept in the journeys, each as it was told.",
    "After arrival the ATIPSOM division records their statements. Aim: the recruiters.",
]


def load(staff: Staff) -> None:
    with acting(staff["investigator"]):
        case = _open(staff)
        _operation(case, staff)
        _other_side(case)
        victims = log_victims(case, TABLE, Story(_account, _legs, CONTROLS, BASIS))
        captivity.at_la_molina(case, victims)
        _alarm(case, victims)
        sources.record(case, sources.LA_MOLINA_SOURCES, sources.LA_MOLINA_CLAIMS)
        law.of_la_molina(case, victims, staff)
        for text in NOTES:
            cases.add_note(case, text=text, by=staff["investigator"])
    evidence.load(case, victims, by=staff["investigator"])
    care.load(victims, staff)
    lima = staff.agencies[accounts.LIMA]
    returns.begin_la_molina(victims, mission=lima, officer=staff["officer"])


def _alarm(case: Case, victims: Sequence[Victim]) -> None:
    """The two who got out brought the police."""
    fled = [victim.person for victim in victims if "Escaped" in victim.person.remarks]
    operation = RescueOperation.objects.get(case=case)
    cases.edit_operation(operation, version=None, alerted=fled)


def _open(staff: Staff) -> Case:
    return cases.open_case(
        by=staff["investigator"],
        title="House in La Molina: Malaysians made to run Macau scams",
        country="PE",
        opened_on=date(2023, 10, 8),
        stage=Stage.RETURN,
        sensitivity=Sensitivity.OPEN,
        exploitation=[Exploitation.FORCED_CRIMINALITY],
        scams=[Scam.MACAU],
        summary=(
            "Job seekers answered casino offers on the internet, were flown by way of Amsterdam to "
            "Lima and made to pose as banks and officials on the telephone. First case of its kind "
            "in Peru, according to the police. All names are invented."
        ),
    )


def _operation(case: Case, staff: Staff) -> None:
    house = cases.record_place(
        case,
        kind=PlaceKind.HOUSE,
        name="House in La Molina",
        address="La Molina district; street not published",
        admin_area="Lima",
        country="PE",
        latitude="-12.08000",
        longitude="-76.93000",
    )
    cases.log_operation(
        case,
        kind=OperationKind.RAID,
        place=house,
        happened_on=date(2023, 10, 7),
        trigger=Trigger.ESCAPE,
        lead=[staff.agencies[accounts.PERU]],
        counts=COUNTS,
        account="Police searched the house after two women had fled from it. Passports had been "
        "taken from the captives and they could not reach their families.",
    )


# The other side -----------------------------------------------------------------------------------

RECRUITERS: list[Fields] = [
    {
        "names": [
            name("Ah Keong"),
            name("Along"),
            name("Kerjaya Kasino Abroad", NameKind.HANDLE),
        ],
        "identifiers": [
            uses(IdentifierKind.PHONE, SHARED_PHONE, source="Number in the advertisement"),
            uses(IdentifierKind.HANDLE, "telegram: @ahkeong_kerja_demo"),
        ],
        "sex": Sex.MALE,
        "parts": [Part.RECRUITER],
        "modus_operandi": "Answers whoever calls the number in the advertisement, then sends "
        "instructions step by step.",
    },
    {
        "names": [name("Selina Hoh"), name("何思琳", NameKind.NATIVE)],
        "identifiers": [uses(IdentifierKind.EMAIL, "selina.tickets@travel.example")],
        "sex": Sex.FEMALE,
        "citizenships": ["MY"],
        "parts": [Part.BROKER],
        "status": SuspectStatus.IDENTIFIED,
        "modus_operandi": "Bought the tickets and met the groups at the airport.",
    },
    {
        "names": [name("Lao Gao"), name("老高", NameKind.NATIVE)],
        "identifiers": [],
        "sex": Sex.MALE,
        "parts": [Part.CONTROLLER],
        "remarks": "Known by this name only. The captives say that he took the passports.",
    },
]


def _other_side(case: Case) -> None:
    offer, broker, keeper = (recruiters.register(case, **facts).person for facts in RECRUITERS)
    dragon = recruiters.record_syndicate(
        case,
        name="Red Dragon",
        aliases=["Dragón Rojo", "紅龍"],
        base_country="TW",
        modus_operandi="Macau scam: callers pose as banks or public officials, to learn banking "
        "details or to have money sent to accounts of third persons.",
        attribution="Alleged, as reported on 10 Oct 2023; not established by a court",
    )
    hearsay = {"source": CAPTIVES, "reliability": Reliability.C}
    recruiters.join(
        keeper, dragon, part=Part.CONTROLLER, credibility=Credibility.POSSIBLE, **hearsay
    )
    recruiters.join(offer, dragon, part=Part.RECRUITER, credibility=Credibility.DOUBTFUL, **hearsay)
    recruiters.tie(keeper, offer, kind=TieKind.INSTRUCTED, **hearsay)
    recruiters.tie(offer, broker, kind=TieKind.PAID, source="Broker's own statement")


# The victims' stories -----------------------------------------------------------------------------

CONTROLS = [Control.FALSE_PROMISES, Control.WITHHOLDS_DOCUMENTS, Control.RESTRICTS_MOVEMENT]
BASIS = "First interview: deceived about the work, held without passport, could not leave."


def _account(row: Row) -> Fields:
    """What the offers said differs from one to the next, the same at every load."""
    turn = int(row["passport"][-3:])
    salary = SALARIES[turn % len(SALARIES)]
    return {
        "channel": Channel.ONLINE_AD,
        "platform": PLATFORMS[turn % len(PLATFORMS)],
        "promised_job": JOBS[turn % len(JOBS)],
        "promised_country": "PE" if turn % 3 == 0 else "",
        "promised_city": "Lima" if turn % 3 == 0 else "",
        "salary_period": Period.MONTH if salary else "",
        "recruited_on": "2023-08~",
        "ticket_paid_by": Payer.RECRUITER,
        "relationship": Relationship.UNACQUAINTED,
        "contacts": AD_CONTACT if row["recruiter"] == "Ah Keong" else None,
        "salary": salary,
        "currency": "USD" if salary else "",
        "story": ESCAPED if "Escaped" in row["remarks"] else "",
    }


#: The number of the advertisement, as those who called it remember it.
AD_CONTACT = [{"kind": IdentifierKind.PHONE, "value": SHARED_PHONE}]

ESCAPED = (
    "They said casino. In the house there were only telephones and lists of names. When the door "
    "stood open for the delivery we went, and asked the first shop for the police."
)


def _legs(row: Row) -> list[Fields]:
    """As the police give the day; every seventh as the captives told it, the month alone."""
    arrived = "2023-09" if int(row["passport"][-3:]) % 7 == 0 else "2023-09-29"
    return [
        leg(
            KUL,
            AMS,
            departed="2023-09",
            mode=Mode.AIR,
            entry=Entry.REGULAR,
            document=DocumentUsed.OWN_PASSPORT,
            paid_by=Payer.RECRUITER,
        ),
        leg(AMS, LIM, arrived=arrived, mode=Mode.AIR),
        leg(LIM, HOUSE, mode=Mode.ROAD, phase=Phase.EXPLOITATION),
    ]
