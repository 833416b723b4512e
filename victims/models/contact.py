"""Whom of a victim's family and friends one may call, and whom never."""

from __future__ import annotations

import pghistory
from django.db import models

from core.choices import Badge
from core.fields import CodeField, CountryField
from victims.languages import languages
from victims.models.part import Part


class MayContact(Badge):
    YES = "yes", "success", "circle-check", "May be contacted"
    ONLY = "only", "warning", "alert-triangle", "Only on a condition"
    NO = "no", "danger", "ban", "Must not be contacted"


@pghistory.track()
class Contact(Part):
    """Next of kin, guardian or friend of a victim."""

    page = "victims:background"

    name = models.CharField(max_length=200)
    relation = models.CharField(max_length=80, help_text="Such as mother, husband, friend.")
    is_next_of_kin = models.BooleanField("next of kin", default=False)
    is_guardian = models.BooleanField("guardian", default=False, help_text="Of a child.")
    phone = models.CharField(max_length=60, blank=True)
    email = models.EmailField("e-mail", blank=True)
    address = models.CharField(max_length=300, blank=True)
    country = CountryField(blank=True)
    language = models.CharField(max_length=3, choices=languages, blank=True)
    may_contact = CodeField(MayContact, verbose_name="may be contacted", default=MayContact.YES)
    condition = models.CharField(
        max_length=200,
        blank=True,
        help_text="Only by whom, when or how: “only by the embassy, never by telephone”.",
    )
    safety = models.CharField(
        "safety remark",
        max_length=300,
        blank=True,
        help_text="What whoever calls must know: “lives with a suspect”.",
    )

    class Meta:
        ordering = ["-is_next_of_kin", "name"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(may_contact="only", condition=""),
                name="condition_is_said",
                violation_error_message="Say on which condition the person may be contacted.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.relation})"
