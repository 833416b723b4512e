from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from victims import services
from victims.scheme import FOLDER, BadInstrument, read_folder


class Command(BaseCommand):
    help = "Load the screening instruments from their files. Does nothing twice."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder", nargs="?", type=Path, default=FOLDER, help="Default: %(default)s"
        )

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            said = services.load_instruments(read_folder(folder))
        except BadInstrument as error:
            raise CommandError(f"Nothing was loaded.\n{error}") from error
        self.stdout.write("\n".join(said))
