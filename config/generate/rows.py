"""A block of invented people as rows of the tables of Pulang, in the text that COPY reads.

Made in processes of their own, which write nothing; they read only how names are spelled.
"""

from __future__ import annotations

import json
import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, time, timedelta
from random import Random
from typing import Any, NamedTuple

from config.generate import files
from config.generate.copying import Table
from config.generate.facts import facts_of
from config.generate.humans import Home
from config.generate.incidents import Incident, World, incident
from config.generate.records import BLOCK, block
from config.generate.registering import Record, Used
from core.dates import PartialDate
from linking import model
from linking.models import Compared, LinkKey
from people.models import NameKind, Person, PersonName
from people.normalise import HAN, fold
from victims.keys import flight_key
from victims.models import Channel, JourneyLeg, RecruitmentAccount, TraffickingStatus, Victim

#: Where identifiers wait until each has found its row: `value` may be there from another block.
USES = "generated_use"
USE_COLUMNS = "kind value is_common person_id role as_written country source".split()
VICTIMS = 0.7
JOBS = ("Customer service", "Casino host", "Data entry", "Sales agent", "Translator", "Cook")
PLATFORMS = ("Facebook", "Telegram", "WeChat", "TikTok", "WhatsApp", "Line")

Facts = Mapping[str, Any]


class Filled(NamedTuple):
    """What one block adds: rows of each table, and the truth of them."""

    tables: dict[str, bytes]
    truths: str
    people: int


def filled(world: World, number: int) -> Filled:
    """The block as text for COPY, table by table in the order in which they may be written."""
    rng = Random(f"{world.seed}:rows:{number}")
    records = block(world, number)
    rows: dict[str, list[bytes]] = defaultdict(list)
    for place, record in enumerate(records, number * BLOCK):
        for table, facts in _of(world, rng, record, place):
            rows[table.name].append(table.line(facts))
    tables = {name: b"".join(lines) for name, lines in rows.items()}
    return Filled(tables, files.truths(records), len(records))


Row = tuple[Table, Facts]


def _of(world: World, rng: Random, record: Record, place: int) -> Iterator[Row]:
    """Everything that is written of one record."""
    scene = incident(world, record.case)
    base = _base(world, place, scene, record.ref)
    person = {**_person(record), **base, "case_id": case_id(world, record.case)}
    yield PEOPLE, person
    for position, name in enumerate(_names(record)):
        yield NAMES, {**name, "position": position, "person_id": base["id"]}
    for used in record.identifiers:
        yield WAITING, _use(used, base["id"])
    hanging = list(_victim(rng, record, scene, base)) if rng.random() < VICTIMS else []
    flown = frozenset(key for table, leg in hanging if table is LEG for key in _flown(leg))
    compared = facts_of(record, base["created_at"].year, flown)
    kept = json.dumps(compared.as_json(), ensure_ascii=False)
    yield COMPARED, {"person_id": base["id"], "facts": kept, "digest": compared.digest}
    for key in sorted(model.keys_of(compared)):
        yield KEYS, {"person_id": base["id"], "key": key}
    yield from hanging


def case_id(world: World, number: int) -> uuid.UUID:
    return _uuid(0x018F, number, world.seed)


def _uuid(kind: int, place: int, seed: int) -> uuid.UUID:
    """Version 8, and rising with the place, which indexes like."""
    return uuid.UUID(int=kind << 112 | place << 80 | 0x8 << 76 | 0b10 << 62 | seed)


