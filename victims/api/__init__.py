"""Victims over the API, and what hangs off them."""

from victims.api.care import ConsentViewSet, NeedViewSet, ScreeningViewSet
from victims.api.law import ProtectionOrderViewSet, StatementViewSet
from victims.api.victim import (
    ExploitationViewSet,
    JourneyLegViewSet,
    RecruitmentAccountViewSet,
    VictimViewSet,
)

__all__ = [
    "ConsentViewSet",
    "ExploitationViewSet",
    "JourneyLegViewSet",
    "NeedViewSet",
    "ProtectionOrderViewSet",
    "RecruitmentAccountViewSet",
    "ScreeningViewSet",
    "StatementViewSet",
    "VictimViewSet",
]
