"""How every form of ours looks and locks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting

#: Widget → Bootstrap's class for it; anything else is a plain control.
CLASSES = {
    forms.CheckboxInput: "form-check-input",
    forms.CheckboxSelectMultiple: "form-check-input",
    forms.RadioSelect: "form-check-input",
    forms.Select: "form-select",
    forms.HiddenInput: "",
}


class BootstrapField(forms.BoundField):
    """A bound field that gives its widget Bootstrap's classes."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Any = None) -> dict[str, Any]:
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        look = next((css for kind, css in CLASSES.items() if isinstance(widget, kind)), None)
        css = [
            widget.attrs.get("class", ""),
            "form-control" if look is None else look,
            "is-invalid" if self.errors else "",
        ]
        attrs["class"] = " ".join(filter(None, css))
        return attrs


class Renderer(TemplatesSetting):
    bound_field_class = BootstrapField


class RecordForm(forms.ModelForm):
    """A form of one record. `version` says which state of it the person saw when they began."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    #: Legend → names of the fields under it; without it the form is one block.
    fieldsets: dict[str, list[str]] = {}

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["version"].initial = getattr(self.instance, "version", None)

    def clean_version(self) -> int | None:
        version: int | None = self.cleaned_data["version"]
        if version is None and not self.instance._state.adding:
            raise ValidationError(
                "The page did not say which state of the record you saw. Open it again, so that "
                "nobody's changes are lost; your values are still here to copy."
            )
        return version

    @property
    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """(legend, bound fields) in the order of `fieldsets`; none means: all in one."""
        return [
            (legend, [self[name] for name in names if name in self.fields])
            for legend, names in self.fieldsets.items()
        ]

    def differences(self, theirs: RecordForm) -> list[dict[str, str]]:
        """Where `theirs`, the form as it is saved, and what was typed differ, in words."""
        return [
            {
                "label": str(self[name].label),
                "theirs": words(theirs[name].value(), field),
                "yours": words(self[name].value(), field),
            }
            for name, field in self.fields.items()
            if name != "version" and field.has_changed(theirs[name].initial, self[name].data)
        ]


class RowForm(forms.Form):
    """A row of a formset. Without its `main` field it is empty, if nothing else was typed."""

    main: str

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False  # Rows may stay empty, so no field bears the mark.

    def has_changed(self) -> bool:
        """Whether anything was typed; what was only chosen from a list says nothing alone."""
        return any(
            not isinstance(self.fields[name], forms.ChoiceField) for name in self.changed_data
        )

    def clean(self) -> dict[str, Any]:
        if not self.cleaned_data.get(self.main) and self.main not in self.errors:
            self.add_error(self.main, "Fill this in, or remove the row.")
        return self.cleaned_data


class Rows(forms.BaseFormSet):
    """Rows of small forms, each of which may be removed."""

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = "Remove"


def words(value: Any, field: forms.Field) -> str:
    """A form value as the person would read it on the page."""
    if value in (None, "", []):
        return "–"
    if isinstance(value, list | tuple | set):
        return ", ".join(words(item, field) for item in value)
    if isinstance(field, forms.ModelChoiceField):
        chosen = field.queryset.filter(**{field.to_field_name or "pk": value}).first()
        return str(chosen or value)
    choices = dict(getattr(field, "choices", None) or ())
    return str(choices.get(value, value))
