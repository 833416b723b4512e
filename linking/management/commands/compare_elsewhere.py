from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from linking import services


class Command(BaseCommand):
    help = (
        "Have other machines compare all records: export the base to a new folder, run "
        "linking/batch/on_spark.py on it, load the pairs. See docs/linking.md."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("step", choices=["export", "load"])
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, step: str, folder: Path, **options: Any) -> None:
        try:
            if step == "export":
                self.stdout.write(f"{services.export_run(folder):,} records are in {folder}.")
            else:
                self.stdout.write(services.load_run(folder))
        except ValidationError as error:
            raise CommandError(error.messages[0]) from error
        except FileNotFoundError as error:
            raise CommandError(f"There is no {error.filename}; export the base first.") from error
