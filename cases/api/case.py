"""Cases and their evidence; the base of what belongs to a case."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from cases import services
from cases.filters import CaseFilter, EvidenceFilter
from cases.models import (
    CLOSED,
    Case,
    EvidenceItem,
    ItemNumber,
    ReportedAmount,
    Sensitivity,
)
from core.api import CreateMixin, EditMixin, RecordSerializer, RecordViewSet


class SeenField(serializers.SlugRelatedField):
    """Another record by its reference, among those that the caller may see."""

    def __init__(self, rows: Any, **kwargs: Any) -> None:
        super().__init__(slug_field="ref", queryset=rows, **kwargs)

    def get_queryset(self) -> Any:
        return self.queryset.all().visible_to(self.context["request"].user)


class CaseField(serializers.SlugRelatedField):
    """The case by its reference; a new record goes into one that the caller may write on."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(slug_field="ref", **kwargs)

    def get_queryset(self) -> Any:
        return Case.objects.editable_by(self.context["request"].user)


class OfCaseSerializer(RecordSerializer):
    """A record of one case. It never moves to another."""

    case = CaseField()

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        fields["case"].read_only = self.instance is not None
        return fields


class CaseSerializer(RecordSerializer):
    lead_agency = serializers.StringRelatedField()

    class Meta:
        model = Case
        fields = [
            "ref", "version", "title", "country", "opened_on", "status", "stage", "sensitivity",
            "exploitation", "scams", "summary", "lead_agency", "created_at", "updated_at",
        ]  # fmt: skip
        read_only_fields = ["stage"]

    def validate_sensitivity(self, value: str) -> str:
        if value == Sensitivity.SEALED and not (self.instance and self.instance.is_sealed):
            raise serializers.ValidationError("A case is sealed from its page, with a reason.")
        return value

    def validate_status(self, value: str) -> str:
        if value in CLOSED and not (self.instance and self.instance.is_closed):
            raise serializers.ValidationError("A case is closed from its page, with a reason.")
        return value


class CaseViewSet(CreateMixin, EditMixin, RecordViewSet):
    queryset = Case.objects.for_list()
    serializer_class = CaseSerializer
    filterset_class = CaseFilter
    permissions = {
        "list": "cases.view_case",
        "retrieve": "cases.view_case",
        "create": "cases.add_case",
        "partial_update": "cases.change_case",
    }

    def save_new(self, data: dict[str, Any]) -> Case:
        return services.open_case(by=self.request.user, **data)

    def save_edit(self, record: Case, version: int, data: dict[str, Any]) -> Case:
        return services.edit_case(record, version=version, **data)


class AmountSerializer(serializers.ModelSerializer):
    class Meta:
        model = ReportedAmount
        fields = ["amount", "currency", "as_reported", "source"]


class ItemNumberSerializer(serializers.ModelSerializer):
    class Meta:
        model = ItemNumber
        fields = ["kind", "value"]


class EvidenceSerializer(RecordSerializer):
    case = serializers.SlugRelatedField("ref", read_only=True)
    found_on = serializers.SlugRelatedField("ref", read_only=True)
    belongs_to = serializers.SlugRelatedField("ref", read_only=True)
    amounts = AmountSerializer(many=True, read_only=True)
    numbers = ItemNumberSerializer(many=True, read_only=True)

    class Meta:
        model = EvidenceItem
        fields = [
            "ref", "version", "case", "title", "category", "count", "amounts", "numbers",
            "found_at", "found_in", "found_by", "found_on", "belongs_to", "seal", "held_by",
            "status", "remarks", "created_at",
        ]  # fmt: skip


class EvidenceViewSet(RecordViewSet):
    """Read-only: custody and files need a page and a person before it."""

    queryset = EvidenceItem.objects.for_list()
    serializer_class = EvidenceSerializer
    filterset_class = EvidenceFilter
    permissions = {"list": "cases.view_evidenceitem", "retrieve": "cases.view_evidenceitem"}
