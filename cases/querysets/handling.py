"""What is done with a case: tasks, flags, closing, referrals, requests for access."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from cases.querysets.case import WholeCaseQuerySet

if TYPE_CHECKING:
    from accounts.models import User


class CaseTaskQuerySet(WholeCaseQuerySet[Any]):
    def doable_by(self, user: User) -> Self:
        """What the user may finish: tasks of cases that they may write on, and their own."""
        return self.editable_by(user) | self.visible_to(user).filter(owner=user)

    def open(self) -> Self:
        return self.filter(status="open")

    def overdue(self) -> Self:
        return self.open().filter(due_on__lt=timezone.localdate())

    def for_list(self) -> Self:
        return self.select_related("case", "owner", "person", "added_by")

    def matching(self, words: str) -> Self:
        return self.filter(
            Q(title__icontains=words) | Q(case__ref__icontains=words) | Q(ref=words.strip().upper())
        )


class FlagQuerySet(WholeCaseQuerySet[Any]):
    def raised(self) -> Self:
        """Those that nobody has lowered."""
        return self.filter(lowered_at__isnull=True)


class ClosureQuerySet(WholeCaseQuerySet[Any]):
    def open(self) -> Self:
        return self.filter(state="open")

    def decidable_by(self, user: User) -> Self:
        """Open requests for cases that the user's agency leads, made by somebody else."""
        if not user.is_authenticated or not user.has_perm("cases.decide_closure"):
            return self.none()
        rows = self.editable_by(user).filter(case__lead_agency=user.agency_id)
        return rows.open().exclude(requested_by=user)


class ReferralQuerySet(WholeCaseQuerySet[Any]):
    def visible_to(self, user: User) -> Self:
        """Those of the cases that the user opens, and those sent to the user's agency."""
        return super().visible_to(user) | self.sent_to(user)

    def sent_to(self, user: User) -> Self:
        """What other agencies ask of the user's; nothing of a case that was sealed since."""
        from cases.models import Case

        if not user.is_authenticated or not user.has_perm("cases.view_referral"):
            return self.none()
        cases = Case.objects.unsealed_to(user)
        return self.filter(to_agency=user.agency_id, case__in=cases)

    def answerable_by(self, user: User) -> Self:
        rows = self.sent_to(user).filter(status="sent")
        return rows if user.has_perm("cases.answer_referral") else self.none()

    def finishable_by(self, user: User) -> Self:
        rows = self.sent_to(user).filter(status="accepted")
        return rows if user.has_perm("cases.answer_referral") else self.none()

    def revocable_by(self, user: User) -> Self:
        """What the user's agency sent and may take back: a transfer only before its answer."""
        if not user.is_authenticated or not user.has_perm("cases.add_referral"):
            return self.none()
        rows = self.editable_by(user).filter(from_agency=user.agency_id)
        return rows.filter(Q(status="sent") | Q(status="accepted", kind="referral"))

    def for_list(self, user: User) -> Self:
        """With agencies, and `opens_case`: whether the user may know which case it is about."""
        from cases.models import Case

        seen = Case.objects.visible_to(user).filter(pk=OuterRef("case"))
        rows = self.select_related("case", "from_agency", "to_agency", "sent_by", "answered_by")
        return rows.annotate(opens_case=Exists(seen))

    def matching(self, words: str) -> Self:
        # Not by the case: who received a referral may not know which it is.
        return self.filter(
            Q(details__icontains=words)
            | Q(from_agency__name__icontains=words)
            | Q(to_agency__name__icontains=words)
            | Q(ref=words.strip().upper())
        )


class AccessRequestQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> Self:
        """Those that the user made, and those that the user may decide on."""
        return self.asked_by(user) | self.decidable_by(user)

    def asked_by(self, user: User) -> Self:
        return self.filter(by=user) if user.is_authenticated else self.none()

    def decidable_by(self, user: User) -> Self:
        """Requests for cases that the user's agency leads and the user may open."""
        from cases.models import Case

        if not user.is_authenticated or not user.has_perm("cases.decide_accessrequest"):
            return self.none()
        mine = Case.objects.visible_to(user).filter(lead_agency=user.agency_id)
        return self.filter(case__in=mine)

    def open(self) -> Self:
        return self.filter(state="open")

    def for_list(self) -> Self:
        return self.select_related("case", "agency", "by__agency")
