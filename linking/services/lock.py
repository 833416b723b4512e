"""One writer of links at a time."""

from __future__ import annotations

from django.db import connection


def one_writer_of_links() -> None:
    """Until the transaction ends, nobody else writes matches, verdicts, identities, case links.

    Two reviewers who join chains at both ends at once could make a contradiction; two workers who
    write the links of the same cases in another order could block each other for ever.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('linking.links'))")
