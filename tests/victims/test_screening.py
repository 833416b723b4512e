"""A screening goes through three hands, and what was answered stays."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from accounts.roles import Role
from audit import history
from core.services import StaleRecord
from tests.factories import a_user, a_victim
from victims import services
from victims.models import Answer, Conclusion, Screening, State, TraffickingStatus
from victims.screening import Outcome

SHOWN = {"act.recruitment": "yes", "means.deception": "yes", "purpose.other": "yes"}


def told(**answers):
    return {code.replace("__", "."): {"value": value} for code, value in answers.items()}


def fill(screening, answers=SHOWN):
    rows = {code: {"value": value} for code, value in answers.items()}
    return services.answer(screening, version=None, answers=rows)


@pytest.fixture
def decided(screening, colleague):
    fill(screening)
    return services.conclude(
        screening,
        version=None,
        by=colleague,
        conclusion=Conclusion.CONFIRMED,
        reasoning="Deceived about the work, held without passport.",
    )


@pytest.fixture
def approved(decided, supervisor):
    return services.approve(decided, by=supervisor)


# Answers ------------------------------------------------------------------------------------------


def test_an_answer_keeps_its_note_and_evidence(screening):
    row = {"value": "conflicting", "note": "She first said otherwise", "evidence": "S-12"}

    services.answer(screening, version=1, answers={"means.deception": row})

    answer = screening.answers.get()
    assert (answer.value, answer.note, answer.evidence) == tuple(row.values())


def test_only_what_was_asked_has_a_row(screening):
    services.answer(screening, version=1, answers=told(means__fraud="not_asked"))

    assert not screening.answers.exists()


def test_two_who_answer_at_once_lose_nothing(screening):
    services.answer(screening, version=1, answers=told(means__fraud="yes"))

    with pytest.raises(StaleRecord):
        services.answer(screening, version=1, answers=told(means__fraud="no"))

    assert screening.answers.get().value == "yes"


def test_the_same_answers_again_write_nothing(screening):
    first = fill(screening)

    assert fill(screening).version == first.version


def test_an_indicator_that_the_instrument_does_not_have_is_refused(screening):
    with pytest.raises(ValidationError, match="no indicator coercion"):
        services.answer(screening, version=1, answers={"coercion": {"value": "yes"}})


def test_the_history_says_which_answer_changed(screening):
    fill(screening, {"means.fraud": "no"})
    fill(screening, {"means.fraud": "yes"})

    latest = history.of(screening, Answer)
    assert any(change.before == "No" and change.after == "Yes"
               for entry in latest for change in entry.changes)  # fmt: skip


def test_a_child_needs_no_means(victim, instruments, investigator):
    screening = services.begin_screening(
        victim, instruments["palermo"], by=investigator, held_on=date(2023, 10, 9), was_child=True
    )
    fill(screening, {"act.recruitment": "yes", "purpose.other": "yes"})

    assert Screening.objects.get().findings.overall == Outcome.SHOWN
    assert Outcome.NOT_REQUIRED in {
        row.outcome for row in Screening.objects.get().findings.dimensions
    }


# Three hands --------------------------------------------------------------------------------------


def test_who_interviewed_does_not_decide(screening, investigator):
    with pytest.raises(ValidationError, match="does not decide"):
        services.conclude(
            screening,
            version=1,
            by=investigator,
            conclusion=Conclusion.CONFIRMED,
            reasoning="Because",
        )

    assert Screening.objects.get().state == State.OPEN


@pytest.mark.parametrize("missing", ["reasoning", "conclusion"])
def test_a_decision_needs_conclusion_and_reasons(screening, colleague, missing):
    facts = {"reasoning": "Because", "conclusion": Conclusion.INCONCLUSIVE} | {missing: ""}

    with pytest.raises(ValidationError, match="needs a conclusion and its reasons"):
        services.conclude(screening, version=1, by=colleague, **facts)


def test_neither_interviewer_nor_decider_approves(decided, investigator, colleague):
    for user in (investigator, colleague):
        with pytest.raises(ValidationError, match="does not approve"):
            services.approve(decided, by=user)

    assert Screening.objects.get().state == State.DECIDED


def test_what_nobody_decided_is_not_approved(screening, supervisor):
    with pytest.raises(ValidationError, match="Nothing is decided yet"):
        services.approve(screening, by=supervisor)


def test_the_status_follows_only_after_approval(decided, victim, supervisor):
    victim.refresh_from_db()
    assert victim.status == TraffickingStatus.POSSIBLE

    services.approve(decided, by=supervisor)

    victim.refresh_from_db()
    assert victim.status == TraffickingStatus.ACTUAL
    assert victim.decided_by == "Police"
    assert "held without passport" in victim.basis
    assert "Palermo" in victim.basis
    changed = [change.field for change in history.of(victim)[0].changes]
    assert "trafficking status" in changed


def test_after_approval_the_status_is_not_edited_by_hand(approved, victim):
    with pytest.raises(ValidationError, match="screen again"):
        services.edit(victim, version=None, status=TraffickingStatus.NOT)

    services.edit(victim, version=None, sex="female")


def test_not_trafficked_may_still_be_injured_and_victim_of_a_crime(
    screening, victim, colleague, supervisor
):
    decided = services.conclude(
        screening,
        version=1,
        by=colleague,
        conclusion=Conclusion.NOT_VICTIM,
        reasoning="Joined knowing the work; beaten when the quota was missed.",
        found_injured=True,
        found_crime_victim=True,
    )
    services.approve(decided, by=supervisor)

    victim.refresh_from_db()
    assert victim.status == TraffickingStatus.NOT
    assert victim.is_injured
    assert victim.is_crime_victim


@pytest.mark.parametrize("conclusion", [Conclusion.INCONCLUSIVE, Conclusion.DECLINED])
def test_without_a_finding_the_status_stays(screening, victim, colleague, supervisor, conclusion):
    decided = services.conclude(
        screening, version=1, by=colleague, conclusion=conclusion, reasoning="Because"
    )
    services.approve(decided, by=supervisor)

    victim.refresh_from_db()
    assert victim.status == TraffickingStatus.POSSIBLE
    assert victim.basis == ""


def test_what_is_sent_back_is_open_again_with_the_reason(decided, supervisor):
    services.send_back(decided, by=supervisor, because="The means are not shown.")

    row = Screening.objects.get()
    assert row.state == State.OPEN
    assert row.decided_by is None
    assert row.sent_back_because == "The means are not shown."


def test_nothing_is_sent_back_without_a_reason_or_by_who_took_part(decided, supervisor, colleague):
    with pytest.raises(ValidationError, match="Say why"):
        services.send_back(decided, by=supervisor, because=" ")
    with pytest.raises(ValidationError, match="does not send back"):
        services.send_back(decided, by=colleague, because="No")


@pytest.mark.parametrize("state", ["decided", "approved"])
def test_what_is_decided_is_not_answered_any_more(request, state):
    screening = request.getfixturevalue(state)

    with pytest.raises(ValidationError, match="Screen again"):
        fill(screening, {"means.fraud": "yes"})
    with pytest.raises(ValidationError, match="Screen again"):
        services.edit_screening(screening, version=None, place="Lima")


# Screening again ----------------------------------------------------------------------------------


def again(victim, instrument, by, earlier):
    return services.begin_screening(
        victim, instrument, by=by, held_on=date(2023, 11, 2), supersedes=earlier
    )


def test_a_new_screening_begins_with_the_answers_and_the_old_one_stays(approved, victim, colleague):
    new = again(victim, approved.instrument, colleague, approved)
    fill(new, {"means.deception": "no"})

    assert new.answers.count() == approved.answers.count() == 3
    assert approved.answers.get(indicator="means.deception").value == "yes"
    assert list(Screening.objects.current()) == [new]


def test_under_another_instrument_it_begins_with_what_follows(
    approved, victim, colleague, instruments
):
    new = again(victim, instruments["my-act-670"], colleague, approved)

    assert new.answer_values == {
        "act.recruiting": "yes",
        "means.d": "yes",
        "purpose.criminality": "yes",
    }


def test_only_the_newest_approved_screening_of_the_same_person_is_superseded(
    approved, screening, victim, colleague, case
):
    palermo = approved.instrument
    again(victim, palermo, colleague, approved)

    with pytest.raises(ValidationError, match="superseded already"):
        again(victim, palermo, colleague, approved)
    with pytest.raises(ValidationError, match="somebody else"):
        again(a_victim(case), palermo, colleague, approved)


def test_an_open_screening_is_not_superseded(screening, victim, colleague):
    with pytest.raises(ValidationError, match="Only an approved screening"):
        again(victim, screening.instrument, colleague, screening)


# Who sees -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.CONSULAR_OFFICER, Role.ANALYST, Role.AUDITOR])
def test_screenings_are_nothing_to_other_roles(screening, agency, role):
    user = a_user(role, agency=agency)

    assert not Screening.objects.visible_to(user).exists()
    assert not Answer.objects.visible_to(user).exists()


def test_nor_to_who_may_not_open_the_case(screening, outsider):
    fill(screening)

    assert not Screening.objects.visible_to(outsider).exists()
    assert not Answer.objects.visible_to(outsider).exists()


def test_the_funnel_counts_what_one_may_open_and_only_the_latest(
    approved, victim, colleague, investigator, outsider
):
    again(victim, approved.instrument, colleague, approved)

    (row,) = Screening.objects.visible_to(investigator).funnel()

    assert (row["country"], row["year"], row["screened"]) == ("PE", 2023, 1)
    assert (row["waiting"], row["confirmed"]) == (1, 0)
    assert Screening.objects.visible_to(outsider).funnel() == []
