"""Every form that edits a record: when two edit at once both values are shown, nothing is lost.

The forms are found in the URLconf. A new one needs a line in `RECORDS`: how to make a record for
it, and who edits it unless an investigator does.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain

import pytest
from django import forms
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.roles import Role
from cases import services as cases
from core.views import RecordEditView
from people import services as people
from recruiters import services as recruiters
from repatriation import services as repatriation
from tests.factories import a_person, a_recruiter, a_user, a_victim, an_agency, evidence
from victims import services as victims
from victims.models import Contact, Instrument, Need, SupportPlan, VulnerabilityAssessment
from victims.models.needs import NeedKind
from victims.models.placement import PlacementKind
from victims.models.support import SupportKind
from victims.scheme import read_folder

DAY = date(2023, 10, 9)


def edit_forms(resolver=None, namespace="") -> Iterator[tuple[str, list[str]]]:
    """Name and arguments of every address whose view edits a record."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from edit_forms(entry, inner)
        elif is_edit_form(entry):
            yield f"{namespace}{entry.name}", list(entry.pattern.converters)


def is_edit_form(pattern: URLPattern) -> bool:
    view = getattr(pattern.callback, "view_class", object)
    return issubclass(view, RecordEditView)


FORMS = dict(edit_forms())


def a_leg(case):
    return victims.add_leg(
        a_victim(case), phase="Transit", mode="air", from_place="A", to_place="B",
        from_country="MY", to_country="PE",
    )  # fmt: skip


def a_return(case):
    mission = an_agency(kind="Embassy")
    return repatriation.open_return(
        a_victim(case), mission=mission, from_country="PE", to_country="MY"
    )


def worker_on(case):
    return case.assignments.exclude(user=None).get().user


def a_task(case):
    return cases.add_task(case, title="Call", by=worker_on(case))


def a_statute():
    return cases.add_statute(jurisdiction="MY", act="An act", section="s 1")


def an_action(case):
    return cases.begin_action(case, on=DAY, by=worker_on(case), statute=a_statute())


def a_screening(case):
    victims.load_instruments(read_folder())
    instrument = Instrument.objects.get(key="palermo")
    return victims.begin_screening(a_victim(case), instrument, by=worker_on(case), held_on=DAY)


def an_identifier(case):
    use = {"kind": "phone", "value": "+60165550188", "role": "user", "country": "", "source": ""}
    person = people.record_person(
        case, names=[{"kind": "legal", "text": "Aminah"}], identifiers=[use]
    )
    return person.uses.get().identifier


def a_part(model, **facts):
    """A maker of a part of a victim."""
    return lambda case: victims.record(model, a_victim(case), **facts)


def a_support_item(case):
    plan = victims.record(SupportPlan, a_victim(case), objective="Home", agreed_on=DAY)
    return victims.plan_item(plan, kind=SupportKind.values[0], objective="A job")


RECORDS = {
    "cases:edit": lambda case: case,
    "cases:edit_member": lambda case: cases.assign(case, user=a_user(), purpose="Test"),
    "cases:edit_source": lambda case: cases.record_source(case, kind="press", title="A paper"),
    "cases:edit_operation": lambda case: cases.log_operation(case, happened_on=date(2023, 10, 7)),
    "linking:common_value": an_identifier,
    "names:edit": lambda case: people.add_variant(
        kind="given", form="Zzaidd", canonical="zaid", culture="malay"
    ),
    "people:edit": a_person,
    "recruiters:edit": a_recruiter,
    "repatriation:edit": a_return,
    "syndicates:edit": lambda case: recruiters.record_syndicate(case, name="Red House"),
    "tasks:edit": a_task,
    "victims:edit": a_victim,
    "victims:edit_account": lambda case: victims.take_account(a_victim(case), channel="Other"),
    "victims:edit_background": a_victim,
    "victims:edit_contact": a_part(Contact, name="Siti", relation="Mother"),
    "victims:edit_leg": a_leg,
    "victims:edit_need": a_part(Need, kind=NeedKind.values[0], noticed_on=DAY),
    "victims:edit_placement": lambda case: victims.place(
        a_victim(case), since=DAY, kind=PlacementKind.values[0], name="A house"
    ),
    "victims:edit_supportitem": a_support_item,
    "victims:edit_supportplan": a_part(SupportPlan, objective="Home", agreed_on=DAY),
    "victims:edit_vulnerabilityassessment": a_part(
        VulnerabilityAssessment, assessed_on=DAY, assessor="Dr", text="Calm"
    ),
    "victims:edit_period": lambda case: victims.add_period(a_victim(case)),
    "evidence:edit": lambda case: evidence(case, worker_on(case)),
    "legal:edit": an_action,
    "legal:edit_request": lambda case: cases.file_request(case, kind="mla"),
    "legal:edit_statute": lambda case: a_statute(),
    "victims:answer_screening": a_screening,
    "victims:edit_order": lambda case: victims.grant_order(
        a_victim(case), kind="interim", issued_on=DAY, effective_on=DAY
    ),
    "victims:edit_screening": a_screening,
    "victims:edit_statement": lambda case: victims.take_statement(a_victim(case), taken_on=DAY),
}
#: What another has decided stays decided: that form is tried below, against another's answers.
APART = {"victims:conclude_screening"}
ROLES = {
    "legal:edit_statute": Role.SUPERVISOR,
    "names:edit": Role.SUPERVISOR,
    "linking:common_value": Role.SUPERVISOR,
    "cases:edit_member": Role.SUPERVISOR,
}


