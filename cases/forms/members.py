"""Who works on a case."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import Agency, User
from accounts.roles import Scope
from cases.forms.case import DATE
from cases.models import Assignment
from core.forms import RecordForm


class MemberForm(RecordForm):
    """What an agency or a user works on the case for, and how long."""

    class Meta:
        model = Assignment
        fields = ["level", "purpose", "since", "until"]
        widgets = {"since": DATE, "until": DATE}


class NewMemberForm(MemberForm):
    email = forms.CharField(
        required=False,
        label="Or a user of another agency, by e-mail address",
        help_text="The address with which they sign in.",
    )
    fieldsets = {
        "Who": ["agency", "user", "email"],
        "What for, and how long": ["level", "purpose", "since", "until"],
    }

    class Meta(MemberForm.Meta):
        fields = ["agency", "user", "level", "purpose", "since", "until"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = Agency.objects.visible_to(self.user)
        self.fields["user"].queryset = User.objects.visible_to(self.user).filter(is_active=True)
        self.fields["user"].label = "Or a colleague"
        self.fields["since"].initial = timezone.localdate

    def clean_email(self) -> User | None:
        address = self.cleaned_data["email"].strip()
        if not address:
            return None
        found = User.objects.get_queryset().filter(email__iexact=address, is_active=True).first()
        if not found:
            raise ValidationError("Nobody signs in with that address. Check how it is spelt.")
        return found

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        named = [data.get("agency"), data.get("user"), data.pop("email", None)]
        if not self.errors and len([who for who in named if who]) != 1:
            raise ValidationError("Name one: an agency, a colleague, or a user by e-mail address.")
        data["user"] = self.instance.user = named[1] or named[2]
        if data["user"] and data["user"].scope is Scope.NOTHING:
            raise ValidationError(
                f"{data['user']} is {data['user'].get_role_display().lower()}: that role opens no "
                "case, whoever names them."
            )
        return data
