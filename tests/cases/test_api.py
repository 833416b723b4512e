"""What is recorded of a case and done with it, over the API: the rows of the pages, no others."""

from datetime import date

import pytest

from accounts.roles import Role
from cases import claims, services
from cases.models import Statute
from tests.factories import a_case, a_person, a_user, a_victim, an_agency
from victims import services as victims


def write(case, by):
    """One row of every kind in the case."""
    source = services.record_source(case, kind="press", title="Report")
    statute = Statute.objects.create(jurisdiction="MY", act="Act", section=f"s {case.ref}")
    action = services.begin_action(
        case, on=date(2024, 1, 1), by=by, statute=statute, persons=[a_person(case)]
    )
    victim = a_victim(case)
    return {
        "claims": services.claim(source, case, field="rescued", value="43"),
        "closures": services.request_closure(case, reason="done", account="Done", by=by),
        "flags": services.raise_flag(case, kind="safety", reason="A call", by=by),
        "legal-actions": action,
        "legal-requests": services.file_request(case, kind="mla", to_country="PE", action=action),
        "protection-orders": victims.grant_order(
            victim, kind="interim", issued_on=date(2024, 1, 1), effective_on=date(2024, 1, 1)
        ),
        "referrals": services.send_referral(
            case, by=by, to_agency=an_agency(), reason="Other", details="Help", parts=["needs"],
            basis="consent", basis_note="In writing",
        ),
        "sources": source,
        "statements": victims.take_statement(victim, taken_on=date(2024, 1, 1)),
        "tasks": services.add_task(case, title="Call the bank", by=by),
    }  # fmt: skip


KINDS = [
    "claims", "closures", "flags", "legal-actions", "legal-requests", "protection-orders",
    "referrals", "sources", "statements", "tasks",
]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_rows_of_ones_own_cases_are_read_and_those_of_others_do_not_exist(
    client, case, investigator, outsider, kind
):
    mine = write(case, investigator)[kind]
    theirs = write(a_case(by=outsider), outsider)[kind]

    told = client.get(f"/api/v1/{kind}/").json()["results"]

    assert [row["ref"] for row in told] == [mine.ref]
    assert client.get(f"/api/v1/{kind}/{mine.ref}/").status_code == 200
    assert client.get(f"/api/v1/{kind}/{theirs.ref}/").status_code == 404


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("role", [Role.ANALYST, Role.CONSULAR_OFFICER, Role.ADMINISTRATOR])
def test_roles_that_do_no_casework_are_refused(client_of, agency, kind, role):
    assert client_of(a_user(role, agency=agency)).get(f"/api/v1/{kind}/").status_code == 403


@pytest.mark.parametrize("kind", ["claims", "closures", "legal-actions", "referrals", "statements"])
def test_what_needs_a_page_is_not_written_over_the_api(client, case, kind):
    posted = client.post(f"/api/v1/{kind}/", {"case": case.ref}, content_type="application/json")

    assert posted.status_code in (403, 405)


NEW = [
    ("sources", {"kind": "press", "title": "Report", "dated": "2023-10"}),
    ("tasks", {"title": "Call the bank", "due_on": "2023-10-20"}),
    ("flags", {"kind": "safety", "reason": "A call"}),
    ("legal-requests", {"kind": "mla", "to_country": "PE"}),
]


@pytest.mark.parametrize(("kind", "facts"), NEW)
def test_a_row_is_written_in_a_case_that_one_may_write_on(client, case, outsider, kind, facts):
    theirs = a_case(by=outsider)

    made = client.post(
        f"/api/v1/{kind}/", facts | {"case": case.ref}, content_type="application/json"
    )
    refused = client.post(
        f"/api/v1/{kind}/", facts | {"case": theirs.ref}, content_type="application/json"
    )

    assert made.status_code == 201, made.json()
    assert made.json()["case"] == case.ref
    assert facts.items() <= made.json().items()
    assert refused.status_code == 400


@pytest.mark.parametrize(
    ("kind", "change"),
    [("sources", {"said_by": "A spokesman"}), ("tasks", {"details": "By telephone"}),
     ("legal-requests", {"remarks": "Asked twice"})],
)  # fmt: skip
def test_a_change_needs_the_version_that_was_read(client, case, investigator, kind, change):
    row = write(case, investigator)[kind]
    url = f"/api/v1/{kind}/{row.ref}/"

    changed = client.patch(url, change | {"version": 1}, content_type="application/json")
    stale = client.patch(url, {**change, "version": 1}, content_type="application/json")

    assert changed.status_code == 200, changed.json()
    assert change.items() <= changed.json().items()
    assert stale.status_code == 409


@pytest.mark.parametrize("kind", ["tasks", "flags", "legal-requests"])
def test_a_person_of_another_case_is_refused_whether_seen_or_not(
    client, case, investigator, outsider, kind
):
    facts = dict(NEW)[kind] | {"case": case.ref}
    for other in (a_case(by=investigator), a_case(by=outsider)):
        posted = client.post(
            f"/api/v1/{kind}/", facts | {"person": a_person(other).ref},
            content_type="application/json",
        )  # fmt: skip

        assert posted.status_code == 400
        assert "person" in posted.json()


def test_who_is_asked_for_help_is_not_told_which_case_it_is(client_of, case, investigator):
    referral = write(case, investigator)["referrals"]
    asked = a_user(Role.SUPERVISOR, agency=referral.to_agency)

    told = client_of(asked).get(f"/api/v1/referrals/{referral.ref}/")

    assert told.json()["details"] == "Help"
    assert told.json()["case"] is None
    assert case.ref not in told.content.decode()


def test_a_claim_about_what_the_reader_may_not_read_is_left_out(
    client, case, investigator, monkeypatch
):
    write(case, investigator)
    closed = claims.Subject("The case", "accounts.view_user", lambda case, user: [case])
    monkeypatch.setitem(claims.SUBJECTS, "cases.case", closed)

    assert client.get("/api/v1/claims/").json()["results"] == []
