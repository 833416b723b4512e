"""The agencies of the demonstration and its accounts, one for each role, two outsiders.

The public bodies are those that the press reports name; the people behind them are invented.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from accounts.models import Agency, AgencyKind, User
from accounts.roles import Role
from config.supervisor import PASSWORD

ATIPSOM = "Royal Malaysia Police – Bukit Aman CID, ATIPSOM division"
SECOND_UNIT = "Second police unit (demo)"
PERU = "Peruvian National Police"
LIMA = "Embassy of Malaysia, Lima"
BANGKOK = "Embassy of Malaysia, Bangkok"
PHNOM_PENH = "Embassy of Malaysia, Phnom Penh"
YANGON = "Embassy of Malaysia, Yangon"

POLICE = AgencyKind.LAW_ENFORCEMENT
MISSION = AgencyKind.EMBASSY

# fmt: off
AGENCIES = [
    # name                                  kind     country  whom another agency asks
    (ATIPSOM,                               POLICE,  "MY",    "supervisor@pulang.example"),
    (SECOND_UNIT,                           POLICE,  "MY",    "other@pulang.example"),
    (PERU,                                  POLICE,  "PE",    ""),
    ("Ministry of Foreign Affairs Malaysia", AgencyKind.CENTRAL_GOVERNMENT, "MY", ""),
    (LIMA,                                  MISSION, "PE",    "officer@pulang.example"),
    (BANGKOK,                               MISSION, "TH",    ""),
    (PHNOM_PENH,                            MISSION, "KH",    ""),
    (YANGON,                                MISSION, "MM",    ""),
]

ACCOUNTS = [
    # before @pulang.example  name                        role                   agency
    ("investigator",          "Investigator (demo)",      Role.INVESTIGATOR,     ATIPSOM),
    ("colleague",             "Second investigator (demo)", Role.INVESTIGATOR,   ATIPSOM),
    ("supervisor",            "Supervisor (demo)",        Role.SUPERVISOR,       ATIPSOM),
    ("officer",               "Consular officer (demo)",  Role.CONSULAR_OFFICER, LIMA),
    ("analyst",               "Analyst (demo)",           Role.ANALYST,          ATIPSOM),
    ("auditor",               "Auditor (demo)",           Role.AUDITOR,          ATIPSOM),
    ("admin",                 "Administrator (demo)",     Role.ADMINISTRATOR,    ATIPSOM),
    ("other",                 "Other investigator (demo)", Role.INVESTIGATOR,    SECOND_UNIT),
    ("second",                "Second supervisor (demo)", Role.SUPERVISOR,       SECOND_UNIT),
    ("reviewer",              "Second reviewer (demo)",   Role.INVESTIGATOR,     SECOND_UNIT),
]
# fmt: on


@dataclass(frozen=True, slots=True)
class Staff:
    """Who works on the sample cases: agencies by name, users by the first part of their address."""

    agencies: dict[str, Agency]
    users: dict[str, User]

    def __getitem__(self, account: str) -> User:
        return self.users[account]


def create() -> Staff:
    agencies = {
        name: Agency.objects.create(name=name, kind=kind, country=country, contact=contact)
        for name, kind, country, contact in AGENCIES
    }
    password = make_password(PASSWORD)  # Slow on purpose, so once for all of them.
    users = {
        account: User.objects.create(
            email=f"{account}@pulang.example",
            name=name,
            role=role,
            agency=agencies[agency],
            is_superuser=role == Role.ADMINISTRATOR,
            is_demo=True,
            password=password,
        )
        for account, name, role, agency in ACCOUNTS
    }
    return Staff(agencies, users)
