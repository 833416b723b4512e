"""One written form for what people write in many: for search, and identifiers. Pure functions."""

from __future__ import annotations

import re
import unicodedata

import phonenumbers
from anyascii import anyascii
from django.conf import settings
from django.core.exceptions import ValidationError
from pypinyin import lazy_pinyin
from stdnum import iban
from stdnum.exceptions import ValidationError as NumberError
from stdnum.my import nric

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+")
SLASHED = re.compile(r"\b([asd])/([lpo])\b")
DIGITS = re.compile(r"\D+")
NOT_ALPHANUMERIC = re.compile(r"[^0-9A-Z]+")


# Names -------------------------------------------------------------------------------------------


#: How lists, documents and machine readable zones write the sex: English, Malay, Spanish, Chinese.
SEX_WORDS = {
    **dict.fromkeys(("f", "female", "woman", "feminine"), "female"),
    **dict.fromkeys(("p", "perempuan", "wanita", "mujer", "femenino", "女"), "female"),
    **dict.fromkeys(("m", "male", "man", "masculine"), "male"),
    **dict.fromkeys(("l", "lelaki", "hombre", "masculino", "男"), "male"),
    **dict.fromkeys(("x", "other"), "other"),
}


def fold(name: str) -> str:
    """Lower-case Latin letters, digits and single spaces, whatever the script.

    Han is read in pinyin, a syllable a word: 陈美玲 and 陳美玲 give `chen mei ling`.
    """
    text = unicodedata.normalize("NFKC", name)
    text = HAN.sub(lambda han: f" {' '.join(lazy_pinyin(han[0]))} ", text)
    text = SLASHED.sub(r"\1\2", anyascii(text).lower())
    return " ".join(re.sub(r"[^a-z0-9]+", " ", text.replace("'", "")).split())


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
