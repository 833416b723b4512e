"""A run whose pairs are found by other machines: written out, compared there, and read back."""

from __future__ import annotations

import json
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import connection, transaction

from linking.current import current, records
from linking.models import Chunk, Run, RunState
from linking.services.runs import drop_unfinished, ready

BASE = "base.json"


def export_run(folder: Path) -> int:
    """Write the base and the model into a new folder, for `linking.batch.on_spark`.

    Returns how many records there are. Raises ValidationError when the folder is there already.
    """
    from linking.batch import exporting  # Only the worker has DuckDB.

    if folder.exists():
        raise ValidationError(f"{folder} is there already; name a new folder.")
    model = current()
    with transaction.atomic():
        drop_unfinished()
        run = Run.objects.create(
            model_name=model.version, records=records(model), state=RunState.ELSEWHERE
        )
        Chunk.objects.create(run=run, number=0)
    exported = exporting.export(folder)
    base = {"run": run.ref, "records": run.records, "floor": model.possible}
    (folder / BASE).write_text(json.dumps({**base, "model": model.as_json()}), encoding="utf-8")
    return exported


@transaction.atomic
def load_run(folder: Path) -> str:
    """Read the pairs back; the run then waits to take over. Returns what it found, in words.

    Raises ValidationError when the run was dropped since, or read already.
    """
    from linking.batch import exporting

    base = json.loads((folder / BASE).read_text(encoding="utf-8"))
    run = Run.objects.select_for_update().filter(ref=base["run"], state=RunState.ELSEWHERE).first()
    if run is None:
        raise ValidationError(
            "This run was read already, or another was begun since; export the base again."
        )
    part = run.chunks.get()
    columns = "COPY linking_runpair (run_id, left_id, right_id, weight, levels) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(columns) as copy:
        for row in exporting.pairs_in(folder):
            copy.write_row((run.pk, *row))
            part.pairs += 1
    part.is_done = True
    part.save()
    return ready(run)
