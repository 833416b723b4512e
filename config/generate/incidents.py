"""What the people of one case share: the compound, its telephones, the flights, the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random

from config.generate import numbers
from config.generate.stock import table

#: So many registrations make a case, on average: by chance it is twenty to sixty.
PER_CASE = 40
#: People of every nation ring it, so it says nothing of who is who. Of the pattern of examples.
EMBASSY_PHONE = "+60355500100"
FIRST_DAY = date(2019, 1, 7)


@dataclass(frozen=True, slots=True)
class Flight:
    from_city: str
    from_country: str
    to_city: str
    to_country: str
    number: str
    day: date


@dataclass(frozen=True, slots=True)
class Compound:
    name: str
    town: str
    country: str
    phones: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Incident:
    """A case as the world had it."""

    number: int
    compound: Compound
    raided_on: date
    flights: tuple[Flight, ...]


@dataclass(frozen=True, slots=True)
class World:
    """How many of everything there are, for a number of people. Hashable: facts are cached."""

    people: int
    seed: int

    @property
    def cases(self) -> int:
        # Four at least, so that somebody can be logged again elsewhere.
        return max(4, self.people // PER_CASE)

    @property
    def compounds(self) -> int:
        return max(2, self.cases // 5)


@cache
def incident(world: World, number: int) -> Incident:
    rng = Random(f"{world.seed}:case:{number}")
    raided_on = FIRST_DAY + timedelta(days=rng.randrange(2_300))
    flights = tuple(_flight(world, rng, raided_on) for _ in range(rng.randint(2, 4)))
    return Incident(number, _compound(world, rng.randrange(world.compounds)), raided_on, flights)


@cache
def _compound(world: World, number: int) -> Compound:
    rng = Random(f"{world.seed}:compound:{number}")
    row = rng.choice(table("compounds"))
    name = f"{rng.choice(row['first'].split())} {rng.choice(row['second'].split())}"
    country = "MY" if row["country"] in ("LA", "AE") else row["country"]
    # Beyond the numbers that people have of their own.
    phones = tuple(
        numbers.phone(country, 4 * world.people + 3 * number + line, world.seed)
        for line in range(3)
    )
    return Compound(f"{name} {number + 1}", row["town"], row["country"], phones)


def _flight(world: World, rng: Random, raided_on: date) -> Flight:
    """Of a week of months before: cases whose people came the same way share flights."""
    row = rng.choice(table("flights"))
    week = (raided_on - FIRST_DAY).days // 7 - rng.randint(4, 30)
    day = FIRST_DAY + timedelta(weeks=week, days=rng.choice((0, 3)))
    route = {field: row[field] for field in ("from_city", "from_country", "to_city", "to_country")}
    return Flight(**route, number=rng.choice(row["flights"].split("|")), day=day)
