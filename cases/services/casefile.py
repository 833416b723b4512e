"""Printing a case file, and keeping that it was printed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from cases.casefile import Part, document, manifest
from cases.models import Case, CasePrint
from core import services as core


@transaction.atomic
def print_case(
    case: Case, *, parts: Sequence[Part], purpose: str, by: User
) -> tuple[CasePrint, bytes]:
    """The PDF of the chosen parts, as `by` may see them, and the row that says it was made."""
    printed = CasePrint(
        case=case, by=by, purpose=purpose.strip(), parts=[part.title for part in parts]
    )
    chapters = [(part.title, list(part.blocks(case, by))) for part in parts]
    cover = _cover(printed)
    shown = (record for _, blocks in chapters for block in blocks for record in block.of)
    listed = {"cover": cover, "records": manifest.entries([case, *shown])}
    printed.manifest, printed.manifest_sha256 = listed, manifest.digest(listed)
    file = document.pdf(
        {
            "ref": case.ref,
            "title": case.title,
            "print": printed.ref,
            "printed_by": str(by),
            "printed_at": cover["Printed"],
            "cover": list(cover.items()),
            "manifest": printed.manifest_sha256,
            "parts": [document.chapter(title, blocks) for title, blocks in chapters],
            "records": listed["records"],
        }
    )
    printed.file_sha256 = hashlib.sha256(file).hexdigest()
    return core.create(printed), file


def _cover(printed: CasePrint) -> dict[str, str]:
    return {
        "Lead agency": str(printed.case.lead_agency),
        "Printed by": f"{printed.by}, {printed.by.agency or 'no agency'}",
        "Printed": document.plain(timezone.now()),
        "Purpose": printed.purpose,
        "Parts": ", ".join(printed.parts),
        "Print": printed.ref,
    }
