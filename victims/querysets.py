"""Which victims, and what of their stories, a user may see."""

from __future__ import annotations

from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, ExtractYear

from cases.querysets import VICTIMS, CaseScopedQuerySet, WholeCaseQuerySet
from linking import hints
from people.models import Person

if TYPE_CHECKING:
    from accounts.models import User

M = TypeVar("M", bound=models.Model)


class VictimQuerySet(CaseScopedQuerySet[M]):
    case_path = "person__case"
    shared_as = VICTIMS

    def for_list(self) -> Self:
        """With person and case, and `promised_job` as the first account has it."""
        from victims.models import RecruitmentAccount

        told = RecruitmentAccount.objects.filter(victim=OuterRef("pk")).exclude(promised_job="")
        return self.select_related("person__case", "person__recruiter").annotate(
            promised_job=Coalesce(Subquery(told.values("promised_job")[:1]), Value(""))
        )

    def for_detail(self) -> Self:
        """That, with every name and identifier."""
        return self.for_list().prefetch_related("person__names", "person__uses__identifier")

    def with_statements(self) -> Self:
        """With `statements_given` and, of the latest, `last_kind`, `last_on`, `cooperates`."""
        from victims.models import Statement

        given = Statement.objects.filter(victim=OuterRef("pk"))
        latest = given.order_by("-taken_on", "-created_at")
        count = given.order_by().values("victim").annotate(n=Count("pk")).values("n")
        return self.select_related("person__case").annotate(
            statements_given=Coalesce(Subquery(count), 0),
            last_kind=Subquery(latest.values("kind")[:1]),
            last_on=Subquery(latest.values("taken_on")[:1]),
            cooperates=Subquery(latest.values("cooperation")[:1]),
        )

    def diverted(self) -> Self:
        """Whose way ended in another country than they were told."""
        from victims.models import JourneyLeg

        legs = JourneyLeg.objects.filter(victim=OuterRef("pk")).order_by("-position")
        ends = legs.values("to_country")
        return self.annotate(
            told=Subquery(ends.filter(is_planned=True)[:1]),
            reached=Subquery(ends.filter(is_planned=False)[:1]),
        ).exclude(told=F("reached"))

    def matching(self, words: str) -> Self:
        found = Person.objects.matching(words)
        return self.filter(Q(person__in=found) | Q(ref=words.strip().upper()))


class StoryQuerySet(CaseScopedQuerySet[M]):
    """Rows that hang off a victim: accounts, journey legs, periods of exploitation."""

    case_path = "victim__person__case"
    shared_as = ("story",)
    #: Where `matching` looks. Nobody's name is among it: not every reader may see names.
    words_in: tuple[str, ...] = ()

    def for_list(self) -> Self:
        return self.select_related("victim__person__case")

    def matching(self, words: str) -> Self:
        """Rows that have every word in one of their texts."""
        for word in words.split():
            somewhere = (Q(**{f"{name}__icontains": word}) for name in self.words_in)
            self = self.filter(reduce(or_, somewhere))
        return self


class PartQuerySet(StoryQuerySet[M]):
    """Rows that hang off a victim and that the role must be allowed to read as well."""

    shared_as = ("needs",)
    words_in: tuple[str, ...] = ("ref",)

    def visible_to(self, user: User) -> Self:
        return super().visible_to(user) if may_read(user, self.model) else self.none()


class SupportItemQuerySet(PartQuerySet[M]):
    case_path = "plan__victim__person__case"


class ScreeningQuerySet(PartQuerySet[M]):
    shared_as = ("screening",)

    def for_list(self) -> Self:
        """With everybody named in it; the text of the instrument only where it is read."""
        return self._with_people().defer("instrument__document")

    def for_detail(self) -> Self:
        """With the instrument, every answer, and those of the screening that it supersedes."""
        return self._with_people().prefetch_related(
            "answers", "supersedes__instrument", "supersedes__answers"
        )

    def _with_people(self) -> Self:
        return self.select_related(
            "victim__person__case", "victim__person__recruiter", "instrument", "interviewer",
            "decided_by", "approved_by", "superseded_by",
        )  # fmt: skip

    def current(self) -> Self:
        """Those that no later one has superseded."""
        return self.filter(superseded_by__isnull=True)

    def waiting_for(self, user: User) -> Self:
        """Those that this user may decide on or approve, having had no part in them so far."""
        waiting = Q(pk__in=[])
        if user.has_perm("victims.decide_screening"):
            waiting |= Q(state="open") & ~Q(interviewer=user)
        if user.has_perm("victims.approve_screening"):
            waiting |= Q(state="decided") & ~Q(interviewer=user) & ~Q(decided_by=user)
        return self.visible_to(user).editable_by(user).filter(waiting)

    def matching(self, words: str) -> Self:
        from victims.models import Victim

        found = Victim.objects.matching(words)
        return self.filter(Q(victim__in=found) | Q(ref=words.strip().upper()))

    def funnel(self) -> list[dict[str, Any]]:
        """How many were screened and with which conclusion, by country and year of the interview.

        Only the latest of each line of screenings counts, and only an approved conclusion.
        """
        from victims.models import Conclusion, State

        counts = {
            code.value: Count("pk", filter=Q(state=State.APPROVED, conclusion=code))
            for code in Conclusion
        }
        rows = self.current().order_by().values(country=models.F("victim__person__case__country"))
        return list(
            rows.annotate(year=ExtractYear("held_on"))
            .annotate(
                screened=Count("pk"), waiting=Count("pk", filter=~Q(state="approved")), **counts
            )
            .order_by("country", "-year")
        )


