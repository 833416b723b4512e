"""What was screened, allowed and needed at La Molina: some of each, so that each can be seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from accounts.models import User
from cases.models import EvidenceItem
from config.demo.accounts import Staff
from config.demo.casework import Fields, acting
from config.demo.evidence import SCRIPT
from victims import services
from victims.models import (
    Conclusion,
    Contact,
    Instrument,
    Need,
    Screening,
    SupportPlan,
    Victim,
    VulnerabilityAssessment,
)

HELD = date(2023, 10, 9)
DECEIVED = {"act.recruitment": "yes", "act.transportation": "yes", "act.harbouring": "yes"}
PALERMO = DECEIVED | {
    "means.coercion": "yes", "means.deception": "yes", "means.abduction": "no",
    "means.payment": "unknown", "purpose.labour": "unknown", "purpose.other": "yes",
}  # fmt: skip
ATIPSOM = {
    "act.recruiting": "yes", "act.conveying": "yes", "act.harbouring": "yes", "means.a": "yes",
    "means.d": "yes", "means.f": "unknown", "purpose.labour": "unknown",
    "purpose.criminality": "yes",
}  # fmt: skip
WILLING = {
    "act.offer": "yes", "act.contact": "yes", "act.held": "yes", "means.job": "no",
    "means.quota": "yes", "means.violence": "yes", "means.confinement": "no",
    "means.documents": "no", "purpose.offence": "yes", "purpose.profit": "no",
}  # fmt: skip
UNSURE = {
    "act.offer": "yes", "act.held": "yes", "means.job": "conflicting", "means.quota": "unknown",
    "means.confinement": "conflicting", "means.documents": "yes", "purpose.offence": "yes",
}  # fmt: skip
DELPHI = {
    "deceptive.job": "yes", "deceptive.wages": "yes", "deceptive.travel": "no",
    "exploitation.hours": "yes", "exploitation.pay": "yes", "coercion.documents": "yes",
    "coercion.confinement": "yes", "coercion.criminality": "yes", "coercion.violence": "no",
}  # fmt: skip

#: The answers that the script of a call bears out.
OFFENCES = {
    (code, "yes")
    for code in ("purpose.other", "purpose.criminality", "purpose.offence", "coercion.criminality")
}
NOTES = {"conflicting": "Yes in the first interview, no in the second", "unknown": "Does not know"}


@dataclass(frozen=True, slots=True)
class Told:
    """A screening as it went: by which instrument, what was answered, how far it has come."""

    name: str
    instrument: str
    answers: Mapping[str, str]
    conclusion: str = ""
    reasoning: str = ""
    further: Fields = field(default_factory=dict)
    is_approved: bool = True


SCREENED = [
    Told(
        "Tan Mei Lean", "palermo", PALERMO, Conclusion.CONFIRMED,
        "Answered a casino offer; in the house her passport was taken and she had to pose as a "
        "bank officer. She could not leave; she fled. Act, deception and coercion are shown, and "
        "she was made to commit offences.",
        {"offence_compelled": "yes", "direct_consequence": "yes",
         "non_punishment": "No charge for the calls made in the house."},
    ),
    Told(
        "Nur Aisyah binti Kamaruddin", "my-act-670", ATIPSOM, Conclusion.CONFIRMED,
        "Her account agrees with that of the other woman who fled; both were asked apart.",
    ),
    Told(
        "Wong Yoke Mei", "ilo-delphi", DELPHI, Conclusion.PRESUMED,
        "Deceived about the job and held; the wage is disputed. Presumed until her statement.",
    ),
    Told(
        "Lim Chee Keong", "unodc-fc", WILLING, Conclusion.NOT_VICTIM,
        "Says that he knew the work and could leave. Beaten twice when the quota was missed: not "
        "trafficked by what is known, and yet a victim of assault.",
        {"found_injured": True, "found_crime_victim": True, "offence_compelled": "no"},
    ),
    Told(
        "Chan Pui Yee", "unodc-fc", UNSURE, Conclusion.INCONCLUSIVE,
        "Says in one interview that she was told of the calls, in the other that she was not.",
        {"offence_compelled": "unknown", "direct_consequence": "unknown"},
    ),
    Told(
        "Melvin anak Nyaie", "palermo", {}, Conclusion.DECLINED,
        "Does not wish to be asked for now; told that he may come back to it.",
    ),
    Told(
        "Lim Siew Ling", "my-act-670", ATIPSOM, Conclusion.CONFIRMED,
        "Deceived about the work, held without passport, could not leave.", is_approved=False,
    ),
    Told("Kavitha a/p Subramaniam", "my-act-670", {"act.recruiting": "yes", "means.d": "unknown"}),
    Told("Teoh Shu Ting", "unodc-fc", UNSURE),
]  # fmt: skip


def load(victims: Sequence[Victim], staff: Staff) -> None:
    by_name = {victim.person.name: victim for victim in victims}
    instruments = {row.key: row for row in Instrument.objects.current()}
    for told in SCREENED:
        _screen(by_name[told.name], instruments[told.instrument], told, staff)
    _screen_again(by_name["Tan Mei Lean"], instruments["my-act-670"], staff)
    with acting(staff["investigator"]):
        _background(by_name)
        _consents(by_name, staff["investigator"])
        _care(by_name)


def _screen(victim: Victim, instrument: Instrument, told: Told, staff: Staff) -> None:
    with acting(staff["investigator"]):
        screening = services.begin_screening(
            victim, instrument, by=staff["investigator"], held_on=HELD, place="Lima",
            language="tam" if "a/p" in told.name else "msa",
        )  # fmt: skip
        _answer(screening, told.answers)
    if told.conclusion:
        _decide(screening, told, staff)


def _answer(screening: Screening, answers: Mapping[str, str]) -> None:
    script = EvidenceItem.objects.get(case=screening.victim.person.case, title=SCRIPT["title"])
    rows = {
        code: {
            "value": value,
            "note": NOTES.get(value, ""),
            "evidence": script.ref if (code, value) in OFFENCES else "",
        }
        for code, value in answers.items()
    }
    services.answer(screening, version=None, answers=rows)


def _decide(screening: Screening, told: Told, staff: Staff) -> None:
    with acting(staff["colleague"]):
        decided = services.conclude(
            screening,
            version=None,
            by=staff["colleague"],
            conclusion=told.conclusion,
            reasoning=told.reasoning,
            **told.further,
        )
    if told.is_approved:
        with acting(staff["supervisor"]):
            services.approve(decided, by=staff["supervisor"])


def _screen_again(victim: Victim, instrument: Instrument, staff: Staff) -> None:
    """At home, by the law of home: begun with the earlier answers, two of them now otherwise."""
    earlier = Screening.objects.get(victim=victim)
    with acting(staff["colleague"]):
        screening = services.begin_screening(
            victim,
            instrument,
            by=staff["colleague"],
            supersedes=earlier,
            held_on=date(2023, 11, 2),
            place="Kuala Lumpur",
        )
        _answer(screening, {"means.f": "yes", "means.g": "no"})


def _background(victims: Mapping[str, Victim]) -> None:
    facts: dict[str, Fields] = {
        "Tan Mei Lean": {
            "languages": ["cmn", "msa"], "gender": "Feminine", "marital_status": "Single",
            "education": "UpperSecondaryEducation", "children": 0,
        },
        "Kavitha a/p Subramaniam": {"languages": ["tam", "msa"], "needs_interpreter": True},
    }  # fmt: skip
    for name, known in facts.items():
        services.edit_background(victims[name], version=None, **known)
    tan = victims["Tan Mei Lean"]
    services.record(
        Contact, tan, name="Tan Ah Hoon", relation="mother", is_next_of_kin=True,
        phone="+60 12-555 0191", country="MY", may_contact="only",
        condition="By the embassy, in the evening; she is to hear first from her daughter.",
    )  # fmt: skip
    services.record(
        Contact, tan, name="Loh Wai Kit", relation="former partner", may_contact="no",
        safety="Sent her the link to the advertisement.",
    )  # fmt: skip


def _consents(victims: Mapping[str, Victim], by: User) -> None:
    tan, lim = victims["Tan Mei Lean"], victims["Lim Siew Ling"]
    year = timedelta(days=365)
    for victim in (tan, lim):
        for scope in ("interview", "data_use", "return"):
            services.take_consent(
                victim, by=by, scope=scope, answer="given", given_on=HELD, language="msa"
            )
    services.take_consent(
        tan, by=by, scope="share", answer="given", given_on=HELD, expires_on=HELD + year,
        detail="With the embassy and the ministry, for the return",
    )  # fmt: skip
    services.take_consent(tan, by=by, scope="media", answer="refused", given_on=HELD)
    services.take_consent(lim, by=by, scope="research", answer="given", given_on=HELD)
    services.take_consent(
        lim, by=by, scope="research", answer="withdrawn", given_on=HELD + timedelta(days=9),
        detail="After she had spoken with her family",
    )  # fmt: skip


def _care(victims: Mapping[str, Victim]) -> None:
    tan, keong = victims["Tan Mei Lean"], victims["Lim Chee Keong"]
    for victim in (tan, keong):
        services.place(
            victim, kind="hotel", name="Hotel of the group", country="PE", since=HELD,
            address="Not published", reason="Housed together until the return",
            responsible="Embassy in Lima",
        )  # fmt: skip
    services.place(
        tan, kind="ngo_shelter", name="Shelter for women", country="PE", since=date(2023, 10, 12),
        reason="Fears two others of the group",
    )  # fmt: skip
    _needs(tan, keong)
    _plan(tan)


def _needs(tan: Victim, keong: Victim) -> None:
    services.record(Need, tan, kind="psychological", urgency="2-soon", noticed_on=HELD,
                    detail="Sleeps badly since the escape")  # fmt: skip
    services.record(Need, tan, kind="documents", urgency="2-soon", noticed_on=HELD,
                    met_on=date(2023, 10, 16), met_by="Embassy in Lima")  # fmt: skip
    services.record(Need, keong, kind="medical", urgency="1-now", noticed_on=HELD,
                    detail="Bruised ribs")  # fmt: skip
    services.record(
        VulnerabilityAssessment, tan, level="household", assessed_on=date(2023, 10, 12),
        assessor="Shelter worker", factors=["debt", "reprisal"],
        text="The family still owes the fare. She fears whoever sent her the advertisement.",
    )  # fmt: skip


def _plan(tan: Victim) -> None:
    plan = services.record(
        SupportPlan, tan, objective="Home safely, and free of the debt",
        agreed_on=date(2023, 10, 13), responsible="Shelter worker",
    )  # fmt: skip
    services.plan_item(plan, kind="Health", objective="Someone to talk to, before and after",
                       status="under_way", planned_end=date(2024, 1, 31))  # fmt: skip
    services.plan_item(plan, kind="Legal", objective="Advice on the claimed debt",
                       action_plan="Legal aid at home; bring the messages.")  # fmt: skip
