"""People over the API, and the parts that the roles' serializers share."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError as DjangoValidationError
from rest_framework import serializers

from cases.api import OfCaseSerializer
from core.api import CreateMixin, EditMixin, RecordSerializer, RecordViewSet
from people import services
from people.filters import NameVariantFilter, PersonFilter
from people.models import (
    IdentifierKind,
    IdentifierUse,
    NameKind,
    NameVariant,
    Person,
    PersonName,
    UseRole,
    normal_form,
)


class NameSerializer(serializers.ModelSerializer):
    kind = serializers.ChoiceField(choices=NameKind.choices)

    class Meta:
        model = PersonName
        fields = ["kind", "text"]

    def validate_text(self, text: str) -> str:
        try:
            services.folded(text)
        except DjangoValidationError as error:
            raise serializers.ValidationError(error.messages) from error
        return text


class IdentifierSerializer(serializers.Serializer):
    """An identifier and what it is to the person. Answered in its one normal form."""

    kind = serializers.ChoiceField(choices=IdentifierKind.choices)
    value = serializers.CharField(max_length=200)
    country = serializers.CharField(max_length=2, required=False, allow_blank=True)
    role = serializers.ChoiceField(choices=UseRole.choices)
    source = serializers.CharField(max_length=200, required=False, allow_blank=True)

    def validate(self, row: dict[str, Any]) -> dict[str, Any]:
        try:
            normal_form(row["kind"], row["value"], row.get("country", ""))
        except DjangoValidationError as error:
            raise serializers.ValidationError({"value": error.messages}) from error
        return row

    def to_representation(self, use: IdentifierUse) -> dict[str, str]:
        return {
            "kind": use.identifier.kind,
            "value": use.identifier.value,
            "country": use.country.code or "",
            "role": use.role,
            "source": use.source,
        }


class PersonSerializer(OfCaseSerializer):
    name = serializers.CharField(read_only=True)
    names = NameSerializer(many=True)
    identifiers = IdentifierSerializer(many=True, source="uses", default=list)

    class Meta:
        model = Person
        fields = [
            "ref", "version", "case", "name", "names", "identifiers", *services.FACTS,
            "created_at", "updated_at",
        ]  # fmt: skip


class PersonViewSet(CreateMixin, EditMixin, RecordViewSet):
    queryset = Person.objects.for_detail()
    serializer_class = PersonSerializer
    filterset_class = PersonFilter
    permissions = {
        "list": "people.view_person",
        "retrieve": "people.view_person",
        "create": "people.add_person",
        "partial_update": "people.change_person",
    }

    def save_new(self, data: dict[str, Any]) -> Person:
        return services.record_person(data.pop("case"), **with_identifiers(data))

    def save_edit(self, record: Person, version: int, data: dict[str, Any]) -> Person:
        return services.edit_person(record, version=version, **with_identifiers(data))


def with_identifiers(data: dict[str, Any]) -> dict[str, Any]:
    """The validated data under the names that the services know."""
    return {("identifiers" if name == "uses" else name): value for name, value in data.items()}


class NameVariantSerializer(RecordSerializer):
    """A spelling that names are read with; it is kept as names are looked up, `Mohd.` as `mohd`."""

    class Meta:
        model = NameVariant
        fields = [
            "ref", "version", "kind", "form", "canonical", "culture", "source", "is_active",
            "created_at", "updated_at",
        ]  # fmt: skip


class NameVariantViewSet(CreateMixin, EditMixin, RecordViewSet):
    queryset = NameVariant.objects.all()
    serializer_class = NameVariantSerializer
    filterset_class = NameVariantFilter
    permissions = {
        "list": "people.view_namevariant",
        "retrieve": "people.view_namevariant",
        "create": "people.add_namevariant",
        "partial_update": "people.change_namevariant",
    }

    def save_new(self, data: dict[str, Any]) -> NameVariant:
        return services.add_variant(**data)

    def save_edit(self, record: NameVariant, version: int, data: dict[str, Any]) -> NameVariant:
        return services.change_variant(record, version=version, **data)
