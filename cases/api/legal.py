"""Legal actions and requests to other countries."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from cases import services
from cases.api.case import OfCaseSerializer, SeenField
from cases.filters import LegalActionFilter, LegalRequestFilter
from cases.models import LegalAction, LegalRequest, StageReached
from core.api import CreateMixin, EditMixin, RecordSerializer, RecordViewSet


class StageReachedSerializer(serializers.ModelSerializer):
    class Meta:
        model = StageReached
        fields = ["stage", "on", "note"]


class LegalActionSerializer(RecordSerializer):
    case = serializers.SlugRelatedField("ref", read_only=True)
    statute = serializers.StringRelatedField()
    agency = serializers.StringRelatedField()
    persons = serializers.SerializerMethodField()
    steps = StageReachedSerializer(many=True, read_only=True)

    class Meta:
        model = LegalAction
        fields = [
            "ref", "version", "case", "statute", "persons", "stage", "steps", "outcome", "agency",
            "court", "court_ref", "remarks", "created_at", "updated_at",
        ]  # fmt: skip

    def get_persons(self, action: LegalAction) -> list[str]:
        return [charged.person.ref for charged in action.charged.all()]


class LegalActionViewSet(RecordViewSet):
    """Read-only: an action moves from stage to stage on its page."""

    queryset = LegalAction.objects.for_list().prefetch_related("steps")
    serializer_class = LegalActionSerializer
    filterset_class = LegalActionFilter
    permissions = dict.fromkeys(["list", "retrieve"], "cases.view_legalaction")


class LegalRequestSerializer(OfCaseSerializer):
    # Named by the model, not imported: people stand above cases.
    person = SeenField(
        LegalRequest._meta.get_field("person").related_model.objects.all(),
        required=False,
        allow_null=True,
    )
    action = SeenField(LegalAction.objects.all(), required=False, allow_null=True)

    class Meta:
        model = LegalRequest
        fields = [
            "ref", "version", "case", "kind", "colour", "number", "to_country", "person", "action",
            "status", "sent_on", "answered_on", "remarks", "created_at", "updated_at",
        ]  # fmt: skip


class LegalRequestViewSet(CreateMixin, EditMixin, RecordViewSet):
    queryset = LegalRequest.objects.for_list()
    serializer_class = LegalRequestSerializer
    filterset_class = LegalRequestFilter
    permissions = {
        "list": "cases.view_legalrequest",
        "retrieve": "cases.view_legalrequest",
        "create": "cases.add_legalrequest",
        "partial_update": "cases.change_legalrequest",
    }

    def save_new(self, data: dict[str, Any]) -> LegalRequest:
        return services.file_request(data.pop("case"), **data)

    def save_edit(self, record: LegalRequest, version: int, data: dict[str, Any]) -> LegalRequest:
        return services.edit_request(record, version=version, **data)
