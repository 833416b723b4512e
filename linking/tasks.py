"""Linking in the worker. Each task looks its row up, calls a service and returns a count."""

from uuid import UUID

from celery import shared_task
from django.db import OperationalError

from linking import services


@shared_task(acks_late=True, autoretry_for=(OperationalError,), retry_backoff=True, max_retries=5)
def link_person(person_id: str) -> int:
    """Safe to run twice. Returns how many pairs it proposes."""
    return services.link(UUID(person_id))


@shared_task(acks_late=True)
def sweep() -> int:
    """Link whoever still waits: their nudge was lost with a broker or a worker."""
    people = services.awaiting(for_seconds=5)
    for person in people:
        services.link(person)
    return len(people)
