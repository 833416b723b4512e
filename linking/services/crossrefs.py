"""Writing what cases share: a write marks its case as stale, the worker brings its links in line.

Refreshing a case reads that case, and by an index who else has its values; it writes only what
changed.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Min
from django.utils import timezone

from cases.models import Case
from core import services as core
from linking import crossrefs
from linking.models import CaseKey, CaseLink, StaleCase
from linking.services.lock import may_write_case_links, one_writer_of_case_links
from linking.weighing import MOST_CASES, Reason, shared_by, weighs_otherwise

#: (kind, value) of a key.
Value = tuple[str, str]
#: Of one value a case tells so many things; more say nothing that these do not.
MOST_ENTRIES = 20


#: A statement does not see what it writes itself.
MARK = """
    INSERT INTO linking_stalecase AS new (case_id, since)
    SELECT one, now() FROM unnest(%s::uuid[]) AS cases (one)
    RETURNING case_id, EXISTS (SELECT FROM linking_stalecase WHERE case_id = new.case_id)
"""


def mark(*cases: UUID) -> None:
    """Note, in the transaction of a write, that these cases may share something else now."""
    with connection.cursor() as cursor:
        cursor.execute(MARK, [list(dict.fromkeys(cases))])
        first = [case for case, was_marked in cursor if not was_marked]
    # Whoever marked a case before has nudged the worker: of a group that is linked one by one, the
    # case is refreshed once, when all of it is.
    for case in first:
        _nudge(case)


def _nudge(case: UUID) -> None:
    core.nudge("linking.tasks.refresh_case_links", str(case))


def refresh(case: UUID) -> int:
    """Bring the links of a stale case in line with its records. Safe to run twice, and beside
    another worker: while one is at a large case, the others do not wait for it but link people.
    Returns how many links were written or removed."""
    stale = StaleCase.objects.filter(case=case)
    if not stale.exists():  # As most often: a save that writes much marks its case several times.
        return 0
    with transaction.atomic():
        if not may_write_case_links():
            return 0  # Whoever does nudges the worker when done.
        marks = list(stale.values_list("pk", flat=True))
        written = refresh_now(case) if marks else 0
        # Not those that came meanwhile.
        StaleCase.objects.filter(pk__in=marks).delete()
    return written


def refresh_now(*cases: UUID) -> int:
    """That in the transaction of the caller, for those who must see at once what they changed."""
    one_writer_of_case_links()
    transaction.on_commit(_nudge_next)
    for case in cases:
        _write_keys(Case.objects.get(pk=case))
    return sum(_write_links(case) for case in cases)


def _nudge_next() -> None:
    """Whoever became stale meanwhile, or was turned away, is next."""
    for case in stale(for_seconds=0, limit=1):
        _nudge(case)


def stale(*, for_seconds: float, limit: int = 500) -> list[UUID]:
    """The cases that have been stale for so long, the longest first."""
    overdue = timezone.now() - timedelta(seconds=for_seconds)
    cases = StaleCase.objects.values("case").annotate(first=Min("since"))
    waiting = cases.filter(first__lte=overdue).order_by("first")
    return list(waiting.values_list("case", flat=True)[:limit])


# Keys ---------------------------------------------------------------------------------------------


def _write_keys(case: Case) -> None:
    """Bring the keys of the case in line with its records; touch only those that differ."""
    wanted = _keys_of(case)
    had = {(key.kind, key.value): key for key in CaseKey.objects.filter(case=case)}
    gone = [key for value, key in had.items() if value not in wanted]
    new = [key for value, key in wanted.items() if value not in had]
    changed = []
    for value, key in had.items():
        if value in wanted and wanted[value].entries != key.entries:
            key.entries = wanted[value].entries
            changed.append(key)
    CaseKey.objects.filter(pk__in=[key.pk for key in gone]).delete()
    CaseKey.objects.bulk_create(new)
    CaseKey.objects.bulk_update(changed, ["entries"], batch_size=500)
    _mark_who_shares(case, [_value(key) for key in new], by=1)
    _mark_who_shares(case, [_value(key) for key in gone], by=-1)


def _keys_of(case: Case) -> dict[Value, CaseKey]:
    """Of two sources that tell of one thing the later knows more."""
    entries: dict[Value, dict[str, Any]] = defaultdict(dict)
    for fact in crossrefs.facts_of(case):
        entries[str(fact.kind), fact.value[:200]][fact.about] = fact.as_entry()
    return {
        (kind, value): CaseKey(
            case=case,
            kind=kind,
            value=value,
            entries=[found[about] for about in sorted(found)[:MOST_ENTRIES]],
        )
        for (kind, value), found in entries.items()
    }


def _mark_who_shares(case: Case, values: list[Value], *, by: int) -> None:
    """Others are stale when this case changed what a value that they share says."""
    others: dict[Value, set[UUID]] = defaultdict(set)
    for key in _with(values):
        others[_value(key)].add(key.case_id)
    touched: set[UUID] = set()
    for sharing in others.values():
        if weighs_otherwise(len(sharing) - by, len(sharing)):
            touched |= sharing - {case.pk}
    mark(*sorted(touched))


def _with(values: list[Value]) -> list[CaseKey]:
    """The keys, of whatever case, that have one of the values: of each as many as show that it
    joins nobody, so that a common value costs no more than a rare one."""
    if not values:
        return []
    kinds, texts = zip(*values, strict=True)
    return list(
        CaseKey.objects.raw(
            """
            SELECT shared.* FROM unnest(%s::text[], %s::text[]) AS mine(kind, value)
            CROSS JOIN LATERAL (
                SELECT * FROM linking_casekey AS key
                WHERE key.kind = mine.kind AND key.value = mine.value LIMIT %s
            ) AS shared
            """,
            [list(kinds), list(texts), MOST_CASES + 2],
        )
    )


def _value(key: CaseKey) -> Value:
    return key.kind, key.value


# Links --------------------------------------------------------------------------------------------


def _write_links(case: UUID) -> int:
    """Write the links of the case that changed; those that lost every reason go."""
    mine = CaseKey.objects.filter(case=case).values_list("kind", "value")
    shared = shared_by(case, _with(list(mine)), _number_of_cases())
    known = {
        link.other_id(case): link
        for link in CaseLink.objects.touching(case).select_for_update().order_by("pk")
    }
    gone = [link.pk for other, link in known.items() if other not in shared]
    new = [_new_link(case, other, shared[other]) for other in sorted(shared) if other not in known]
    changed = [
        link for other, link in known.items() if other in shared and _rewritten(link, shared[other])
    ]
    CaseLink.objects.filter(pk__in=gone).delete()
    CaseLink.objects.bulk_create(new)
    CaseLink.objects.bulk_update(changed, [*FACTS, "grown_at", "version", "updated_at"])
    return len(gone) + len(new) + len(changed)


FACTS = ("strength", "kinds", "reasons")


def _facts(reasons: list[Reason]) -> dict[str, Any]:
    return {
        "strength": round(sum(reason.strength for reason in reasons), 1),
        "kinds": sorted({str(reason.kind) for reason in reasons}),
        "reasons": [reason.as_json() for reason in reasons],
    }


def _new_link(case: UUID, other: UUID, reasons: list[Reason]) -> CaseLink:
    left, right = sorted((case, other))
    return CaseLink(left_id=left, right_id=right, **_facts(reasons))


def _rewritten(link: CaseLink, reasons: list[Reason]) -> bool:
    """Give the link these reasons. Returns whether that changed it."""
    facts = _facts(reasons)
    if facts == {name: getattr(link, name) for name in FACTS}:
        return False
    if _has_grown(link.reasons, reasons):
        link.grown_at = timezone.now()
    link.version, link.updated_at = link.version + 1, timezone.now()
    for name in FACTS:
        setattr(link, name, facts[name])
    return True


def _has_grown(before: list[dict[str, Any]], after: list[Reason]) -> bool:
    """Whether a reason came, or concerns more people; not that a value became rarer."""
    return not all(any(_covers(known, reason) for known in before) for reason in after)


def _covers(known: dict[str, Any], reason: Reason) -> bool:
    same = (known["kind"], known["words"]) == (reason.kind, reason.words)
    return same and {*reason.people} <= {*known["people"]}


def _number_of_cases() -> int:
    """As the database estimates it: counting a million rows at each refresh would cost too much."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT reltuples::bigint FROM pg_class WHERE oid = %s::regclass",
            [Case._meta.db_table],
        )
        return int(cursor.fetchone()[0])
