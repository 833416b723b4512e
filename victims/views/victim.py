"""The pages of victims: list, record, and the forms that log them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse

from audit import history
from cases.models import Case
from core.models import Record
from core.views import (
    RecordCreateView,
    RecordDetailView,
    RecordEditView,
    RecordHistoryView,
    RecordListView,
    Tab,
    writable,
)
from people.models import IdentifierUse, PersonName
from people.views import AboutPerson, NamesAndIdentifiers
from victims import services
from victims.filters import VictimFilter
from victims.forms import NewVictimForm, VictimForm
from victims.models import (
    Consent,
    Contact,
    Exploitation,
    JourneyLeg,
    Need,
    Photo,
    Placement,
    ProtectionOrder,
    RecruitmentAccount,
    Screening,
    Statement,
    StatementFile,
    SupportItem,
    SupportPlan,
    Victim,
    VulnerabilityAssessment,
)
from victims.querysets import may_read
from victims.tables import VictimTable

#: The form and the history say names, so they open only to those who may read them.
BY_NAME = "people.view_identity"

#: What hangs off a victim and is told of in the history of whoever may read it.
PARTS = (
    Contact, Need, VulnerabilityAssessment, Placement, SupportPlan, SupportItem, Consent, Photo,
    Screening, Statement, ProtectionOrder,
)  # fmt: skip
ADDRESS = str(Placement._meta.get_field("address").verbose_name)


class VictimPage(AboutPerson):
    permission_required = "victims.view_victim"
    queryset = Victim.objects.for_detail()
    list_url = "victims:list"
    #: Higher apps may add theirs in `apps.ready`.
    tabs = [
        Tab("Summary", "victims:detail", "victims.view_victim", order=0),
        Tab("Background", "victims:background", BY_NAME, order=5),
        Tab("Screenings", "victims:screenings", "victims.view_screening", order=20),
        Tab("Consents", "victims:consents", "victims.view_consent", order=30),
        Tab("Care", "victims:care", "victims.view_need", order=40),
        Tab("Journey and recruitment", "victims:story", "victims.view_journeyleg", order=10),
        Tab("Statements and protection", "victims:law", "victims.view_statement", order=15),
        Tab("History", "victims:history", BY_NAME, order=90),
    ]

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(
            title=self.object.name_for(self.request.user), person=self.object.person, **context
        )


class VictimListView(RecordListView):
    permission_required = "victims.view_victim"
    queryset = Victim.objects.for_list()
    filterset_class = VictimFilter
    table_class = VictimTable
    icon = "user-heart"
    create_url = "victims:create"
    add_permission = "victims.add_victim"


class VictimDetailView(VictimPage, RecordDetailView):
    template_name = "victims/victim_detail.html"
    edit_url = "victims:edit"
    change_permission = "victims.change_victim"


class VictimHistoryView(VictimPage, RecordHistoryView):
    permission_required = ("victims.view_victim", BY_NAME)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """What was done to the person is the victim's history too."""
        entries = [
            *history.of(self.object, *self.readable_parts()),
            *history.of(self.object.person, PersonName, IdentifierUse),
        ]
        if not self.request.user.has_perm("victims.view_shelteraddress"):
            entries = [without_address(entry) for entry in entries]
        entries.sort(key=lambda entry: entry.at, reverse=True)
        return super().get_context_data(**context) | {"history": entries}

    def readable_parts(self) -> list[type[Model]]:
        """None to who reads the case by a referral."""
        user, case = self.request.user, self.object.person.case
        if not Case.objects.filter(pk=case.pk).wholly_visible_to(user).exists():
            return []
        readable = [kind for kind in PARTS if may_read(user, kind)]
        if Statement in readable:
            readable.append(StatementFile)  # Whoever reads a statement reads what belongs to it.
        return [RecruitmentAccount, JourneyLeg, Exploitation, *readable]


def without_address(entry: history.Entry) -> history.Entry:
    """The entry less where a shelter is."""
    return replace(entry, changes=[row for row in entry.changes if row.field != ADDRESS])


# Forms --------------------------------------------------------------------------------------------


class VictimCreateView(NamesAndIdentifiers, RecordCreateView):
    """`?case=` names the case, as the button on its page does; else the form asks for it."""

    permission_required = ("victims.add_victim", BY_NAME)
    queryset = Victim.objects.all()
    form_class = NewVictimForm
    template_name = "victims/victim_form.html"
    title = "Log a person"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.case: Case | None = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if self.has_permission() and (ref := request.GET.get("case")):
            self.case = writable(Case.objects.all(), request.user, ref)
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"case": self.case and self.case.ref}

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(case=self.case, **context)

    def cancel_url(self) -> str:
        return self.case.get_absolute_url() if self.case else reverse("victims:list")

    def save(self, data: dict[str, Any]) -> Victim:
        return services.register(data.pop("case"), **data)

    def get_success_url_for(self, record: Record) -> str:
        if "another" in self.request.POST:
            return f"{self.request.path}?case={record.person.case.ref}"
        return super().get_success_url_for(record)


class VictimEditView(NamesAndIdentifiers, RecordEditView):
    permission_required = ("victims.change_victim", BY_NAME)
    queryset = Victim.objects.for_list()
    form_class = VictimForm
    title = "Edit victim"

    def save(self, data: dict[str, Any]) -> Victim:
        return services.edit(self.object, **data)
