"""What to print of a script that none of the fonts has: the words in Latin letters, in brackets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import partial
from typing import Any

from anyascii import anyascii

#: Joins or parts letters without being seen; scripts of the region need them.
INVISIBLE = "\n\t\u200b\u200c\u200d"


def romanised(content: Any, can_print: Callable[[str], bool]) -> Any:
    """`content` with every word romanised that holds a letter which `can_print` denies."""
    if isinstance(content, str):
        return re.sub(r"\S+", partial(_word, can_print=can_print), content)
    if isinstance(content, list):
        return [romanised(item, can_print) for item in content]
    if isinstance(content, dict):
        return {key: romanised(value, can_print) for key, value in content.items()}
    return content


def _word(match: re.Match[str], can_print: Callable[[str], bool]) -> str:
    word = match[0]
    if all(_is_plain(letter) or can_print(letter) for letter in word):
        return word
    seen = "".join(letter for letter in word if unicodedata.category(letter) != "Cc")
    return f"[{anyascii(seen)}]"


def _is_plain(letter: str) -> bool:
    """Needs no look into the fonts: Latin, or a mark that is drawn with its letter."""
    if letter in INVISIBLE or unicodedata.category(letter).startswith("M"):
        return True
    return " " <= letter <= "~"
