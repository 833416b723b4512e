"""Every page of each role holds to WCAG 2.2 AA, light and dark, and fits a phone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize

pytestmark = pytest.mark.browser

REF = "TIP-2023-PE-0001"
CASE = f"/cases/{REF}/"
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
#: The rules that another theme can break.
OF_COLOURS = ["color-contrast", "link-in-text-block"]
#: So high that no bar that sticks to an edge lies over what is below it.
DESK: ViewportSize = {"width": 1440, "height": 4000}
PHONE: ViewportSize = {"width": 390, "height": 844}

#: What everybody has.
OWN = [
    "/", "/search/?q=tan", "/search/?q=nothing+like+it", "/accounts/2fa/",
    "/accounts/password/change/", "/accounts/logout/", "/no/such/page/",
]  # fmt: skip
ANALYSIS = [
    "/cases/", CASE, f"{CASE}cross-references/", f"{CASE}network/", f"{CASE}timeline/",
    "/links/", "/links/*", "/identities/suggested/", "/recruiters/", "/recruiters/*",
    "/recruiters/*network/",
    "/syndicates/", "/syndicates/*", "/syndicates/*network/",
]  # fmt: skip
WAYS_HOME = ["/repatriation/", "/repatriation/*", "/repatriation/*history/"]
CASEWORK = [
    *OWN, *ANALYSIS, *WAYS_HOME,
    "/cases/?q=nothing+like+it", "/cases/?stage=return&status=Active", "/cases/new/",
    f"{CASE}people/", f"{CASE}intake/", f"{CASE}history/", f"{CASE}edit/", f"{CASE}places/new/",
    f"{CASE}operations/new/", f"{CASE}file/", f"{CASE}evidence/", f"{CASE}evidence/new/",
    "/evidence/", "/evidence/*", "/evidence/*edit/", "/evidence/*history/", "/evidence/*files/new/",
    "/evidence/*custody/new/", f"/repatriation/of-case/{REF}/",
    "/people/", "/people/*", "/people/*edit/", "/people/*history/",
    "/victims/", "/victims/*", "/victims/*edit/", "/victims/*story/", "/victims/*history/",
    "/victims/*background/", "/victims/*background/edit/", "/victims/*contacts/new/",
    "/victims/*consents/", "/victims/*consents/new/", "/victims/*care/", "/victims/*needs/new/",
    "/victims/*assessments/new/", "/victims/*placements/new/", "/victims/*support-plans/new/",
    "/victims/*photos/new/", "/victims/*screenings/", "/victims/*screenings/new/",
    "/screenings/", "/screenings/*", "/screenings/?state=open*answers/",
    "/victims/*accounts/new/", "/victims/*legs/new/", f"/victims/new/?case={REF}",
    "/recruiters/*edit/", "/recruiters/*history/", "/recruiters/*ties/new/",
    "/recruiters/*memberships/new/", f"/recruiters/new/?case={REF}",
    "/syndicates/*edit/", "/syndicates/*history/", f"/syndicates/new/?case={REF}",
]  # fmt: skip
#: List → where its records live, when that is elsewhere.
ROOMS = {"/screenings/": "/victims/"}
#: Account → its pages. `/links/*` is the first record of the list `/links/`.
PAGES = {
    "investigator": CASEWORK,
    "colleague": ["/screenings/?waiting=me*conclude/"],
    "supervisor": [
        *OWN,
        "/screenings/?waiting=me*",
        CASE,
        "/links/",
        "/links/*",
        "/repatriation/*",
    ],
    "officer": [*OWN, *WAYS_HOME, "/repatriation/*edit/", "/repatriation/?overdue=true", "/cases/"],
    "analyst": [*OWN, *ANALYSIS, "/victims/"],
    "auditor": [*OWN, "/audit/", "/audit/?q=nothing+like+it"],
    "admin": [*OWN, "/audit/"],
}


def first_record(page: Page, path: str) -> str:
    """`/links/*edit/` → the page `edit/` of the first record of the list `/links/`."""
    begin, star, rest = path.partition("*")
    if not star:
        return path
    page.goto(begin)
    room = ROOMS.get(begin.partition("?")[0], begin)
    address = page.locator(f'#results td a[href^="{room}"]').first.get_attribute("href")
    return f"{address}{rest}"


def faults(page: Page, path: str) -> Iterator[str]:
    """What is wrong with a page, in words: dark and light at a desk, light on a phone."""
    page.set_viewport_size(DESK)
    page.goto(path)
    page.wait_for_load_state("networkidle")
    yield from (f"{path} light: {fault}" for fault in violations(page))
    page.emulate_media(color_scheme="dark")
    yield from (f"{path} dark: {fault}" for fault in violations(page, OF_COLOURS))
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(PHONE)
    yield from (f"{path} phone: {fault}" for fault in violations(page))
    width = page.evaluate("document.documentElement.scrollWidth")
    if width > PHONE["width"]:
        yield f"{path} phone: scrolls sideways, {width} pixels wide"


def violations(page: Page, rules: list[str] = STANDARD) -> Iterator[str]:
    options = {"runOnly": rules, "resultTypes": ["violations"]}
    for violation in Axe().run(page, options=options).response["violations"]:
        for node in violation["nodes"]:
            yield f"{violation['id']} {node['target']} {node['failureSummary']}"


@pytest.mark.parametrize("account", PAGES)
def test_every_page_of_a_role_is_accessible_and_fits_a_phone(signed_in, account):
    page = signed_in(account, reduced_motion="reduce")  # A colour on its way is not yet the colour.
    found = [fault for path in PAGES[account] for fault in faults(page, first_record(page, path))]
    assert not found, "\n".join(found)


def test_signing_in_is_accessible_and_fits_a_phone(system, browser):
    page = browser.new_page(base_url=system.url, reduced_motion="reduce")
    found = [*faults(page, "/accounts/login/"), *faults(page, "/accounts/password/reset/")]
    page.close()
    assert not found, "\n".join(found)


def test_a_conflict_is_accessible(signed_in):
    mine, theirs = signed_in("investigator"), signed_in("supervisor")
    for page in (mine, theirs):
        page.goto(f"{CASE}edit/")
    for page, title in ((theirs, "Their title"), (mine, "My title")):
        page.get_by_label("Title").fill(title)
        page.get_by_role("button", name="Save", exact=True).click()
    mine.get_by_role("alert").wait_for()
    assert not [*violations(mine)]


def test_a_form_with_mistakes_is_accessible(signed_in):
    page = signed_in("investigator")
    page.goto(f"/victims/new/?case={REF}")
    page.get_by_label("Date of birth").fill("31/02/1999")
    page.locator("[name=identifiers-0-value]").fill("call me")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("alert").wait_for()
    page.set_viewport_size(DESK)
    assert not [*violations(page)]


def test_a_job_is_accessible_and_fits_a_phone(signed_in):
    page = signed_in("supervisor", reduced_motion="reduce")
    page.goto("/links/")
    page.get_by_role("button", name="Compare all again").click()
    page.locator("#job").get_by_text("Done", exact=True).wait_for(timeout=180_000)
    assert not [*faults(page, page.url)]


PAINTED = """() => [...document.querySelectorAll("#network canvas")].some((canvas) =>
    canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.some(Boolean))"""


def test_the_network_is_drawn_on_a_phone(signed_in):
    page = signed_in("analyst", viewport=PHONE)
    page.goto(f"{CASE}network/")
    page.wait_for_function(PAINTED)
