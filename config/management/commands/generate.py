import os
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config import generate

MOST = 2_000_000


class Command(BaseCommand):
    help = (
        "Invent people of whom it is known which records are one human: fill the database with "
        "them, or write them as a list with --csv. The same --people and --seed give the same."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--people", type=int, required=True, help="how many records")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--truth", type=Path, help="where to write which records are whose")
        parser.add_argument("--csv", type=Path, help="write a list here; no database is touched")
        parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
        parser.add_argument("--yes", action="store_true", help="also outside a demonstration")
        parser.add_argument("--add", action="store_true", help="beside generated people")

    def handle(self, *args: Any, **options: Any) -> None:
        people, seed, listed = options["people"], options["seed"], options["csv"]
        _check_numbers(people, seed)
        for path in (listed, options["truth"]):
            _check_folder(path)
        how = {
            "truth": options["truth"],
            "processes": options["processes"],
            "progress": Progress(self, people),
        }
        if listed:
            generate.into_files(people, seed, to=listed, **how)
        else:
            _check_base(seed, yes=options["yes"], add=options["add"])
            generate.into_database(people, seed, **how)
        where = listed or "the database"
        self.stdout.write(f"{people:,} invented people of seed {seed} are in {where}.")


class Progress:
    """A line every few seconds."""

    def __init__(self, command: BaseCommand, people: int) -> None:
        self.command, self.people = command, people
        self.begun = self.told = time.monotonic()

    def __call__(self, done: int) -> None:
        now = time.monotonic()
        if now - self.told > 3:
            self.told = now
            rate = done / (now - self.begun)
            self.command.stdout.write(f"{done:,} of {self.people:,} people, {rate:,.0f} a second")


def _check_numbers(people: int, seed: int) -> None:
    if not 1 <= people <= MOST:
        raise CommandError(f"Ask for 1 to {MOST:,} people, such as --people 1000.")
    if not 0 <= seed <= 99_999:
        raise CommandError("A seed is a number from 0 to 99999, such as --seed 7.")


def _check_folder(path: Path | None) -> None:
    if path and not path.parent.is_dir():
        raise CommandError(f"There is no folder {path.parent}: make it, or name another.")


def _check_base(seed: int, *, yes: bool, add: bool) -> None:
    if not (settings.DEMO or settings.DEBUG or yes):
        raise CommandError(
            "This is no demonstration (PULANG_DEMO and DEBUG are off): invented people would stand "
            "beside real ones, and no command takes them away again. If you want that, add --yes."
        )
    present = generate.seeds()
    if seed in present:
        raise CommandError(
            f"The people of seed {seed} are in the base already: name another --seed."
        )
    if present and not add:
        of = ", ".join(map(str, sorted(present)))
        raise CommandError(
            f"The base holds generated cases already (of seed {of}). To put more beside them, add "
            "--add."
        )
