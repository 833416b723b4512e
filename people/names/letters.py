"""From any script to plain Latin words, and the sound of those words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii
from opencc import OpenCC
from pypinyin import lazy_pinyin

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
#: A passport's machine-readable line writes these letters as two.
EXPANDED = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "æ": "ae", "œ": "oe", "ß": "ss"}
)
ARABIC = re.compile(r"[\u0600-\u06ff]")
#: Inside an Arabic word these letters are mostly long vowels.
LONG_VOWELS = str.maketrans("wy", "ui")
#: Thai and Lao write some vowels before the consonant after which they are spoken.
THAI_VOWEL = re.compile(r"([เแโใไເແໂໃໄ])([ก-ฮກ-ຮ])")
#: Digits that an eye or a scanner takes for letters.
MISREAD = str.maketrans("0134579", "oleastg")
#: Spellings of one sound in many romanisations; the order matters.
SOUNDS = [
    pair.split("=")
    for pair in (
        "tsch=j tch=j sch=s sh=s sy=s sj=s ch=j dj=j zh=j kh=k gh=g ck=k ph=f th=t dh=d bh=b hm=m "
        "hl=l hn=n ht=t hp=p q=k x=ks sw=s dz=s z=s ce=se ci=si c=k w=v oo=u ee=i ou=u aa=a"
    ).split()
]
DOUBLED = re.compile(r"(.)(?=\1)")
VOWELS = str.maketrans("eyo", "iiu")
HARD = str.maketrans("bdg", "ptk")
BONES = str.maketrans("zcjgfbdvqxr", "skskpptpkkl")

_SIMPLIFIED = OpenCC("t2s")


def simplified(text: str) -> str:
    """Han in one set of characters: 陳 is 陈."""
    if text.isascii() or not HAN.search(text):
        return text
    return str(_SIMPLIFIED.convert(text))


def script(text: str) -> str:
    """The script of the first letter that is not Latin, else `latin`."""
    if text.isascii():
        return "latin"
    for letter in text:
        if letter.isalpha() and not letter.isascii():
            name = unicodedata.name(letter, "").split(" ")[0].lower()
            if name not in ("latin", "modifier"):
                return "han" if name == "cjk" else name
    return "latin"


@lru_cache(maxsize=20_000)
def forms(word: str) -> frozenset[str]:
    """Müller is written Muller, and in a passport MUELLER."""
    lower = word.lower()
    return frozenset(plain(text) for text in (lower, lower.translate(EXPANDED))) - {""}


@lru_cache(maxsize=20_000)
def plain(word: str) -> str:
    """Lower-case Latin letters; a digit inside a word is a misread letter."""
    if word.isalpha() and word.isascii():
        return word.lower()
    text = anyascii(THAI_VOWEL.sub(r"\2\1", word)).lower()
    if ARABIC.search(word):
        text = re.sub("^['`]", "a", text[:1]) + text[1:].translate(LONG_VOWELS)
    text = re.sub(r"[^a-z0-9]+", "", text)
    return text.translate(MISREAD) if re.search("[a-z]", text) else text


def pinyin(han: str) -> str:
    return "".join(lazy_pinyin(han))


@lru_cache(maxsize=50_000)
def heard(word: str) -> str:
    """How a word sounds, roughly: one letter for a sound, three vowels, nothing doubled."""
    text = word
    for spelling, sound in SOUNDS:
        text = text.replace(spelling, sound)
    text = re.sub("[aiu]+(?=[aiu])", "", text.translate(VOWELS))
    text = DOUBLED.sub("", text)
    return text[:1] + text[1:].replace("h", "")


@lru_cache(maxsize=50_000)
def voiceless(word: str) -> str:
    """Heard by an ear that does not tell b from p, d from t, g from k, as in Tamil."""
    return heard(word).translate(HARD)


@lru_cache(maxsize=50_000)
def bones(word: str) -> str:
    """The consonants alone, those that scripts confuse as one; a first vowel counts as `a`."""
    text = heard(word).translate(BONES)
    if not text:
        return ""
    first = "a" if text[0] in "aiu" else text[0]
    return DOUBLED.sub("", first + re.sub(r"[aiuh]", "", text[1:]))
