"""Putting a linking model to use. Each time is a row of its own, so the rows are the history."""

from __future__ import annotations

import re
from dataclasses import replace
from math import isfinite

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from core.services import StaleRecord
from linking import model as shipped
from linking.current import current
from linking.model import Model
from linking.models import LinkingModel
from linking.services.lock import one_writer_of_models

#: A letter says where a version comes from.
CALIBRATED, TRAINED = "c", "t"


def calibrate(
    *, by: User | None, possible: float, match: float, reason: str, version: int | None = None
) -> LinkingModel:
    """Set the thresholds of the model in force; its weights stay. See `put_to_use`."""
    return put_to_use(
        replace(current(), possible=possible, match=match), by=by, reason=reason, version=version
    )


def go_back(
    former: LinkingModel | None, *, by: User | None, reason: str, version: int | None = None
) -> LinkingModel:
    """Put a model that was in force before to use again; None is the one that is shipped."""
    model = Model.from_json(former.model) if former else shipped.read()
    told = reason.strip() and f"Back to {model.version}: {reason.strip()}"
    return put_to_use(model, by=by, reason=told, version=version)


@transaction.atomic
def put_to_use(
    model: Model,
    *,
    by: User | None,
    reason: str,
    version: int | None = None,
    kind: str = CALIBRATED,
) -> LinkingModel:
    """Compare with this model from now on, in every process.

    Pairs that were compared before keep their weights until they are compared anew. `version` is
    that of the model in force when the user decided (0 for the shipped one). Raises
    ValidationError, or StaleRecord when another was put to use since.
    """
    _check(model, reason)
    one_writer_of_models()
    last = LinkingModel.objects.filter(is_current=True).first()
    if last and version is not None and version != last.version:
        raise StaleRecord(last)
    name = _next_name(model.version, kind)
    row = LinkingModel(
        name=name,
        model=replace(model, version=name).as_json(),
        reason=reason.strip(),
        by=by,
        # Each model counts on from the last, so that a form knows which one it was made for.
        version=last.version + 1 if last else 1,
    )
    LinkingModel.objects.filter(is_current=True).update(is_current=False)
    row.full_clean(exclude=["by"])  # A command is nobody.
    row.save()
    return row


def _check(model: Model, reason: str) -> None:
    if not reason.strip():
        raise ValidationError({"reason": "Say why, for whoever asks next year."})
    if not (isfinite(model.possible) and isfinite(model.match)):
        raise ValidationError("A threshold is a number of bits, such as 4.5.")
    if model.possible > model.match:
        raise ValidationError(
            {"match": "A match weighs at least as much as a possible one: raise this one."}
        )


def _next_name(version: str, kind: str) -> str:
    """`2026.11` → `2026.11+c1`, `2026.11+c1` → `2026.11+c2`, `2026.11+t1` → `2026.11+t1+c1`."""
    stem = f"{re.sub(rf'[+]{kind}[0-9]+$', '', version)}+{kind}"
    names = LinkingModel.objects.filter(name__startswith=stem).values_list("name", flat=True)
    numbers = [int(name.removeprefix(stem)) for name in names if name[len(stem) :].isdecimal()]
    return f"{stem}{max(numbers, default=0) + 1}"
