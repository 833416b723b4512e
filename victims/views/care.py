"""The care of a victim: background and contacts, consents, needs, stays, plans, pictures."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.forms import ModelForm
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from audit.models import Access
from audit.services import log_access
from cases import store
from cases.views import UploadView
from core.views import RecordCreateView, RecordEditView, RecordPage, UnderRecord, writable
from victims import forms, services
from victims.models import (
    Consent,
    Contact,
    Need,
    Part,
    Photo,
    Placement,
    SupportItem,
    SupportPlan,
    Victim,
    VulnerabilityAssessment,
    standing,
)
from victims.views.story import OfVictim
from victims.views.victim import BY_NAME, VictimPage


class CareTab(VictimPage, RecordPage):
    """A page of a victim that shows parts; each only to those whose role may read it."""

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        may_write = Victim.objects.editable_by(self.request.user).filter(pk=self.object.pk).exists()
        return super().get_context_data(may_write=may_write, **context)

    def rows(self, kind: type[Part]) -> Any:
        return kind._default_manager.visible_to(self.request.user).filter(victim=self.object)


class BackgroundView(CareTab):
    url_name = "victims:background"
    permission_required = ("victims.view_victim", BY_NAME)
    template_name = "victims/background.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(
            contacts=self.rows(Contact), photos=self.rows(Photo), **context
        )


class CareView(CareTab):
    permission_required = "victims.view_need"
    template_name = "victims/care.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(
            needs=self.rows(Need),
            assessments=self.rows(VulnerabilityAssessment),
            placements=self.rows(Placement),
            plans=self.rows(SupportPlan).prefetch_related("items"),
            **context,
        )


class ConsentsView(CareTab):
    permission_required = "victims.view_consent"
    template_name = "victims/consents.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        consents = list(self.rows(Consent).select_related("recorded_by"))
        return super().get_context_data(
            consents=consents, standing=standing(consents, timezone.localdate()), **context
        )


# Forms --------------------------------------------------------------------------------------------


class BackgroundEditView(RecordEditView):
    permission_required = ("victims.change_victim", BY_NAME)
    queryset = Victim.objects.select_related("person")
    form_class = forms.BackgroundForm
    title = "Edit the background"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        url = reverse("victims:background", args=[self.object.ref])
        return super().get_context_data(cancel_url=url, **context)

    def save(self, data: dict[str, Any]) -> Victim:
        return services.edit_background(self.object, **data)

    def get_success_url_for(self, record: Any) -> str:
        return reverse("victims:background", args=[record.ref])


class PartView(OfVictim):
    """A form of a part of a victim; which one, `parts` says."""

    queryset: Any = None

    def cancel_url(self) -> str:
        return reverse(self.model.page, args=[self.parent.ref])


class PartCreateView(PartView, RecordCreateView):
    model: Any

    def save(self, data: dict[str, Any]) -> Any:
        return services.record(self.model, self.parent, **data)


class PartEditView(PartView, RecordEditView):
    object: Any

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(**{"cancel_url": self.cancel_url(), **context})

    def save(self, data: dict[str, Any]) -> Any:
        return services.change(self.object, **data)


class PlacementCreateView(PartCreateView):
    def save(self, data: dict[str, Any]) -> Placement:
        return services.place(self.parent, **data)


class ConsentCreateView(PartCreateView):
    def get_initial(self) -> dict[str, Any]:
        """The button beside a scope names it."""
        return super().get_initial() | {
            name: self.request.GET[name] for name in ("scope", "answer") if name in self.request.GET
        }

    def save(self, data: dict[str, Any]) -> Consent:
        return services.take_consent(self.parent, by=self.request.user, **data)


class PhotoCreateView(PartCreateView, UploadView):
    def save(self, data: dict[str, Any]) -> Photo:
        upload = data.pop("file")
        return services.add_photo(self.parent, upload.incoming, by=self.request.user, **data)


class OfPlan(UnderRecord):
    """A form of an item of a support plan."""

    parents = SupportPlan.objects.select_related("victim__person")
    parent_argument = "plan_ref"

    def get_queryset(self) -> Any:
        return super().get_queryset().filter(plan=self.parent)


class ItemCreateView(OfPlan, RecordCreateView):
    permission_required = "victims.add_supportitem"
    queryset = SupportItem.objects.select_related("plan__victim")
    form_class = forms.SupportItemForm
    title = "New item of the plan"

    def save(self, data: dict[str, Any]) -> SupportItem:
        return services.plan_item(self.parent, **data)


class ItemEditView(OfPlan, RecordEditView):
    object: Any
    permission_required = "victims.change_supportitem"
    queryset = SupportItem.objects.select_related("plan__victim")
    form_class = forms.SupportItemForm
    title = "Edit the item"

    def save(self, data: dict[str, Any]) -> SupportItem:
        return services.change(self.object, **data)


def parts() -> list[URLPattern]:
    """Making and editing each kind of part: `/victims/<victim_ref>/<kind>/…`."""
    return [
        *_part("contacts", Contact, forms.ContactForm),
        *_part("needs", Need, forms.NeedForm),
        *_part("assessments", VulnerabilityAssessment, forms.VulnerabilityAssessmentForm),
        *_part("placements", Placement, forms.PlacementForm, PlacementCreateView),
        *_part("support-plans", SupportPlan, forms.SupportPlanForm),
        _new("consents", Consent, forms.ConsentForm, ConsentCreateView),
        _new("photos", Photo, forms.PhotoForm, PhotoCreateView),
    ]


def _part(
    folder: str,
    model: type[Part],
    form: type[ModelForm],
    create: type[PartCreateView] = PartCreateView,
) -> list[URLPattern]:
    name = str(model._meta.model_name)
    edit = PartEditView.as_view(
        queryset=model._default_manager.select_related("victim__person"),
        form_class=form,
        permission_required=_permissions("change", model),
        title=f"Edit the {model._meta.verbose_name}",
    )
    return [
        _new(folder, model, form, create),
        path(f"<slug:victim_ref>/{folder}/<slug:ref>/edit/", edit, name=f"edit_{name}"),
    ]


def _new(
    folder: str, model: type[Part], form: type[ModelForm], create: type[PartCreateView]
) -> URLPattern:
    name = str(model._meta.model_name)
    view = create.as_view(
        queryset=model._default_manager.all(),
        form_class=form,
        permission_required=_permissions("add", model),
        title=f"New {model._meta.verbose_name}",
    )
    return path(f"<slug:victim_ref>/{folder}/new/", view, name=f"create_{name}")


def _permissions(act: str, model: type[Part]) -> tuple[str, ...]:
    """Kin and pictures say who somebody is, so their forms open to those who may know it."""
    by_name = (BY_NAME,) if model.page == BackgroundView.url_name else ()
    return (f"victims.{act}_{model._meta.model_name}", *by_name)


# Pictures -----------------------------------------------------------------------------------------


@permission_required(["victims.view_photo", BY_NAME], raise_exception=True)
def photo(request: HttpRequest, victim_ref: str, ref: str) -> FileResponse:
    """The picture itself. Each look is logged, and nothing of it stays in the browser."""
    rows = Photo.objects.visible_to(request.user).filter(victim__ref=victim_ref)
    found = get_object_or_404(rows, ref=ref)
    log_access(request, Access.VIEW, Photo, refs=[found.ref])
    answer = FileResponse(store.open_file(found.sha256), content_type=found.media_type)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store"
    answer["Content-Disposition"] = f'inline; filename="photo-{found.ref}"'
    return answer


@require_POST
@permission_required(["victims.delete_photo", BY_NAME], raise_exception=True)
def remove_photo(request: HttpRequest, victim_ref: str, ref: str) -> HttpResponse:
    rows = Photo.objects.filter(victim__ref=victim_ref).select_related("victim")
    found = writable(rows, request.user, ref)
    services.remove_photo(found)
    messages.success(request, "The picture was removed; the history keeps that it was there.")
    return redirect("victims:background", found.victim.ref)
