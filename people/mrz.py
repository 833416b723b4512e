"""The machine readable zone of passports and identity cards (ICAO 9303), read and checked.

Pure functions: passports have two lines of 44 characters (TD3), cards two of 36 (TD2) or three of
30 (TD1). Whatever can be read is read; each check digit that does not fit is said in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from core.dates import PartialDate

PASSPORT = 44
SHAPES = {88: PASSPORT, 72: 36, 90: 30}
LENGTHS = (
    "A passport has two lines of 44 characters, a card two of 36 or three of 30: copy every one, "
    "the fillers < as well."
)
BIRTH = re.compile(r"(\d\d)(\d\d)?(\d\d)?<*")
#: Codes of ICAO that are none of ISO; of documents of the United Kingdom there are five.
COUNTRIES = {"D": "DEU"} | dict.fromkeys(("GBD", "GBN", "GBO", "GBP", "GBS"), "GBR")
#: What stands in place of a citizenship.
WITHOUT = {
    "XXA": "that the holder is stateless",
    "XXB": "that the holder is a refugee",
    "XXC": "that the holder is a refugee",
    "XXX": "no citizenship",
}


class NoZoneError(ValueError):
    """The text is no machine readable zone; says in words what to do."""


@dataclass(frozen=True, slots=True)
class Zone:
    """What a zone says. Countries are codes of three letters, empty where it names none."""

    is_passport: bool
    issuer: str
    name: str
    number: str
    citizenship: str
    born: PartialDate | None
    #: F, M, X or nothing.
    sex: str
    #: What the issuer put into the optional data: often the national identity number.
    personal: str
    #: What does not fit, each in a sentence: something was misread, there or here.
    mistakes: tuple[str, ...]
    #: What else its reader should know.
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Parts:
    """The fields as they stand there, each check digit beside what it is over."""

    document: str
    issuer: str
    name: str
    citizenship: str
    sex: str
    born: str
    number: str
    optional: str
    checks: tuple[tuple[str, str, str], ...]


def is_zone(text: str) -> bool:
    """Whether somebody meant it as one: no name has a filler in it."""
    return "<" in text


def read(text: str, today: date) -> Zone:
    """Read a zone, its lines one under the other or run together.

    Raises NoZoneError for what has not the length or the letters of one, and for a visa.
    """
    parts = _parts(_lines(text))
    born, unreal = _birth(parts.born, today)
    mistakes = [*_misfits(parts.checks), *unreal]
    if parts.sex not in "FMX<":
        mistakes.append(f"The sex is “{parts.sex}”; it is F, M or <.")
    return Zone(
        is_passport=parts.document.startswith("P"),
        issuer=_country(parts.issuer),
        name=_name(parts.name),
        number=parts.number.strip("<"),
        citizenship="" if parts.citizenship in WITHOUT else _country(parts.citizenship),
        born=born,
        sex=parts.sex if parts.sex in "FMX" else "",
        personal=parts.optional.strip("<"),
        mistakes=tuple(mistakes),
        remarks=tuple(_remarks(parts)),
    )


def _lines(text: str) -> list[str]:
    letters = re.sub(r"\s+", "", text.upper())
    if strange := re.sub(r"[A-Z0-9<]", "", letters):
        raise NoZoneError(
            f"“{strange[0]}” is in no machine readable zone: it has letters, digits and < only."
        )
    width = SHAPES.get(len(letters))
    if width is None or (letters[0] == "P" and width != PASSPORT):
        raise NoZoneError(f"These are {len(letters)} characters. {LENGTHS}")
    if letters[0] not in "PIAC":
        raise NoZoneError(
            "This is the zone of a visa; copy the one on the page with the photograph."
            if letters[0] == "V"
            else f"A zone begins with P, I, A or C, not with {letters[0]}. {LENGTHS}"
        )
    return [letters[start : start + width] for start in range(0, len(letters), width)]


def _parts(lines: list[str]) -> _Parts:
    return _of_three(*lines) if len(lines) == 3 else _of_two(*lines)


def _of_two(first: str, second: str) -> _Parts:
    is_td3 = len(second) == PASSPORT
    optional = second[28:42] if is_td3 else second[28:35]
    number, check, optional = _long(second[:9], second[9], optional)
    checks = [
        ("the document number", number, check),
        ("the date of birth", second[13:19], second[19]),
        ("the date of expiry", second[21:27], second[27]),
    ]
    if is_td3:
        checks.append(("the personal number", second[28:42], second[42]))
    whole = second[:10] + second[13:20] + second[21:-1]
    return _Parts(
        document=first[:2],
        issuer=first[2:5],
        name=first[5:],
        citizenship=second[10:13],
        sex=second[20],
        born=second[13:19],
        number=number,
        optional=optional,
        checks=(*checks, ("the whole line", whole, second[-1])),
    )


def _of_three(first: str, second: str, third: str) -> _Parts:
    number, check, optional = _long(first[5:14], first[14], first[15:])
    whole = first[5:] + second[:7] + second[8:15] + second[18:29]
    return _Parts(
        document=first[:2],
        issuer=first[2:5],
        name=third,
        citizenship=second[15:18],
        sex=second[7],
        born=second[:6],
        number=number,
        optional=optional,
        checks=(
            ("the document number", number, check),
            ("the date of birth", second[:6], second[6]),
            ("the date of expiry", second[8:14], second[14]),
            ("both lines", whole, second[29]),
        ),
    )


def _long(number: str, check: str, optional: str) -> tuple[str, str, str]:
    """(number, its check digit, what is left): on a card a number of more than nine characters
    goes on in the optional data, and a filler stands where its check digit would."""
    rest, _, left = optional.partition("<")
    if check != "<" or "<" in number or len(rest) < 2:
        return number, check, optional
    return number + rest[:-1], rest[-1], left


# Check digits ------------------------------------------------------------------------------------


def check_digit(text: str) -> int:
    """Weights 7, 3, 1; letters count from A as 10, fillers as nothing."""
    return sum((7, 3, 1)[place % 3] * _value(one) for place, one in enumerate(text)) % 10


def _value(one: str) -> int:
    return 0 if one == "<" else int(one, 36)


def _misfits(checks: tuple[tuple[str, str, str], ...]) -> Iterator[str]:
    for what, text, digit in checks:
        is_empty = digit == "<" and not text.strip("<")
        if not is_empty and digit != str(check_digit(text)):
            yield f"The check digit of {what} does not fit: compare it with the document."


# Fields ------------------------------------------------------------------------------------------


def _name(text: str) -> str:
    """`Eriksson, Anna Maria`: the comma says which part is the surname; a zone has no small
    letters to keep."""
    surname, _, given = text.strip("<").partition("<<")
    both = (" ".join(part.split("<")).title().strip() for part in (surname, given))
    return ", ".join(part for part in both if part)


def _birth(text: str, today: date) -> tuple[PartialDate | None, list[str]]:
    """The date as far as it is known; the century is the last in which it is past."""
    known = BIRTH.fullmatch(text)
    if not known:
        return None, [_no_date(text)] if text.strip("<") else []
    century = today.year // 100
    try:
        born = PartialDate.parse(
            "-".join([f"{century}{known[1]}", *filter(None, known.groups()[1:])])
        )
        if born.earliest > today:
            born = replace(born, year=born.year - 100)
    except ValueError:
        return None, [_no_date(text)]
    return born, []


def _no_date(text: str) -> str:
    return f"The date of birth {text} is no date: it has year, month and day, two digits each."


def _country(code: str) -> str:
    bare = code.strip("<")
    return COUNTRIES.get(bare, bare)


def _remarks(parts: _Parts) -> Iterator[str]:
    if not parts.name.endswith("<"):
        yield "The name fills its line, so it may be cut short; compare it with the page."
    if said := WITHOUT.get(parts.citizenship):
        yield f"The document says {said}."
