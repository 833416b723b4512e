"""Each member gets a reference of its own, and ends on the day after what was its last."""

from datetime import timedelta

from django.db import migrations
from django.db.models import F

from core.models import new_ref


def fill(apps, schema_editor):
    Assignment = apps.get_model("cases", "Assignment")
    for member in Assignment.objects.only("pk"):
        Assignment.objects.filter(pk=member.pk).update(ref=new_ref())
    Assignment.objects.exclude(until=None).update(until=F("until") + timedelta(days=1))


def take_back(apps, schema_editor):
    Assignment = apps.get_model("cases", "Assignment")
    Assignment.objects.exclude(until=None).update(until=F("until") - timedelta(days=1))


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_members_and_stages")]
    operations = [migrations.RunPython(fill, take_back)]
