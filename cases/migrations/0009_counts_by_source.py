"""The numbers that an operation had in columns of its own become rows that name their source."""

from django.db import migrations

UNNAMED = "As it was logged with the operation"


def to_rows(apps, schema_editor):
    Source = apps.get_model("cases", "Source")
    Count = apps.get_model("cases", "ReportedCount")
    for operation in apps.get_model("cases", "RescueOperation").objects.all():
        rows = list(_rows(operation))
        if rows:
            source, _ = Source.objects.get_or_create(
                case=operation.case,
                title=operation.reported_by or UNNAMED,
                defaults={"kind": "other"},
            )
            for measure, key, number in rows:
                Count.objects.create(
                    operation=operation, source=source, measure=measure, key=key, number=number
                )


def _rows(operation):
    columns = [
        ("total", "", operation.reported_rescued),
        ("sex", "female", operation.reported_women),
        ("sex", "male", operation.reported_men),
        *(("nationality", code, number) for code, number in operation.reported_by_country.items()),
    ]
    return (row for row in columns if row[2] is not None)


def to_columns(apps, schema_editor):
    names = {"": "reported_rescued", "female": "reported_women", "male": "reported_men"}
    for operation in apps.get_model("cases", "RescueOperation").objects.all():
        for count in operation.counts.select_related("source"):
            operation.reported_by = count.source.title
            if count.measure == "nationality":
                operation.reported_by_country[count.key] = count.number
            elif count.measure in ("total", "sex"):
                setattr(operation, names[count.key], count.number)
        operation.save()


class Migration(migrations.Migration):
    dependencies = [("cases", "0008_sources_and_claims")]
    operations = [migrations.RunPython(to_rows, to_columns)]
