"""One writer of links at a time."""

from __future__ import annotations

from django.db import connection

CASE_LINKS = "linking.case_links"


def one_writer_of_links() -> None:
    """Until the transaction ends, nobody else writes matches, verdicts or identities.

    Two reviewers who join chains at both ends at once could make a contradiction.
    """
    _wait_for("linking.links")


def one_writer_of_case_links() -> None:
    """That for the links between cases, which are written after the rest. Who needs both locks
    takes this one last."""
    _wait_for(CASE_LINKS)


def may_write_case_links() -> bool:
    """That, without waiting: whether nobody else writes them now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext(%s))", [CASE_LINKS])
        return bool(cursor.fetchone()[0])


def one_writer_of_models() -> None:
    """Until the transaction ends, nobody else puts a model to use."""
    _wait_for("linking.model")


def _wait_for(lock: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [lock])
