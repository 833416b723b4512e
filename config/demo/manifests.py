"""A list that an embassy sent, checked and waiting for somebody to confirm it."""

from __future__ import annotations

from cases.models import Case
from config.demo.accounts import Staff
from config.demo.casework import TABLES, acting
from config.demo.links import TAK
from core.services import run_job
from victims import services as victims

NAME = "embassy_list.csv"


def load(staff: Staff) -> None:
    by, content = staff["investigator"], (TABLES / NAME).read_bytes()
    with acting(by):
        case = Case.objects.get(ref=TAK)
        manifest = victims.upload_manifest(case, name=NAME, content=content, by=by)
        columns = victims.propose_columns(manifest)
        checking = victims.name_columns(manifest, version=None, mapping=columns, by=by)
        assert checking.job
        run_job(checking.job)
