"""Platforms were free text; what is no code of HTCDS becomes the name of another platform."""

from django.db import migrations
from django.db.models import F

CODES = [
    "", "Facebook", "Instagram", "WhatsApp", "Telegram", "FacebookMessenger", "Viber", "SnapChat",
    "Line", "4Sale", "WeChat", "QQ", "QZone", "TikTok", "Twitter", "Other",
]  # fmt: skip


def to_codes(apps, schema_editor):
    accounts = apps.get_model("victims", "RecruitmentAccount").objects.exclude(platform__in=CODES)
    accounts.update(platform_name=F("platform"), platform="Other")


def to_text(apps, schema_editor):
    accounts = apps.get_model("victims", "RecruitmentAccount").objects.exclude(platform_name="")
    accounts.update(platform=F("platform_name"), platform_name="")


class Migration(migrations.Migration):
    dependencies = [("victims", "0003_stories_in_full")]
    operations = [migrations.RunPython(to_codes, to_text)]
