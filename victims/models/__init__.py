"""The victim role of a person: status, how they were recruited, how they travelled."""

from victims.models.journey import Entry, JourneyLeg, Mode, Phase, is_diverted
from victims.models.recruitment import Channel, RecruitmentAccount
from victims.models.victim import Control, Decider, TraffickingStatus, Victim

__all__ = [
    "Channel",
    "Control",
    "Decider",
    "Entry",
    "JourneyLeg",
    "Mode",
    "Phase",
    "RecruitmentAccount",
    "TraffickingStatus",
    "Victim",
    "is_diverted",
]
