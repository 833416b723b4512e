"""Making and editing a record, with nothing lost when two people edit at once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.forms import BaseFormSet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.generic import FormView

from audit import history
from audit.models import Access
from audit.services import log_access
from core.forms import words
from core.models import Record
from core.services import StaleRecord
from core.views.base import Scoped


class RecordFormView(Scoped, FormView):
    """A form over one record, and maybe formsets of its parts.

    A subclass says in `save(data)` which service to call; `data` is the cleaned form, with each
    formset's filled rows under its name. The service may raise ValidationError, which is shown on
    the form, or StaleRecord, which is shown as a table of both values.
    """

    template_name = "layouts/form.html"
    #: Name of the argument that the service knows the rows by → formset class with a `legend`.
    formsets: dict[str, type[BaseFormSet]] = {}
    title = ""
    object: Record | None = None

    def save(self, data: dict[str, Any]) -> Record:
        raise NotImplementedError

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs() | {"user": self.request.user}
        return kwargs | {"instance": self.object} if self.object else kwargs

    def get_formset_initial(self, name: str) -> list[dict[str, Any]]:
        """The rows that a formset begins with."""
        return []

    def saved_rows(self, name: str, current: Record) -> list[dict[str, Any]]:
        """The rows of a formset as they are saved now, for who saved in vain."""
        return self.get_formset_initial(name)

    def bound_formsets(self) -> dict[str, BaseFormSet]:
        if self.request.method == "POST":
            # Without the rows that are saved: they may be another's, and what was typed would be
            # read as a change of those.
            return {
                name: kind(self.request.POST, prefix=name) for name, kind in self.formsets.items()
            }
        return {
            name: kind(prefix=name, initial=self.get_formset_initial(name))
            for name, kind in self.formsets.items()
        }

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show(self.get_form(), self.bound_formsets())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        form, formsets = self.get_form(), self.bound_formsets()
        # All of them, so that every mistake is shown at once.
        if not all([form.is_valid(), *(formset.is_valid() for formset in formsets.values())]):
            return self.show(form, formsets, status=422)
        try:
            with transaction.atomic():
                record = self.save(self.collected(form, formsets))
        except ValidationError as error:
            _add(error, form)
            return self.show(form, formsets, status=422)
        except StaleRecord as stale:
            return self.show_conflict(form, formsets, stale.current)
        messages.success(request, f"Saved {record}.")
        return HttpResponseRedirect(self.get_success_url_for(record))

    def collected(self, form: Any, formsets: dict[str, BaseFormSet]) -> dict[str, Any]:
        """What `save` gets: the cleaned form, and each formset's rows under its name."""
        return form.cleaned_data | _rows(formsets)

    def get_success_url_for(self, record: Record) -> str:
        return record.get_absolute_url()

    def show(
        self,
        form: Any,
        formsets: dict[str, BaseFormSet],
        *,
        status: int = 200,
        **context: Any,
    ) -> HttpResponse:
        context = self.get_context_data(form=form, formsets=formsets, title=self.title, **context)
        return self.render_to_response(context, status=status)

    def show_conflict(
        self, form: Any, formsets: dict[str, BaseFormSet], current: Record
    ) -> HttpResponse:
        """Both values, field by field; what was typed stays, and saving again keeps it."""
        form.data = form.data.copy()
        form.data["version"] = current.version
        saved = {"instance": current, "data": None, "files": None}
        theirs = self.form_class(**self.get_form_kwargs() | saved)
        fields = form.differences(theirs)
        for name, formset in formsets.items():
            fields += row_differences(formset, self.saved_rows(name, current))
        conflict = {
            "by": self.who_saved(current),
            "at": current.updated_at,
            "fields": fields,
        }
        return self.show(form, formsets, conflict=conflict, status=409)

    def who_saved(self, record: Record) -> str:
        """Whoever changed the row last, where its history tells."""
        return history.last_writer(record)


class RecordCreateView(RecordFormView):
    """Makes a record."""

    def collected(self, form: Any, formsets: dict[str, BaseFormSet]) -> dict[str, Any]:
        data = super().collected(form, formsets)
        data.pop("version", None)  # There is no earlier state to have seen.
        return data

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return {"cancel_url": self.cancel_url(), **super().get_context_data(**context)}

    def cancel_url(self) -> str:
        return self.request.path.removesuffix("new/")


class RecordEditView(RecordFormView):
    """Changes a record: 404 when unseen, 403 when seen but not to be changed by this user."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.has_permission():
            return self.handle_no_permission()
        self.object = writable(self.get_queryset(), request.user, kwargs["ref"])
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form shows what is there, so opening it is a reading."""
        log_access(request, Access.VIEW, self.model, refs=[self.object.ref])
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(
            **{
                "record": self.object,
                "cancel_url": self.object.get_absolute_url(),
                **context,
            }
        )


class UnderRecord:
    """A form page about a part of another record, on which the user must be allowed to write.

    `parents` says which records those are; the one of the address is then `self.parent`.
    """

    parents: QuerySet[Any]
    parent_argument = "ref"
    parent: Any

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.has_permission():
            return self.handle_no_permission()
        self.parent = writable(self.parents.all(), request.user, self.parent_ref())
        return super().dispatch(request, *args, **kwargs)

    def parent_ref(self) -> str:
        return self.kwargs[self.parent_argument]

    def cancel_url(self) -> str:
        return self.parent.get_absolute_url()

    def get_success_url_for(self, record: Record) -> str:
        return self.parent.get_absolute_url()


def writable(rows: Any, user: Any, ref: str) -> Any:
    """The row of that reference: 404 unless visible, 403 unless the user may write on it."""
    record = get_object_or_404(rows.visible_to(user), ref=ref)
    if not rows.editable_by(user).filter(pk=record.pk).exists():
        raise PermissionDenied("You may read this record, not change it.")
    return record


def _rows(formsets: dict[str, BaseFormSet]) -> dict[str, list[dict[str, Any]]]:
    """The filled rows of each formset, less those ticked for removal."""
    return {
        name: [
            {key: value for key, value in row.items() if key != "DELETE"}
            for row in formset.cleaned_data
            if row and not row.get("DELETE")
        ]
        for name, formset in formsets.items()
    }


def row_differences(formset: BaseFormSet, saved: list[dict[str, Any]]) -> list[dict[str, str]]:
    """One entry for a formset whose rows were typed otherwise than they are saved."""
    filled = [row for row in formset.cleaned_data if row and not row.get("DELETE")]
    theirs, yours = _in_words(formset, saved), _in_words(formset, filled)
    if theirs == yours:
        return []
    # Rows that both have say nothing, unless it is their order that differs.
    theirs_alone = [row for row in theirs if row not in yours]
    yours_alone = [row for row in yours if row not in theirs]
    if theirs_alone or yours_alone:
        theirs, yours = theirs_alone or ["–"], yours_alone or ["–"]
    label = str(getattr(formset, "legend", formset.prefix))
    return [{"label": label, "theirs": "; ".join(theirs), "yours": "; ".join(yours)}]


def _in_words(formset: BaseFormSet, rows: list[dict[str, Any]]) -> list[str]:
    """Rows as somebody compares them: each with its values, `Aminah, Alias`."""
    fields = formset.empty_form.fields
    return [
        ", ".join(words(row[name], field) for name, field in fields.items() if row.get(name))
        for row in rows
    ]


def _add(error: ValidationError, form: Any) -> None:
    """Show a service's refusal: at its field where the form has it, else at the top."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, problems in error.error_dict.items():
        form.add_error(name if name in form.fields else None, problems)
