"""The pages of screenings, from the first answer to approval, and who may not see them."""

import csv
from datetime import date

import pytest

from accounts.roles import Role
from audit.models import AccessLog
from tests.factories import a_case, a_user, a_victim, assigned, evidence
from victims import services
from victims.models import Conclusion, Screening, State


@pytest.fixture
def url(screening):
    return screening.get_absolute_url()


def fill(screening, **answers):
    rows = {code.replace("__", "."): {"value": value} for code, value in answers.items()}
    return services.answer(screening, version=None, answers=rows)


def grid(screening, **changes):
    """What a browser sends of the grid."""
    data = {"version": screening.version}
    for code in screening.instrument.scheme.codes:
        data |= {code: "not_asked", f"note-{code}": "", f"evidence-{code}": ""}
    return data | changes


@pytest.fixture
def decided(screening, colleague):
    return services.conclude(
        screening,
        version=None,
        by=colleague,
        conclusion=Conclusion.CONFIRMED,
        reasoning="Held without passport.",
    )


# From the first answer to approval ----------------------------------------------------------------


def test_a_screening_is_begun_answered_decided_and_approved_by_three(
    client, client_of, victim, instruments, colleague, supervisor
):
    begun = client.post(
        f"/victims/{victim.ref}/screenings/new/",
        {"instrument": "palermo", "held_on": "2023-10-09", "place": "Lima", "language": "msa"},
    )
    screening = Screening.objects.get()
    url = screening.get_absolute_url()
    assert begun.url == f"{url}answers/"

    answers = {"means.deception": "yes", "note-means.deception": "Promised a casino"}
    assert client.post(f"{url}answers/", grid(screening, **answers)).url == url
    assert "Promised a casino" in client.get(url).content.decode()

    conclusion = {"version": 2, "conclusion": "confirmed", "reasoning": "Deceived and held."}
    assert client_of(colleague).post(f"{url}conclude/", conclusion).url == url
    assert client_of(supervisor).post(f"{url}approve/").url == url

    victim.refresh_from_db()
    assert victim.status == "ActualVictimOfTrafficking"
    assert Screening.objects.get().approved_by == supervisor


def test_the_interviewer_is_not_offered_to_decide_and_is_refused_in_a_sentence(client, url):
    assert f"{url}conclude/" not in client.get(url).content.decode()

    answer = client.post(
        f"{url}conclude/", {"version": 1, "conclusion": "confirmed", "reasoning": "Because"}
    )

    assert answer.status_code == 422
    assert "does not decide" in answer.content.decode()
    assert Screening.objects.get().state == State.OPEN


def test_investigators_do_not_approve(client_of, decided, colleague):
    assert client_of(colleague).post(f"{decided.get_absolute_url()}approve/").status_code == 403


def test_sending_back_says_why_to_who_opens_it(client, client_of, decided, supervisor):
    url = decided.get_absolute_url()

    client_of(supervisor).post(f"{url}send-back/", {"because": "The means are not shown."})

    assert "Sent back: The means are not shown." in client.get(url).content.decode()


def test_an_approval_too_late_says_so_and_changes_nothing(client_of, decided, supervisor):
    client, url = client_of(supervisor), decided.get_absolute_url()
    client.post(f"{url}approve/")

    page = client.post(f"{url}approve/", follow=True)

    assert "It is approved already." in page.content.decode()


def test_a_decided_screening_has_no_form_any_more(client, decided):
    page = client.get(f"{decided.get_absolute_url()}answers/", follow=True)

    assert page.redirect_chain[-1][0] == decided.get_absolute_url()
    assert "stays as it is" in page.content.decode()


def test_two_who_answer_at_once_see_both_answers(client, screening, url):
    fill(screening, means__fraud="yes")

    answer = client.post(f"{url}answers/", grid(screening, **{"means.fraud": "no", "version": 1}))

    assert answer.status_code == 409
    assert answer.context["conflict"]["fields"] == [
        {"label": "Fraud", "theirs": "Yes", "yours": "No"}
    ]


def test_an_answer_leads_to_the_evidence_that_it_names(client, screening, url, case, investigator):
    phone = evidence(case, investigator)
    answers = {"means.fraud": "yes", "evidence-means.fraud": phone.ref.lower()}

    client.post(f"{url}answers/", grid(screening, **answers))

    assert f'<a href="{phone.get_absolute_url()}">Phone</a>' in client.get(url).text
    assert f'<option value="{phone.ref}">Phone</option>' in client.get(f"{url}answers/").text


def test_evidence_of_another_case_is_refused_and_not_told_from_none(
    client, screening, url, investigator
):
    elsewhere = evidence(a_case(by=investigator), investigator).ref

    for ref in (elsewhere, "S-12"):
        page = client.post(f"{url}answers/", grid(screening, **{"evidence-means.fraud": ref}))
        assert f"“{ref}” is no evidence or statement of this case" in page.text

    assert not screening.answers.exists()


def test_a_day_in_the_future_is_refused_and_nothing_typed_is_lost(client, victim, instruments):
    data = {"instrument": "palermo", "held_on": "2999-01-01", "place": "Lima"}

    answer = client.post(f"/victims/{victim.ref}/screenings/new/", data)

    assert answer.status_code == 422
    assert 'value="Lima"' in answer.content.decode()


def test_a_child_is_ticked_as_one_from_the_start(client, case, instruments):
    child = a_victim(case, age_stated=15)

    page = client.get(f"/victims/{child.ref}/screenings/new/")

    assert page.context["form"]["was_child"].value() is True

    assert (
        "No means of trafficking need be shown"
        in client.get(f"/victims/{child.ref}/").content.decode()
    )


