"""How victims, and what is recorded of them, are narrowed down."""

from victims.filters.base import FoundByName, OfVictim, in_country, yes_or_no
from victims.filters.care import ConsentFilter, NeedFilter, ScreeningFilter
from victims.filters.law import GivenStatementFilter, ProtectionOrderFilter, StatementFilter
from victims.filters.story import ExploitationFilter, JourneyLegFilter, RecruitmentAccountFilter
from victims.filters.victim import VictimFilter

__all__ = [
    "ConsentFilter",
    "ExploitationFilter",
    "FoundByName",
    "GivenStatementFilter",
    "JourneyLegFilter",
    "NeedFilter",
    "OfVictim",
    "ProtectionOrderFilter",
    "RecruitmentAccountFilter",
    "ScreeningFilter",
    "StatementFilter",
    "VictimFilter",
    "in_country",
    "yes_or_no",
]
