from __future__ import annotations

from collections.abc import Callable
from typing import Any

from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from core.api import RecordSerializer, RecordViewSet
from repatriation import services
from repatriation.filters import RepatriationFilter
from repatriation.forms import AdvanceForm, CompleteForm
from repatriation.models import Repatriation, Step
from repatriation.workflow import Status, StepKind


class StepSerializer(RecordSerializer):
    class Meta:
        model = Step
        fields = ["ref", "kind", "position", "due_on", "done_on", "blocked_because"]


class RepatriationSerializer(RecordSerializer):
    victim = serializers.CharField(source="victim.ref")
    name = serializers.CharField(source="victim.person.name")
    case = serializers.CharField(source="victim.person.case.ref")
    mission = serializers.StringRelatedField()
    officer = serializers.StringRelatedField()
    next_step = serializers.CharField(allow_null=True)
    next_due = serializers.DateField(allow_null=True)
    steps_done = serializers.IntegerField()

    class Meta:
        model = Repatriation
        fields = [
            "ref", "version", "victim", "name", "case", "mission", "officer", "from_country",
            "to_country", "status", "planned_on", "next_step", "next_due", "steps_done",
            "created_at", "updated_at",
        ]  # fmt: skip


class WholeRepatriationSerializer(RepatriationSerializer):
    """With its steps."""

    steps = StepSerializer(many=True)

    class Meta(RepatriationSerializer.Meta):
        fields = [*RepatriationSerializer.Meta.fields, "steps"]


CHOSEN = {
    "chosen": serializers.ListField(child=serializers.CharField(), help_text="refs"),
    "note": serializers.CharField(required=False),
}
COMPLETE = inline_serializer(
    "CompleteSteps",
    CHOSEN
    | {
        "kind": serializers.ChoiceField(StepKind.choices),
        "on": serializers.DateField(required=False, help_text="Today, unless given."),
    },
)
ADVANCE = inline_serializer(
    "AdvanceRepatriations", CHOSEN | {"status": serializers.ChoiceField(Status.choices)}
)
REFUSED = inline_serializer(
    "Refusal", {"ref": serializers.CharField(), "reason": serializers.CharField()}, many=True
)
OUTCOME = inline_serializer(
    "Outcome",
    {"moved": serializers.ListField(child=serializers.CharField()), "refused": REFUSED},
)


class RepatriationViewSet(RecordViewSet):
    queryset = Repatriation.objects.for_list()
    serializer_class = RepatriationSerializer
    filterset_class = RepatriationFilter
    permissions = {
        "list": "repatriation.view_repatriation",
        "retrieve": "repatriation.view_repatriation",
        "complete": "repatriation.advance_repatriation",
        "advance": "repatriation.advance_repatriation",
    }

    def get_queryset(self) -> Any:
        rows = super().get_queryset()
        return rows.prefetch_related("steps") if self.action == "retrieve" else rows

    def get_serializer_class(self) -> Any:
        return WholeRepatriationSerializer if self.action == "retrieve" else self.serializer_class

    @extend_schema(request=COMPLETE, responses=OUTCOME)
    @action(detail=False, methods=["post"])
    def complete(self, request: Request) -> Response:
        """Mark one step of many returns as done."""
        return self._bulk(request, CompleteForm, services.complete)

    @extend_schema(request=ADVANCE, responses=OUTCOME)
    @action(detail=False, methods=["post"])
    def advance(self, request: Request) -> Response:
        """Move many returns to another status."""
        return self._bulk(request, AdvanceForm, services.advance)

    def _bulk(self, request: Request, form_class: Any, act: Callable[..., Any]) -> Response:
        form = form_class(request.data, user=request.user)
        if not form.is_valid():
            raise ValidationError(form.errors)
        outcome = act(by=request.user, **form.cleaned_data)
        refused = [{"ref": row.ref, "reason": why} for row, why in outcome.refused]
        return Response({"moved": [row.ref for row in outcome.moved], "refused": refused})
