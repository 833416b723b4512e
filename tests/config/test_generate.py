"""Invented bases: the same for one seed, true to their truth, and what linking needs."""

import csv
import io
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path
from random import Random

import pytest
from django.core.management import CommandError, call_command
from phonenumbers import is_possible_number
from phonenumbers import parse as parse_number

from cases.models import Case
from config import generate
from config.generate import han, names, writing
from config.generate.humans import MAIL
from config.generate.names import Name
from core.dates import PartialDate
from linking.keys import facts, keys_of
from linking.models import Awaiting
from linking.services.keys import with_facts
from people.models import Identifier, IdentifierUse, Person, PersonName, normal_form
from tests.factories import an_agency
from victims.models import JourneyLeg, RecruitmentAccount, Victim

PEOPLE = 2_500


def run(**options):
    said = io.StringIO()
    call_command("generate", stdout=said, **{"processes": 1, **options})
    return said.getvalue()


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def made():
    return list(generate.records(PEOPLE, seed=7))


@pytest.fixture(scope="module")
def humans(made):
    """Human → their records."""
    found = defaultdict(list)
    for record in made:
        found[record.human].append(record)
    return found


@pytest.fixture
def rng():
    return Random(7)


def kind_of(records):
    """What the human is to others: the kind of their one record that is not a later one."""
    return next((one.kind for one in records if one.kind != "again"), None)


# The same, and another ---------------------------------------------------------------------------


def test_the_same_seed_writes_the_same_bytes_in_however_many_processes(tmp_path, monkeypatch):
    monkeypatch.setattr("config.generate.files.WORTH_IT", 1_000)
    for processes in (1, 2):
        generate.into_files(
            PEOPLE,
            seed=7,
            to=tmp_path / f"people{processes}.csv",
            truth=tmp_path / f"truth{processes}.csv",
            processes=processes,
        )

    for name in ("people", "truth"):
        one, two = (tmp_path / f"{name}{processes}.csv" for processes in (1, 2))
        assert one.read_bytes() == two.read_bytes()
        assert len(rows(one)) == PEOPLE


def test_another_seed_is_other_people(made):
    others = list(generate.records(PEOPLE, seed=8))

    assert not {record.ref for record in made} & {record.ref for record in others}
    assert [record.name for record in made] != [record.name for record in others]


def test_a_list_is_written_without_a_database(tmp_path):
    # No `db` fixture: a query would fail.
    run(people=60, seed=7, csv=tmp_path / "people.csv", truth=tmp_path / "truth.csv")

    listed, truth = rows(tmp_path / "people.csv"), rows(tmp_path / "truth.csv")
    assert ",".join(listed[0]) == (
        "id,name,given_name,family_name,native_name,alias,birth_date,sex,citizenship,national_id,"
        "passport,phone,email,address,city,postcode,country"
    )
    assert [row["id"] for row in listed] == [row["id"] for row in truth]
    assert all(row["name"] for row in listed)


# The truth ---------------------------------------------------------------------------------------


def test_nobody_is_logged_twice_in_one_case_and_nobody_first_twice(humans):
    for records in humans.values():
        assert len({record.case for record in records}) == len(records)
        assert sum(record.kind != "again" for record in records) <= 1


def test_a_quarter_of_humans_is_logged_again(humans):
    again = sum(len(records) > 1 for records in humans.values()) / len(humans)
    assert 0.2 < again < 0.3
    assert max(map(len, humans.values())) == 4


def test_look_alikes_are_other_humans_with_other_births_but_twins(humans):
    kinds = Counter(kind_of(records) for records in humans.values())
    assert kinds.keys() >= {"first", "sibling", "parent", "namesake", "twin"}
    assert kinds["first"] > 0.8 * len(humans)


@pytest.mark.parametrize("culture", names.cultures())
def test_a_sibling_has_the_family_but_another_given_name(culture, rng):
    for sex in ("male", "female"):
        name = names.made_up(rng, culture, sex)
        other = names.sibling(rng, name, sex)
        assert other.family == name.family
        assert other.given != name.given


