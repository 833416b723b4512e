"""Lists of people freed that tests import, and how."""

from __future__ import annotations

from core.services import run_job
from people import services as people
from victims import services

HEADER = "Nama penuh,Date of birth,Sexo,Nationality,Passport no,Shoe"
GOOD = "Tan Mei Ling,1998-05-17,F,Malaysia,A12345678,37"
OTHER = "Siti Aminah binti Zain,1999,female,MY,A87654321,38"
BAD = "Lim Ah Kow,31/02/1990,M,Nowhere,A11223344,42"
COLUMNS = {
    "name": "Nama penuh",
    "born": "Date of birth",
    "sex": "Sexo",
    "citizenship": "Nationality",
    "passport": "Passport no",
}


def a_list(*rows, header=HEADER):
    return "\n".join([header, *rows]).encode()


def upload(case, *rows, by, **how):
    return services.upload_manifest(case, name="list.csv", content=a_list(*rows, **how), by=by)


def run(manifest):
    """Do the work that the manifest waits for, as the worker does it."""
    manifest.refresh_from_db()
    run_job(manifest.job)
    manifest.refresh_from_db()
    return manifest


def checked(case, *rows, by, columns=COLUMNS, **how):
    manifest = upload(case, *rows, by=by, **how)
    services.name_columns(manifest, version=None, mapping=columns, by=by)
    return run(manifest)


def imported(case, *rows, by):
    manifest = checked(case, *rows, by=by)
    services.confirm_manifest(manifest, version=None, by=by)
    return run(manifest)


def undone(manifest, by):
    services.start_undo(manifest, version=None, by=by)
    return run(manifest)


def states(manifest):
    return list(manifest.rows.values_list("state", flat=True))


def known_in(case):
    """Somebody whom the good line is."""
    passport = {"kind": "passport", "value": "A12345678", "role": "holder"}
    names = [{"kind": "legal", "text": "Tan Mei Ling"}]
    return people.record_person(case, names=names, identifiers=[passport], born_on="1998-05-17")
