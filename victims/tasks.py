"""What the worker does for victims by the clock."""

from celery import shared_task

from victims import services


@shared_task(acks_late=True)
def forget_manifests() -> int:
    """Safe to run twice. Returns how many lists that nobody confirmed were too old to keep."""
    return services.forget_manifests()
