from django import forms

from accounts.models import Agency
from core.forms import RecordForm
from linking.models import Answer
from people.models import Identifier


class VerdictForm(forms.Form):
    answer = forms.ChoiceField(choices=Answer.choices)
    note = forms.CharField(
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="What convinced you; the next reviewer reads it.",
    )
    #: Which state of the match the reviewer saw.
    version = forms.IntegerField(widget=forms.HiddenInput)


class UndoForm(forms.Form):
    """The state of the match that the verdict to be undone left behind."""

    version = forms.IntegerField()


class AskForm(forms.Form):
    """Whom to ask for access, about which record of one's own."""

    about = forms.SlugField()
    agency = forms.ModelChoiceField(Agency.objects.all())
    reason = forms.CharField(max_length=2000)


class CommonValueForm(RecordForm):
    class Meta:
        model = Identifier
        fields = ["is_common", "common_because"]


class AroundForm(forms.Form):
    """How far the drawing of cases reaches."""

    hops = forms.TypedChoiceField(choices=[("1", "1"), ("2", "2")], coerce=int)


class SeenForm(forms.Form):
    """When the newest of the links that the page showed as new came."""

    until = forms.DateTimeField(widget=forms.HiddenInput)
