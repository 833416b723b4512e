"""Code lists whose members know how they look."""

from __future__ import annotations

from typing import Self

from django.db import models


class Badge(models.TextChoices):
    """`CODE = "code", "tone", "icon", "Label"`: tone is a colour's role, icon a name in the sprite.

    Tones: neutral, info, success, warning, danger, accent. Colour never speaks alone: a badge
    always has its label.
    """

    tone: str
    icon: str

    def __new__(cls, value: str, tone: str = "", icon: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.tone = tone
        member.icon = icon
        return member
