"""What is done with a case: tasks, flags, closing, referrals."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from cases import services
from cases.api.case import OfCaseSerializer, SeenField
from cases.filters import ClosureFilter, FlagFilter, ReferralFilter, TaskFilter
from cases.models import CaseTask, Closure, Flag, Referral
from core.api import CreateMixin, EditMixin, RecordSerializer, RecordViewSet

# Named by the model, not imported: people stand above cases.
PEOPLE = Flag._meta.get_field("person").related_model.objects.all()


class TaskSerializer(OfCaseSerializer):
    person = SeenField(PEOPLE, required=False, allow_null=True)
    owner = serializers.StringRelatedField()

    class Meta:
        model = CaseTask
        fields = [
            "ref", "version", "case", "title", "details", "person", "owner", "due_on", "priority",
            "status", "origin", "created_at", "finished_at",
        ]  # fmt: skip
        read_only_fields = ["status", "origin", "finished_at"]


class TaskViewSet(CreateMixin, EditMixin, RecordViewSet):
    """Whoever takes a task or finishes it does so on its page."""

    queryset = CaseTask.objects.for_list()
    serializer_class = TaskSerializer
    filterset_class = TaskFilter
    permissions = {
        "list": "cases.view_casetask",
        "retrieve": "cases.view_casetask",
        "create": "cases.add_casetask",
        "partial_update": "cases.change_casetask",
    }

    def save_new(self, data: dict[str, Any]) -> CaseTask:
        due = data.pop("due_on", None)
        return services.add_task(data.pop("case"), by=self.request.user, due=due, **data)

    def save_edit(self, record: CaseTask, version: int, data: dict[str, Any]) -> CaseTask:
        return services.edit_task(record, version=version, **data)


class FlagSerializer(OfCaseSerializer):
    person = SeenField(PEOPLE, required=False, allow_null=True)
    raised_by = serializers.StringRelatedField()
    lowered_by = serializers.StringRelatedField()

    class Meta:
        model = Flag
        fields = [
            "ref", "version", "case", "person", "kind", "reason", "raised_by", "created_at",
            "lowered_by", "lowered_at", "lowered_because",
        ]  # fmt: skip
        read_only_fields = ["lowered_at", "lowered_because"]
        validators: list[Any] = []  # That it is raised once is the service's to say.


class FlagViewSet(CreateMixin, RecordViewSet):
    """It is raised here or on the page of the case, and lowered there, with a reason."""

    queryset = Flag.objects.select_related("case", "person", "raised_by", "lowered_by")
    serializer_class = FlagSerializer
    filterset_class = FlagFilter
    permissions = {
        "list": "cases.view_flag",
        "retrieve": "cases.view_flag",
        "create": "cases.add_flag",
    }

    def save_new(self, data: dict[str, Any]) -> Flag:
        return services.raise_flag(data.pop("case"), by=self.request.user, **data)


class ClosureSerializer(RecordSerializer):
    case = serializers.SlugRelatedField("ref", read_only=True)
    requested_by = serializers.StringRelatedField()
    decided_by = serializers.StringRelatedField()
    reopened_by = serializers.StringRelatedField()

    class Meta:
        model = Closure
        fields = [
            "ref", "version", "case", "reason", "account", "requested_by", "state", "decided_by",
            "decided_at", "answer", "reopened_by", "reopened_at", "reopened_because", "created_at",
        ]  # fmt: skip


class ClosureViewSet(RecordViewSet):
    """Read-only: closing takes two people before one page."""

    queryset = Closure.objects.select_related("case", "requested_by", "decided_by", "reopened_by")
    serializer_class = ClosureSerializer
    filterset_class = ClosureFilter
    permissions = dict.fromkeys(["list", "retrieve"], "cases.view_closure")


class ReferralSerializer(RecordSerializer):
    """`case` is empty for those who were asked for help and have not accepted."""

    case = serializers.SerializerMethodField()
    from_agency = serializers.StringRelatedField()
    to_agency = serializers.StringRelatedField()

    class Meta:
        model = Referral
        fields = [
            "ref", "version", "case", "kind", "from_agency", "to_agency", "reason", "details",
            "parts", "basis", "due_on", "keep_until", "status", "answered_at", "answer",
            "handover", "created_at",
        ]  # fmt: skip

    def get_case(self, referral: Any) -> str | None:
        return referral.case.ref if referral.opens_case else None


class ReferralViewSet(RecordViewSet):
    """Read-only: what is shared, and on which ground, is weighed on the page."""

    queryset = Referral.objects.all()
    serializer_class = ReferralSerializer
    filterset_class = ReferralFilter
    permissions = dict.fromkeys(["list", "retrieve"], "cases.view_referral")

    def get_queryset(self) -> Any:
        return super().get_queryset().for_list(self.request.user)
