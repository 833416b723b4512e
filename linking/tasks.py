"""Linking in the worker. Each task looks its row up, calls a service and returns a count."""

import logging
from uuid import UUID

from celery import shared_task
from django.db import OperationalError

from linking import services

log = logging.getLogger(__name__)


@shared_task(acks_late=True, autoretry_for=(OperationalError,), retry_backoff=True, max_retries=5)
def link_person(person_id: str) -> int:
    """Safe to run twice. Returns how many pairs it proposes."""
    return services.link(UUID(person_id))


@shared_task(acks_late=True)
def sweep() -> int:
    """Link whoever still waits: their nudge was lost with a broker or a worker.

    Returns how many were linked. A record that cannot be compared is told to the log and goes on
    waiting; it must not keep those behind it from being linked.
    """
    linked = 0
    for person in services.awaiting(for_seconds=5):
        try:
            services.link(person)
        except Exception:
            log.exception("Person %s could not be linked and goes on waiting", person)
        else:
            linked += 1
    return linked
