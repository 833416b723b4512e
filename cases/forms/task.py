"""Tasks."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.models import User
from cases.forms.case import DATE
from cases.models import Case, CaseTask, TaskStatus
from core.forms import RecordForm


class TaskForm(RecordForm):
    fieldsets = {
        "Task": ["title", "details", "person"],
        "Who and when": ["owner", "due_on", "priority"],
    }

    class Meta:
        model = CaseTask
        fields = ["title", "details", "owner", "due_on", "priority", "person"]
        widgets = {"due_on": DATE, "details": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = self.fields["person"].queryset.model.objects
        self.fields["person"].queryset = people.visible_to(self.user).of_case(case)
        self.fields["owner"].queryset = workers_on(case, self.user)


def workers_on(case: Case, user: User) -> Any:
    """Colleagues of the user, and those of other agencies who are named on the case."""
    named = User.objects.get_queryset().filter(assignments__in=case.assignments.live())
    return (User.objects.visible_to(user) | named).distinct()


class TaskStatusForm(forms.Form):
    status = forms.ChoiceField(choices=TaskStatus.choices)
    note = forms.CharField(required=False, max_length=200)
