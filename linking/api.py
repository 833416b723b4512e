from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from core.api import RecordSerializer, RecordViewSet
from linking import services, waterfall
from linking.filters import CaseLinkFilter, MatchFilter
from linking.models import Answer, CaseLink, Match


class MatchSerializer(RecordSerializer):
    left = serializers.SlugRelatedField(slug_field="ref", read_only=True)
    right = serializers.SlugRelatedField(slug_field="ref", read_only=True)
    reasons = serializers.SerializerMethodField()
    probability = serializers.FloatField(read_only=True)

    class Meta:
        model = Match
        fields = [
            "ref", "version", "left", "right", "weight", "probability", "reasons",
            "answer", "review", "changed", "created_at",
        ]  # fmt: skip

    def get_reasons(self, match: Match) -> list[dict[str, Any]]:
        return [waterfall.told(reason) for reason in match.reasons]


class VerdictSerializer(serializers.Serializer):
    answer = serializers.ChoiceField(choices=Answer.choices)
    note = serializers.CharField(required=False, allow_blank=True, default="", max_length=2000)
    version = serializers.IntegerField()


class MatchViewSet(RecordViewSet):
    queryset = Match.objects.for_list()
    serializer_class = MatchSerializer
    filterset_class = MatchFilter
    permissions = {
        "list": "linking.view_match",
        "retrieve": "linking.view_match",
        "decide": "linking.judge_match",
    }

    @extend_schema(request=VerdictSerializer, responses=MatchSerializer)
    @action(detail=True, methods=["post"])
    def decide(self, request: Request, ref: str) -> Response:
        """Say whether both records are one person. 409 when somebody else did so since."""
        match = self.get_object()
        said = VerdictSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        services.judge(match.left, match.right, by=request.user, **said.validated_data)
        return Response(self.get_serializer(self.get_object()).data)


class CaseLinkSerializer(RecordSerializer):
    left = serializers.SlugRelatedField(slug_field="ref", read_only=True)
    right = serializers.SlugRelatedField(slug_field="ref", read_only=True)
    reasons = serializers.SerializerMethodField()

    class Meta:
        model = CaseLink
        fields = ["ref", "left", "right", "strength", "kinds", "reasons", "grown_at", "updated_at"]

    def get_reasons(self, link: CaseLink) -> list[dict[str, Any]]:
        """Without the people: whom they are about is for those who may open them."""
        return [
            {key: reason[key] for key in ("kind", "strength", "words")} for reason in link.reasons
        ]


class CaseLinkViewSet(RecordViewSet):
    queryset = CaseLink.objects.select_related("left", "right")
    serializer_class = CaseLinkSerializer
    filterset_class = CaseLinkFilter
    permissions = {"list": "linking.view_caselink", "retrieve": "linking.view_caselink"}
