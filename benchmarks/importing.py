"""How long a list of thousands takes on its way into a case."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Callable
from functools import partial

from django.db.models import Q

from accounts.models import User
from cases.models import Case
from config import generate
from core.models import JobStatus
from linking.models import Match
from victims import services as victims
from victims.models import Manifest

ROWS = 10_000


def a_list(user: User, case: Case, seed: int) -> None:
    """A list of further generated humans: checked and imported, with all that is proposed."""
    content = a_file(seed).encode()
    manifest = victims.upload_manifest(case, name="list.csv", content=content, by=user)
    mapping = victims.propose_columns(manifest)
    begin = partial(victims.name_columns, version=None, mapping=mapping, by=user)
    timed(f"{ROWS:,}-row dry run, possible duplicates", manifest, begin)
    begin = partial(victims.confirm_manifest, version=None, by=user)
    timed(f"{ROWS:,}-row import, matches proposed", manifest, begin)
    imported = manifest.rows.filter(victim__isnull=False)
    people = imported.values("victim__person")
    found = Match.objects.filter(Q(left__in=people) | Q(right__in=people)).count()
    print(f"{'   records':46}{imported.count():>12,}")
    print(f"{'   matches':46}{found:>12,}")


def a_file(seed: int) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["Name", "Date of birth", "Nationality", "Passport", "Phone"])
    for record in generate.records(ROWS, seed):
        numbers = [record.first("passport"), record.first("phone")]
        writer.writerow([record.name.text, record.birth, record.citizenship, *numbers])
    return text.getvalue()


def timed(what: str, manifest: Manifest, begin: Callable[[Manifest], Manifest]) -> None:
    """How long it takes the worker to do what `begin` orders."""
    job = begin(manifest).job
    begun = time.perf_counter()
    while not job.is_finished:
        time.sleep(0.1)
        job.refresh_from_db()
    assert job.status == JobStatus.DONE, job.message
    print(f"{what:46}{time.perf_counter() - begun:>10.1f} s")
