"""The side bar, and what every page knows of its reader."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse


@dataclass(frozen=True, slots=True)
class Entry:
    label: str
    icon: str
    url_name: str
    permission: str = ""


SECTIONS: dict[str, list[Entry]] = {
    "": [Entry("Home", "layout-dashboard", "home")],
    "Casework": [
        Entry("Cases", "folders", "cases:list", "cases.view_case"),
        Entry("People", "users", "people:list", "people.view_person"),
        Entry("Victims", "user-heart", "victims:list", "victims.view_victim"),
        Entry("Operations", "map-pin", "operations:list", "cases.view_rescueoperation"),
        Entry("Statements", "message", "statements:list", "victims.view_statement"),
        Entry(
            "Protection orders",
            "shield-check",
            "protection_orders:list",
            "victims.view_protectionorder",
        ),
        Entry("Legal actions", "gavel", "legal:list", "cases.view_legalaction"),
        Entry("Requests abroad", "send", "legal:requests", "cases.view_legalrequest"),
        Entry("Statutes", "scale", "legal:statutes", "cases.view_statute"),
        Entry("Journeys", "route", "journeys:list", "victims.view_journeyleg"),
        Entry("Screenings", "clipboard-check", "screenings:list", "victims.view_screening"),
        Entry(
            "Ways home",
            "home-check",
            "repatriation:list",
            "repatriation.view_repatriation",
        ),
        Entry("Evidence", "fingerprint", "evidence:list", "cases.view_evidenceitem"),
        Entry("Tasks", "list-check", "tasks:list", "cases.view_casetask"),
        Entry("Referrals", "send", "referrals:list", "cases.view_referral"),
        Entry("Access requests", "lock", "access_requests:list", "cases.add_accessrequest"),
    ],
    "Intelligence": [
        Entry("Matches", "link", "linking:list", "linking.view_match"),
        Entry("Cross-references", "affiliate", "linking:case_links", "linking.view_caselink"),
        Entry("Keys", "key", "linking:keys", "linking.view_keycount"),
        Entry("Common values", "fingerprint", "linking:common_values", "people.view_identifier"),
        Entry("Recruiters", "user-search", "recruiters:list", "recruiters.view_recruiter"),
        Entry("Recruitment", "briefcase", "recruitment:list", "victims.view_recruitmentaccount"),
        Entry("Places", "building", "places:list", "cases.view_place"),
        Entry("Exploitation", "lock", "exploitation:list", "victims.view_exploitation"),
        Entry("Syndicates", "sitemap", "syndicates:list", "recruiters.view_syndicate"),
    ],
    "Oversight": [
        Entry("Access log", "history", "audit:list", "audit.view_accesslog"),
        Entry("Linking model", "scale", "linking:model", "linking.calibrate_model"),
        Entry("Names", "message", "names:list", "people.view_namevariant"),
        Entry("Accounts", "users-group", "admin:index", "accounts.view_user"),
    ],
}
NEW: list[Entry] = [
    Entry("Case", "folders", "cases:create", "cases.add_case"),
    Entry("Victim", "user-heart", "victims:create", "victims.add_victim"),
    Entry("Recruiter", "user-search", "recruiters:create", "recruiters.add_recruiter"),
    Entry("Syndicate", "sitemap", "syndicates:create", "recruiters.add_syndicate"),
]


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context of every page: the side bar of the reader's role, and what may be made new."""
    user = getattr(request, "user", None)
    if not user or not user.is_authenticated:
        return {"demo": settings.DEMO}
    return {
        "demo": settings.DEMO,
        "navigation": list(_sections(request)),
        "new_links": [_link(entry) for entry in NEW if user.has_perm(entry.permission)],
    }


def _sections(request: HttpRequest) -> Iterator[dict[str, Any]]:
    for label, entries in SECTIONS.items():
        items = [
            _link(entry) | {"active": _is_active(entry, request.path)}
            for entry in entries
            if not entry.permission or request.user.has_perm(entry.permission)
        ]
        if items:
            yield {"label": label, "items": items}


def _link(entry: Entry) -> dict[str, Any]:
    return {"label": entry.label, "icon": entry.icon, "url": reverse(entry.url_name)}


def _is_active(entry: Entry, path: str) -> bool:
    """Whether the page is in that room, and in no smaller one: keys stand below matches."""
    rooms = [reverse(other.url_name) for entries in SECTIONS.values() for other in entries]
    inside = [url for url in rooms if path == url or (url != "/" and path.startswith(url))]
    return reverse(entry.url_name) == max(inside, key=len, default="")
