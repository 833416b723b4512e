from __future__ import annotations

from typing import Any

from rest_framework import serializers

from cases import services
from cases.filters import CaseFilter, TaskFilter
from cases.models import CLOSED, Case, CaseTask, Sensitivity
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
