"""The shipped table of sections, so that a first installation can charge under them."""

import csv
from pathlib import Path

from django.db import migrations

SHIPPED = Path(__file__).parents[1] / "data" / "statutes.csv"


def load(apps, schema_editor):
    model = apps.get_model("cases", "Statute")
    with SHIPPED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            known = {name: row.pop(name) for name in ("jurisdiction", "act", "section")}
            facts = row | {"unverified": bool(row["unverified"])}
            model.objects.get_or_create(**known, defaults=facts)


class Migration(migrations.Migration):
    dependencies = [("cases", "0012_legal_actions")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
