"""What is planted in the sample data for linking to find, and what it must not fall for.

A record is named by the reference of its case and the name that lists show.
"""

from __future__ import annotations

from dataclasses import dataclass

from people.models import Person

LA_MOLINA = "TIP-2023-PE-0001"
PHNOM_PENH = "TIP-2022-KH-0001"
KLIA2 = "TIP-2022-KH-0002"
TAK = "TIP-2025-MM-0001"
MYAWADDY = "TIP-2025-MM-0002"
AGENTS = "TIP-2024-MY-0001"


@dataclass(frozen=True, slots=True)
class Planted:
    """Two records of different cases, and what is true of them."""

    left: tuple[str, str]
    right: tuple[str, str]
    truth: str

    def people(self) -> tuple[Person, Person]:
        left, right = (
            Person.objects.get(case__ref=ref, name=name) for ref, name in (self.left, self.right)
        )
        return left, right


#: One human in two records.
SAME = [
    Planted(
        (LA_MOLINA, "Tan Mei Lean"),
        (MYAWADDY, "陈美莲"),
        "One woman, freed twice: a Malaysian spelling, and Han with pinyin; born on the same day",
    ),
    Planted(
        (TAK, "Kumaran a/l Ganesan"),
        (MYAWADDY, "Kumaren Ganesan"),
        "One man, logged while he waited and again when he came home; two spellings",
    ),
    Planted(
        (LA_MOLINA, "Ah Keong"),
        (MYAWADDY, "Jackson Lim"),
        "One recruiter under two aliases; the same telephone",
    ),
    Planted(
        (KLIA2, "Muhammad Hafiz bin Roslan"),
        (TAK, "Mohd Hafiz Roslan"),
        "Brought home as a victim in 2022, a recruiter in 2025; the same passport",
    ),
    Planted(
        (MYAWADDY, "Faizal Rahman"),
        (AGENTS, "Ah Boy"),
        "One agent known to two police units; the same Telegram name",
    ),
]

#: Different people whose cases share an identifier.
SHARED = [
    Planted(
        (KLIA2, "Selvam a/l Muniandy"),
        (MYAWADDY, "Jackson Lim"),
        "The mule's bank account, into which the victims of the other case paid",
    ),
]

#: Pairs of cases, what else they share, and why.
ALSO = [
    (TAK, MYAWADDY, "site", "One compound under two names, a hundred metres apart on the map"),
    (PHNOM_PENH, TAK, "offer", "One job offer: in English in 2022, in Malay in 2025"),
]

#: Different people who look alike.
HERRINGS = [
    Planted(
        (LA_MOLINA, "Nur Aisyah binti Kamaruddin"),
        (MYAWADDY, "Nur Athirah binti Kamaruddin"),
        "Sisters: one father's name, other given names and births",
    ),
    Planted(
        (KLIA2, "Selvam a/l Muniandy"),
        (TAK, "Muniandy a/l Selvam"),
        "Father and son, named after his grandfather: the same parts the other way round",
    ),
    Planted(
        (LA_MOLINA, "Muhammad Amirul bin Abdullah"),
        (TAK, "Muhammad Amirul bin Abdullah"),
        "A common name; births six years apart",
    ),
    Planted(
        (LA_MOLINA, "Wong Yoke Mei"),
        (MYAWADDY, "Nur Athirah binti Kamaruddin"),
        "Nothing in common but the duty line that both were given",
    ),
]