def test_father_and_son_are_each_others_flip(rng):
    son = Name("tamil", "male", ("Selvam",), ("Muniandy",))

    assert writing.in_order(son).text == "Selvam a/l Muniandy"
    assert writing.in_order(names.parent(rng, son)).text == "Muniandy a/l Selvam"


def test_case_sizes_are_those_of_raids():
    sizes = Counter(record.case for record in generate.records(8_000, seed=7)).values()

    assert min(sizes) >= 15
    assert max(sizes) <= 70


def test_a_shared_compound_line_joins_people_of_different_humans(made):
    lines = defaultdict(set)
    for record in made:
        for used in record.identifiers:
            if used.role == "user":
                lines[used.value].add(record.human)
    assert max(map(len, lines.values())) > 1


def test_an_own_number_is_shared_by_no_stranger(made, humans):
    """But by one's family; a passport or an identity card by nobody at all."""
    bearers = defaultdict(set)
    for record in made:
        for used in record.identifiers:
            if used.kind in ("passport", "national_id", "email"):
                bearers[used.kind, used.value].add(record.human)
    assert all(len(of) == 1 for of in bearers.values())


# Form --------------------------------------------------------------------------------------------


def test_every_identifier_is_in_its_normal_form_however_it_was_written(made):
    for record in made:
        for used in record.identifiers:
            assert normal_form(used.kind, used.written, used.country) == used.value
            if used.kind == "phone":
                assert is_possible_number(parse_number(used.value))
            if used.kind == "email":
                assert used.value.endswith(MAIL)


def test_identity_numbers_tell_birth_and_sex(made):
    telling = 0
    for record in made:
        card = next((used for used in record.identifiers if used.kind == "national_id"), None)
        if card and card.country == "MY" and record.kind == "first" and len(record.birth) == 10:
            odd = int(card.value[-1]) % 2 == 1
            telling += card.value[:6] == date.fromisoformat(record.birth).strftime("%y%m%d")
            assert record.sex == "unknown" or odd == (record.sex == "male")
    assert telling > 50


def test_four_of_five_have_an_identifier(made):
    assert 0.75 < sum(bool(record.identifiers) for record in made) / len(made) < 0.87


def test_every_birth_is_a_date_or_part_of_one(made):
    forms = Counter()
    for record in made:
        if record.birth:
            PartialDate.parse(record.birth)
        forms[len(record.birth), record.age is not None] += 1
    # Whole, a month, a year, an age alone, nothing.
    assert forms.keys() >= {(10, False), (7, False), (4, False), (0, True), (0, False)}


def test_names_are_many_and_some_are_common():
    texts = Counter(
        record.name.text for record in generate.records(6_000, seed=7) if record.kind == "first"
    )
    assert len(texts) > 0.9 * texts.total()
    assert texts.most_common(1)[0][1] > 1


def test_one_chinese_name_is_written_in_every_dialect(rng):
    name = Name("chinese", "female", ("美", "莲"), ("陈",), tongue="hokkien")

    assert han.native(name) == "陈美莲"
    assert han.native(name, traditional=True) == "陳美蓮"
    assert [han.latin(rng, replace(name, tongue=tongue))[0] for tongue in han.TONGUES] == [
        "Tan Bee Lian",
        "Chan Mei Lin",
        "Chin Mui Lien",
        "Tan Mui Noi",
        "Chen Meilian",
        "Chen Mei-lien",
    ]


# In the database ---------------------------------------------------------------------------------


@pytest.fixture
def demonstration(settings):
    settings.DEMO = True


