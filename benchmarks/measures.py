"""The figures themselves."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from datetime import date

from django.db import connection, transaction
from django.test import Client

from accounts.models import Agency, User
from cases import services as cases
from cases.models import Case
from linking import services as linking
from linking.models import LinkKey
from people import services as people
from people.models import Person, PersonName
from people.names import parse, sounds
from people.normalise import fold

SEED = 7
GIVEN = "Aisyah Hafiz Mei Wei Kumar Priya Siti Amir Jun Ling Farid Devi Hao Nurul Ravi".split()
FAMILY = "Tan Lim Wong Abdullah Ismail Rahman Perumal Ng Lee Hassan Ganesan Chong Osman".split()


def run(size: int) -> None:
    """Fill a base of `size` people, then print one line a figure."""
    random.seed(SEED)
    user = somebody()
    case = fill(user, size)
    print(f"{size:,} people, PostgreSQL {connection.pg_version // 10_000}\n")
    print(f"{'':46}{'median':>12}{'95 %':>12}")
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    report("list of people, first page", lambda: client.get("/people/"), 20)
    report("list of people, found by name", lambda: client.get("/people/?q=mei+tan"), 20)
    report("search box", lambda: client.get("/search/?q=hafiz+ismail"), 20)
    report("case page", lambda: client.get(case.get_absolute_url()), 20)
    saved = []
    report("save a person, with keys", lambda: saved.append(save(case)), 100)
    waiting = iter(saved)
    report("link a person: candidates to matches", lambda: linking.link(next(waiting).pk), 100)


def somebody() -> User:
    agency = Agency.objects.create(name="Bench", kind="LawEnforcement", country="MY")
    return User.objects.create_user(
        "bench@pulang.example", "bench", name="Bench", role="investigator", agency=agency
    )


def fill(user: User, size: int, per_case: int = 50) -> Case:
    """People in cases of fifty, with names and keys, written in bulk. Returns the last case."""
    for first in range(0, size, per_case):
        case = cases.open_case(
            by=user, title=f"Case {first}", country="PE", opened_on=date(2023, 1, 1)
        )
        with transaction.atomic():
            crowd = [Person(case=case, name=a_name(), born_on=a_birth()) for _ in range(per_case)]
            Person.objects.bulk_create(crowd)
            PersonName.objects.bulk_create(
                PersonName(person=person, text=person.name, folded=fold(person.name))
                for person in crowd
            )
            LinkKey.objects.bulk_create(
                LinkKey(person=person, key=key) for person in crowd for key in keys(person)
            )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return case


def keys(person: Person) -> set[str]:
    one, other = sorted(sounds(parse(person.name)))[:2]
    return {f"name:{one}+{other}", f"born:{person.born_on}"}


def a_name() -> str:
    """Two parts out of a list and one that is nearly unique, as in a real base."""
    rare = "".join(random.choices("bcdfghjklmnprst", k=2)) + random.choice("aeiou")
    return f"{random.choice(GIVEN)} {rare.title()}{random.choice('aeiou')}r {random.choice(FAMILY)}"


def a_birth() -> str:
    return date.fromordinal(random.randint(724_000, 731_500)).isoformat()


def save(case: Case) -> Person:
    name = {"kind": "legal", "text": a_name()}
    return people.record_person(case, names=[name], identifiers=[], born_on=a_birth())


def report(what: str, act: Callable[[], object], times: int) -> None:
    seconds = []
    for _ in range(times):
        begun = time.perf_counter()
        act()
        seconds.append(time.perf_counter() - begun)
    middle, high = statistics.median(seconds), statistics.quantiles(seconds, n=20)[-1]
    print(f"{what:46}{middle * 1000:>9.1f} ms{high * 1000:>9.1f} ms")
