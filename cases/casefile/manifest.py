"""What a print held, so that anybody can later check it against the records."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model


def canonical(value: Any) -> str:
    """The one JSON text of a value: keys sorted, no spaces, dates as ISO 8601."""
    return json.dumps(
        value, cls=_Encoder, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )


def digest(value: Any) -> str:
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def record_digest(record: Model) -> str:
    """The sha-256 of the columns of a row."""
    return digest({field.attname: getattr(record, field.attname) for field in _columns(record)})


def entries(records: Iterable[Model]) -> list[dict[str, str]]:
    """Kind, reference and hash of each record, once."""
    once = {(record._meta.label_lower, str(record.pk)): record for record in records}
    return [
        {
            "kind": str(record._meta.verbose_name),
            "ref": getattr(record, "ref", "") or str(record.pk),
            "sha256": record_digest(record),
        }
        for record in once.values()
    ]


def _columns(record: Model) -> Any:
    return record._meta.concrete_fields


class _Encoder(DjangoJSONEncoder):
    """Also writes what our own fields hold (partial dates, countries) as it is stored."""

    def default(self, value: Any) -> Any:
        try:
            return super().default(value)
        except TypeError:
            return str(value)
