"""The figures of the running system: pages, saving, linking one record, comparing all."""

from __future__ import annotations

import os
import resource
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import date
from uuid import uuid4

from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import Agency, User
from benchmarks.importing import a_list
from cases import services as cases
from cases.models import Case
from config import generate
from config.celery import app
from core.models import Job
from core.services import Progress
from linking import services as linking
from linking.models import Awaiting, Run
from people import services as people
from people.models import Person

SEED = 7
#: So many were freed in one house.
GROUP = 43


def run(size: int, parts: Collection[str]) -> None:
    """Fill a base of `size` generated people, then print one line a figure of those parts."""
    user = somebody()
    begun = time.perf_counter()
    generate.into_database(size, SEED, processes=2)
    filled = time.perf_counter() - begun
    case = own_case(user)
    print(f"{size:,} people, PostgreSQL {connection.pg_version // 10_000}")
    print(f"generated and copied, keys written, in {filled:.0f} s\n")
    print(f"{'':46}{'median':>12}{'95 %':>12}")
    if "pages" in parts:
        pages(user, case)
    if "linking" in parts:
        one_record(case)
    if "raid" in parts:
        raid(user, case)
    with a_worker():
        if "import" in parts:
            a_list(user, case, SEED + 4)
        if "worker" in parts:
            visible(own_case(user))
        if "all" in parts:
            all_records(user)
    memory()


def somebody() -> User:
    agency = Agency.objects.create(name="Bench", kind="LawEnforcement", country="MY")
    return User.objects.create_user(
        "bench@pulang.example", "bench", name="Bench", role="investigator", agency=agency
    )


def own_case(user: User) -> Case:
    return cases.open_case(by=user, title="Bench", country="PE", opened_on=date(2023, 10, 7))


def pages(user: User, case: Case) -> None:
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    report("list of people, first page", lambda: client.get("/people/"), 20)
    report("list of people, found by name", lambda: client.get("/people/?q=mei+tan"), 20)
    report("search box", lambda: client.get("/search/?q=hafiz+ismail"), 20)
    report("case page", lambda: client.get(case.get_absolute_url()), 20)


def one_record(case: Case) -> None:
    """Further records of generated humans, saved one by one and linked to the whole base."""
    saved: list[Person] = []
    further = iter(generate.records(20_000, SEED + 1))
    report(
        "save a person, with facts and keys", lambda: saved.append(save(case, next(further))), 200
    )
    waiting = iter(saved)
    report("link it: candidates, scores, matches", lambda: linking.link(next(waiting).pk), 200)


def save(case: Case, record: generate.Record) -> Person:
    name = {"kind": "legal", "text": record.name.text}
    return people.record_person(case, names=[name], identifiers=[], born_on=record.birth or None)


def raid(user: User, case: Case) -> None:
    """A group as the grid sends it, each row with account, leg, site and operation; and what the
    grid asks while a row is typed."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    site = cases.record_place(case, kind="house", name="House", country="PE")
    operation = cases.log_operation(case, happened_on=date(2023, 10, 7), place=site)
    group = {
        "operation": operation.ref, "site": site.ref, "promised_job": "Call centre",
        "flight": "KL 743", "arrived_on": "2023-09-29", "from_place": "Kuala Lumpur",
        "from_country": "MY", "to_place": "Lima", "to_country": "PE",
    }  # fmt: skip
    further = map(cells, generate.records(20_000, SEED + 3))
    page, check = reverse("intake", args=[case.ref]), reverse("check_row", args=[case.ref])

    def send() -> None:
        rows = [{"client_id": uuid4().hex} | next(further) for _ in range(GROUP)]
        body = {"user": str(user.pk), "group": group, "rows": rows}
        answer = client.post(page, body, content_type="application/json").json()
        assert all("ref" in row for row in answer["rows"]), answer

    def ask() -> None:
        client.post(check, {"cells": next(further)}, content_type="application/json")

    report("43-row raid save", send, 5)
    report("duplicate hint", ask, 200)


def cells(record: generate.Record) -> dict[str, str]:
    passports = (used.value for used in record.identifiers if used.kind == "passport")
    return {
        "name": record.name.text,
        "sex": record.sex,
        "born": record.birth,
        "citizenship": record.citizenship,
        "passport": next(passports, ""),
    }


@contextmanager
def a_worker() -> Iterator[None]:
    """A real worker on the real broker, as in `make demo`."""
    command = [sys.executable, "-m", "celery", "-A", "config", "worker", "--concurrency", "2"]
    worker = subprocess.Popen(
        command,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,  # Its banner; what it fails at is seen in the figures.
    )
    try:
        while not app.control.ping():
            assert worker.poll() is None, "The worker did not start."
        yield
    finally:
        os.killpg(worker.pid, signal.SIGTERM)
        worker.wait()


def visible(case: Case) -> None:
    """From the press of Save to what the reviewer's page reads: the worker has compared."""
    further = iter(generate.records(20_000, SEED + 2))

    def save_and_see() -> None:
        person = save(case, next(further))
        while Awaiting.objects.filter(person=person).exists():
            time.sleep(0.005)

    report("save to visible, by broker and worker", save_and_see, 50)


def all_records(user: User) -> None:
    """As the worker does it, which takes half of the parts, beside this process."""
    job = Job.objects.create(kind="relink", title="Compare", started_by=user, status="running")
    begun = time.perf_counter()
    linking.relink(Progress(job), {})
    print(f"{'compare all records, base to stored pairs':46}{time.perf_counter() - begun:>10.1f} s")
    print(f"{'   pairs':46}{Run.objects.latest('created_at').pairs.count():>12,}")


def memory() -> None:
    own, other = (
        resource.getrusage(who).ru_maxrss / 1e6
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    what = "   memory of this process, and of the largest other"
    print(f"{what:46}{own:>6.1f} GB{other:>6.1f} GB")


def report(what: str, act: Callable[[], object], times: int) -> None:
    seconds = []
    for _ in range(times):
        begun = time.perf_counter()
        act()
        seconds.append(time.perf_counter() - begun)
    middle, high = statistics.median(seconds), statistics.quantiles(seconds, n=20)[-1]
    print(f"{what:46}{middle * 1000:>9.1f} ms{high * 1000:>9.1f} ms")
