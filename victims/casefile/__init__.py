"""What the printed case file tells of victims."""

from victims.casefile.care import screenings, victims
from victims.casefile.law import orders, statements
from victims.casefile.story import captivity, journeys, recruitment

__all__ = [
    "captivity",
    "journeys",
    "orders",
    "recruitment",
    "screenings",
    "statements",
    "victims",
]
