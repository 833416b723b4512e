"""Invented people as a base of cases, as if agencies had logged them for years."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random

import pgtrigger
from django.db import connection, transaction

from accounts.models import Agency, AgencyKind
from cases.models import Assignment, Case, Place, RescueOperation
from config.generate import rows
from config.generate.files import WORTH_IT, Progress, Truth
from config.generate.incidents import Incident, World, incident
from config.generate.records import blocks
from core.spread import in_order, on_database

PREFIX = "GEN-"
UNITS = "Kuala Lumpur:MY Johor:MY Penang:MY Sabah:MY Sarawak:MY Bangkok:TH Tak:TH Yangon:MM".split()
UNITS += (
    "Phnom Penh:KH Manila:PH Jakarta:ID Lima:PE Taipei:TW Dhaka:BD Hanoi:VN Singapore:SG".split()
)
AT_A_TIME = 1_000

MAKE_WAITING = f"""
    CREATE TEMPORARY TABLE IF NOT EXISTS {rows.USES} (
        kind text, value text, is_common boolean, person_id uuid, role text, as_written text,
        country text, source text
    ) ON COMMIT DROP
"""
#: Triggers and the checks of references are four fifths of the work, and rows that follow from each
#: other refer to nothing that is not there. Who may not leave them out waits for them.
RUN_TRIGGERS = """
    SELECT set_config('session_replication_role', %s, true)
    WHERE has_parameter_privilege('session_replication_role', 'SET')
"""
# In one order, as the services do it, so that nobody who saves the same numbers blocks us.
FIND_IDENTIFIERS = f"""
    INSERT INTO people_identifier (kind, value, is_common)
    SELECT kind, value, bool_or(is_common) FROM {rows.USES} GROUP BY kind, value
    ORDER BY kind, value
    ON CONFLICT (kind, value) DO NOTHING
"""  # noqa: S608 - no value of anybody's is in it
USE_THEM = f"""
    INSERT INTO people_identifieruse (identifier_id, person_id, role, as_written, country, source)
    SELECT DISTINCT ON (found.id, person_id, role)
        found.id, person_id, role, as_written, country, source
    FROM {rows.USES} JOIN people_identifier AS found USING (kind, value)
"""  # noqa: S608


def seeds() -> set[int]:
    """The seeds of the people that the base holds already."""
    refs = Case.objects.filter(ref__startswith=PREFIX).values_list("ref", flat=True)
    return {int(ref.split("-")[1]) for ref in refs}


def into_database(
    people: int,
    seed: int,
    *,
    truth: Path | None = None,
    processes: int = 1,
    progress: Progress = lambda done: None,
) -> None:
    """All of them or none. No history is written: nobody did what these records say.

    Nobody is marked as awaiting linking; comparing all records again finds who is who.
    """
    world = World(people, seed)
    processes = processes if people > WORTH_IT else 1
    # History is left out around the transaction: its last word is one that a failed one refuses.
    with pgtrigger.ignore(), transaction.atomic(), Truth(truth) as told:
        _begin()
        _open_cases(world)
        work = partial(rows.filled, world)
        done = 0
        tasks = range(blocks(world))
        begin = partial(on_database, connection.settings_dict["NAME"])
        for filled in in_order(work, tasks, processes=processes, begin=begin):
            _write(filled)
            told.write(filled.truths)
            done += filled.people
            progress(done)
        with connection.cursor() as cursor:
            cursor.execute(RUN_TRIGGERS, ["origin"])
            cursor.execute("ANALYZE")


def _begin() -> None:
    with connection.cursor() as cursor:
        # References are checked after each statement, not all of them at the very end.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(RUN_TRIGGERS, ["replica"])
        cursor.execute(MAKE_WAITING)


def _write(filled: rows.Filled) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {rows.USES}")
        for table in rows.TABLES:
            with cursor.copy(table.command) as copy:
                copy.write(filled.tables.get(table.name, b""))
        cursor.execute(FIND_IDENTIFIERS)
        cursor.execute(USE_THEM)


# Cases -------------------------------------------------------------------------------------------


def _open_cases(world: World) -> None:
    """Every case with its place and its raid, led by one agency and read by another."""
    agencies = _agencies()
    for start in range(0, world.cases, AT_A_TIME):
        scenes = [incident(world, n) for n in range(start, min(start + AT_A_TIME, world.cases))]
        made = [_case(world, scene, agencies) for scene in scenes]
        Case.objects.bulk_create(made)
        places = Place.objects.bulk_create(map(_place, scenes, made))
        RescueOperation.objects.bulk_create(map(_raid, scenes, made, places))
        Assignment.objects.bulk_create(
            one
            for scene, case in zip(scenes, made, strict=True)
            for one in _on(scene, case, agencies)
        )


def _agencies() -> list[Agency]:
    """Police units of sixteen places, and those that the base has: their people see some cases."""
    for unit in UNITS:
        town, _, country = unit.partition(":")
        facts = {"kind": AgencyKind.LAW_ENFORCEMENT, "country": country}
        Agency.objects.get_or_create(
            name=f"Anti-trafficking unit, {town} (generated)", defaults=facts
        )
    return list(
        Agency.objects.get_queryset().filter(kind=AgencyKind.LAW_ENFORCEMENT).order_by("name")
    )


def _case(world: World, scene: Incident, agencies: list[Agency]) -> Case:
    rng = Random(f"{world.seed}:file:{scene.number}")
    return Case(
        id=rows.case_id(world, scene.number),
        ref=f"{PREFIX}{world.seed}-{scene.number + 1:05}",
        title=f"{scene.compound.name}, {scene.compound.town}",
        country=scene.compound.country,
        opened_on=scene.raided_on,
        stage=rng.choice(("intake", "screening", "protection", "return", "closed")),
        sensitivity=rng.choice(("open", "open", "restricted")),
        exploitation=["ForcedCriminality"],
        scams=[rng.choice(("romance", "crypto", "macau", "gambling", "job"))],
        lead_agency=agencies[scene.number % len(agencies)],
        summary="Generated: every person in it is invented.",
    )


def _place(scene: Incident, case: Case) -> Place:
    name = f"{scene.compound.name}, {scene.compound.town}"
    return Place(case=case, kind="compound", name=name, country=scene.compound.country)


def _raid(scene: Incident, case: Case, place: Place) -> RescueOperation:
    return RescueOperation(case=case, place=place, happened_on=scene.raided_on)


def _on(scene: Incident, case: Case, agencies: list[Agency]) -> Iterator[Assignment]:
    other = agencies[(scene.number * 7 + 3) % len(agencies)]
    purpose = {"purpose": "Opened the case", "level": "write"}
    yield Assignment(case=case, agency=case.lead_agency, since=case.opened_on, **purpose)
    if other != case.lead_agency:
        yield Assignment(
            case=case,
            agency=other,
            since=case.opened_on + timedelta(days=2),
            purpose="Its nationals",
        )
