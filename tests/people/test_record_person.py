"""Writing a person: names, identifiers, and who is told of it."""

import pytest
from django.core.exceptions import ValidationError

from core.services import StaleRecord
from people import services
from people.models import Identifier
from tests.factories import a_case

PHONE = {"kind": "phone", "value": "012-345 6789", "role": "user"}
PASSPORT = {"kind": "passport", "value": "A1234567", "role": "holder"}
NAMES = [{"kind": "legal", "text": "Tan Mei Ling"}, {"kind": "native", "text": "陈美玲"}]


@pytest.fixture
def told(monkeypatch):
    people = []
    monkeypatch.setattr(services.person, "when_changed", [people.append])
    return people


@pytest.fixture
def person(case):
    return services.record_person(case, names=NAMES, identifiers=[PHONE], sex="female")


def rows_of(person):
    return [{"kind": name.kind, "text": name.text} for name in person.names.all()]


def test_the_first_name_is_the_one_that_lists_show(person):
    assert person.name == "Tan Mei Ling"
    assert [name.folded for name in person.names.all()] == ["tan mei ling", "chen mei ling"]


def test_a_phone_is_kept_in_one_form_and_as_it_was_written(person):
    use = person.uses.get()

    assert (use.identifier.value, use.as_written) == ("+60123456789", "012-345 6789")


def test_the_same_number_is_one_row_in_all_cases(person):
    other = {"kind": "phone", "value": "+60 12 345 6789", "role": "contact"}

    services.record_person(a_case(), names=[], identifiers=[other])

    assert Identifier.objects.get().uses.count() == 2


def test_each_case_says_for_itself_who_issued_a_document(case):
    people = [
        services.record_person(of, names=[], identifiers=[PASSPORT | {"country": country}])
        for of, country in ((case, "MY"), (a_case(), "TW"), (a_case(), ""))
    ]

    assert [person.uses.get().country.code or "" for person in people] == ["MY", "TW", ""]
    assert Identifier.objects.count() == 1


def test_whoever_listens_is_told_of_a_new_person(case, told):
    person = services.record_person(case, names=NAMES, identifiers=[])

    assert told == [person]


def test_a_bad_number_saves_nothing(case):
    bad = {"kind": "phone", "value": "12", "role": "user"}

    with pytest.raises(ValidationError, match="not a telephone number"):
        services.record_person(case, names=NAMES, identifiers=[bad])

    assert not case.people.exists()


def test_a_name_without_a_letter_is_refused_in_words(case):
    with pytest.raises(ValidationError, match="no letter in it"):
        services.record_person(case, names=[{"kind": "legal", "text": "—"}], identifiers=[])


def test_a_very_long_name_in_han_is_kept(case):
    person = services.record_person(
        case, names=[{"kind": "native", "text": "張" * 200}], identifiers=[]
    )

    assert person.names.get().folded.startswith("zhang zhang")


# Editing ------------------------------------------------------------------------------------------


def test_editing_names_alone_counts_as_a_change(person, told):
    after = services.edit_person(person, version=1, names=NAMES[:1])

    assert after.version == 2
    assert rows_of(after) == NAMES[:1]
    assert told == [after]


def test_names_that_stay_are_not_touched(person):
    kept = person.names.get(kind="native").pk

    services.edit_person(person, version=1, names=[*NAMES, {"kind": "alias", "text": "Amy"}])

    assert person.names.get(kind="native").pk == kept
    assert person.names.count() == 3


def test_a_new_order_of_the_names_changes_the_one_shown(person):
    after = services.edit_person(person, version=1, names=NAMES[::-1])

    assert after.name == "陈美玲"
    assert rows_of(after) == NAMES[::-1]


def test_an_edit_that_changes_nothing_writes_nothing(person, told):
    after = services.edit_person(person, version=1, names=NAMES, identifiers=[PHONE], sex="female")

    assert after.version == 1
    assert told == []


def test_the_normal_form_sent_back_keeps_how_it_was_written(person):
    shown = {"kind": "phone", "value": "+60123456789", "role": "user"}

    after = services.edit_person(person, version=1, identifiers=[shown])

    assert after.version == 1
    assert after.uses.get().as_written == "012-345 6789"


def test_the_country_is_mended_without_touching_the_number(person):
    use = person.uses.get()

    after = services.edit_person(person, version=1, identifiers=[PHONE | {"country": "MY"}])

    assert (after.version, after.uses.get().pk) == (2, use.pk)
    assert after.uses.get().country == "MY"


def test_identifiers_left_out_are_taken_off_the_person(person):
    services.edit_person(person, version=1, identifiers=[PASSPORT | {"value": "a1234567"}])

    assert person.uses.get().identifier.value == "A1234567"


def test_sets_that_are_not_given_stay(person):
    services.edit_person(person, version=1, sex="other")

    assert (person.names.count(), person.uses.count()) == (2, 1)


def test_a_stale_edit_is_refused_with_nothing_written(person):
    services.edit_person(person, version=1, sex="other")

    with pytest.raises(StaleRecord):
        services.edit_person(person, version=1, names=[])

    assert person.names.count() == 2