def test_a_base_is_filled_with_all_that_a_case_holds(db, demonstration, tmp_path):
    unit = an_agency(name="Anti-trafficking unit")

    said = run(people=600, seed=7, truth=tmp_path / "truth.csv")

    assert "600 invented people of seed 7" in said
    people = Person.objects.all()
    assert {row["id"] for row in rows(tmp_path / "truth.csv")} == {one.ref for one in people}
    assert Case.objects.count() == 15
    assert Case.objects.values("lead_agency").distinct().count() > 5
    assert unit.led_cases.exists()
    assert PersonName.objects.filter(kind="native", person__citizenships__contains=["TW"]).exists()
    assert Victim.objects.count() == pytest.approx(420, abs=60)
    assert JourneyLeg.objects.exclude(flight="").filter(departed_on__isnull=False).exists()
    assert RecruitmentAccount.objects.exclude(promised_job="").exists()
    assert people.exclude(address="").exclude(residence="").exists()
    assert Identifier.objects.filter(is_common=True).count() == 1
    # Two cases know one identifier as one row.
    assert IdentifierUse.objects.count() > Identifier.objects.count()
    assert not Awaiting.objects.exists()


def test_the_base_and_the_list_are_the_same_people(db, demonstration, tmp_path, monkeypatch):
    monkeypatch.setattr("config.generate.database.WORTH_IT", 100)
    run(people=200, seed=7, truth=tmp_path / "base.csv", processes=2)
    run(people=200, seed=7, csv=tmp_path / "people.csv", truth=tmp_path / "list.csv")

    assert (tmp_path / "base.csv").read_bytes() == (tmp_path / "list.csv").read_bytes()
    for row in rows(tmp_path / "people.csv"):
        person = Person.objects.get(ref=row["id"])
        assert person.name == row["name"]
        assert facts(person).birth == row["birth_date"]


def test_what_is_written_would_pass_every_check(db, demonstration):
    """COPY asks no validator, so what it wrote is asked afterwards."""
    run(people=150, seed=7)

    for model in (Person, PersonName, IdentifierUse, Victim, JourneyLeg, RecruitmentAccount, Case):
        for row in model.objects.all():
            row.full_clean(validate_unique=False, validate_constraints=False)


def test_the_keys_are_those_that_linking_would_write(db, demonstration):
    run(people=300, seed=7)

    for person in with_facts().all():
        assert {link.key for link in person.link_keys.all()} == keys_of(person)


def test_most_records_of_a_human_share_a_key(db, demonstration, tmp_path):
    run(people=600, seed=7, truth=tmp_path / "truth.csv")
    refs = defaultdict(list)
    for row in rows(tmp_path / "truth.csv"):
        refs[row["human"]].append(row["id"])
    keys = {one.ref: keys_of(one) for one in with_facts().all()}
    pairs = [pair for of in refs.values() for pair in combinations(of, 2)]

    assert sum(bool(keys[one] & keys[other]) for one, other in pairs) > 0.85 * len(pairs)


# Refusals ----------------------------------------------------------------------------------------


def test_outside_a_demonstration_it_wants_a_yes(db, settings):
    settings.DEMO = settings.DEBUG = False

    with pytest.raises(CommandError, match=r"PULANG_DEMO and DEBUG are off.*add --yes"):
        run(people=10, seed=7)
    assert not Person.objects.exists()

    run(people=10, seed=7, yes=True)
    assert Person.objects.count() == 10


def test_more_people_want_to_be_asked_for(db, demonstration):
    run(people=10, seed=7)

    with pytest.raises(CommandError, match=r"generated cases already .of seed 7.*add --add"):
        run(people=10, seed=8)
    with pytest.raises(CommandError, match="seed 7 are in the base already"):
        run(people=10, seed=7, add=True)
    assert Person.objects.count() == 10

    run(people=10, seed=8, add=True)
    assert Person.objects.count() == 20


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"people": 0}, "1 to 2,000,000 people"),
        ({"people": 10, "seed": -1}, "0 to 99999"),
        ({"people": 10, "csv": Path("no/such/folder/people.csv")}, "no folder no/such/folder"),
    ],
)
def test_what_cannot_be_is_refused_in_words(options, words):
    with pytest.raises(CommandError, match=words):
        run(**{"seed": 7, **options})
