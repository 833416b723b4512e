"""The claims about a record, on the record's own page."""

from __future__ import annotations

from typing import Any

from django import template

from cases.claims import side_by_side
from cases.models import Claim

register = template.Library()


@register.inclusion_tag("cases/sayings.html", takes_context=True)
def claims_about(context: Any, record: Any) -> dict[str, Any]:
    """What sources say of the record, as far as the reader may see it."""
    user = context["request"].user
    if not user.has_perm("cases.view_claim"):
        return {"sayings": [], "short": True}
    claims = Claim.objects.visible_to(user).about(record).for_list()
    known = {f"{record._meta.label_lower}:{record.ref}": record}
    return {"sayings": side_by_side(claims, known), "short": True}
