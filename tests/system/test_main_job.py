"""The main job, in a real browser on the real system: log, match, confirm, see it everywhere."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

LA_MOLINA, MYAWADDY = "TIP-2023-PE-0001", "TIP-2025-MM-0002"
#: Synthetic; no table of the sample data has it.
NAME, PHONE = "Zarith Ombak", "+60 11-5550 0199"


def log_recruiter(page: Page, case: str, name: str) -> None:
    """Log a recruiter of that name, with the one phone, in the case."""
    page.goto(f"/recruiters/new/?case={case}")
    page.locator("[name=names-0-text]").fill(name)
    page.locator("[name=identifiers-0-kind]").select_option("phone")
    page.locator("[name=identifiers-0-value]").fill(PHONE)
    page.locator("[name=identifiers-0-role]").select_option("user")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)


def test_a_person_logged_twice_is_found_confirmed_and_shown_everywhere(signed_in):
    page = signed_in("investigator")
    log_recruiter(page, LA_MOLINA, "Kak Zarith")
    log_recruiter(page, MYAWADDY, NAME)
    recruiter = page.url

    # The worker's proposal appears on the open page.
    proposal = page.locator("#matches").get_by_role("link", name="Kak Zarith")
    expect(proposal).to_be_visible(timeout=60_000)
    assert page.url == recruiter

    proposal.click()
    same_phone = page.locator("#why tbody tr").filter(has_text="Same phone")
    expect(same_phone).to_contain_text("+601155500199")
    page.get_by_label("Note").fill("The same number on both phones")
    page.get_by_role("button", name="Same person").click()
    expect(page.locator("#flash")).to_contain_text("Same person: ")

    for here, there in ((LA_MOLINA, MYAWADDY), (MYAWADDY, LA_MOLINA)):
        page.goto(f"/cases/{here}/cross-references/")
        link = page.locator(f"#case-{there}")
        expect(link).to_contain_text("confirmed by a reviewer")
        expect(link).to_contain_text(NAME)

    page.goto(f"{recruiter}network/")
    expect(page.get_by_role("row").filter(has_text="Kak Zarith").first).to_contain_text(
        "same person"
    )
    expect(page.locator("#network canvas").first).to_be_visible()

    page.goto(f"/cases/{LA_MOLINA}/timeline/")
    expect(page.locator(".timeline")).to_contain_text("The same number on both phones")


def test_a_mistake_in_the_form_is_explained_and_nothing_typed_is_lost(signed_in):
    page = signed_in("investigator")
    page.goto(f"/victims/new/?case={LA_MOLINA}")
    page.locator("[name=names-0-text]").fill("Bunga Raya")
    page.get_by_label("Date of birth").fill("31/02/1999")
    page.locator("[name=identifiers-0-kind]").select_option("phone")
    page.locator("[name=identifiers-0-value]").fill("call me")

    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.get_by_text("There is no such date as “31/02/1999”").first).to_be_visible()
    expect(page.get_by_text("“call me” is not a telephone number").first).to_be_visible()
    expect(page.locator("[name=names-0-text]")).to_have_value("Bunga Raya")
    expect(page.get_by_label("Date of birth")).to_have_value("31/02/1999")


def test_two_who_edit_at_once_both_see_both_values(signed_in):
    mine, theirs = signed_in("investigator"), signed_in("supervisor")
    for page in (mine, theirs):
        page.goto("/cases/TIP-2025-MM-0001/edit/")
    theirs.get_by_label("Title").fill("Their title")
    theirs.get_by_role("button", name="Save", exact=True).click()

    mine.get_by_label("Title").fill("My title")
    mine.get_by_role("button", name="Save", exact=True).click()

    conflict = mine.get_by_role("alert")
    expect(conflict).to_contain_text("Their title")
    expect(conflict).to_contain_text("My title")
    expect(mine.get_by_label("Title")).to_have_value("My title")
    mine.get_by_role("button", name="Save with my values").click()
    expect(mine.get_by_role("heading", level=1)).to_have_text("My title")


#: Playwright itself does not click while it waits for an answer.
TWO_CLICKS = """button => new Promise((done) => {
  button.click();
  setTimeout(() => { button.click(); setTimeout(done, 300); }, 300);
})"""


def test_a_second_click_while_the_first_is_on_its_way_saves_nothing_twice(signed_in):
    page, sent = signed_in("investigator"), []
    page.goto(f"/cases/{LA_MOLINA}/")
    page.route("**/notes/add/", lambda route: sent.append(route))  # So slow is the network.
    page.get_by_label("Text").fill("Called the mother")

    page.get_by_role("button", name="Add the note").evaluate(TWO_CLICKS)

    assert len(sent) == 1
    sent[0].continue_()
    expect(page.locator("article.note").filter(has_text="Called the mother")).to_have_count(1)
