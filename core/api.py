"""The base of the API: the same rows, filters and services as the pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError as DjangoValidationError
from django.db import transaction
from django_countries.serializers import CountryFieldMixin
from rest_framework import mixins, serializers, viewsets
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import exception_handler

from audit.models import Access
from audit.services import log_access
from core.dates import PartialDate
from core.fields import PartialDateField
from core.services import StaleRecord


class PartialDateSerializerField(serializers.CharField):
    """ISO 8601 of reduced precision: `1998`, `1998-05`, `1998-05-17`; `~` closes an approximate."""

    def to_representation(self, value: PartialDate) -> str:
        return str(value)

    def to_internal_value(self, data: Any) -> PartialDate | None:
        try:
            return PartialDate.parse(super().to_internal_value(data)) if data else None
        except ValueError as error:
            raise serializers.ValidationError(str(error)) from error

    def run_validators(self, value: Any) -> None:
        """The value is a date already; the length of its column says nothing about it."""


class RecordSerializer(CountryFieldMixin, serializers.ModelSerializer):
    """Name the fields, never the pk. On a change `version` says which state was read."""

    version = serializers.IntegerField(required=False)
    serializer_field_mapping = {
        **serializers.ModelSerializer.serializer_field_mapping,
        PartialDateField: PartialDateSerializerField,
    }


class RecordViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    """Read-only unless a subclass adds `CreateMixin` or `EditMixin`."""

    lookup_field = "ref"
    lookup_value_regex = r"[0-9A-Za-z-]+"
    permissions: dict[str, str] = {}

    def get_queryset(self) -> Any:
        return super().get_queryset().visible_to(self.request.user)

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        response = super().list(request, *args, **kwargs)
        self._log(Access.LIST, [row["ref"] for row in response.data["results"]])
        return response

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        response = super().retrieve(request, *args, **kwargs)
        self._log(Access.VIEW, [response.data["ref"]])
        return response

    def _log(self, access: Access, refs: Sequence[str]) -> None:
        log_access(self.request._request, access, self.queryset.model, refs=refs)


class CreateMixin(mixins.CreateModelMixin):
    """`save_new(data)` calls the service that makes the record."""

    def perform_create(self, serializer: serializers.ModelSerializer) -> None:
        serializer.validated_data.pop("version", None)
        with transaction.atomic():
            serializer.instance = self.save_new(serializer.validated_data)


class EditMixin(mixins.UpdateModelMixin):
    """`save_edit(record, version, data)` calls the service that changes it. PATCH only."""

    http_method_names = ["get", "post", "patch", "head", "options"]

    def perform_update(self, serializer: serializers.ModelSerializer) -> None:
        record, data = serializer.instance, dict(serializer.validated_data)
        if "version" not in data:
            raise ValidationError({"version": "Send the version that you read."})
        editable = self.queryset.all().editable_by(self.request.user)
        if not editable.filter(pk=record.pk).exists():
            self.permission_denied(self.request, "You may read this record, not change it.")
        with transaction.atomic():
            serializer.instance = self.save_edit(record, data.pop("version"), data)


def explain(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's answers, and 400 or 409 for what services refuse."""
    if isinstance(error, StaleRecord):
        serializer = context["view"].get_serializer(error.current)
        return Response({"detail": str(error), "current": serializer.data}, status=409)
    if isinstance(error, DjangoValidationError):
        detail = getattr(error, "message_dict", None) or {"detail": error.messages}
        return Response(detail, status=400)
    return exception_handler(error, context)