def test_every_edit_form_is_tried_here():
    assert set(RECORDS) == set(FORMS) - APART


@pytest.fixture(params=sorted(RECORDS))
def edited(request, case, agency, client_of):
    """(address of the form, one who edits, another who edits the same record)."""
    name = request.param
    record = RECORDS[name](case)
    parents = {"case_ref": case, "ref": record}
    parents |= {f"{of}_ref": getattr(record, of, None) for of in ("victim", "plan")}
    url = reverse(name, kwargs={argument: parents[argument].ref for argument in FORMS[name]})
    role, of = ROLES.get(name, Role.INVESTIGATOR), agency
    if name == "repatriation:edit":
        role, of = Role.CONSULAR_OFFICER, record.mission
    return (
        url,
        client_of(a_user(role, agency=of, name="One")),
        client_of(a_user(role, agency=of, name="Another")),
    )


def data_of(answer) -> dict:
    """What a browser sends of a form that it was shown and in which nothing was typed."""
    context = answer.context
    formsets = (context.get("formsets") or {}).values()
    parts = chain([context["form"]], *([f.management_form, *f.forms] for f in formsets))
    return {
        field.html_name: sendable(field.value())
        for form in parts
        for field in form
        if field.value() is not None and field.value() is not False
    }


def sendable(value):
    if value is True:
        return "on"
    return [str(item) for item in value] if isinstance(value, list | tuple) else str(value)


def changed(answer, ours: bool) -> tuple[str, str]:
    """A field that takes text, a day or a number, and what one of the two writes into it."""
    for field in answer.context["form"].visible_fields():
        if type(field.field) is forms.CharField and not isinstance(
            field.field.widget, forms.Select
        ):
            return field.html_name, "Mine" if ours else "Theirs"
        if isinstance(field.field, forms.DateField):
            return field.html_name, "2021-01-31" if ours else "2021-02-28"
        if type(field.field) is forms.IntegerField:
            return field.html_name, "2" if ours else "3"
    raise AssertionError("The form has no field that this test can write into.")


def test_a_stale_save_shows_yours_and_theirs_and_keeps_what_was_typed(edited):
    url, one, another = edited
    page = one.get(url)
    (name, theirs), (_, mine) = changed(page, ours=False), changed(page, ours=True)
    assert another.post(url, data_of(page) | {name: theirs}).status_code == 302

    answer = one.post(url, data_of(page) | {name: mine})

    assert answer.status_code == 409, answer.context and answer.context["form"].errors
    shown = [(row["theirs"], row["yours"]) for row in answer.context["conflict"]["fields"]]
    assert shown == [(theirs, mine)]
    assert answer.context["conflict"]["by"] == "Another"
    typed = data_of(page) | {name: mine}
    assert {**data_of(answer), "version": 0} == {**typed, "version": 0}
    again = one.post(url, data_of(answer))
    assert again.status_code == 302, again.context and again.context["form"].errors
    assert data_of(one.get(url))[name] == mine


def test_a_form_that_does_not_say_what_it_saw_saves_nothing(edited):
    url, one, _ = edited
    page = one.get(url)
    name, mine = changed(page, ours=True)
    sent = data_of(page) | {name: mine}
    del sent["version"]

    answer = one.post(url, sent)

    assert answer.status_code == 422
    assert data_of(one.get(url)) == data_of(page)


