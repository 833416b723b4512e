"""Short digests of what two records say, so that a verdict can tell whether that has changed since.

The first half of a pair's digest is of the left record, the second half of the right one.
"""

from __future__ import annotations

import json
from hashlib import blake2b

from people.models import OWN, Person

HALF = 16


def facts_digest(left: Person, right: Person) -> str:
    """Of both records, whose `names` and `uses__identifier` should be prefetched."""
    return digest_of(left) + digest_of(right)


def digest_of(person: Person) -> str:
    """Of what is compared: names, identifiers of the person's own, birth, sex, citizenships."""
    own = [use.identifier for use in person.uses.all() if use.role in OWN]
    facts = [
        sorted({name.text.casefold() for name in person.names.all()}),
        sorted({(use.kind, use.value) for use in own}),
        str(person.born_on or ""),
        person.sex,
        sorted(person.citizenships),
    ]
    return blake2b(json.dumps(facts).encode(), digest_size=HALF // 2).hexdigest()


def changed_sides(then: str, now: str) -> tuple[bool, bool]:
    """Whether the left and the right record changed; a digest never taken tells nothing."""
    if not (then and now):
        return False, False
    return then[:HALF] != now[:HALF], then[HALF:] != now[HALF:]
