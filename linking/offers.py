"""Job offers that are near the same, whatever language and spelling they are told in.

Texts become words of one vocabulary (`data/job_words.csv`, which anybody may add to), so that
“CS kasino” meets “atención al cliente, casino”. What agrees beside the work adds up.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import blake2b
from math import floor, log
from pathlib import Path

from django_countries import countries
from rapidfuzz import fuzz

from linking.crossrefs import Fact, SharedKind
from linking.weighing import Entry, Likeness
from people.normalise import fold

WORDS = Path(__file__).parent / "data" / "job_words.csv"
#: Likeness of two texts, 0 to 100, from which on they are near the same.
ALIKE = 85
#: What each thing adds that agrees, in bits; offers are told of from `ENOUGH` on.
WORK, COUNTRY, SALARY, EMPLOYER, ADVERT, CONTACT = 1.5, 1.0, 1.0, 3.0, 3.0, 5.0
ENOUGH = 3.5
#: Two salaries within this factor agree.
SAME_PAY = 1.1
#: An advertisement shorter than this, in words, says nothing of its own.
SHORTEST = 6
#: So many fingerprints of an advertisement are kept; near copies have one of them in common.
FINGERPRINTS = 6


@dataclass(frozen=True, slots=True)
class Offer:
    """A job as it was offered: by a victim's account, or by an advertisement."""

    job: str
    country: str = ""
    employer: str = ""
    salary: float | None = None
    currency: str = ""
    advert: str = ""
    #: What else tells one advertisement from another: its address, the hash of its picture.
    marks: tuple[str, ...] = ()
    #: Keys of the identifiers that it gave to answer to.
    contacts: tuple[str, ...] = ()
    people: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """In short, without anybody's name."""
        country = countries.name(self.country) if self.country else ""
        pay = f"{self.currency} {self.salary:,.0f}".strip() if self.salary else ""
        parts = [self.job, self.employer, country, pay]
        return ", ".join(part for part in parts if part)


def facts_of_offers(offers: Iterable[Offer]) -> Iterator[Fact]:
    """Each different offer once, with everybody to whom it was made."""
    people: dict[Offer, set[str]] = {}
    for offer in offers:
        bare = replace(offer, people=())
        people.setdefault(bare, set()).update(offer.people)
    for offer, refs in people.items():
        detail = _fields(offer)
        about = _digest(repr(sorted(detail.items())))
        for value in dict.fromkeys(_values(offer)):
            yield Fact(SharedKind.OFFER, value, about, offer.told, tuple(refs), detail)


def near_same(left: Entry, right: Entry) -> Likeness | None:
    """What agrees, added up; nothing where that is too little, or the countries differ."""
    one, other = (Offer(**entry["detail"]) for entry in (left, right))
    found = [(bits, name) for name, bits, agree in AGREEMENTS if agree(one, other)]
    names = [name for _, name in found]
    bits = sum(bits for bits, _ in found)
    if bits < ENOUGH or not OF_ITS_OWN & {*names} or _elsewhere(one, other):
        return None
    offers = "” and “".join(dict.fromkeys([left["words"], right["words"]]))
    return Likeness(bits, f"Near the same offer (same {', '.join(names)}): “{offers}”")


def _elsewhere(one: Offer, other: Offer) -> bool:
    """Whether they promise different countries; the same advertisement may be sent to several."""
    differ = bool(one.country and other.country) and one.country != other.country
    return differ and not (_same_advert(one, other) or _same_contact(one, other))


# What agrees --------------------------------------------------------------------------------------


def _same_work(one: Offer, other: Offer) -> bool:
    return _alike(words_of(one.job), words_of(other.job))


def _same_country(one: Offer, other: Offer) -> bool:
    return bool(one.country) and one.country == other.country


def _same_pay(one: Offer, other: Offer) -> bool:
    if not (one.salary and other.salary) or one.currency != other.currency:
        return False
    return max(one.salary, other.salary) <= SAME_PAY * min(one.salary, other.salary)


def _same_employer(one: Offer, other: Offer) -> bool:
    return _alike(fold(one.employer).split(), fold(other.employer).split())


