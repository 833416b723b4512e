from __future__ import annotations

from rest_framework import serializers

from audit.filters import AccessFilter
from audit.models import AccessLog
from core.api import RecordViewSet


class AccessSerializer(serializers.ModelSerializer):
    ref = serializers.CharField(source="pk", help_text="The number of the entry.")
    user = serializers.CharField(source="user.email")

    class Meta:
        model = AccessLog
        fields = [
            "ref",
            "at",
            "user",
            "access",
            "model",
            "refs",
            "count",
            "purpose",
            "query",
            "path",
            "address",
        ]


class AccessViewSet(RecordViewSet):
    """Who read what. Reading this is logged too."""

    queryset = AccessLog.objects.select_related("user")
    serializer_class = AccessSerializer
    filterset_class = AccessFilter
    lookup_field = "pk"
    lookup_value_regex = r"\d+"
    permissions = {"list": "audit.view_accesslog", "retrieve": "audit.view_accesslog"}
