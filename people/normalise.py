"""One written form for what people write in many: names and identifiers. Pure functions."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

import phonenumbers
from anyascii import anyascii
from django.conf import settings
from django.core.exceptions import ValidationError
from pypinyin import lazy_pinyin
from stdnum import iban
from stdnum.exceptions import ValidationError as NumberError
from stdnum.my import nric

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+")
#: Words that say how a name is built or how to address somebody, not who it is.
PARTICLES = set(
    "bin binti bte bt b binte ibn anak al ap so do lelaki perempuan encik en puan pn cik mr mrs ms "
    "dato datuk datin sri puan haji hj hajjah hjh ahli de del la los las y".split()
)
#: Those of them after which a father's name follows.
PATRONYM = set("bin binti bte bt b binte ibn al ap so do".split())
#: Spellings of one given name.
SAME_NAME = {
    **dict.fromkeys(
        ["mohd", "md", "muhd", "mohamad", "mohamed", "mohammad", "mohammed", "muhamad"], "muhammad"
    ),
    **dict.fromkeys(["nor", "noor", "nurul"], "nur"),
    **dict.fromkeys(["abd", "abdul"], "abdul"),
    **dict.fromkeys(["syed", "sayed", "said"], "syed"),
}
#: Romanisations of one Chinese surname → its pinyin.
SAME_SURNAME = {
    **dict.fromkeys(["tan", "chan", "chin", "ting"], "chen"),
    **dict.fromkeys(["lim", "lam", "lum"], "lin"),
    **dict.fromkeys(["wong", "ong", "heng"], "wang"),
    **dict.fromkeys(["ng", "wee", "ooi"], "huang"),
    **dict.fromkeys(["lee", "lei"], "li"),
    **dict.fromkeys(["teo", "teoh", "chong"], "zhang"),
    **dict.fromkeys(["goh"], "wu"),
    **dict.fromkeys(["low", "lau", "loh"], "liu"),
    **dict.fromkeys(["yeo", "yeoh", "yong"], "yang"),
    **dict.fromkeys(["chua", "choi", "chai"], "cai"),
    **dict.fromkeys(["khoo", "koo"], "qiu"),
}
#: Spellings that are heard as one, in this order.
HEARD = [pair.split("=") for pair in "sy=s sh=s zh=j ch=c ph=f th=t kh=k z=s v=w y=i".split()]
SLASHED = re.compile(r"\b([asd])/([lpo])\b")
DIGITS = re.compile(r"\D+")
NOT_ALPHANUMERIC = re.compile(r"[^0-9A-Z]+")


# Names -------------------------------------------------------------------------------------------


def fold(name: str) -> str:
    """Lower-case Latin letters, digits and single spaces, whatever the script.

    Han is read in pinyin, a syllable a word: 陈美玲 and 陳美玲 give `chen mei ling`.
    """
    text = unicodedata.normalize("NFKC", name)
    text = HAN.sub(lambda han: f" {' '.join(lazy_pinyin(han[0]))} ", text)
    text = SLASHED.sub(r"\1\2", anyascii(text).lower())
    return " ".join(re.sub(r"[^a-z0-9]+", " ", text.replace("'", "")).split())


def parts(name: str) -> tuple[str, ...]:
    """The parts of a name that say who it is, each in one spelling."""
    words = [word for word in fold(name).split() if word not in PARTICLES]
    return tuple(SAME_SURNAME.get(word) or SAME_NAME.get(word, word) for word in words)


@dataclass(frozen=True, slots=True)
class Name:
    """A name in parts: `parts` is the whole, `given` what stands before the father's name."""

    text: str
    given: tuple[str, ...]
    patronym: tuple[str, ...]

    @property
    def parts(self) -> tuple[str, ...]:
        return self.given + self.patronym


def parse(name: str) -> Name:
    """Split at `bin`, `binti`, `a/l` and their like, where a father's name follows."""
    words = fold(name).split()
    at = next((place for place, word in enumerate(words) if word in PATRONYM and place), len(words))
    return Name(name, parts(" ".join(words[:at])), parts(" ".join(words[at:])))


def sound(part: str) -> str:
    """How a part sounds, roughly: what differs only in vowels or doubled letters falls together."""
    text = part
    for spelling, heard in HEARD:
        text = text.replace(spelling, heard)
    head, rest = text[:1], re.sub(r"[aeiouh]+", "", text[1:])
    return re.sub(r"(.)\1+", r"\1", head + rest)


# Identifiers -------------------------------------------------------------------------------------


def phone(text: str, region: str = "") -> str:
    """E.164. A number without a country code is read in `region`, else in PHONE_REGION."""
    try:
        number = phonenumbers.parse(text, region or settings.PHONE_REGION)
    except phonenumbers.NumberParseException:
        number = None
    if not number or not phonenumbers.is_possible_number(number):
        raise ValidationError(
            f"“{text}” is not a telephone number. Write it with its country code: +60 12 345 6789."
        )
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def email(text: str) -> str:
    address = text.strip().lower()
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", address):
        raise ValidationError(f"“{text}” is not an e-mail address, such as name@example.org.")
    return address


def handle(text: str) -> str:
    """`telegram:name` from `Telegram: @Name`; without a platform just the name."""
    platform, _, name = text.strip().lower().rpartition(":")
    name = name.strip().lstrip("@")
    if not name:
        raise ValidationError("Write the platform and the name, such as telegram: @name.")
    return f"{platform.strip()}:{name}" if platform else name


def document(text: str) -> str:
    """Passports and other documents: capital letters and digits only."""
    number = NOT_ALPHANUMERIC.sub("", text.upper())
    if not 5 <= len(number) <= 20:
        raise ValidationError(
            f"“{text}” is not a document number: it has 5 to 20 letters or digits."
        )
    return number


def national_id(text: str, country: str = "") -> str:
    """A Malaysian MyKad is checked (birth date and place); others are only cleaned."""
    if country != "MY":
        return document(text)
    try:
        return nric.validate(text)
    except NumberError as error:
        raise ValidationError(
            f"“{text}” is not a MyKad number: it has 12 digits and begins with the birth date, "
            "yymmdd."
        ) from error


def bank_account(text: str) -> str:
    """Digits; an IBAN (it begins with two letters) must have the right check digits."""
    number = NOT_ALPHANUMERIC.sub("", text.upper())
    if number[:2].isalpha():
        try:
            return iban.validate(number)
        except NumberError as error:
            raise ValidationError(f"“{text}” is not a valid IBAN; check its digits.") from error
    if not number.isdigit() or not 5 <= len(number) <= 20:
        raise ValidationError(f"“{text}” is not an account number: it has 5 to 20 digits.")
    return number


def as_written(text: str) -> str:
    """Where letters' case matters (wallets) or nothing is known: only spaces go."""
    value = "".join(text.split())
    if len(value) < 4:
        raise ValidationError(f"“{text}” is too short to tell one from another.")
    return value


def identifier_forms(words: str) -> list[str]:
    """Every normalised value that `words` could be, of whatever kind: for the search box."""
    forms = set()
    for normalise in (phone, email, handle, document, bank_account, as_written):
        try:
            forms.add(normalise(words))
        except ValidationError:
            continue  # Not of this kind.
    return sorted(forms)
