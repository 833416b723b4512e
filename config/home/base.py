"""What a first page is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

ROWS = 8


@dataclass(frozen=True, slots=True)
class Panel:
    """A card of the page: `template` draws `rows`; `url` leads to all of them."""

    title: str
    icon: str
    template: str
    rows: Any
    url: str = ""


Card = dict[str, Any]


def card(label: str, value: int, icon: str, url: str = "") -> Card:
    return {"label": label, "value": value, "icon": icon, "url": url}
