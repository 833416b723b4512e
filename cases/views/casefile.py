"""Printing the file of a case."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from audit.models import Access
from audit.services import log_access
from cases import services
from cases.forms import PrintForm
from cases.models import CasePrint
from cases.views.case import CasePage
from core.views import RecordPage


class CaseFileView(CasePage, RecordPage):
    """Where one chooses the parts and says why; below, who printed it before."""

    permission_required = "cases.add_caseprint"
    template_name = "cases/case_file.html"
    http_method_names = ["get", "head"]

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        user = self.request.user
        context.setdefault("form", PrintForm(user=user))
        prints = CasePrint.objects.visible_to(user).of_case(self.object).select_related("by")
        return super().get_context_data(prints=prints, **context)


class CaseFilePdfView(CaseFileView):
    """The file itself: only by POST, for a print leaves a trace. A mistake shows the page again."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.object = self.get_object()
        form = PrintForm(request.POST, user=request.user)
        if not form.is_valid():
            context = self.get_context_data(object=self.object, form=form)
            return self.render_to_response(context, status=422)
        printed, file = services.print_case(self.object, by=request.user, **form.cleaned_data)
        log_access(
            request,
            Access.PRINT,
            self.model,
            refs=[self.object.ref, *_refs(printed)],
            purpose=printed.purpose,
        )
        name = f"{self.object.ref}-{printed.ref}.pdf"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(file, content_type="application/pdf", headers=headers)


def _refs(printed: CasePrint) -> list[str]:
    """The records that it holds, beside the case. What has no reference is named by its key."""
    refs = (record["ref"][:30] for record in printed.manifest["records"])
    return [ref for ref in refs if ref != printed.case.ref]
