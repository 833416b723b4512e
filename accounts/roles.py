"""What each role sees and does: the one table that everything else reads.

A role has a *scope* (which cases it reaches, see `cases.querysets`) and *permissions* (what it may
do there). Nothing is granted to single users, so there is nothing to synchronise and nothing that
can drift: to change what a role may do, change this table.
"""

from dataclasses import dataclass
from enum import Enum

from django.db import models


class Role(models.TextChoices):
    INVESTIGATOR = "investigator", "Investigator"
    SUPERVISOR = "supervisor", "Supervisor"
    CONSULAR_OFFICER = "consular_officer", "Consular officer"
    ANALYST = "analyst", "Analyst"
    AUDITOR = "auditor", "Auditor"
    ADMINISTRATOR = "administrator", "Administrator"


class Scope(Enum):
    """Which cases a role reaches before anybody is named on them."""

    ASSIGNED = "cases that the user or the user's agency is assigned to"
    AGENCY = "those, and every case that the user's agency leads"
    ANALYSIS = "cases of any agency that are open to analysis, or that name the user"
    NOTHING = "no case content"


@dataclass(frozen=True, slots=True)
class Rules:
    scope: Scope
    permissions: frozenset[str]


def _may(app: str, **acts: str) -> frozenset[str]:
    """`_may("cases", view="case note")` = {"cases.view_case", "cases.view_note"}."""
    return frozenset(
        f"{app}.{act}_{model}" for act, models_ in acts.items() for model in models_.split()
    )


#: What is recorded for the care of a victim.
_CARE = "contact need vulnerabilityassessment placement supportplan supportitem"

_INVESTIGATE = (
    _may(
        "cases",
        view="case rescueoperation place note casetask source claim evidenceitem evidencefile",
        add="case rescueoperation place note accessrequest casetask caseprint source claim "
        "evidenceitem evidencefile custodyevent",
        change="case rescueoperation place casetask source claim evidenceitem",
    )
    | _may(
        "cases",
        view="legalaction legalrequest statute",
        add="legalaction legalrequest",
        change="legalaction legalrequest",
    )
    | _may("cases", view="flag closure referral", add="flag closure", change="flag")
    | _may("people", view="person identity", add="person", change="person")
    | _may("linking", view="match identity caselink", judge="match", check="list")
    | _may(
        "victims",
        view="victim journeyleg recruitmentaccount exploitation statement protectionorder",
        add="victim journeyleg recruitmentaccount exploitation statement protectionorder",
        change="victim journeyleg recruitmentaccount exploitation statement protectionorder",
    )
    | _may(
        "victims",
        view=f"{_CARE} consent photo screening",
        add=f"{_CARE} consent photo screening",
        change=f"{_CARE} screening",
        delete="photo",
        decide="screening",
    )
    | _may(
        "recruiters",
        view="recruiter syndicate membership tie network",
        add="recruiter syndicate membership tie",
        change="recruiter syndicate",
    )
    | _may("repatriation", view="repatriation", add="repatriation")
    | _may("core", view="job", export="records")
)

#: The tables that names are read with say nothing of any case.
_SPELLINGS = _may("people", view="namevariant", add="namevariant", change="namevariant")

#: How records come to be compared and weighed, and which values join nobody.
_KEYS = _may("linking", view="keycount", calibrate="model") | _may(
    "people", view="identifier", change="identifier"
)

ROLES: dict[str, Rules] = {
    Role.INVESTIGATOR: Rules(Scope.ASSIGNED, _INVESTIGATE),
    Role.SUPERVISOR: Rules(
        Scope.AGENCY,
        _INVESTIGATE
        | _may(
            "cases",
            add="assignment referral",
            answer="referral",
            change="assignment",
            decide="accessrequest closure",
            seal="case",
            reopen="case",
        )
        | _may("cases", add="statute", change="statute")
        | _may("linking", relink="cases", settle="match")
        | _may("victims", approve="screening", view="shelteraddress")
        | _SPELLINGS
        | _KEYS,
    ),
    Role.CONSULAR_OFFICER: Rules(
        Scope.NOTHING,
        _may(
            "repatriation",
            view="repatriation",
            change="repatriation",
            advance="repatriation",
        )
        | _may("core", view="job", export="records"),
    ),
    Role.ANALYST: Rules(
        Scope.ANALYSIS,
        _may("cases", view="case rescueoperation place", add="accessrequest")
        | _may("linking", view="match identity caselink", judge="match", relink="cases")
        | _may("recruiters", view="recruiter syndicate membership tie network")
        | _may("core", view="job", export="records")
        | _KEYS,
    ),
    Role.AUDITOR: Rules(
        Scope.NOTHING,
        _may("audit", view="accesslog") | _may("core", export="records"),
    ),
    Role.ADMINISTRATOR: Rules(
        Scope.NOTHING,
        _may("accounts", view="agency user", add="agency user", change="agency user")
        | _may("core", export="records")
        | _SPELLINGS,
    ),
}


def rules_of(role: str) -> Rules:
    return ROLES[role]
