from __future__ import annotations

from typing import Any

from rest_framework import serializers

from cases.api import OfCaseSerializer
from core.api import CreateMixin, EditMixin, RecordSerializer, RecordViewSet
from people.api import PersonSerializer, with_identifiers
from people.models import Person
from people.services import FACTS
from recruiters import services
from recruiters.filters import MembershipFilter, RecruiterFilter, SyndicateFilter, TieFilter
from recruiters.models import Membership, Recruiter, Syndicate, Tie

OF_PERSON = ["case", "name", "names", "identifiers", *FACTS]
OF_SOURCE = ["since", "source", "reliability", "credibility", "grade", "created_at"]


class RecruiterSerializer(RecordSerializer):
    """The role with the facts of its person, as one."""

    person = serializers.CharField(source="person.ref", read_only=True)

    class Meta:
        model = Recruiter
        fields = [
            "ref", "version", "person", "status", "parts", "modus_operandi", "created_at",
            "updated_at",
        ]  # fmt: skip

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        of_person = PersonSerializer(self.instance, context=self.context).get_fields()
        for name in OF_PERSON:
            fields[name] = of_person[name]
            fields[name].source = f"person.{fields[name].source or name}"
        return fields


class RecruiterViewSet(CreateMixin, EditMixin, RecordViewSet):
    queryset = Recruiter.objects.for_detail()
    serializer_class = RecruiterSerializer
    filterset_class = RecruiterFilter
    permissions = {
        "list": "recruiters.view_recruiter",
        "retrieve": "recruiters.view_recruiter",
        "create": "recruiters.add_recruiter",
        "partial_update": "recruiters.change_recruiter",
    }

    def save_new(self, data: dict[str, Any]) -> Recruiter:
        of_person = with_identifiers(data.pop("person"))
        return services.register(of_person.pop("case"), **of_person, **data)

    def save_edit(self, record: Recruiter, version: int, data: dict[str, Any]) -> Recruiter:
        of_person = with_identifiers(data.pop("person", {}))
        return services.edit(record, version=version, **of_person, **data)


class SyndicateSerializer(OfCaseSerializer):
    class Meta:
        model = Syndicate
        fields = [
            "ref", "version", "case", "name", "aliases", "base_country", "modus_operandi",
            "attribution", "created_at", "updated_at",
        ]  # fmt: skip


class SyndicateViewSet(CreateMixin, EditMixin, RecordViewSet):
    queryset = Syndicate.objects.for_list()
    serializer_class = SyndicateSerializer
    filterset_class = SyndicateFilter
    permissions = {
        "list": "recruiters.view_syndicate",
        "retrieve": "recruiters.view_syndicate",
        "create": "recruiters.add_syndicate",
        "partial_update": "recruiters.change_syndicate",
    }

    def save_new(self, data: dict[str, Any]) -> Syndicate:
        return services.record_syndicate(data.pop("case"), **data)

    def save_edit(self, record: Syndicate, version: int, data: dict[str, Any]) -> Syndicate:
        return services.edit_syndicate(record, version=version, **data)


class WritableField(serializers.SlugRelatedField):
    """A record by its reference; a new row may name those of cases that the caller writes on."""

    def __init__(self, model: Any, **kwargs: Any) -> None:
        self.model = model
        super().__init__(slug_field="ref", **kwargs)

    def get_queryset(self) -> Any:
        return self.model.objects.editable_by(self.context["request"].user)


class MembershipSerializer(RecordSerializer):
    person = WritableField(Person)
    syndicate = WritableField(Syndicate)

    class Meta:
        model = Membership
        fields = ["ref", "person", "syndicate", "part", *OF_SOURCE]


class MembershipViewSet(CreateMixin, RecordViewSet):
    queryset = Membership.objects.select_related("person", "syndicate").order_by("created_at")
    serializer_class = MembershipSerializer
    filterset_class = MembershipFilter
    permissions = {
        "list": "recruiters.view_membership",
        "retrieve": "recruiters.view_membership",
        "create": "recruiters.add_membership",
    }

    def save_new(self, data: dict[str, Any]) -> Membership:
        return services.join(data.pop("person"), data.pop("syndicate"), **data)


class TieSerializer(RecordSerializer):
    subject = WritableField(Person)
    object = WritableField(Person)

    class Meta:
        model = Tie
        fields = ["ref", "subject", "object", "kind", *OF_SOURCE]


class TieViewSet(CreateMixin, RecordViewSet):
    """Both ends by reference only: whom the caller may see by name, `/people/` says."""

    queryset = Tie.objects.select_related("subject", "object").order_by("created_at")
    serializer_class = TieSerializer
    filterset_class = TieFilter
    permissions = {
        "list": "recruiters.view_tie",
        "retrieve": "recruiters.view_tie",
        "create": "recruiters.add_tie",
    }

    def save_new(self, data: dict[str, Any]) -> Tie:
        return services.tie(data.pop("subject"), data.pop("object"), **data)
