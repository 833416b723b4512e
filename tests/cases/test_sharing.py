"""A referral opens the parts of a case that it names, and no others."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from cases import services
from cases.casefile import PARTS
from cases.models import (
    CaseTask,
    EvidenceItem,
    Flag,
    LegalAction,
    Note,
    Referral,
    RescueOperation,
    SharedPart,
)
from people.models import Person
from recruiters import services as recruiters
from recruiters.models import Recruiter, Tie
from repatriation import services as repatriation
from repatriation.models import Repatriation
from tests.factories import a_recruiter, a_victim, an_agency, assigned, evidence
from victims import services as victims
from victims.models import Instrument, Need, RecruitmentAccount, Screening, Statement, Victim
from victims.models.needs import NeedKind
from victims.scheme import read_folder

DAY = date(2023, 10, 7)
#: Part → what it opens, beside what every referral opens; `victim` and `suspect` are people.
OPENS = {
    "identity": {"Victim", "victim"},
    "story": {"Victim", "victim", "RecruitmentAccount"},
    "screening": {"Victim", "victim", "Screening"},
    "needs": {"Victim", "victim", "Need"},
    "return": {"Victim", "victim", "Repatriation"},
    "suspects": {"Recruiter", "suspect"},
    "evidence": {"EvidenceItem"},
    "court": {"LegalAction", "Statement"},
}
ALWAYS = {"RescueOperation"}
ALL = [
    CaseTask, EvidenceItem, Flag, LegalAction, Need, Note, Recruiter, RecruitmentAccount,
    Repatriation, RescueOperation, Screening, Statement, Tie, Victim,
]  # fmt: skip


@pytest.fixture
def victim(case, investigator):
    """Of whom the case has everything that can be shared."""
    victim, suspect = a_victim(case, "Aminah binti Yusof"), a_recruiter(case, "Lim Ah Kow")
    services.log_operation(case, happened_on=DAY, alerted=[victim.person])
    services.add_note(case, text="Aminah called", by=investigator)
    services.add_task(case, title="Call Aminah", by=investigator)
    services.raise_flag(case, kind="family", reason="Called", by=investigator, person=victim.person)
    evidence(case, investigator)
    statute = services.add_statute(jurisdiction="MY", act="An act", section="s 1")
    services.begin_action(case, on=DAY, by=investigator, statute=statute)
    victims.take_account(victim, channel="Other")
    victims.load_instruments(read_folder())
    instrument = Instrument.objects.get(key="palermo")
    victims.begin_screening(victim, instrument, by=investigator, held_on=DAY)
    victims.record(Need, victim, kind=NeedKind.values[0], noticed_on=DAY)
    victims.take_statement(victim, taken_on=DAY)
    repatriation.open_return(
        victim, mission=an_agency(kind="Embassy"), from_country="PE", to_country="MY"
    )
    recruiters.tie(suspect.person, victim.person, kind="recruited_as_victim")
    return victim


@pytest.fixture
def share(case, supervisor, host, shelter):
    """`share("evidence")`: a referral of those parts, accepted."""

    def send(*parts):
        referral = services.send_referral(
            case, by=supervisor, to_agency=shelter, reason="Other", details="Please help",
            parts=list(parts), basis="consent", basis_note="In writing",
        )  # fmt: skip
        return services.answer_referral(referral, "accepted", by=host)

    return send


def opened(user, case):
    """What of the case the user reads."""
    kinds = {kind.__name__ for kind in ALL if kind.objects.visible_to(user).of_case(case).exists()}
    people = Person.objects.visible_to(user).of_case(case)
    return kinds | {"suspect" if hasattr(person, "recruiter") else "victim" for person in people}


@pytest.mark.parametrize("part", SharedPart.values)
def test_each_part_opens_what_it_says_and_nothing_else(share, host, case, victim, part):
    share(part)

    assert opened(host, case) == ALWAYS | OPENS[part]


def test_all_parts_together_keep_back_notes_tasks_and_flags(share, host, case, victim):
    share(*SharedPart.values)

    kept_back = {"Note", "CaseTask", "Flag"}
    assert opened(host, case) == {kind.__name__ for kind in ALL} - kept_back | {"victim", "suspect"}


def test_no_page_of_the_case_names_a_victim_of_whom_nothing_is_shared(
    client_of, share, host, case, victim
):
    share("evidence", "suspects")
    client = client_of(host)
    home = client.get(case.get_absolute_url())

    for page in [{"url": "/"}, *home.context["tabs"]]:
        answer = client.get(page["url"])
        assert answer.status_code == 200, page
        assert "Aminah" not in answer.text, page
    assert client.get(victim.get_absolute_url()).status_code == 404
    assert victim.person.ref not in client.get("/search/?q=Aminah").text
    suspect = Recruiter.objects.get()
    assert "Aminah" not in client.get(suspect.get_absolute_url()).text


def test_the_printed_file_holds_no_more_than_is_shared(share, host, case, victim, monkeypatch):
    share("evidence")
    seen = {}
    monkeypatch.setattr(
        "cases.casefile.document.pdf", lambda content: seen.update(content) or b"%PDF"
    )

    services.print_case(case, parts=PARTS, purpose="Test", by=host)

    assert "Phone" in str(seen)
    assert "Aminah" not in str(seen)


def test_the_page_says_what_little_is_read(client_of, share, host, case, victim):
    share("evidence")

    warnings = client_of(host).get(case.get_absolute_url()).context["warnings"]

    assert [warning.text for warning in warnings] == ["Of this case you read only: Evidence"]


def test_the_history_of_a_victim_tells_of_no_part_that_is_not_shared(
    client_of, share, host, case, victim
):
    share("identity")

    told = client_of(host).get(reverse("victims:history", args=[victim.ref])).text

    assert "Aminah" in told
    assert "statement" not in told.split("<main", 1)[1]


def test_a_second_referral_opens_more_and_the_end_of_one_leaves_the_other(
    share, host, case, victim
):
    first = share("evidence")
    second = share("suspects")
    assert opened(host, case) == ALWAYS | OPENS["evidence"] | OPENS["suspects"]

    services.finish_referral(first, by=host, handover="Looked at")
    assert opened(host, case) == ALWAYS | OPENS["suspects"]
    assert case.assignments.get(pk=second.member_id).scope == "Suspects and network"

    services.finish_referral(second, by=host, handover="Looked for")
    assert opened(host, case) == set()


def test_who_is_named_in_person_reads_the_whole_case(share, host, case, victim):
    share("evidence")
    assigned(case, user=host, level="read")

    assert {"Note", "Victim", "Recruiter"} <= opened(host, case)


def test_a_referral_takes_nothing_from_those_who_work_on_the_case(
    share, investigator, supervisor, case, victim
):
    share("evidence")

    for user in (investigator, supervisor):
        assert opened(user, case) == {kind.__name__ for kind in ALL} | {"victim", "suspect"}


def test_other_referrals_of_the_case_are_none_of_the_receivers_business(
    client_of, share, host, supervisor, case
):
    mine = share("evidence")
    services.send_referral(
        case, by=supervisor, to_agency=an_agency(), reason="Other", details="Secret",
        parts=["needs"], basis="consent", basis_note="In writing",
    )  # fmt: skip

    page = client_of(host).get(case.get_absolute_url())

    assert list(page.context["referrals"]) == [mine]
    assert Referral.objects.visible_to(host).get() == mine
