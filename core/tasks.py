"""Running jobs in the worker."""

from celery import shared_task
from django.db import OperationalError

from core import services
from core.models import Job


@shared_task(acks_late=True, autoretry_for=(OperationalError,), retry_backoff=True, max_retries=5)
def run_job(job_id: str) -> str:
    """Safe to run twice: a job that is over is left alone. Returns how it ended."""
    job = Job.objects.filter(pk=job_id).first()
    return services.run_job(job).status if job else "gone"


@shared_task(acks_late=True)
def start_waiting_jobs() -> int:
    """Start the jobs whose nudge was lost. Returns how many."""
    jobs = services.waiting_jobs()
    for job in jobs:
        run_job.delay(str(job.pk))
    return len(jobs)
