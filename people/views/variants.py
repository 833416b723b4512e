"""The spellings that names are read with: list, forms, and a place to try two names."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from core.views import RecordCreateView, RecordEditView, RecordHistoryView, RecordListView
from people import names, services
from people.filters import NameVariantFilter
from people.forms import NameVariantForm, TwoNamesForm
from people.models import NameVariant
from people.tables import NameVariantTable


class VariantListView(RecordListView):
    permission_required = "people.view_namevariant"
    queryset = NameVariant.objects.all()
    filterset_class = NameVariantFilter
    table_class = NameVariantTable
    template_name = "people/variant_list.html"
    title = "Spellings of names"
    icon = "message"
    create_url = "names:create"
    add_permission = "people.add_namevariant"
    empty_hint = "Widen the filters. manage.py load_names loads what is shipped."

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        asked = "one" in self.request.GET
        form = TwoNamesForm(self.request.GET if asked else None)
        return super().get_context_data(
            two_names=form,
            tried=tried(**form.cleaned_data) if asked and form.is_valid() else None,
            awaits_relink=services.awaits_relink(),
            **context,
        )


def tried(one: str, other: str) -> dict[str, Any]:
    """What the two say of each other, and how each was read."""
    left, right = names.parse(one), names.parse(other)
    return {"answer": names.compare(left, right), "read": [left, right]}


class VariantCreateView(RecordCreateView):
    permission_required = "people.add_namevariant"
    queryset = NameVariant.objects.all()
    form_class = NameVariantForm
    title = "New spelling"

    def save(self, data: dict[str, Any]) -> NameVariant:
        return services.add_variant(**data)

    def get_success_url_for(self, record: Any) -> str:
        return reverse("names:list")


class VariantEditView(RecordEditView):
    permission_required = "people.change_namevariant"
    queryset = NameVariant.objects.all()
    form_class = NameVariantForm
    template_name = "people/variant_form.html"
    title = "Edit the spelling"

    def save(self, data: dict[str, Any]) -> NameVariant:
        return services.change_variant(self.object, **data)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(**context) | {"cancel_url": reverse("names:list")}

    def get_success_url_for(self, record: Any) -> str:
        return reverse("names:list")


class VariantHistoryView(RecordHistoryView):
    permission_required = "people.view_namevariant"
    queryset = NameVariant.objects.all()
    list_url = "names:list"
