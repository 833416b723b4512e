"""Who said what, from the two press reports, in our words; nothing here is copied."""

from __future__ import annotations

from typing import Any

from cases import services as cases
from cases.models import Case, ClaimField, Source, SourceKind

MFA = "Ministry of Foreign Affairs, statement"
IGP = "Inspector-General of Police, 10 October"
AP = "AP, report of the rescue"
CAPTIVES = "Captives, as told to the investigators"
TAIWAN = "Taiwan News, report of the arrests"

# fmt: off
LA_MOLINA_SOURCES: list[dict[str, Any]] = [
    {"title": MFA, "kind": SourceKind.OFFICIAL, "said_by": "Ministry of Foreign Affairs Malaysia",
     "dated": "2023-10-09", "reliability": "B", "credibility": 2},
    {"title": IGP, "kind": SourceKind.OFFICIAL, "said_by": "Tan Sri Razarudin Husain",
     "publication": "The Star", "dated": "2023-10-10", "reliability": "B", "credibility": 2},
    {"title": AP, "kind": SourceKind.PRESS, "publication": "AP News", "dated": "2023-10-09",
     "reliability": "B", "credibility": 2},
    {"title": "The Guardian, report of the seizure", "kind": SourceKind.PRESS,
     "publication": "The Guardian", "dated": "2023-10", "reliability": "B", "credibility": 3},
    {"title": CAPTIVES, "kind": SourceKind.VICTIM, "dated": "2023-10", "reliability": "C",
     "credibility": 3},
    {"title": TAIWAN, "kind": SourceKind.PRESS, "publication": "Taiwan News", "dated": "2023-10",
     "reliability": "C", "credibility": 3},
]
#: (source, what, as it was said, the same as a value, preferred)
LA_MOLINA_CLAIMS: list[tuple[str, str, str, dict[str, Any], bool]] = [
    (AP, ClaimField.RESCUED, "44, of whom 43 are Malaysians", {"number": 44}, True),
    (MFA, ClaimField.RESCUED, "43 Malaysians", {"number": 43}, False),
    (IGP, ClaimField.WOMEN, "26 women", {"number": 26}, True),
    (IGP, ClaimField.MEN, "17 men", {"number": 17}, True),
    (MFA, ClaimField.RAID_DATE, "7 October", {"on": "2023-10-07"}, True),
    (MFA, ClaimField.PLACE, "A house in La Molina, Lima", {}, True),
    (IGP, ClaimField.ENTRY_DATE, "29 September", {"on": "2023-09-29"}, True),
    (CAPTIVES, ClaimField.ENTRY_DATE, "In September", {"on": "2023-09"}, False),
    (CAPTIVES, ClaimField.ROUTE, "By way of Amsterdam", {}, True),
    (IGP, ClaimField.DEPARTURE, "They left Malaysia by legal means", {}, True),
    (CAPTIVES, ClaimField.OFFER, "Casino work, found on the internet", {}, True),
    (CAPTIVES, ClaimField.TRIGGER, "Two women got out and told the authorities", {}, True),
    (CAPTIVES, ClaimField.SYNDICATE, "Red Dragon, of Taiwan, took the passports", {}, False),
    (AP, ClaimField.SCHEME, "Macau scam: posing as banks or officials", {}, True),
    ("The Guardian, report of the seizure", ClaimField.SEIZED,
     "Cash of more than £8,200 (S$13,723), telephones, bank cards",
     {"amount": "8200", "currency": "GBP"}, True),
    (MFA, ClaimField.CONDITION, "The embassy visited them: in good condition", {}, True),
    (MFA, ClaimField.PLANS, "All were questioned and are to be brought home", {}, True),
    (IGP, ClaimField.OTHER, "Recruiters are to be identified and detained", {}, False),
    (IGP, ClaimField.PRECEDENT, "First such case in Peru; usual in Laos and Myanmar", {}, True),
    (TAIWAN, ClaimField.NATIONALITY, "One woman from Taiwan", {"number": 1}, True),
    (TAIWAN, ClaimField.ARRESTED, "Six from Taiwan and two from Peru", {"number": 8}, True),
]

LECTURER = "Bernama, 28 May 2025: the criminologist"
ORGANISATION = "Bernama, 28 May 2025: the humanitarian organisation"
SOUTH_EAST_SOURCES: list[dict[str, Any]] = [
    {"title": LECTURER, "kind": SourceKind.PRESS, "said_by": "Haezreena Begum Abdul Hamid",
     "publication": "Bernama", "dated": "2025-05-28", "reliability": "B", "credibility": 3},
    {"title": ORGANISATION, "kind": SourceKind.PRESS, "said_by": "Datuk Hishamuddin Hashim",
     "publication": "Bernama", "dated": "2025-05-28", "reliability": "B", "credibility": 3},
]
SOUTH_EAST_CLAIMS: list[tuple[str, str, str, dict[str, Any], bool]] = [
    (LECTURER, ClaimField.RESCUED, "504 from Thailand, Myanmar, Cambodia and elsewhere",
     {"number": 504}, True),
    (LECTURER, ClaimField.CONFIRMED, "Some ten per cent of them", {"number": 50}, True),
    (LECTURER, ClaimField.STATUS, "Most had joined freely and left when threatened or beaten", {},
     False),
    (ORGANISATION, ClaimField.OTHER, "Since 2023 Facebook looks for agents; agents ask friends", {},
     False),
    (ORGANISATION, ClaimField.PRECEDENT, "Nobody has been convicted so far", {}, True),
]
# fmt: on


def record(
    case: Case,
    sources: list[dict[str, Any]],
    claims: list[tuple[str, str, str, dict[str, Any], bool]],
) -> None:
    """Sources that a count has named already are completed."""
    by_title = {}
    for facts in sources:
        known = Source.objects.filter(case=case, title=facts["title"]).first()
        by_title[facts["title"]] = (
            cases.edit_source(known, version=None, **facts)
            if known
            else cases.record_source(case, **facts)
        )
    for title, field, value, meaning, is_preferred in claims:
        claim = cases.claim(by_title[title], case, field=field, value=value, **meaning)
        if is_preferred:
            cases.prefer(claim)
