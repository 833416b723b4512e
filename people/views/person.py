"""The pages of people, whatever their role, and what pages of a role share."""

from __future__ import annotations

from typing import Any

from django_tables2 import RequestConfig

from cases import header
from cases.models import Case
from cases.views import CasePage
from core.models import Record
from core.views import (
    RecordDetailView,
    RecordEditView,
    RecordHistoryView,
    RecordListView,
    RecordPage,
    Tab,
)
from people import services
from people.filters import PersonFilter
from people.forms import IdentifierFormSet, NameFormSet, PersonForm
from people.models import IdentifierUse, Person, PersonName
from people.tables import PersonTable


class AboutPerson:
    """A page about one person, in whatever role: it warns of the flags raised on them."""

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        warnings = header.about_person(person_of(self.object), self.request.user)
        return super().get_context_data(**{"warnings": warnings, **context})


class PersonPage(AboutPerson):
    permission_required = "people.view_person"
    queryset = Person.objects.for_detail()
    list_url = "people:list"
    tabs = [
        Tab("Summary", "people:detail", "people.view_person", order=0),
        Tab("History", "people:history", "people.view_person", order=90),
    ]


class PersonListView(RecordListView):
    permission_required = "people.view_person"
    queryset = Person.objects.for_list()
    filterset_class = PersonFilter
    table_class = PersonTable
    icon = "users"


class PersonDetailView(PersonPage, RecordDetailView):
    template_name = "people/person_detail.html"
    edit_url = "people:edit"
    change_permission = "people.change_person"


class PersonHistoryView(PersonPage, RecordHistoryView):
    children = [PersonName, IdentifierUse]


class CasePeopleView(CasePage, RecordPage):
    """The people of one case, a tab of its page."""

    permission_required = "people.view_person"
    template_name = "people/case_people.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        people = Person.objects.visible_to(self.request.user).of_case(self.object).for_list()
        table = PersonTable(people, exclude=["case"])
        RequestConfig(self.request, paginate={"per_page": 50}).configure(table)
        return super().get_context_data(
            title=self.object.title,
            table=table,
            may_write=Case.objects.editable_by(self.request.user)
            .filter(pk=self.object.pk)
            .exists(),
            **context,
        )


# Forms --------------------------------------------------------------------------------------------


class NamesAndIdentifiers:
    """The rows of names and identifiers on the form of a person, or of a role of theirs."""

    template_name = "people/person_form.html"
    formsets = {"names": NameFormSet, "identifiers": IdentifierFormSet}

    def person(self) -> Person | None:
        """The one who is edited; nobody on the form of a new record."""
        return self.object and person_of(self.object)

    def get_formset_initial(self, name: str) -> list[dict[str, Any]]:
        person = self.person()
        return rows_of(person)[name] if person else []

    def saved_rows(self, name: str, current: Record) -> list[dict[str, Any]]:
        return rows_of(person_of(current)).get(name, [])


def person_of(record: Any) -> Person:
    """The person, of a person's record or of one of their role."""
    return record if isinstance(record, Person) else record.person


def rows_of(person: Person) -> dict[str, list[dict[str, Any]]]:
    """What the rows of a form begin with."""
    uses = IdentifierUse.objects.filter(person=person).select_related("identifier")
    return {
        "names": list(person.names.values("kind", "text")),
        "identifiers": [
            {
                "kind": use.identifier.kind,
                "value": use.identifier.value,
                "country": use.country.code or "",
                "role": use.role,
                "source": use.source,
            }
            for use in uses.order_by("identifier__kind", "identifier__value")
        ],
    }


class PersonEditView(NamesAndIdentifiers, RecordEditView):
    permission_required = "people.change_person"
    queryset = Person.objects.for_list()
    form_class = PersonForm
    title = "Edit person"

    def save(self, data: dict[str, Any]) -> Person:
        return services.edit_person(self.object, **data)
