"""Who reaches which case. Every row that hangs off a case is scoped here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.roles import Scope

if TYPE_CHECKING:
    from accounts.models import User
    from cases.models import Case

M = TypeVar("M", bound=models.Model)

#: Of what a referral may share (`cases.models.SharedPart`), the parts that tell of victims.
VICTIMS = ("identity", "story", "screening", "needs", "return")
#: What no referral names, such as notes: only who reads the whole case reads it.
UNSHARED = ("unshared",)


class CaseQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> Self:
        """The cases that the user's role and assignments open.

        A sealed case opens only to those named on it in person, and never to analysts.
        """
        if not user.is_authenticated or user.scope is Scope.NOTHING:
            return self.none()
        if user.scope is Scope.ANALYSIS:
            named = self._naming(user) & ~Q(sensitivity="sealed")
            return self.filter(Q(sensitivity="open") | named)
        return self.filter(self._reached_by(user))

    def editable_by(self, user: User) -> Self:
        """The visible cases on which the user, or the user's agency, may write."""
        if not user.is_authenticated or user.scope not in (
            Scope.ASSIGNED,
            Scope.AGENCY,
        ):
            return self.none()
        return self.filter(self._reached_by(user, level="write"))

    def _reached_by(self, user: User, **level: str) -> Q:
        from cases.models import Assignment

        mine = Assignment.objects.of(user).filter(**level)
        reach = Q(pk__in=mine.values("case"))
        if user.scope is Scope.AGENCY:
            reach |= Q(lead_agency=user.agency_id, lead_agency__isnull=False)
        return self._naming(user, **level) | (reach & ~Q(sensitivity="sealed"))

    def _naming(self, user: User, **level: str) -> Q:
        """Cases on which the user is named in person."""
        from cases.models import Assignment

        mine = Assignment.objects.of(user).filter(user=user, **level)
        return Q(pk__in=mine.values("case"))

    def withheld_from(self, user: User, parts: Iterable[str]) -> Self:
        """Cases that only a referral opens to the user, one that shares none of the parts."""
        from cases.models import Assignment

        if not reads_by_referral(user):
            return self.none()
        referred = Assignment.objects.of(user).referred_without(parts)
        return self.filter(pk__in=referred.values("case")).exclude(self._naming(user))

    def wholly_visible_to(self, user: User) -> Self:
        """Less those of which a referral shares parts alone."""
        return self.visible_to(user).exclude(
            pk__in=self.model.objects.withheld_from(user, UNSHARED).values("pk")
        )

    def unsealed_to(self, user: User) -> Self:
        """Not sealed, or naming the user: for rows that a role reads without the case."""
        return self.filter(~Q(sensitivity="sealed") | self._naming(user))

    def hinted_to(self, user: User) -> Self:
        """The cases of which the user may know that a match leads into them: never sealed ones."""
        if not user.is_authenticated or not user.has_perm("cases.add_accessrequest"):
            return self.none()
        opened = self.model.objects.visible_to(user)
        return self.exclude(sensitivity="sealed").exclude(pk__in=opened.values("pk"))

    def for_list(self) -> Self:
        """With the lead agency, and `people_logged`: how many people the case has."""
        people = self.model._meta.get_field("people").related_model._base_manager
        logged = people.filter(case=OuterRef("pk")).values("case").annotate(n=Count("pk"))
        return self.select_related("lead_agency").annotate(
            people_logged=Coalesce(Subquery(logged.values("n")), 0)
        )

    def matching(self, words: str) -> Self:
        return self.filter(Q(ref__icontains=words) | Q(title__icontains=words))


def reads_by_referral(user: User) -> bool:
    """Whether a referral opens a case to the user: to most it opens none, and no query of theirs
    need ask which.

    Kept by the object, as Django keeps a user's permissions: it lives as long as a request.
    """
    from cases.models import Assignment

    if not user.is_authenticated or user.scope not in (Scope.ASSIGNED, Scope.AGENCY):
        return False
    if not hasattr(user, "_reads_by_referral"):
        entries = Assignment.objects.of(user).referred_without(UNSHARED)
        user._reads_by_referral = entries.exists()
    return user._reads_by_referral


