"""Counting which keys are frequent."""

from __future__ import annotations

from django.db import connection, transaction

from linking.models import KeyCount

#: A key that fewer records have is not listed: it would tell of records that one may not open.
FREQUENT = 5
MOST = 5_000


@transaction.atomic
def count_keys() -> int:
    """Count the most frequent keys anew, in one walk over the index. Returns how many there are."""
    KeyCount.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO linking_keycount (key, kind, records, counted_at)
            SELECT key, split_part(key, ':', 1), count(*), now()
            FROM linking_linkkey GROUP BY key HAVING count(*) >= %s
            ORDER BY count(*) DESC, key LIMIT %s
            ON CONFLICT (key) DO NOTHING  -- somebody counts at the same time
            """,
            [FREQUENT, MOST],
        )
        return cursor.rowcount
