"""Sources and what they claim."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from cases import services
from cases.api.case import OfCaseSerializer
from cases.claims import subject_models
from cases.filters import ClaimFilter, SourceFilter
from cases.models import Claim, Source
from core.api import CreateMixin, EditMixin, RecordSerializer, RecordViewSet


class SourceSerializer(OfCaseSerializer):
    class Meta:
        model = Source
        fields = [
            "ref", "version", "case", "kind", "title", "said_by", "publication", "url", "dated",
            "reliability", "credibility", "created_at", "updated_at",
        ]  # fmt: skip


class SourceViewSet(CreateMixin, EditMixin, RecordViewSet):
    queryset = Source.objects.select_related("case")
    serializer_class = SourceSerializer
    filterset_class = SourceFilter
    permissions = {
        "list": "cases.view_source",
        "retrieve": "cases.view_source",
        "create": "cases.add_source",
        "partial_update": "cases.change_source",
    }

    def save_new(self, data: dict[str, Any]) -> Source:
        return services.record_source(data.pop("case"), **data)

    def save_edit(self, record: Source, version: int, data: dict[str, Any]) -> Source:
        return services.edit_source(record, version=version, **data)


class ClaimSerializer(RecordSerializer):
    """`subject_model` and `subject_ref` say of what it is claimed."""

    case = serializers.CharField(source="source.case.ref", read_only=True)
    source = serializers.SlugRelatedField("ref", read_only=True)

    class Meta:
        model = Claim
        fields = [
            "ref", "case", "source", "subject_model", "subject_ref", "field", "value", "quote",
            "on", "number", "amount", "currency", "is_preferred", "created_at",
        ]  # fmt: skip


class ClaimViewSet(RecordViewSet):
    """Read-only: a claim is made beside the others of its subject, and never changed."""

    queryset = Claim.objects.for_list()
    serializer_class = ClaimSerializer
    filterset_class = ClaimFilter
    permissions = dict.fromkeys(["list", "retrieve"], "cases.view_claim")

    def get_queryset(self) -> Any:
        """Of such records alone as the caller may read."""
        return super().get_queryset().filter(subject_model__in=subject_models(self.request.user))
