"""Template tags for icons and badges: the two things that every page draws."""

from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

# A badge says its meaning three times: in words, by an icon and by a colour.
TONE_ICONS = {
    "neutral": "circle-dashed",
    "info": "info-circle",
    "success": "circle-check",
    "warning": "alert-triangle",
    "danger": "alert-circle",
    "accent": "star",
}


@register.simple_tag
def icon(name: str, label: str = "", extra: str = "") -> SafeString:
    """One symbol of static/icons.svg; decoration unless it is given a label."""
    role = (
        format_html('role="img" aria-label="{}"', label)
        if label
        else SafeString('aria-hidden="true"')
    )
    return format_html(
        '<svg class="icon {}" {}><use href="{}#{}"></use></svg>',
        extra,
        role,
        static("icons.svg"),
        name,
    )


@register.inclusion_tag("components/badge.html")
def badge(value: Any, tone: str = "", icon: str = "") -> dict[str, str]:
    """Draws text, or anything with `label` and perhaps `tone` and `icon`, as a badge.

    Tones: neutral, info, success, warning, danger, accent. Nothing is drawn for an empty value.
    """
    tone = tone or getattr(value, "tone", "") or "neutral"
    label = "" if value is None else str(getattr(value, "label", value))
    return {
        "label": label,
        "tone": tone,
        "icon": icon or getattr(value, "icon", "") or TONE_ICONS.get(tone, "circle-dashed"),
    }
