"""Files: taking one in, giving one out; those about evidence."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET

from audit.models import Access
from audit.services import log_access
from cases import services, store
from cases.forms import FileForm
from cases.models import EvidenceFile, StoredFile
from cases.uploads import StoreHandler
from cases.views.evidence import OfItem
from core.views import RecordCreateView

#: Whatever a file is, a browser must neither show nor run it here.
HARMLESS = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class UploadView(RecordCreateView):
    """A form with a file, which goes to the store as it comes. The form is a `StoredFileForm`.

    The token against forged requests is in the same body as the file, so the body must not be read
    before we know that this user may write here and where the bytes shall go: the check is put off
    until then, not left out.
    """

    @classmethod
    def as_view(cls, **initkwargs: Any) -> Any:
        return csrf_exempt(super().as_view(**initkwargs))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.handler = StoreHandler(request)
        request.upload_handlers = [self.handler]
        return csrf_protect(super().post)(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        posted = self.request.method == "POST"  # By now the body was read.
        return kwargs | {"refusal": self.handler.refusal if posted else ""}


class FileCreateView(OfItem, UploadView):
    permission_required = "cases.add_evidencefile"
    queryset = EvidenceFile.objects.all()
    form_class = FileForm

    @property
    def title(self) -> str:
        return f"Add a file: {self.parent}"

    def save(self, data: dict[str, Any]) -> EvidenceFile:
        upload = data.pop("file")
        return services.add_file(
            self.parent, upload.incoming, name=upload.name, by=self.request.user, **data
        )


@require_GET
@permission_required("cases.view_evidencefile", raise_exception=True)
def download(request: HttpRequest, ref: str) -> HttpResponseBase:
    files = EvidenceFile.objects.visible_to(request.user).select_related("item")
    file = get_object_or_404(files, ref=ref)
    return give_out(request, file, of=file.item)


def give_out(request: HttpRequest, file: StoredFile, *, of: Any) -> HttpResponseBase:
    """The bytes, as a file to be saved, never as a page; the log says who took them."""
    try:
        bytes_ = store.open_file(file.sha256)
    except FileNotFoundError:
        messages.error(request, f"The bytes of “{file}” are missing: tell who runs this site.")
        return redirect(of)
    log_access(request, Access.DOWNLOAD, type(file), refs=[file.ref, of.ref])
    return FileResponse(
        bytes_,
        as_attachment=True,
        filename=file.name,
        content_type=store.UNKNOWN,
        headers=HARMLESS,
    )
