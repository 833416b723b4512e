"""The answers of a screening as its page lays them out, and what they may name as evidence."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from typing import Any

from accounts.models import User
from cases.models import EvidenceFile, EvidenceItem
from core.models import Record
from victims.models import Answer, Instrument, Screening, Statement, Victim
from victims.screening import Carried, Indicator, Scheme, Value, carry, findings

NOT_ASKED = Carried()


def evidence_for(victim: Victim, user: User) -> dict[str, Record]:
    """By reference what an answer may name: things of the case, their files, what the person
    stated."""
    case = victim.person.case
    records = chain(
        EvidenceItem.objects.visible_to(user).of_case(case),
        EvidenceFile.objects.visible_to(user).of_case(case).select_related("item"),
        Statement.objects.visible_to(user).filter(victim=victim).select_related("victim"),
    )
    return {record.ref: record for record in records}


def shown(
    screening: Screening, other: Instrument | None, evidence: Mapping[str, Record]
) -> dict[str, Any]:
    """`scheme`, `findings`, and `groups` of (finding, its rows), under `other` if given."""
    source = screening.instrument.scheme
    scheme = other.scheme if other else source
    carried = carry(screening.answer_values, source, scheme)
    told = {code: row.value for code, row in carried.items()}
    found = findings(scheme, told, is_child=screening.was_child)
    answers = {} if other else {row.indicator: row for row in screening.answers.all()}
    texts = {each.code: each.text for each in source.indicators} if other else {}
    groups = [
        (
            finding,
            [
                _row(each, carried, answers, texts, evidence)
                for each in scheme.of(finding.dimension)
            ],
        )
        for finding in found.dimensions
    ]
    return {"scheme": scheme, "findings": found, "groups": groups}


def _row(
    indicator: Indicator,
    carried: Mapping[str, Carried],
    answers: Mapping[str, Answer],
    texts: Mapping[str, str],
    evidence: Mapping[str, Record],
) -> dict[str, Any]:
    """`texts` are those of the indicators that were asked, where it was under another scheme."""
    told, answer = carried.get(indicator.code, NOT_ASKED), answers.get(indicator.code)
    return {
        "indicator": indicator,
        "value": Value(told.value),
        "answer": answer,
        "evidence": evidence.get(answer.evidence) if answer else None,
        "read_from": [texts[code] for code in told.source if code in texts],
    }


def differing(screening: Screening) -> list[dict[str, Any]]:
    """Where the answers are not those of the screening that this one supersedes."""
    earlier = screening.supersedes
    if earlier is None:
        return []
    scheme = screening.instrument.scheme
    before = carry(earlier.answer_values, earlier.instrument.scheme, scheme)
    now = carry(screening.answer_values, scheme, scheme)
    return [row for row in _beside(scheme, before, now) if row["before"] != row["now"]]


def _beside(
    scheme: Scheme, before: Mapping[str, Carried], now: Mapping[str, Carried]
) -> list[dict[str, Any]]:
    return [
        {
            "text": each.text,
            "before": Value(before.get(each.code, NOT_ASKED).value),
            "now": Value(now.get(each.code, NOT_ASKED).value),
        }
        for each in scheme.indicators
    ]
