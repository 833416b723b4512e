"""The badge of the order that protects a victim."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone

from core.templatetags.ui import badge
from victims.models import ProtectionOrder, Victim

register = template.Library()


@register.inclusion_tag("components/badge.html", takes_context=True)
def protection_badge(context: Any, victim: Victim) -> dict[str, str]:
    """In force, ending soon, expired or revoked: of the latest order; nothing without one."""
    orders = ProtectionOrder.objects.visible_to(context["request"].user).filter(victim=victim)
    latest = orders.select_related("renewed_by").first()
    if latest is None:
        return {"label": ""}
    state = latest.state_on(timezone.localdate())
    return badge(f"Protection: {state.label.lower()}", tone=state.tone, icon=state.icon)
