"""What a clerk writes down of a human: mostly right at home, less so when it happens again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from random import Random

from config.generate import humans, numbers, writing
from config.generate.humans import NUMBERS, Home, Human
from config.generate.incidents import EMBASSY_PHONE, Incident, World, incident
from config.generate.stock import Weighted
from config.generate.writing import Written

#: The truth of a record: what its human is to others, or that it is not the first of its human.
AGAIN = "again"
MISREAD = {"0": "O", "O": "0", "1": "I", "I": "1"}


@dataclass(frozen=True, slots=True)
class Used:
    """An identifier in a record; `value` is its normal form."""

    kind: str
    value: str
    written: str
    country: str = ""
    role: str = "holder"
    is_common: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """A person as one case has them; `human` and `kind` are the truth that no case knows."""

    ref: str
    human: str
    kind: str
    case: int
    name: Written
    sex: str
    birth: str
    age: int | None
    citizenship: str
    identifiers: tuple[Used, ...]
    home: Home | None

    def told_birth(self, year: int) -> str:
        """The birth, or the year of one who was of that age when logged in `year`."""
        return self.birth or ("" if self.age is None else f"{year - self.age:04}~")

    def first(self, kind: str) -> str:
        """The first identifier of a kind as it was written, or nothing."""
        return next((used.written for used in self.identifiers if used.kind == kind), "")


def registered(world: World, rng: Random, ref: str, human: Human, kind: str, case: int) -> Record:
    """A record of that human in that case; a later one has more mistakes."""
    scene = incident(world, case)
    again = kind == AGAIN
    birth, age = _birth(rng, human, scene.raided_on, again)
    return Record(
        ref=ref,
        human=human.ref,
        kind=kind,
        case=case,
        name=_name(rng, human, again),
        sex=_sex(rng, human, again),
        birth=birth,
        age=age,
        citizenship="" if rng.random() < (0.06 if again else 0.02) else human.citizenship,
        identifiers=tuple(_identifiers(world, rng, human, scene, again)),
        home=_home(rng, human, again),
    )


def _name(rng: Random, human: Human, again: bool) -> Written:
    if again and rng.random() < 0.6:
        return writing.otherwise(rng, human.name)
    if not again and rng.random() < 0.04:
        return replace(human.written, text=writing.mistyped_text(rng, human.written.text))
    return human.written


def _sex(rng: Random, human: Human, again: bool) -> str:
    chance = rng.random()
    if again and chance < 0.005:
        return "male" if human.sex == "female" else "female"
    return "unknown" if chance < (0.06 if again else 0.02) else human.sex


def _home(rng: Random, human: Human, again: bool) -> Home | None:
    if rng.random() < (0.4 if again else 0.25):
        return None
    return humans.a_home(rng, human.citizenship) if again and rng.random() < 0.25 else human.home


# Birth -------------------------------------------------------------------------------------------

HOW_BORN = Weighted(
    ("whole", "swapped", "slip", "month", "year", "about", "age", "missing"),
    (89, 0.5, 1, 0.5, 3, 1, 2, 3),
)
HOW_BORN_AGAIN = Weighted(HOW_BORN.items, (67, 6, 6, 2, 6, 2, 6, 5))


def _birth(rng: Random, human: Human, on: date, again: bool) -> tuple[str, int | None]:
    """The birth as a partial date, and the age where that is all that is known."""
    born = human.birth
    how = (HOW_BORN_AGAIN if again else HOW_BORN).pick(rng)
    if how == "age":
        return "", max(on.year - born.year + rng.choice((-1, 0, 0, 1)), 0)
    written = {
        "whole": born.isoformat(),
        "swapped": _swapped(born).isoformat(),
        "slip": _slipped(rng, born).isoformat(),
        "month": f"{born:%Y-%m}",
        "year": f"{born:%Y}",
        "about": f"{born.year + rng.choice((-1, 0, 1))}~",
        "missing": "",
    }
    return written[how], None


def _swapped(born: date) -> date:
    """Day and month changed places, where that gives a date."""
    return date(born.year, born.day, born.month) if born.day <= 12 else born


def _slipped(rng: Random, born: date) -> date:
    """One wrong key: another day, or another year."""
    if rng.random() < 0.5:
        return humans.in_year(born, born.year + rng.choice((-10, -1, 1, 10)))
    return born.replace(day=(born.day + rng.choice((1, 3, 10)) - 1) % 28 + 1)


# Identifiers -------------------------------------------------------------------------------------


def _identifiers(
    world: World, rng: Random, human: Human, scene: Incident, again: bool
) -> list[Used]:
    """Those of the human that the clerk asked for, and lines that others use as well."""
    kept = 0.7 if again else 0.93
    used = [
        made
        for kind, make in OF_KIND.items()
        if kind in human.has and rng.random() < kept and (made := make(world, rng, human, again))
    ]
    if rng.random() < 0.05:
        used.append(_line(rng.choice(scene.compound.phones), "user"))
    if rng.random() < 0.02:
        used.append(_line(EMBASSY_PHONE, "contact", is_common=True))
    return used


def _national_id(world: World, rng: Random, human: Human, again: bool) -> Used | None:
    number = numbers.national_id(human.home.city, human.birth, human.sex, human.number, world.seed)
    return _used(rng, "national_id", number, human.citizenship) if number else None


def _passport(world: World, rng: Random, human: Human, again: bool) -> Used:
    """Now and then a renewed one, or one that was misread."""
    turn = rng.randrange(1, NUMBERS) if again and rng.random() < 0.2 else 0
    number = numbers.passport(human.citizenship, human.number * NUMBERS + turn, world.seed)
    if again and rng.random() < 0.08:
        number = _misread(rng, number)
    return _used(rng, "passport", number, human.citizenship)


def _misread(rng: Random, number: str) -> str:
    """An O for a zero, an I for a one; where there is neither, the last two digits swapped."""
    doubtful = [at for at, sign in enumerate(number) if sign in MISREAD]
    if not doubtful:
        return number[:-2] + number[-1] + number[-2]
    at = rng.choice(doubtful)
    return number[:at] + MISREAD[number[at]] + number[at + 1 :]


def _phone(world: World, rng: Random, human: Human, again: bool) -> Used:
    number = human.phone
    if again and rng.random() < 0.3:
        turn = human.number * NUMBERS + rng.randrange(1, NUMBERS)
        number = numbers.phone(human.citizenship, turn, world.seed)
    return replace(_used(rng, "phone", number, human.citizenship), country="")


def _email(world: World, rng: Random, human: Human, again: bool) -> Used:
    address = humans.email(human)
    return Used("email", address, address)


def _used(rng: Random, kind: str, number: str, country: str) -> Used:
    return Used(kind, number, numbers.spaced(rng, kind, country, number), country)


def _line(number: str, role: str, *, is_common: bool = False) -> Used:
    return Used("phone", number, number, role=role, is_common=is_common)


OF_KIND = {
    "national_id": _national_id,
    "passport": _passport,
    "phone": _phone,
    "email": _email,
}