def _base(world: World, place: int, scene: Incident, ref: str) -> dict[str, Any]:
    """Identity and times of a record: logged in the days after the raid."""
    day = scene.raided_on + timedelta(days=1 + place % 9)
    logged = datetime.combine(day, time(1, place % 60, place // 60 % 60), UTC)
    own = _uuid(0x0190, place, world.seed)
    return {"id": own, "ref": ref, "created_at": logged, "updated_at": logged}


def _person(record: Record) -> dict[str, Any]:
    return {
        **(_lives(record.home) if record.home else {}),
        "name": record.name.text,
        "sex": record.sex,
        "born_on": record.birth or None,
        "age_stated": record.age,
        "citizenships": [record.citizenship] if record.citizenship else [],
    }


def _lives(home: Home) -> Facts:
    city = home.city
    return {
        "address": home.address,
        "city": city.name,
        "postcode": home.postcode,
        "residence": city.country,
    }


def _names(record: Record) -> Iterator[Facts]:
    """The name that lists show, and with it the native one and the alias."""
    name = record.name
    shown = NameKind.ALIAS if name.text == name.alias else NameKind.LEGAL
    kinds = {name.text: NameKind.NATIVE if HAN.search(name.text) else shown}
    for kind, text in ((NameKind.NATIVE, name.native), (NameKind.ALIAS, name.alias)):
        if text:
            kinds.setdefault(text, kind)
    for text, kind in kinds.items():
        yield {"kind": kind, "text": text, "folded": fold(text)[:400]}


def _use(used: Used, person: uuid.UUID) -> Facts:
    return {
        "kind": used.kind,
        "value": used.value,
        "is_common": used.is_common,
        "person_id": person,
        "role": used.role,
        "as_written": used.written,
        "country": used.country,
        "source": "",
    }


# Linking -----------------------------------------------------------------------------------------


def _flown(leg: Facts) -> Iterator[str]:
    """The trace of a leg that was really flown, as `victims.keys` would leave it."""
    if leg.get("flight") and not leg.get("is_planned"):
        yield from flight_key(leg["flight"], PartialDate.parse(str(leg["departed_on"])))


# The victim's part -------------------------------------------------------------------------------


def _victim(rng: Random, record: Record, scene: Incident, base: dict[str, Any]) -> Iterator[Row]:
    part = _parts(base)
    victim = next(part)
    status = rng.choice((TraffickingStatus.POSSIBLE, TraffickingStatus.ACTUAL))
    yield VICTIM, {**victim, "person_id": base["id"], "status": status}
    for position, leg in enumerate(_legs(rng, record, scene), 1):
        yield LEG, {**next(part), **leg, "victim_id": victim["id"], "position": position}
    if rng.random() < 0.6:
        yield ACCOUNT, {**next(part), **_account(rng, scene), "victim_id": victim["id"]}


def _parts(base: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Identities for what hangs off a person; each is a record with a reference of its own."""
    number = base["id"].int
    for part in range(1, 100):
        own = number | part << 48
        yield {**base, "id": uuid.UUID(int=own), "ref": f"{base['ref']}{part:02}"}


def _legs(rng: Random, record: Record, scene: Incident) -> Iterator[Facts]:
    """By one of the flights of the case, then on by road; some were told another country."""
    flight, compound = rng.choice(scene.flights), scene.compound
    flown = {
        "from_place": flight.from_city,
        "from_country": flight.from_country,
        "to_place": flight.to_city,
        "to_country": flight.to_country,
        "departed_on": flight.day,
        "mode": "air",
        "entry": "regular",
    }
    if rng.random() < 0.3:
        told = {"to_place": "Dubai", "to_country": "AE", "is_planned": True, "flight": ""}
        yield {**flown, **told, "entry": "unknown"}
    yield {**flown, "flight": flight.number, "arrived_on": flight.day}
    yield {
        "phase": "Exploitation",
        "from_place": flight.to_city,
        "from_country": flight.to_country,
        "to_place": f"{compound.name}, {compound.town}",
        "to_country": compound.country,
        "departed_on": flight.day + timedelta(days=rng.choice((1, 1, 2))),
        "mode": "road",
        "entry": "irregular",
    }


def _account(rng: Random, scene: Incident) -> Facts:
    return {
        "channel": rng.choice((Channel.ONLINE_AD, Channel.SOCIAL_NETWORK, Channel.FRIENDS)),
        "platform": rng.choice(PLATFORMS),
        "promised_job": rng.choice(JOBS),
        "promised_country": rng.choice(scene.flights).to_country,
        "salary": rng.randrange(2_000, 9_000, 500),
        "currency": rng.choice(("MYR", "USD")),
        "claimed_debt": rng.choice(("", "RM 20,000 for the ticket", "USD 5,000 to be let go")),
    }


PEOPLE, NAMES = Table.of(Person), Table.of(PersonName)
COMPARED, KEYS = Table.of(Compared), Table.of(LinkKey)
VICTIM, LEG, ACCOUNT = Table.of(Victim), Table.of(JourneyLeg), Table.of(RecruitmentAccount)
WAITING = Table(USES, dict.fromkeys(USE_COLUMNS))
#: In an order in which every row finds what it refers to.
TABLES = (PEOPLE, NAMES, WAITING, COMPARED, KEYS, VICTIM, LEG, ACCOUNT)
