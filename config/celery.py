"""The Celery application. Tasks look rows up and call services; they hold no logic."""

import gc
import os

from celery import Celery
from celery.signals import worker_process_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("pulang")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_process_init.connect
def collect_garbage_seldom(**of_signal: object) -> None:
    """Comparing people makes some ten thousand objects at a time, and no cycles: looking for them
    after every 700, as Python does, took a quarter of the time."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
