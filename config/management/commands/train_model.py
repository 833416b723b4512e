"""Beside the generator, because linking knows no invented people."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.generate.facts import known_of
from linking import model as shipped
from linking import services, told, training
from linking.measuring import measured
from linking.model import Facts, Model
from linking.models import Compared

#: Levels are functions of Python, of which some thousand are compared in a second.
MOST = 20_000
LEAST = 200


class Command(BaseCommand):
    help = (
        "Estimate the weights of the linking model with Splink, from the records of the base or "
        "from invented people, and say what would change against the shipped model."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        source = parser.add_mutually_exclusive_group(required=True)
        source.add_argument("--base", action="store_true", help="from the records of the base")
        source.add_argument("--people", type=int, help="from so many invented people")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--truth", action="store_true", help="count m from who is one human")
        parser.add_argument("--measure", action="store_true", help="compare both on the truth")
        parser.add_argument("--out", type=Path, help="write the model here, as JSON")
        parser.add_argument("--apply", action="store_true", help="put it to use")
        parser.add_argument("--reason", default="", help="why it is put to use")

    def handle(self, *args: Any, **options: Any) -> None:
        _check(options)
        start, seed = shipped.read(), options["seed"]
        known, humans = _records(options)
        try:
            weights = training.train(
                known, start, seed=seed, humans=humans if options["truth"] else ()
            )
        except ImportError as error:
            raise CommandError(
                "Splink and DuckDB are not installed here: run this where the worker runs."
            ) from error
        trained = replace(weights, about=_about(options, len(known)))
        for line in _changes(start, trained):
            self.stdout.write(line)
        if options["measure"]:
            self.measure(known, humans, {"shipped": start, "trained": trained})
        self.keep(trained, options)

    def measure(
        self, known: Sequence[Facts], humans: Sequence[str], models: dict[str, Model]
    ) -> None:
        self.stdout.write(f"\n{'':10}{'from bits':>10}{'precision':>11}{'recall':>9}{'F1':>8}")
        for name, model in models.items():
            for one in measured(known, humans, model):
                self.stdout.write(
                    f"{name:10}{one.threshold:>10g}{one.precision:>11.2%}{one.recall:>9.2%}"
                    f"{one.f1:>8.3f}"
                )

    def keep(self, trained: Model, options: dict[str, Any]) -> None:
        if out := options["out"]:
            text = json.dumps(trained.as_json(), indent=1, ensure_ascii=False)
            out.write_text(f"{text}\n", encoding="utf-8")
            self.stdout.write(f"The model is in {out}.")
        if options["apply"]:
            row = services.put_to_use(
                trained, by=None, reason=options["reason"], kind=services.TRAINED
            )
            self.stdout.write(f"In force now: {row.name}. Compare all records again.")


def _check(options: dict[str, Any]) -> None:
    if options["people"] is not None and not LEAST <= options["people"] <= MOST:
        raise CommandError(f"Ask for {LEAST} to {MOST:,} people, such as --people 5000.")
    if options["base"] and (options["truth"] or options["measure"]):
        raise CommandError("Nobody knows the truth of the base: leave --truth and --measure out.")
    if options["apply"] and not options["reason"].strip():
        raise CommandError("Say why with --reason, for whoever asks next year.")
    if (out := options["out"]) and not out.parent.is_dir():
        raise CommandError(f"There is no folder {out.parent}: make it, or name another.")


def _records(options: dict[str, Any]) -> tuple[list[Facts], Sequence[str]]:
    """What to train on, with the truth where the people are invented."""
    if options["people"]:
        return known_of(options["people"], options["seed"])
    # In the order of a digest, which is as good as drawn by lot.
    rows = Compared.objects.order_by("digest").values_list("facts", flat=True)[:MOST]
    known = [Facts.from_json(facts) for facts in rows]
    if len(known) < LEAST:
        raise CommandError(f"The base has {len(known)} records to train on; {LEAST} are needed.")
    return known, ()


def _about(options: dict[str, Any], size: int) -> dict[str, str]:
    import splink

    of = f"{size:,} {'records of the base' if options['base'] else 'invented people'}"
    seed = f" (seed {options['seed']})"
    how = "counted from the truth" if options["truth"] else "by expectation maximisation"
    return {
        "m": f"{of}{seed}, {how}, mixed with the shipped values",
        "u": f"random pairs of {of}{seed}, mixed with the shipped values",
        "trained": f"{date.today():%Y-%m-%d} with Splink {splink.__version__}",
    }


def _changes(start: Model, trained: Model) -> Iterator[str]:
    """A line for each level whose weight would move by a tenth of a bit or more."""
    yield f"{'Field':18}{'Level':16}{'Shipped':>9}{'Trained':>9}{'Change':>9}"
    for field, levels in start.bits.items():
        for level, before in levels.items():
            after = trained.bits[field][level]
            if abs(after - before) >= 0.1:
                yield (
                    f"{told.label(field):18}{level:16}{before:>9.1f}{after:>9.1f}"
                    f"{after - before:>+9.1f}"
                )
