"""Links written before there were keys are compared anew: every case is marked as stale."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("linking", "0003_what_cases_share")]

    operations = [
        migrations.RunSQL(
            "INSERT INTO linking_stalecase (case_id, since) SELECT id, now() FROM cases_case",
            migrations.RunSQL.noop,
        ),
    ]
