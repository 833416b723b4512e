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
def help_with_run(run_id: str, helper: str) -> bool:
    """One of several workers at a run. Returns whether the run is done."""
    return services.help_with_run(UUID(run_id))


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


@shared_task(acks_late=True, autoretry_for=(OperationalError,), retry_backoff=True, max_retries=5)
def refresh_case_links(case_id: str) -> int:
    """Safe to run twice. Returns how many links it wrote."""
    return services.refresh_case(UUID(case_id))


@shared_task(acks_late=True)
def sweep_cases(for_seconds: float = 5) -> int:
    """Refresh the cases that are still stale: their nudge was lost. Returns how many were.

    A case that cannot be refreshed is told to the log and stays stale; the others go on.
    """
    refreshed = 0
    for case in services.stale_cases(for_seconds=for_seconds):
        try:
            services.refresh_case(case)
        except Exception:
            log.exception("The links of case %s could not be refreshed; it stays stale", case)
        else:
            refreshed += 1
    return refreshed


@shared_task(acks_late=True)
def forget_lists() -> int:
    """Safe to run twice. Returns how many uploaded lists were too old to keep."""
    return services.forget_lists()


@shared_task(acks_late=True, autoretry_for=(OperationalError,), retry_backoff=True, max_retries=5)
def count_keys() -> int:
    """Safe to run twice. Returns how many keys are frequent."""
    return services.count_keys()
