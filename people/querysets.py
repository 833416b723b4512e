"""Which persons, names and identifiers a user may see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from cases.querysets import UNSHARED, VICTIMS, CaseScopedQuerySet, reads_by_referral
from people.normalise import fold, identifier_forms

if TYPE_CHECKING:
    from accounts.models import User
    from people.models import Identifier, IdentifierUse, NameVariant, Person, PersonName

#: Of what a referral may share, the part that tells of suspects.
SUSPECTS = "suspects"

#: Permission → which persons it opens to those who may not see everybody in a case. Filled by
#: higher apps in `apps.ready`: recruiters opens recruiters to analysts.
OPENS: dict[str, Q] = {}


class PersonQuerySet(CaseScopedQuerySet["Person"]):
    def visible_to(self, user: User) -> Self:
        """Everybody in the cases that the user may open, or there only what the role opens."""
        in_cases = super().visible_to(user)
        if reads_by_referral(user):
            in_cases = in_cases.exclude(pk__in=self.withheld_from(user).values("pk"))
        return in_cases.open_to_role_of(user) if user.is_authenticated else in_cases

    def withheld_from(self, user: User) -> Any:
        """Victims where a referral shares nothing of victims, suspects where it shares no suspects;
        who is both is read with either."""
        from cases.models import Case

        def without(*parts: str) -> Any:
            return Case.objects.withheld_from(user, parts).values("pk")

        by_referral = self.model._base_manager.filter(case__in=without(*UNSHARED))
        return by_referral.filter(
            Q(case__in=without(*VICTIMS), recruiter=None)
            | Q(case__in=without(SUSPECTS), recruiter__isnull=False, victim=None)
            | Q(case__in=without(*VICTIMS, SUSPECTS))
        )

    def open_to_role_of(self, user: User) -> Self:
        """Whom the role may see in a case that it may open, whichever case they are in."""
        return self if user.has_perm("people.view_person") else self.filter(_opened_to(user))

    def for_list(self) -> Self:
        """With the case, and the roles that higher apps hang off a person: one row each at most."""
        return self.select_related("case", "victim", "recruiter")

    def for_detail(self) -> Self:
        """That, with every name and identifier."""
        return self.for_list().prefetch_related("names", "uses__identifier")

    def matching(self, words: str) -> Self:
        """Persons with such a name in any script, or exactly such an identifier, or that ref."""
        from people.models import IdentifierUse, PersonName

        named = PersonName.objects.alike(words).values("person")
        used = IdentifierUse.objects.filter(identifier__value__in=identifier_forms(words))
        called = self.model.objects.filter(ref=words.strip().upper()).values("pk")
        # One set: of three conditions joined by OR the planner thinks that most persons meet one.
        return self.filter(pk__in=named.union(used.values("person"), called))


class PersonNameQuerySet(CaseScopedQuerySet["PersonName"]):
    case_path = "person__case"

    def alike(self, words: str) -> Self:
        """Names that contain every word, folded to Latin letters."""
        query = self
        for word in fold(words).split() or [fold(words)]:
            query = query.filter(folded__contains=word)
        return query


class IdentifierQuerySet(models.QuerySet["Identifier"]):
    def visible_to(self, user: User) -> Self:
        """Those that somebody visible uses: the value alone tells that a case has it."""
        from people.models import IdentifierUse

        uses = IdentifierUse.objects.visible_to(user).filter(identifier=OuterRef("pk"))
        return self.filter(Exists(uses))

    def editable_by(self, user: User) -> Self:
        """Whether a value is common is said by those who may see it used."""
        may = user.has_perm("people.change_identifier")
        return self.visible_to(user) if may else self.none()

    def with_spread(self, user: User) -> Self:
        """With the number of `people` and `cases` that use each, of those that the user may see."""
        from people.models import IdentifierUse

        uses = IdentifierUse.objects.visible_to(user)
        return self.filter(uses__in=uses).annotate(
            people=models.Count("uses__person", distinct=True),
            cases=models.Count("uses__person__case", distinct=True),
        )

    def matching(self, words: str) -> Self:
        return self.filter(Q(value__in=identifier_forms(words)) | Q(ref=words.strip().upper()))


class IdentifierUseQuerySet(CaseScopedQuerySet["IdentifierUse"]):
    case_path = "person__case"

    def visible_to(self, user: User) -> Self:
        from people.models import Person

        return self.filter(person__in=Person.objects.visible_to(user))


class NameVariantQuerySet(models.QuerySet["NameVariant"]):
    """Spellings say nothing of any case: who may see one may see all."""

    def visible_to(self, user: User) -> Self:
        return self if user.has_perm("people.view_namevariant") else self.none()

    def editable_by(self, user: User) -> Self:
        return self if user.has_perm("people.change_namevariant") else self.none()

    def edited(self) -> Self:
        """Those that people added, corrected or switched off."""
        return self.exclude(source="shipped", version=1)

    def matching(self, words: str) -> Self:
        words = words.strip()
        found = Q(form__icontains=words) | Q(canonical__icontains=words)
        return self.filter(found | Q(ref=words.upper()))


def _opened_to(user: User) -> Q:
    opened = Q(pk__in=[])
    for permission, persons in OPENS.items():
        if user.has_perm(permission):
            opened |= persons
    return opened
