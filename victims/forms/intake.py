"""Logging a group: what holds for all of them, and a row a person."""

from __future__ import annotations

import json
import re
from hashlib import blake2b
from typing import Any

from django import forms
from django.forms.models import fields_for_model
from django.utils import timezone

from accounts.models import User
from cases.models import Case, Place, RescueOperation
from people import mrz
from people.models import Person
from victims.forms.row import RowForm
from victims.models import JourneyLeg, Mode, Victim

#: The columns of the grid: of a row what forty minutes allow.
COLUMNS = (
    "name", "native_name", "alias", "sex", "born", "age", "citizenship", "passport",
    "passport_country", "national_id", "phone", "note",
)  # fmt: skip
LEG = [
    "flight", "from_place", "from_country", "departed_on", "to_place", "to_country", "arrived_on",
]  # fmt: skip


class GroupForm(forms.Form):
    """What holds for everybody of the group: said once, written with each victim."""

    def __init__(self, *args: Any, case: Case, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        operations = RescueOperation.objects.visible_to(user).of_case(case)
        places = Place.objects.visible_to(user).of_case(case)
        others = Person.objects.visible_to(user).of_case(case).filter(victim=None)
        self.fields["operation"] = _one_of(operations, label="Freed in")
        self.fields["site"] = _one_of(places, label="House or compound")
        self.fields["promised_job"] = forms.CharField(required=False, max_length=120)
        self.fields["recruiter"] = _one_of(others)
        for name, field in fields_for_model(JourneyLeg, LEG).items():
            field.required = False
            self.fields[name] = field

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if any(data.get(name) for name in LEG):
            for name in ("from_place", "from_country", "to_place", "to_country"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, "Say from where and to where they came.")
        return data

    def facts(self) -> dict[str, Any]:
        """Further arguments of `services.log_row`, the same for every row."""
        data = self.cleaned_data
        account = {name: data[name] for name in ("promised_job", "recruiter")}
        leg = {name: data[name] for name in LEG}
        return {
            "operation": data["operation"],
            "accounts": [account] if any(account.values()) else [],
            "legs": [leg | {"mode": Mode.AIR if leg["flight"] else Mode.UNKNOWN}]
            if any(leg.values())
            else [],
            "periods": [{"site": data["site"]}] if data["site"] else [],
        }


def _one_of(records: Any, **kwargs: Any) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        records, to_field_name="ref", required=False, empty_label="Not said", **kwargs
    )


class IntakeRowForm(RowForm):
    """A row of the grid. In place of the name the zone of a passport may stand: it fills the cells
    that are empty, and what does not fit in it is a mistake until somebody has seen it."""

    client_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)
        for name in COLUMNS:
            field = self.fields[name]
            field.help_text = ""  # The head of the grid says it once.
            field.widget.attrs |= {
                "aria-label": field.label or name.replace("_", " ").capitalize(),
                "aria-describedby": f"{self.prefix}-errors",
                "data-column": name,
                "autocomplete": "off",
            }
        #: Who was saved of it.
        self.victim: Victim | None = None
        self.mistakes: tuple[str, ...] = ()
        self.remarks: tuple[str, ...] = ()
        name = str(self["name"].value() or "")
        if self.is_bound and mrz.is_zone(name):
            self._read_zone(name)

    def _read_zone(self, text: str) -> None:
        try:
            zone = mrz.read(text, timezone.localdate())
        except mrz.NoZoneError as error:
            self.mistakes = (str(error),)
            return
        self.mistakes, self.remarks = zone.mistakes, zone.remarks
        self.data = self.data.copy()
        for column, cell in cells_of(zone).items():
            if column == "name" or not self[column].value():
                self.data[self.add_prefix(column)] = cell

    @property
    def cells(self) -> list[forms.BoundField]:
        return [self[name] for name in COLUMNS]

    @property
    def values(self) -> dict[str, str]:
        return {cell.name: str(cell.value() or "") for cell in self.cells}

    @property
    def digest(self) -> str:
        """Differs when a cell does."""
        return blake2b(json.dumps(self.values).encode(), digest_size=16).hexdigest()

    def has_changed(self) -> bool:
        return any(name != "client_id" for name in self.changed_data)

    def clean(self) -> dict[str, Any]:
        for mistake in self.mistakes:
            self.add_error("name", mistake)
        return super().clean()


def cells_of(zone: mrz.Zone) -> dict[str, str]:
    """The cells that a zone fills."""
    cells = {
        "name": zone.name,
        "sex": zone.sex,
        "born": str(zone.born or ""),
        "citizenship": zone.citizenship,
        "passport" if zone.is_passport else "national_id": zone.number,
        "passport_country": zone.issuer if zone.is_passport else "",
    }
    if _is_mykad(zone):
        cells["national_id"] = zone.personal
    return {column: cell for column, cell in cells.items() if cell}


def _is_mykad(zone: mrz.Zone) -> bool:
    """Malaysian passports repeat the MyKad number, which begins with the birth date."""
    if zone.issuer != "MYS" or not zone.born:
        return False
    return bool(re.fullmatch(rf"{zone.born.earliest:%y%m%d}\d{{6}}", zone.personal))