def test_a_decision_on_answers_that_changed_meanwhile_is_asked_again(case, agency, client_of):
    screening = a_screening(case)
    client = client_of(a_user(Role.INVESTIGATOR, agency=agency))
    url = reverse("victims:conclude_screening", args=[screening.victim.ref, screening.ref])
    decision = {"conclusion": "confirmed", "reasoning": "Mine"}
    page = client.get(url)
    victims.answer(screening, version=1, answers={"means.fraud": {"value": "no"}})

    answer = client.post(url, data_of(page) | decision)

    assert answer.status_code == 409
    assert "Mine" in answer.content.decode()
    screening.refresh_from_db()
    assert screening.is_open
    assert client.post(url, data_of(answer)).status_code == 302
    screening.refresh_from_db()
    assert screening.reasoning == "Mine"


# Rows ---------------------------------------------------------------------------------------------

PHONE = {"kind": "phone", "value": "+60165550188", "country": "", "role": "user", "source": ""}


@pytest.fixture
def person(case):
    return people.record_person(
        case, names=[{"kind": "legal", "text": "Aminah binti Zain"}], identifiers=[PHONE]
    )


def conflict_of(answer):
    assert answer.status_code == 409, answer.context["form"].errors
    return {
        row["label"]: (row["theirs"], row["yours"]) for row in answer.context["conflict"]["fields"]
    }


def test_a_name_that_they_added_is_shown_and_stays_out_only_by_choice(
    client_of, investigator, person
):
    client, url = client_of(investigator), reverse("people:edit", args=[person.ref])
    page = client.get(url)
    names = [{"kind": "legal", "text": "Aminah binti Zain"}, {"kind": "alias", "text": "Mina"}]
    people.edit_person(person, version=None, names=names)

    answer = client.post(url, data_of(page) | {"remarks": "Mine"})

    (theirs, yours) = conflict_of(answer)["Names (the first is the one that lists show)"]
    assert (theirs, yours) == ("Alias, Mina", "–")  # Less the rows that both have.


def test_the_row_that_both_added_is_kept(client_of, investigator, person):
    """Read as a change of the rows that are saved now, it would look untouched and be dropped."""
    client, url = client_of(investigator), reverse("people:edit", args=[person.ref])
    page = client.get(url)
    names = [{"kind": "legal", "text": "Aminah binti Zain"}, {"kind": "alias", "text": "Mina"}]
    people.edit_person(person, version=None, names=names)
    mine = {"names-1-kind": "alias", "names-1-text": "Mina", "remarks": "Mine"}

    answer = client.post(url, data_of(page) | mine)
    client.post(url, data_of(answer))

    assert list(person.names.values_list("text", flat=True)) == ["Aminah binti Zain", "Mina"]


def test_a_role_that_they_changed_is_shown_though_the_number_is_the_same(
    client_of, investigator, person
):
    client, url = client_of(investigator), reverse("people:edit", args=[person.ref])
    page = client.get(url)
    people.edit_person(person, version=None, identifiers=[PHONE | {"role": "payee"}])

    conflict = conflict_of(client.post(url, data_of(page) | {"remarks": "Mine"}))

    theirs, yours = conflict["Phones, documents and accounts"]
    assert theirs != yours


def test_counts_of_an_operation_are_not_overwritten_unseen(client_of, investigator, case):
    told = {"source": "A paper", "measure": "total", "number": 44}
    operation = cases.log_operation(case, happened_on=date(2023, 10, 7), counts=[told])
    client = client_of(investigator)
    url = reverse("cases:edit_operation", args=[case.ref, operation.ref])
    page = client.get(url)
    cases.edit_operation(operation, version=operation.version, counts=[told | {"number": 43}])

    conflict = conflict_of(client.post(url, data_of(page) | {"account": "Mine"}))

    assert [
        (theirs, yours) for theirs, yours in conflict.values() if "43" in theirs and "44" in yours
    ]


def test_numbers_of_an_account_are_not_overwritten_unseen(client_of, investigator, case):
    account = victims.take_account(a_victim(case), channel="Other")
    client = client_of(investigator)
    url = reverse("victims:edit_account", args=[account.victim.ref, account.ref])
    page = client.get(url)
    contact = {key: PHONE[key] for key in ("kind", "value", "country", "source")}
    victims.edit_account(account, version=account.version, contacts=[contact])

    conflict = conflict_of(client.post(url, data_of(page) | {"story": "Mine"}))

    assert [theirs for theirs, _ in conflict.values() if "+60165550188" in theirs]
