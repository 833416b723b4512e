from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand

from linking import calibration, services, told
from linking.current import current
from linking.judged import judged

CURVE = {
    "weight": "From bits", "precision": "Precision", "bounds": "At least – at most",
    "recall": "Recall", "same": "Same", "different": "Different",
}  # fmt: skip
BANDS = {
    "weight": "Weight", "of": "Verdicts", "same": "Same", "share": "Share",
    "expected": "Model expects",
}  # fmt: skip


class Command(BaseCommand):
    help = (
        "Weigh the pairs on which there is a verdict by the model in force, and say which "
        "thresholds they speak for. With --apply these are put to use."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--apply", action="store_true", help="put the thresholds to use")
        parser.add_argument("--reason", default="", help="why; the number of verdicts if not given")

    def handle(self, *args: Any, apply: bool, reason: str, **options: Any) -> None:
        model, pairs = current(), judged()
        self.stdout.write(f"In force: {model.version}, {_both(model.possible, model.match)}")
        self.show(CURVE, told.points(calibration.curve(pairs)))
        self.show(BANDS, told.bands(calibration.reliability(pairs)))
        found = calibration.suggestion(pairs)
        if found is None:
            self.stdout.write(calibration.shortage(pairs))
            return
        match = max(model.match, found.possible) if found.match is None else found.match
        if found.match is None:
            self.stdout.write("From no weight on were 99 % the same: that of a match stays.")
        self.stdout.write(f"Suggested: {_both(found.possible, match)}")
        if apply:
            told_why = reason or f"Calibrated on {len(pairs)} verdicts."
            row = services.calibrate(by=None, possible=found.possible, match=match, reason=told_why)
            self.stdout.write(f"In force now: {row.name}. Compare all records again when it suits.")

    def show(self, columns: dict[str, str], rows: Iterable[told.Row]) -> None:
        """A table with its columns as wide as their headings need."""
        wide = {name: max(len(title), 15) for name, title in columns.items()}
        lines = [columns, *rows]
        for line in lines if len(lines) > 1 else ():
            self.stdout.write("".join(f"{line[name]:>{wide[name] + 2}}" for name in columns))
        self.stdout.write("")


def _both(possible: float, match: float) -> str:
    return f"possible from {possible:g} bits, a match from {match:g}"
