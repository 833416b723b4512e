"""Loading the instruments of `victims/instruments/` into the database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from core import services as core
from victims.models import Instrument, Screening
from victims.scheme import BadInstrument

Document = Mapping[str, Any]


@transaction.atomic
def load_instruments(documents: Iterable[Document]) -> list[str]:
    """Take over checked documents; says in a sentence what became of each.

    A version that was answered stays as it is for ever: a changed file needs a new version.
    """
    return [_load(document) for document in documents]


def _load(document: Document) -> str:
    facts = {name: document[name] for name in ("title", "short", "jurisdiction")}
    named = {"key": document["key"], "edition": document["version"]}
    loaded = Instrument.objects.select_for_update().filter(**named).first()
    if loaded is None:
        loaded = core.create(Instrument(document=document, **named, **facts))
        return f"{loaded}: loaded."
    if loaded.document == document:
        return f"{loaded}: as before."
    if answered := Screening.objects.filter(instrument=loaded).count():
        raise BadInstrument(
            f"{loaded.key} {loaded.edition}",
            [
                f"The file differs from what {answered} screening(s) answered. Give it a new "
                "“version”; what was answered is never changed."
            ],
        )
    Instrument.objects.filter(pk=loaded.pk).update(document=document, **facts)
    return f"{loaded}: changed; nobody had answered it."
