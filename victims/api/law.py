"""Statements and protection orders over the API. They are written on the pages of the victim."""

from __future__ import annotations

from django.utils import timezone
from rest_framework import serializers

from core.api import RecordSerializer, RecordViewSet
from victims.filters import GivenStatementFilter, ProtectionOrderFilter
from victims.models import ProtectionOrder, Statement, StatementFile


class StatementFileSerializer(serializers.ModelSerializer):
    """What there is; the bytes are given out by the page."""

    class Meta:
        model = StatementFile
        fields = ["ref", "name", "sha256", "size", "media_type", "description"]


class StatementSerializer(RecordSerializer):
    victim = serializers.SlugRelatedField(slug_field="ref", read_only=True)
    taken_by = serializers.StringRelatedField()
    earlier = serializers.SlugRelatedField(slug_field="ref", read_only=True)
    files = StatementFileSerializer(many=True, read_only=True)

    class Meta:
        model = Statement
        fields = [
            "ref", "version", "victim", "kind", "taken_on", "taken_by", "place", "language",
            "interpreter", "read_back", "signed", "cooperation", "summary", "file_ref",
            "files", "earlier", "amends", "created_at", "updated_at",
        ]  # fmt: skip


class StatementViewSet(RecordViewSet):
    queryset = Statement.objects.for_list().select_related("earlier").prefetch_related("files")
    serializer_class = StatementSerializer
    filterset_class = GivenStatementFilter
    permissions = dict.fromkeys(["list", "retrieve"], "victims.view_statement")


class ProtectionOrderSerializer(RecordSerializer):
    """`state` is as of today."""

    victim = serializers.SlugRelatedField(slug_field="ref", read_only=True)
    renews = serializers.SlugRelatedField(slug_field="ref", read_only=True)
    state = serializers.SerializerMethodField()

    class Meta:
        model = ProtectionOrder
        fields = [
            "ref", "version", "victim", "kind", "statute", "court", "issued_on", "effective_on",
            "expires_on", "state", "refuge", "conditions", "report_due_on", "renews", "revoked_on",
            "revoked_because", "created_at", "updated_at",
        ]  # fmt: skip

    def get_state(self, order: ProtectionOrder) -> str:
        return order.state_on(timezone.localdate()).value


class ProtectionOrderViewSet(RecordViewSet):
    queryset = ProtectionOrder.objects.for_list().select_related("renews")
    serializer_class = ProtectionOrderSerializer
    filterset_class = ProtectionOrderFilter
    permissions = dict.fromkeys(["list", "retrieve"], "victims.view_protectionorder")
