"""Screenings, needs and consents over the API. They are written on the pages."""

from __future__ import annotations

from rest_framework import serializers

from core.api import RecordSerializer, RecordViewSet
from victims.filters import ConsentFilter, NeedFilter, ScreeningFilter
from victims.models import Answer, Consent, Need, Screening


class AnswerSerializer(serializers.ModelSerializer):
    class Meta:
        model = Answer
        fields = ["indicator", "value", "note", "evidence"]


class ScreeningSerializer(RecordSerializer):
    """What was answered and decided. It is written on the pages, where three people take part."""

    victim = serializers.SlugRelatedField(slug_field="ref", read_only=True)
    instrument = serializers.SlugRelatedField(slug_field="key", read_only=True)
    instrument_version = serializers.CharField(source="instrument.edition", read_only=True)
    interviewer = serializers.CharField(source="interviewer.name", read_only=True)
    decided_by = serializers.CharField(source="decided_by.name", default=None, read_only=True)
    approved_by = serializers.CharField(source="approved_by.name", default=None, read_only=True)
    supersedes = serializers.SlugRelatedField(slug_field="ref", read_only=True)
    answers = AnswerSerializer(many=True, read_only=True)

    class Meta:
        model = Screening
        fields = [
            "ref", "version", "victim", "instrument", "instrument_version", "interviewer",
            "held_on", "place", "language", "interpreter", "was_child", "state", "conclusion",
            "reasoning", "found_injured", "found_crime_victim", "offence_compelled",
            "direct_consequence", "non_punishment", "decided_by", "decided_at", "approved_by",
            "approved_at", "supersedes", "answers", "created_at", "updated_at",
        ]  # fmt: skip


class ScreeningViewSet(RecordViewSet):
    queryset = Screening.objects.for_list().prefetch_related("answers", "supersedes")
    serializer_class = ScreeningSerializer
    filterset_class = ScreeningFilter
    permissions = dict.fromkeys(["list", "retrieve"], "victims.view_screening")


class NeedSerializer(RecordSerializer):
    victim = serializers.SlugRelatedField(slug_field="ref", read_only=True)

    class Meta:
        model = Need
        fields = [
            "ref", "version", "victim", "kind", "urgency", "detail", "noticed_on", "met_on",
            "met_by", "created_at", "updated_at",
        ]  # fmt: skip


class NeedViewSet(RecordViewSet):
    queryset = Need.objects.select_related("victim")
    serializer_class = NeedSerializer
    filterset_class = NeedFilter
    permissions = dict.fromkeys(["list", "retrieve"], "victims.view_need")


class ConsentSerializer(RecordSerializer):
    victim = serializers.SlugRelatedField(slug_field="ref", read_only=True)

    class Meta:
        model = Consent
        fields = [
            "ref", "victim", "scope", "answer", "given_on", "expires_on", "given_by", "language",
            "interpreter", "detail", "created_at",
        ]  # fmt: skip


class ConsentViewSet(RecordViewSet):
    """Every answer, the newest first; none is ever changed."""

    queryset = Consent.objects.select_related("victim")
    serializer_class = ConsentSerializer
    filterset_class = ConsentFilter
    permissions = dict.fromkeys(["list", "retrieve"], "victims.view_consent")
