from django.contrib.postgres.operations import BtreeGinExtension, TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    """Trigrams for search inside names and titles."""

    initial = True
    dependencies = []
    operations = [TrigramExtension(), BtreeGinExtension()]
