from __future__ import annotations

from typing import Any

from rest_framework import serializers

from cases import services
from cases.filters import CaseFilter, EvidenceFilter, TaskFilter
from cases.models import (
    CLOSED,
    Case,
    CaseTask,
    EvidenceItem,
    ItemNumber,
    ReportedAmount,
    Sensitivity,
)
from core.api import CreateMixin, EditMixin, RecordSerializer, RecordViewSet


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


class TaskSerializer(RecordSerializer):
    case = serializers.SlugRelatedField("ref", read_only=True)
    person = serializers.SlugRelatedField("ref", read_only=True)
    owner = serializers.StringRelatedField()

    class Meta:
        model = CaseTask
        fields = [
            "ref", "version", "case", "title", "details", "person", "owner", "due_on", "priority",
            "status", "origin", "created_at", "finished_at",
        ]  # fmt: skip


class TaskViewSet(RecordViewSet):
    queryset = CaseTask.objects.for_list()
    serializer_class = TaskSerializer
    filterset_class = TaskFilter
    permissions = {"list": "cases.view_casetask", "retrieve": "cases.view_casetask"}


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
