"""Statements and protection orders."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from cases import services as cases
from cases import store
from core import services as core
from victims.models import ProtectionOrder, Statement, StatementFile, Victim
from victims.order_rules import expiry, rules
from victims.querysets import StatementFileQuerySet


@transaction.atomic
def take_statement(victim: Victim, **facts: Any) -> Statement:
    _check_same_victim(victim, facts.get("earlier"), "earlier")
    return core.create(Statement(victim=victim, **facts))


@transaction.atomic
def edit_statement(statement: Statement, *, version: int | None, **changes: Any) -> Statement:
    earlier = changes.get("earlier")
    _check_same_victim(statement.victim, earlier, "earlier")
    if earlier and earlier.pk == statement.pk:
        raise ValidationError({"earlier": "A statement cannot be earlier than itself."})
    return core.edit(statement, version=version, changes=changes)


@transaction.atomic
def add_statement_file(
    statement: Statement, incoming: store.Incoming, *, name: str, by: User, description: str = ""
) -> StatementFile:
    """Keep what was signed or recorded. Raises ValidationError as for files of evidence."""
    core.lock(statement)
    file = StatementFile(statement=statement, name=name[-255:], description=description)
    return cases.keep_file(file, incoming, beside=statement.files.all(), by=by)


def statement_files(case_ref: str, user: User) -> StatementFileQuerySet:
    """Those of a case, for who has the files of the case checked."""
    files = StatementFile.objects.visible_to(user)
    return files.filter(statement__victim__person__case__ref=case_ref).order_by("pk")


@transaction.atomic
def grant_order(victim: Victim, **facts: Any) -> ProtectionOrder:
    """Record an order; what it leaves open is filled in by the table of orders."""
    _check_same_victim(victim, facts.get("renews"), "renews")
    return core.create(ProtectionOrder(victim=victim, **_by_rule(facts)))


@transaction.atomic
def edit_order(order: ProtectionOrder, *, version: int | None, **changes: Any) -> ProtectionOrder:
    renews = changes.get("renews")
    _check_same_victim(order.victim, renews, "renews")
    if renews and renews.pk == order.pk:
        raise ValidationError({"renews": "An order does not renew itself."})
    known = {name: getattr(order, name) for name in ("kind", "effective_on")}
    filled = _by_rule(known | changes) if "expires_on" in changes else changes
    wanted = {name: value for name, value in filled.items() if name in {*changes, "statute"}}
    return core.edit(order, version=version, changes=wanted)


def _by_rule(facts: dict[str, Any]) -> dict[str, Any]:
    rule = rules().get(facts["kind"])
    effective: date = facts["effective_on"]
    return facts | {
        "expires_on": facts.get("expires_on") or expiry(facts["kind"], effective),
        "statute": facts.get("statute") or (rule.statute if rule else ""),
    }


def _check_same_victim(victim: Victim, other: Any, field: str) -> None:
    if other and other.victim_id != victim.pk:
        raise ValidationError({field: "Choose one of the same victim."})
