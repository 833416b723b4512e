from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config import demo
from people import services


class Command(BaseCommand):
    help = "Load the sample data, once. Only where PULANG_DEMO is set."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "Sample data and its public passwords belong in a demonstration only: set "
                "PULANG_DEMO=true to load them, and never where real cases are kept."
            )
        services.load_shipped()
        if demo.is_loaded():
            self.stdout.write("The sample data is there already; nothing was changed.")
            return
        demo.load()
        self.stdout.write("The sample data is loaded. Every person in it is invented.")