class CaseScopedQuerySet(models.QuerySet[M]):
    """Base queryset of every model that hangs off a case; `case_path` says how."""

    case_path = "case"
    #: A referral opens the rows where it shares one of these parts; without any, always.
    shared_as: tuple[str, ...] = ()

    def visible_to(self, user: User) -> Self:
        """Only the rows whose case this user may open."""
        return self._in_cases("visible_to", user)

    def editable_by(self, user: User) -> Self:
        """Only the rows whose case this user may write on."""
        return self._in_cases("editable_by", user)

    def of_case(self, case: Case) -> Self:
        return self.filter(**{self.case_path: case})

    def _in_cases(self, reach: str, user: User) -> Any:
        from cases.models import Case

        # A subquery: a join would repeat rows.
        rows = self.filter(**{f"{self.case_path}__in": getattr(Case.objects, reach)(user)})
        if not self.shared_as or not reads_by_referral(user):
            return rows
        withheld = Case.objects.withheld_from(user, self.shared_as)
        return rows.exclude(**{f"{self.case_path}__in": withheld})


class WholeCaseQuerySet(CaseScopedQuerySet[M]):
    """Rows that no referral shares."""

    shared_as = UNSHARED


class AssignmentQuerySet(CaseScopedQuerySet[Any]):
    def live(self) -> Self:
        """Assignments in force today; the day on which one ends is the first without it."""
        today = timezone.localdate()
        return self.filter(
            Q(since__isnull=True) | Q(since__lte=today),
            Q(until__isnull=True) | Q(until__gt=today),
        )

    def of(self, user: User) -> Self:
        """Live assignments that name the user or the user's agency."""
        return self.live().filter(Q(user=user) | Q(agency=user.agency_id, agency__isnull=False))

    def referred_without(self, parts: Iterable[str]) -> Self:
        """Those that referrals made which share none of the parts."""
        from cases.models import Referral

        made = Referral.objects.filter(member=OuterRef("pk"), status="accepted")
        named = made.filter(parts__overlap=list(parts))
        return self.filter(Exists(made)).exclude(Exists(named))

    def beside(self, since: date | None, until: date | None) -> Self:
        """Those in force at some time between the two days."""
        rows = self.filter(Q(until__isnull=True) | Q(until__gt=since)) if since else self
        return rows.filter(Q(since__isnull=True) | Q(since__lt=until)) if until else rows


class PlaceQuerySet(CaseScopedQuerySet[Any]):
    def for_list(self) -> Self:
        return self.select_related("case")

    def matching(self, words: str) -> Self:
        return self.filter(_each_word(words, "name", "address", "admin_area"))


class OperationQuerySet(CaseScopedQuerySet[Any]):
    def for_list(self) -> Self:
        return self.select_related("case", "place")

    def matching(self, words: str) -> Self:
        return self.filter(
            _each_word(words, "place__name", "place__address", "place__admin_area", "account")
        )


class SourceQuerySet(CaseScopedQuerySet[Any]):
    def for_list(self) -> Self:
        return self.select_related("case").annotate(said=Count("claims"))

    def matching(self, words: str) -> Self:
        return self.filter(_each_word(words, "title", "said_by", "publication"))


class ClaimQuerySet(CaseScopedQuerySet[Any]):
    case_path = "source__case"

    def about(self, record: Any) -> Self:
        """What is claimed of a record."""
        return self.filter(subject_model=record._meta.label_lower, subject_ref=record.ref)

    def for_list(self) -> Self:
        return self.select_related("source__case")


class CountQuerySet(CaseScopedQuerySet[Any]):
    case_path = "operation__case"

    def for_list(self) -> Self:
        return self.select_related("source", "operation")


class StatuteQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> Self:
        """The law is no secret of any case."""
        return self if user.has_perm("cases.view_statute") else self.none()

    def editable_by(self, user: User) -> Self:
        return self if user.has_perm("cases.change_statute") else self.none()

    def matching(self, words: str) -> Self:
        return self.filter(_each_word(words, "act", "section", "title", "gap"))


class LegalActionQuerySet(CaseScopedQuerySet[Any]):
    shared_as = ("court",)

    def for_list(self) -> Self:
        return self.select_related("case", "statute", "agency").prefetch_related("charged__person")

    def matching(self, words: str) -> Self:
        return self.filter(
            _each_word(words, "statute__act", "statute__section", "court", "court_ref", "remarks")
        )


class StageReachedQuerySet(CaseScopedQuerySet[Any]):
    shared_as = ("court",)
    case_path = "action__case"


class LegalRequestQuerySet(CaseScopedQuerySet[Any]):
    shared_as = ("court",)

    def for_list(self) -> Self:
        return self.select_related("case", "person", "action")

    def outstanding(self) -> Self:
        return self.filter(status="sent")

    def matching(self, words: str) -> Self:
        return self.filter(_each_word(words, "number", "remarks"))


def _each_word(words: str, *columns: str) -> Q:
    """Every word in one of the columns."""
    found = Q()
    for word in words.split():
        somewhere = Q()
        for column in columns:
            somewhere |= Q(**{f"{column}__icontains": word})
        found &= somewhere
    return found