class AnswerQuerySet(StoryQuerySet[M]):
    case_path = "screening__victim__person__case"
    shared_as = ("screening",)

    def visible_to(self, user: User) -> Self:
        from victims.models import Screening

        return super().visible_to(user) if may_read(user, Screening) else self.none()


class InstrumentQuerySet(models.QuerySet[Any]):
    def current(self) -> Self:
        """Of each instrument the version that was loaded last: the one that is offered."""
        newest = self.model.objects.filter(key=OuterRef("key")).order_by("-loaded_at", "-pk")
        return self.filter(pk=Subquery(newest.values("pk")[:1]))


def may_read(user: User, model: type[models.Model]) -> bool:
    """Whether the role may read rows of that kind in the cases that it opens."""
    return user.is_authenticated and user.has_perm(f"victims.view_{model._meta.model_name}")


class StatementQuerySet(PartQuerySet[M]):
    shared_as = ("court",)

    def for_list(self) -> Self:
        return super().for_list().select_related("taken_by")


class StatementFileQuerySet(CaseScopedQuerySet[Any]):
    case_path = "statement__victim__person__case"
    shared_as = ("court",)

    def visible_to(self, user: User) -> Self:
        from victims.models import Statement

        return super().visible_to(user) if may_read(user, Statement) else self.none()


class ProtectionOrderQuerySet(PartQuerySet[M]):
    shared_as = ("court",)
    words_in: tuple[str, ...] = ("court", "refuge", "statute", "conditions")

    def for_list(self) -> Self:
        return super().for_list().select_related("renewed_by")

    def live_on(self, day: date) -> Self:
        """Neither revoked nor renewed nor past its end on that day."""
        kept = self.filter(Q(revoked_on__isnull=True) | Q(revoked_on__gt=day))
        return kept.filter(renewed_by__isnull=True).filter(
            Q(expires_on__isnull=True) | Q(expires_on__gte=day)
        )

    def ending(self, day: date, *, within: int) -> Self:
        """Live ones that end within so many days."""
        return self.live_on(day).filter(expires_on__lte=day + timedelta(days=within))


class AccountQuerySet(StoryQuerySet[M]):
    words_in = (
        "promised_job", "employer", "promised_city", "advert_text", "advert_url", "platform",
        "platform_name", "claimed_debt",
    )  # fmt: skip

    def for_list(self) -> Self:
        return super().for_list().select_related("recruiter")


class LegQuerySet(StoryQuerySet[M]):
    words_in = (
        "from_place", "to_place", "carrier", "flight", "pnr", "border_post", "visa",
    )  # fmt: skip


class PeriodQuerySet(StoryQuerySet[M]):
    words_in = ("tasks", "quota", "debt_ledger", "sold_from", "sold_to", "site__name")

    def for_list(self) -> Self:
        return super().for_list().select_related("site")


class ManifestQuerySet(WholeCaseQuerySet[M]):
    def for_list(self) -> Self:
        """With case and people, and how many lines there are, were imported, or have mistakes."""
        from victims.models import ManifestRow, RowState

        def number(**of: Any) -> Any:
            rows = ManifestRow.objects.filter(manifest=OuterRef("pk"), **of).order_by()
            return Coalesce(
                Subquery(rows.values("manifest").annotate(n=Count("pk")).values("n")), 0
            )

        return self.select_related("case", "by", "job").annotate(
            lines=number(),
            imported=number(state=RowState.IMPORTED),
            mistaken=number(state=RowState.MISTAKES),
        )

    def matching(self, words: str) -> Self:
        return self.filter(Q(name__icontains=words) | Q(ref=words.strip().upper()))


class ManifestRowQuerySet(WholeCaseQuerySet[M]):
    case_path = "manifest__case"

    def with_duplicates(self, user: User) -> Self:
        """With `known`: whom each may be, as far as the user may know."""
        from victims.models import ManifestDuplicate

        known = ManifestDuplicate.objects.known_to(user).for_list(user)
        return self.prefetch_related(models.Prefetch("duplicates", known, to_attr="known"))

    def with_any_duplicate(self, user: User) -> Self:
        from victims.models import ManifestDuplicate

        known = ManifestDuplicate.objects.known_to(user).filter(row=OuterRef("pk"))
        return self.filter(models.Exists(known))

    def matching(self, words: str) -> Self:
        for word in words.split():
            self = self.filter(cells__icontains=word)
        return self


class DuplicateQuerySet(models.QuerySet[M]):
    def known_to(self, user: User) -> Self:
        """Those of the file itself, and those that a match would be told of, if only as a hint."""
        return self.filter(Q(person=None) | Q(person__in=hints.spoken_of_to(user)))

    def for_list(self, user: User) -> Self:
        """With `is_seen`: whether the user may read whom it is about."""
        seen = Person.objects.visible_to(user).filter(pk=OuterRef("person"))
        rows = self.select_related("other", "person__case__lead_agency")
        return rows.annotate(is_seen=models.Exists(seen))
