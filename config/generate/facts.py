"""Invented people as the linking model compares them, with the truth. Needs no database."""

from __future__ import annotations

from config.generate.incidents import World, incident
from config.generate.records import records
from config.generate.registering import Record
from linking.model import Facts
from linking.model.facts import EMPTY, compact, words_of
from people.normalise import fold

#: Roles of an identifier that a person holds or uses (`people.models.OWN`).
OWN = {"holder", "user"}


def known_of(people: int, seed: int) -> tuple[list[Facts], list[str]]:
    """(the facts of each record, which human each is)."""
    world = World(people, seed)
    made = list(records(people, seed))
    known = [facts_of(record, incident(world, record.case).raided_on.year) for record in made]
    return known, [record.human for record in made]


def facts_of(record: Record, year: int, traces: frozenset[str] = EMPTY) -> Facts:
    """What `linking.keys.facts` reads of the record once it is saved; the year is that of logging.

    `traces` are those of what hangs off the person; contacts of offers are added.
    """
    name, home = record.name, record.home
    texts = dict.fromkeys(text for text in (name.text, name.native, name.alias) if text)
    return Facts(
        names=tuple(texts),
        birth=record.told_birth(year),
        sex="" if record.sex == "unknown" else record.sex,
        citizenships=frozenset({record.citizenship} if record.citizenship else ()),
        identifiers=frozenset(
            f"{used.kind}:{used.value}"
            for used in record.identifiers
            if used.role in OWN and not used.is_common
        ),
        address=words_of(home.address) if home else frozenset(),
        city=fold(home.city.name) if home else "",
        postcode=compact(home.postcode) if home else "",
        traces=traces.union(
            f"offer:{used.kind}:{used.value}"
            for used in record.identifiers
            if used.role == "contact" and not used.is_common
        ),
    )
