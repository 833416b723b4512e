from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from core.forms import RecordForm
from people.forms import CaseChoice, RoleForm
from people.models import Person
from people.services import FACTS
from recruiters.models import Membership, Recruiter, Syndicate, Tie
from recruiters.network import KINDS

ROLE = ["status", "parts", "modus_operandi"]
SOURCE = ["since", "source", "reliability", "credibility"]


class SuspectForm(RecordForm):
    """The role alone, of somebody whom the case knows already."""

    fieldsets = {"Recruiter": ROLE}

    class Meta:
        model = Recruiter
        fields = ROLE


class RecruiterForm(CaseChoice, RoleForm):
    fieldsets = {"Recruiter": ["case", *ROLE], "Person": list(FACTS)}

    class Meta(SuspectForm.Meta):
        pass


class SyndicateForm(CaseChoice, RecordForm):
    fieldsets = {
        "Syndicate": ["case", "name", "aliases", "base_country", "modus_operandi", "attribution"]
    }

    class Meta:
        model = Syndicate
        fields = ["name", "aliases", "base_country", "modus_operandi", "attribution"]


class TieForm(RecordForm):
    """A tie as seen from `person`, who may be at either end of it."""

    direction = forms.ChoiceField()
    other = forms.ModelChoiceField(
        Person.objects.none(), to_field_name="ref", label="The other person"
    )
    fieldsets = {"Tie": ["direction", "kind", "other"], "Source": SOURCE}

    class Meta:
        model = Tie
        fields = ["kind", *SOURCE]

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["direction"].choices = [
            ("out", f"{person} did it"),
            ("in", f"It was done to {person}"),
        ]
        others = Person.objects.visible_to(self.user).filter(case=person.case_id)
        self.fields["other"].queryset = others.exclude(pk=person.pk)


class MembershipForm(RecordForm):
    fieldsets = {"Membership": ["syndicate", "part"], "Source": SOURCE}

    class Meta:
        model = Membership
        fields = ["syndicate", "part", *SOURCE]

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = Syndicate.objects.visible_to(self.user).filter(case=person.case_id)
        self.fields["syndicate"] = forms.ModelChoiceField(
            mine, to_field_name="ref", help_text="Those of this case."
        )


class NetworkForm(forms.Form):
    """How much of a network to read; what the address leaves out has its usual value."""

    hops = forms.TypedChoiceField(
        choices=[(1, "1 hop"), (2, "2 hops"), (3, "3 hops"), (4, "4 hops")], coerce=int
    )
    limit = forms.TypedChoiceField(
        choices=[(number, f"{number} points") for number in (50, 200, 500)],
        coerce=int,
        label="At most",
    )
    kind = forms.MultipleChoiceField(
        choices=[(name, kind.label) for name, kind in KINDS.items()],
        widget=forms.CheckboxSelectMultiple,
        label="Joined by",
    )

    def __init__(self, address: QueryDict) -> None:
        data = address.copy()
        data.setdefault("hops", "2")
        data.setdefault("limit", "200")
        if "kind" not in data:
            data.setlist("kind", list(KINDS))
        super().__init__(data)