def _same_advert(one: Offer, other: Offer) -> bool:
    if {*one.marks} & {*other.marks}:
        return True
    texts = words_of(one.advert), words_of(other.advert)
    return min(map(len, texts)) >= SHORTEST and _alike(*texts)


def _same_contact(one: Offer, other: Offer) -> bool:
    return bool({*one.contacts} & {*other.contacts})


Agree = Callable[[Offer, Offer], bool]
AGREEMENTS: tuple[tuple[str, float, Agree], ...] = (
    ("work", WORK, _same_work),
    ("country", COUNTRY, _same_country),
    ("pay", SALARY, _same_pay),
    ("employer", EMPLOYER, _same_employer),
    ("advertisement", ADVERT, _same_advert),
    ("contact", CONTACT, _same_contact),
)
#: Without one of these two offers have nothing in common but a number or a wage.
OF_ITS_OWN = {"work", "employer", "advertisement"}


def _alike(one: list[str], other: list[str]) -> bool:
    if not one or not other:
        return False
    return fuzz.token_set_ratio(" ".join(one), " ".join(other)) >= ALIKE


# Values by which offers meet ----------------------------------------------------------------------


def _values(offer: Offer) -> Iterator[str]:
    """Offers that agree enough have one of these in common. The work alone is no value: hundreds
    of cases have it."""
    for word in sorted({*words_of(offer.job)}):
        for pay in _pay_bands(offer):
            yield f"work:{word}|{offer.country}|{pay}"
    if employer := fold(offer.employer):
        yield f"employer:{employer}"
    for contact in offer.contacts:
        yield f"contact:{contact}"
    for print_ in [*_fingerprints(words_of(offer.advert)), *offer.marks]:
        yield f"advert:{print_}"


def _pay_bands(offer: Offer) -> Iterator[str]:
    """Two series of bands, half a band apart: whoever falls between two of one is inside the
    other."""
    if offer.salary:
        step = log(offer.salary) / log(SAME_PAY**2)
        yield f"{offer.currency} a{floor(step)}"
        yield f"{offer.currency} b{floor(step + 0.5)}"


def _fingerprints(words: list[str]) -> list[str]:
    """The smallest hashes of its runs of three words: near copies have most runs in common, and so
    almost surely one of the smallest."""
    runs = {" ".join(words[start : start + 3]) for start in range(len(words) - 2)}
    return sorted(map(_digest, runs))[:FINGERPRINTS] if len(words) >= SHORTEST else []


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=8).hexdigest()


def _fields(offer: Offer) -> dict[str, object]:
    return {name: getattr(offer, name) for name in Offer.__slots__}


# Words --------------------------------------------------------------------------------------------

#: Marks over Latin letters; those of other scripts are letters of their own.
LATIN_MARKS = re.compile("[\u0300-\u036f]")


def words_of(text: str) -> list[str]:
    """The text in words of one vocabulary, in its order; what says nothing is left out."""
    known, pattern = _vocabulary()
    text = pattern.sub(lambda found: f" {known[found[0]]} ", _plain(text))
    return [
        word
        for part in text.split()
        for word in ([part] if part in known.values() else fold(part).split())
        if word != "-"
    ]


def _plain(text: str) -> str:
    bare = LATIN_MARKS.sub("", unicodedata.normalize("NFKD", text))
    return unicodedata.normalize("NFKC", bare).lower().replace("đ", "d")


@lru_cache(maxsize=1)
def _vocabulary() -> tuple[dict[str, str], re.Pattern[str]]:
    """Every form → its word, and what finds them: the longest first, Latin ones as whole words."""
    with WORDS.open(encoding="utf-8", newline="") as file:
        known = {
            _plain(form): row["word"]
            for row in csv.DictReader(file)
            for form in row["forms"].split("|")
        }
    forms = sorted(known, key=lambda form: (-len(form), form))
    whole = (rf"(?<!\w){re.escape(f)}(?!\w)" if f.isascii() else re.escape(f) for f in forms)
    return known, re.compile("|".join(whole))
