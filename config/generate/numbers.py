"""Numbers that are right in form: telephones, passports, identity cards.

Each is a place in a shuffled sequence, so two people never get the same one by chance: a number
that two records share is shared on purpose.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from math import prod
from random import Random
from typing import NamedTuple
from zlib import crc32

from config.generate.stock import table

#: Prime, so that multiplying by it shuffles any range of numbers.
STEP = 2_654_435_761
ALPHABET = "ABCDEFGHJKLMNPRSTUVWXYZ"
TAIWAN = "ABCDEFGHJKLMNPQRSTUVXYWZIO"
TAIWAN_WEIGHTS = (1, 9, 8, 7, 6, 5, 4, 3, 2, 1)
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class City(NamedTuple):
    country: str
    name: str
    postcode: str
    #: Of identity numbers that tell where somebody was born.
    codes: tuple[str, ...]


@cache
def countries() -> dict[str, dict[str, str]]:
    return {row["country"]: row for row in table("countries")}


@cache
def cities(country: str) -> list[City]:
    return [
        City(country, row["city"], row["postcode"], tuple(row["codes"].split()) or ("00",))
        for row in table("cities")
        if row["country"] == country
    ]


def filled(pattern: str, place: int, seed: int = 0) -> str:
    """The pattern with a digit for each `#` and a letter for each `L`: number `place` of all."""
    sizes = [10 if sign == "#" else len(ALPHABET) for sign in pattern if sign in "#L"]
    space = prod(sizes)
    # Another beginning for each pattern, so that passport and telephone of one have other digits.
    rest = (place * STEP + seed * 7_777_777 + crc32(pattern.encode())) % space
    signs = []
    for sign in reversed(pattern):
        if sign in "#L":
            rest, digit = divmod(rest, 10 if sign == "#" else len(ALPHABET))
            sign = str(digit) if sign == "#" else ALPHABET[digit]
        signs.append(sign)
    return "".join(reversed(signs))


def ref(place: int, seed: int) -> str:
    """The reference of a record: ten letters that tell nothing, none of them twice."""
    rest = (place * STEP + seed * 7_777_777_777) % 32**10
    return "".join(CROCKFORD[rest >> shift & 31] for shift in range(45, -1, -5))


def phone(country: str, place: int, seed: int) -> str:
    return filled(countries()[country]["phone"], place, seed)


def passport(country: str, place: int, seed: int) -> str:
    return filled(countries()[country]["passport"], place, seed).replace(" ", "")


def national_id(city: City, birth: date, sex: str, place: int, seed: int) -> str:
    """Empty for a country that has no such number."""
    pattern = countries()[city.country]["national_id"]
    if not pattern:
        return ""
    male = sex == "male"
    known = pattern.format(
        birth=birth,
        code=city.codes[place % len(city.codes)],
        sex=1 if male else 2,
        day=birth.day + (0 if male else 40),
        century=(0 if male else 1) + (2 if birth.year >= 2000 else 0),
    )
    number = filled(known, place, seed)
    check = CHECKS.get(city.country)
    return check(number, male) if check else number


def spaced(rng: Random, kind: str, country: str, number: str) -> str:
    """As people write it: in groups, or in one run."""
    if rng.random() < 0.5:
        return number
    if kind == "phone":
        return f"{number[:-9]} {number[-9:-6]} {number[-6:-3]} {number[-3:]}"
    if kind == "national_id" and country == "MY":
        return f"{number[:6]}-{number[6:8]}-{number[8:]}"
    return number


# Check digits ------------------------------------------------------------------------------------


def _malaysian(number: str, male: bool) -> str:
    """The last digit of a man's MyKad is odd."""
    return number[:-1] + str(int(number[-1]) // 2 * 2 + male)


def _thai(number: str, male: bool) -> str:
    total = sum(int(digit) * (13 - at) for at, digit in enumerate(number))
    return number + str((11 - total % 11) % 10)


def _chinese(number: str, male: bool) -> str:
    number = number[:-1] + str(int(number[-1]) // 2 * 2 + male)
    total = sum(int(digit) * 2 ** (17 - at) for at, digit in enumerate(number))
    return number + "10X98765432"[total % 11]


def _taiwanese(number: str, male: bool) -> str:
    letter = TAIWAN.index(number[0]) + 10
    digits = [letter // 10, letter % 10, *map(int, number[1:])]
    total = sum(digit * weight for digit, weight in zip(digits, TAIWAN_WEIGHTS, strict=True))
    return number + str(-total % 10)


CHECKS: dict[str, Callable[[str, bool], str]] = {
    "MY": _malaysian,
    "TH": _thai,
    "CN": _chinese,
    "TW": _taiwanese,
}
