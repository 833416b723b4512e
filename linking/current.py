"""The model in force, and the base that it is applied to."""

from __future__ import annotations

from functools import lru_cache
from uuid import UUID

from django.db import connection

from linking import model
from linking.model import Model
from linking.models import Compared, LinkingModel

#: Below this a count is exact; above it, the planner's estimate is close enough for a logarithm.
COUNTED = 10_000


def current() -> Model:
    """The model that was put to use last, else the one that is shipped."""
    pk = LinkingModel.objects.filter(is_current=True).values_list("pk", flat=True).first()
    return _stored(pk) if pk else _shipped()


@lru_cache(maxsize=4)
def _stored(pk: UUID) -> Model:
    return Model.from_json(LinkingModel.objects.get(pk=pk).model).beside(_shipped())


@lru_cache(maxsize=1)
def _shipped() -> Model:
    return model.read()


def records(model: Model) -> int:
    """How many records there are to be compared with, but never so few that chance looks small.

    A young base grows: what is rare in it today is not yet known to be.
    """
    return max(_counted(), model.at_least)


def _counted() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT reltuples FROM pg_class WHERE oid = %s::regclass", [Compared._meta.db_table]
        )
        (estimate,) = cursor.fetchone()
    return int(estimate) if estimate >= COUNTED else Compared.objects.count()