def test_every_indicator_is_a_group_with_its_question_as_legend(client, screening, url):
    page = client.get(f"{url}answers/").content.decode()
    codes = screening.instrument.scheme.codes

    assert page.count("<fieldset") == page.count("<legend>") == len(codes)
    assert page.count('type="radio"') == 5 * len(codes)


# Under another law, and again ---------------------------------------------------------------------


def test_the_same_answers_under_another_instrument(client, screening, url):
    fill(screening, act__recruitment="yes", means__deception="yes")

    page = client.get(f"{url}?as=my-act-670")

    rows = {
        row["indicator"].code: row["value"] for _, rows in page.context["groups"] for row in rows
    }
    assert rows["act.recruiting"] == rows["means.d"] == "yes"
    assert {value for code, value in rows.items() if code not in ("act.recruiting", "means.d")} == {
        "not_asked"
    }
    assert "as far as they answer" in page.content.decode()
    assert client.get(f"{url}?as=nothing").status_code == 404


def test_unverified_wording_is_marked(client, victim, instruments, investigator):
    screening = services.begin_screening(
        victim, instruments["ilo-delphi"], by=investigator, held_on=date(2023, 10, 9)
    )

    page = client.get(screening.get_absolute_url()).content.decode()

    assert page.count("[unverified]") == len(screening.instrument.scheme.indicators)
    assert "Unverified wording" in page


def test_a_new_screening_shows_where_it_differs_from_the_old_one(
    client, client_of, decided, supervisor, victim
):
    services.approve(decided, by=supervisor)
    new = f"/victims/{victim.ref}/screenings/new/?again={decided.ref}"
    client.post(new, {"instrument": "palermo", "held_on": "2023-11-02"})
    again = Screening.objects.get(supersedes=decided)
    fill(again, means__fraud="yes")

    page = client.get(again.get_absolute_url())

    assert page.context["differing"] == [{"text": "Fraud", "before": "not_asked", "now": "yes"}]
    assert "Superseded by" in client.get(decided.get_absolute_url()).content.decode()


# The list -----------------------------------------------------------------------------------------


def test_the_list_filters_and_its_export_equals_it(client, decided, victim, instruments, colleague):
    services.begin_screening(
        victim, instruments["unodc-fc"], by=colleague, held_on=date(2023, 10, 10)
    )

    for query in ("state=decided", "instrument=palermo", "conclusion=confirmed",
                  f"interviewer={decided.interviewer_id}"):  # fmt: skip
        page = client.get(f"/screenings/?{query}")
        assert [row.record for row in page.context["table"].paginated_rows] == [decided], query
        lines = b"".join(client.get(f"/screenings/?{query}&export=csv").streaming_content)
        assert len(list(csv.reader(lines.decode("utf-8-sig").splitlines()))) == 2


def test_the_funnel_follows_the_filters(client, decided, supervisor):
    services.approve(decided, by=supervisor)

    assert client.get("/screenings/").context["funnel"][0]["confirmed"] == 1
    assert client.get("/screenings/?state=open").context["funnel"] == []


def test_a_screening_waits_for_whoever_had_no_part_in_it(
    client_of, screening, investigator, colleague, supervisor
):
    def waiting(user):
        page = client_of(user).get("/screenings/?waiting=me")
        return [row.record for row in page.context["table"].paginated_rows]

    assert waiting(investigator) == []
    assert waiting(colleague) == waiting(supervisor) == [screening]
    assert screening.get_absolute_url() in client_of(colleague).get("/").content.decode()

    services.conclude(
        screening, version=None, by=colleague, conclusion="confirmed", reasoning="Held."
    )

    assert waiting(colleague) == waiting(investigator) == []
    assert waiting(supervisor) == [screening]


# Who may not --------------------------------------------------------------------------------------


PAGES = ["", "answers/", "conclude/", "edit/", "?as=my-act-670"]


@pytest.mark.parametrize("role", [Role.CONSULAR_OFFICER, Role.ANALYST, Role.AUDITOR])
def test_other_roles_see_no_screening_anywhere(client_of, agency, case, url, victim, role):
    user = a_user(role, agency=agency)
    assigned(case, user=user)
    client = client_of(user)

    for page in [url + page for page in PAGES] + [f"/victims/{victim.ref}/screenings/"]:
        assert client.get(page).status_code in (403, 404), page
    assert client.get("/screenings/").status_code == 403
    assert client.get("/api/v1/screenings/").status_code == 403


def test_outsiders_find_nothing_of_a_screening(client_of, outsider, screening, url, victim):
    client = client_of(outsider)

    for page in [url + page for page in PAGES] + [f"/victims/{victim.ref}/screenings/"]:
        assert client.get(page).status_code == 404, page
    listed = client.get("/screenings/")
    assert screening.ref not in listed.content.decode()
    assert listed.context["funnel"] == []
    assert not list(listed.context["filter"].form.fields["interviewer"].queryset)


def test_a_screening_does_not_open_under_another_victim(client, case, screening):
    other = a_victim(case, "Somebody Else")

    assert client.get(f"/victims/{other.ref}/screenings/{screening.ref}/").status_code == 404


def test_who_may_only_read_changes_nothing(client_of, case, url, screening):
    reader = a_user(Role.INVESTIGATOR)
    assigned(case, user=reader, level="read")
    client = client_of(reader)

    assert client.get(url).status_code == 200
    for page in ("answers/", "conclude/", "edit/"):
        assert client.get(url + page).status_code == 403
    assert client.get(f"/victims/{screening.victim.ref}/screenings/new/").status_code == 403


def test_each_reading_is_logged(client, screening, url):
    client.get(url)

    assert AccessLog.objects.filter(model="victims.screening", refs=[screening.ref]).exists()
