from typing import Any

from django.core.management.base import BaseCommand

from people import services


class Command(BaseCommand):
    help = "Load the shipped spellings of names. Rows that people edited stay as they are."

    def handle(self, *args: Any, **options: Any) -> None:
        came = services.load_shipped()
        self.stdout.write(f"{came} spellings came." if came else "All spellings are there already.")
