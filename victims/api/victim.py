"""Victims and their stories over the API."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from cases.api import CaseField
from core.api import CreateMixin, EditMixin, RecordSerializer, RecordViewSet
from people.api import (
    IdentifierSerializer,
    NameSerializer,
    PersonSerializer,
    with_identifiers,
)
from people.services import FACTS
from victims import services
from victims.filters import (
    ExploitationFilter,
    JourneyLegFilter,
    RecruitmentAccountFilter,
    VictimFilter,
)
from victims.models import Exploitation, JourneyLeg, RecruitmentAccount, Victim

#: What says who the victim is; answered only to those who may see victims by name.
IDENTITY = ("person", "names", "identifiers", "address", "city", "postcode", "remarks")


class VictimSerializer(RecordSerializer):
    """Person and role as one. `name` is a pseudonym to those who may not see victims by name."""

    case = CaseField(source="person.case")
    person = serializers.SlugRelatedField(slug_field="ref", read_only=True)
    name = serializers.SerializerMethodField()
    names = NameSerializer(many=True, source="person.names")
    identifiers = IdentifierSerializer(many=True, source="person.uses", default=list)

    class Meta:
        model = Victim
        fields = [
            "ref", "version", "case", "person", "name", "names", "identifiers", "status",
            "decided_by", "basis", "controls", "is_injured",
            "is_crime_victim", "gender", "marital_status", "children", "education", "languages",
            "needs_interpreter", "is_unaccompanied", "created_at", "updated_at",
        ]  # fmt: skip

    def get_fields(self) -> dict[str, Any]:
        """The facts of the person beside those of the role; nobody moves to another case."""
        fields = super().get_fields()
        fields["case"].read_only = self.instance is not None
        of_person = PersonSerializer().get_fields()
        for name in FACTS:
            of_person[name].source = f"person.{name}"
            fields[name] = of_person[name]
        return fields

    def get_name(self, victim: Victim) -> str:
        return victim.name_for(self.context["request"].user)

    def to_representation(self, victim: Victim) -> dict[str, Any]:
        shown = super().to_representation(victim)
        if not self.context["request"].user.has_perm("people.view_identity"):
            for name in IDENTITY:
                del shown[name]
        return shown


class VictimViewSet(CreateMixin, EditMixin, RecordViewSet):
    queryset = Victim.objects.for_detail()
    serializer_class = VictimSerializer
    filterset_class = VictimFilter
    permissions = {
        "list": "victims.view_victim",
        "retrieve": "victims.view_victim",
        "create": "victims.add_victim",
        "partial_update": "victims.change_victim",
    }

    def save_new(self, data: dict[str, Any]) -> Victim:
        facts = flat(data)
        return services.register(facts.pop("case"), **facts)

    def save_edit(self, record: Victim, version: int, data: dict[str, Any]) -> Victim:
        return services.edit(record, version=version, **flat(data))


def flat(data: dict[str, Any]) -> dict[str, Any]:
    """The facts of person and victim in one, under the names that the services know."""
    return with_identifiers(data.pop("person", {})) | data


class RecruitmentAccountSerializer(RecordSerializer):
    victim = serializers.SlugRelatedField(slug_field="ref", read_only=True)

    class Meta:
        model = RecruitmentAccount
        fields = [
            "ref", "version", "victim", "recruited_on", "channel", "platform", "platform_name",
            "advert_url", "advert_text", "advert_sha256", "promised_job", "employer",
            "promised_country", "promised_city", "salary", "currency", "salary_period", "debt",
            "debt_currency", "claimed_debt", "ticket_paid_by", "relationship", "story",
            "created_at", "updated_at",
        ]  # fmt: skip


class RecruitmentAccountViewSet(RecordViewSet):
    queryset = RecruitmentAccount.objects.select_related("victim")
    serializer_class = RecruitmentAccountSerializer
    filterset_class = RecruitmentAccountFilter
    permissions = dict.fromkeys(["list", "retrieve"], "victims.view_recruitmentaccount")


class JourneyLegSerializer(RecordSerializer):
    victim = serializers.SlugRelatedField(slug_field="ref", read_only=True)

    class Meta:
        model = JourneyLeg
        fields = [
            "ref", "version", "victim", "position", "phase", "is_planned", "from_place",
            "from_country", "to_place", "to_country", "departed_on", "arrived_on", "mode",
            "carrier", "flight", "pnr", "paid_by", "accompanied_by", "document", "entry", "visa",
            "border_post", "created_at", "updated_at",
        ]  # fmt: skip


class JourneyLegViewSet(RecordViewSet):
    queryset = JourneyLeg.objects.select_related("victim")
    serializer_class = JourneyLegSerializer
    filterset_class = JourneyLegFilter
    permissions = dict.fromkeys(["list", "retrieve"], "victims.view_journeyleg")


class ExploitationSerializer(RecordSerializer):
    victim = serializers.SlugRelatedField(slug_field="ref", read_only=True)
    site = serializers.SlugRelatedField(slug_field="ref", read_only=True)

    class Meta:
        model = Exploitation
        fields = [
            "ref", "version", "victim", "site", "began_on", "ended_on", "crimes", "scams", "tasks",
            "targets", "hours", "meals", "quota", "punishments", "pay_promised",
            "pay_promised_currency", "pay_received", "pay_received_currency", "pay_period",
            "debt_ledger", "passport_held_by", "phone_access", "sold_from", "sold_to",
            "escape_attempts", "created_at", "updated_at",
        ]  # fmt: skip


class ExploitationViewSet(RecordViewSet):
    queryset = Exploitation.objects.select_related("victim", "site")
    serializer_class = ExploitationSerializer
    filterset_class = ExploitationFilter
    permissions = dict.fromkeys(["list", "retrieve"], "victims.view_exploitation")
