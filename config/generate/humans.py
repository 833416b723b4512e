"""The humans behind the records, and their look-alikes: siblings, fathers, twins, namesakes."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from config.generate import names, numbers, writing
from config.generate.names import Name
from config.generate.writing import Written

#: Three of four men are young; nobody is under sixteen or over sixty at the last raid.
OLDEST, YOUNGEST = date(1963, 1, 1).toordinal(), date(2007, 12, 31).toordinal()
#: A person may have so many telephones, and as many passports, one after the other.
NUMBERS = 4
MAIL = ("post.example", "mail.example", "kotak.example")


@dataclass(frozen=True, slots=True)
class Home:
    address: str
    city: numbers.City
    postcode: str


@dataclass(frozen=True, slots=True)
class Human:
    number: int
    kind: str
    name: Name
    written: Written
    sex: str
    birth: date
    citizenship: str
    home: Home
    phone: str
    #: The kinds of identifier that this human has at all.
    has: frozenset[str]

    @property
    def ref(self) -> str:
        return f"H{self.number:07}"


def first(rng: Random, number: int, seed: int) -> Human:
    culture = names.peoples().pick(rng)
    sex = "male" if rng.random() < 0.62 else "female"
    citizenship = rng.choice(culture.citizenships)
    name = names.made_up(rng, culture.name, sex)
    return _human(rng, seed, number, "first", name, a_birth(rng), citizenship)


def lookalike(rng: Random, human: Human, number: int, seed: int, kind: str) -> Human:
    """Another human whom a hurried clerk, or a machine, could take for this one."""
    sex = human.sex if kind == "namesake" or rng.random() < 0.7 else _other(human.sex)
    name, birth = {
        "sibling": lambda: (names.sibling(rng, human.name, sex), _years_apart(rng, human.birth)),
        "twin": lambda: (names.sibling(rng, human.name, sex), human.birth),
        "parent": lambda: (names.parent(rng, human.name), _earlier(rng, human.birth)),
        "namesake": lambda: (human.name, _another(rng, human.birth)),
    }[kind]()
    other = _human(rng, seed, number, kind, name, birth, human.citizenship)
    if kind == "namesake":
        return replace(other, written=human.written)
    return _of_the_family(rng, other, human)


def _human(
    rng: Random, seed: int, number: int, kind: str, name: Name, birth: date, citizenship: str
) -> Human:
    return Human(
        number=number,
        kind=kind,
        name=name,
        written=writing.regular(rng, name),
        sex=name.sex,
        birth=birth,
        citizenship=citizenship,
        home=a_home(rng, citizenship),
        phone=numbers.phone(citizenship, number * NUMBERS, seed),
        has=_has(rng),
    )


def _has(rng: Random) -> frozenset[str]:
    """Most crossed a border, and are asked for the number of a passport or card to get home."""
    if rng.random() < 0.15:
        return frozenset()
    odds = {"national_id": 0.6, "passport": 0.75, "phone": 0.6, "email": 0.2}
    return frozenset(kind for kind, chance in odds.items() if rng.random() < chance) or frozenset(
        {"phone"}
    )


def _of_the_family(rng: Random, other: Human, human: Human) -> Human:
    """Half of a family live together; of those, half have one telephone."""
    if rng.random() < 0.5:
        return other
    phone = human.phone if rng.random() < 0.5 else other.phone
    return replace(other, home=human.home, phone=phone)


def a_home(rng: Random, country: str) -> Home:
    row = numbers.countries()[country]
    city = rng.choice(numbers.cities(country))
    street = f"{rng.choice(row['streets'].split('|'))} {rng.randint(1, 40)}/{rng.randint(1, 30)}"
    number = rng.randint(1, 250)
    open_code = city.postcode + row["postcode"][len(city.postcode) :]
    postcode = numbers.filled(open_code, rng.randrange(100_000))
    address = f"No. {number}, {street}" if country == "MY" else f"{number} {street}"
    return Home(address, city, postcode)


def email(human: Human) -> str:
    """Domains that can belong to nobody."""
    letters = [
        letter
        for letter in writing.unaccented(human.written.text).lower()
        if letter.isalnum() and letter.isascii()
    ]
    return f"{''.join(letters)[:14]}{human.number}@{MAIL[human.number % len(MAIL)]}"


# Births ------------------------------------------------------------------------------------------


def a_birth(rng: Random) -> date:
    return date.fromordinal(int(rng.triangular(OLDEST, YOUNGEST, YOUNGEST - 2_900)))


def in_year(birth: date, year: int) -> date:
    return date(year, birth.month, min(birth.day, monthrange(year, birth.month)[1]))


def _years_apart(rng: Random, birth: date) -> date:
    """Before or after, but not within the time that a mother needs."""
    return birth + timedelta(days=rng.randint(320, 3_300) * rng.choice((-1, 1)))


def _earlier(rng: Random, birth: date) -> date:
    return birth - timedelta(days=rng.randint(7_300, 12_800))


def _another(rng: Random, birth: date) -> date:
    """Somewhere else in life; at times in the very same year."""
    if rng.random() < 0.1:
        return birth + timedelta(days=40) if birth.month < 11 else birth - timedelta(days=40)
    other = a_birth(rng)
    return other if abs((other - birth).days) > 20 else other - timedelta(days=500)


def _other(sex: str) -> str:
    return "female" if sex == "male" else "male"
