"""The linking model in force: its weights, what verdicts say of it, and its thresholds."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView

from core.views.base import Closed
from core.views.form import RecordFormView
from linking import calibration, curve, services, told
from linking import model as shipped
from linking.current import current
from linking.forms import GoBackForm, ThresholdsForm
from linking.judged import judged
from linking.models import LinkingModel

PERMISSION = "linking.calibrate_model"
#: How many of the models that were in force before are listed.
EARLIER = 50
#: What stands for the model that is shipped, where others have a reference.
SHIPPED = "shipped"


def in_force() -> LinkingModel | None:
    """The row of the model in force, or nothing while it is the shipped one."""
    return LinkingModel.objects.select_related("by").filter(is_current=True).first()


class ModelView(Closed, TemplateView):
    permission_required = PERMISSION
    template_name = "linking/model.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        model, pairs = current(), judged()
        points = calibration.curve(pairs)
        earlier = LinkingModel.objects.filter(is_current=False).select_related("by")
        return super().get_context_data(
            title="Linking model",
            model=model,
            row=in_force(),
            weights=told.weights(model),
            pairs=len(pairs),
            same=sum(pair.is_same for pair in pairs),
            figure=curve.of(points, {"Possible": model.possible, "Match": model.match}),
            points=told.points(points),
            bands=told.bands(calibration.reliability(pairs)),
            shortage=calibration.shortage(pairs),
            suggestion=calibration.suggestion(pairs),
            earlier=earlier[:EARLIER],
            shipped=shipped.read(),
            **context,
        )


class ModelFormView(RecordFormView):
    """A form that puts a model to use, made for the one that was in force when it was opened."""

    permission_required = PERMISSION
    queryset = LinkingModel.objects.all()

    def get_form_kwargs(self) -> dict[str, Any]:
        unsaved = LinkingModel(version=0, model=current().as_json())
        return super().get_form_kwargs() | {"instance": in_force() or unsaved}

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(cancel_url=reverse("linking:model"), **context)

    def who_saved(self, record: Any) -> str:
        return str(record.by or "A command")

    def get_success_url_for(self, record: Any) -> str:
        return reverse("linking:model")


class ThresholdsView(ModelFormView):
    form_class = ThresholdsForm
    title = "Set the thresholds"

    def get_initial(self) -> dict[str, Any]:
        """What a link suggests, such as `?possible=-3&match=2`."""
        if self.request.method != "GET":
            return {}
        return {name: self.request.GET[name] for name in THRESHOLDS if name in self.request.GET}

    def save(self, data: dict[str, Any]) -> LinkingModel:
        return services.calibrate(by=self.request.user, **data)


THRESHOLDS = ("possible", "match")


class GoBackView(ModelFormView):
    """The same for a model that was in force before, or the shipped one."""

    form_class = GoBackForm
    extra_context = {"submit_label": "Use this model"}

    def former(self) -> LinkingModel | None:
        ref = self.kwargs["ref"]
        return None if ref == SHIPPED else get_object_or_404(LinkingModel, ref=ref)

    @property
    def title(self) -> str:
        former = self.former()
        return f"Go back to {former.name if former else shipped.read().version}"

    def save(self, data: dict[str, Any]) -> LinkingModel:
        return services.go_back(self.former(), by=self.request.user, **data)
