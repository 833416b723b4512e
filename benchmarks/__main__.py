"""`make bench`: what grows with the number of records, measured and printed as a table.

    python -m benchmarks [--people 20000] [--parts pages linking raid import worker all]

Every row is one figure: median and 95th percentile of repeated runs on an embedded PostgreSQL that
is made for the run and thrown away.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import warnings
from collections.abc import Collection
from pathlib import Path

from config import embedded

PARTS = ("pages", "linking", "raid", "import", "worker", "all")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--people", type=int, default=20_000, help="records in the base")
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS, help="what to measure")
    options = parser.parse_args()
    # Static files without a manifest: none were collected.
    os.environ |= {"LOG_LEVEL": "ERROR", "DEBUG": "1"}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    warnings.filterwarnings("ignore", message="No directory at")
    folder = tempfile.TemporaryDirectory(prefix="pulang-bench-")
    with folder as path, embedded.ensure(Path(path)):
        measure(options.people, options.parts)


def measure(people: int, parts: Collection[str]) -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.DEBUG = False  # It would keep every query in memory.
    call_command("migrate", verbosity=0)
    from benchmarks import measures

    measures.run(people, parts)


if __name__ == "__main__":
    main()
