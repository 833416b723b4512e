"""Judging by keyboard, in a real browser on the real system."""

from __future__ import annotations

from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.system.conftest import wait_until

pytestmark = pytest.mark.browser

CASES = "TIP-2023-PE-0001", "TIP-2025-MM-0001", "TIP-2025-MM-0002"


def log_triplet(api) -> str:
    """Log one human in three cases: three records, each two of which match. Their common name."""
    letters = uuid4().hex[:8].translate(str.maketrans("0123456789", "ghijklmnop"))
    name = f"Kembar {letters.capitalize()}"
    for case in CASES:
        api.post(
            "people/",
            {
                "case": case,
                "names": [{"kind": "legal", "text": name}],
                "identifiers": [{"kind": "passport", "value": f"X{letters}", "role": "holder"}],
            },
        )
    return name


def rows(page: Page):
    return page.locator("#results tbody a.ref")


def heading(page: Page) -> str:
    return page.locator(".detail-head .refs .mono").inner_text()


def flash(page: Page):
    return page.locator("#flash")


def test_two_matches_are_judged_one_undone_and_a_contradiction_met(signed_in, api):
    name = log_triplet(api)
    queue = f"/links/?q={name.replace(' ', '+')}"
    page = signed_in("investigator")

    def all_three_are_proposed() -> bool:
        page.goto(queue)
        return rows(page).count() == 3

    wait_until(all_three_are_proposed, seconds=60)

    # The list: j to the first row and the second, k back, Enter opens.
    refs = rows(page).all_inner_texts()
    page.keyboard.press("j")
    expect(rows(page).nth(0)).to_be_focused()
    page.keyboard.press("j")
    expect(rows(page).nth(1)).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    expect(page.locator(".verdict-buttons")).to_be_visible()
    assert heading(page) == refs[0]

    # To the next and back, within the queue.
    page.keyboard.press("j")
    page.wait_for_url(f"**/links/{refs[1]}/?*")
    page.keyboard.press("k")
    page.wait_for_url(f"**/links/{refs[0]}/?*")

    # In a field a letter is a letter.
    page.get_by_label("Note").press_sequentially("sd")
    expect(page.get_by_label("Note")).to_have_value("sd")
    page.locator("#content").focus()

    # Two verdicts; after each stands the next open match.
    page.keyboard.press("s")
    page.wait_for_url(f"**/links/{refs[1]}/?*")
    expect(flash(page)).to_contain_text("Same person")
    page.keyboard.press("d")
    page.wait_for_url(f"**/links/{refs[2]}/?*")
    expect(flash(page)).to_contain_text("Different people")

    # One joins two that were found different: the page says so, and the key is refused.
    expect(page.locator("#consequences")).to_contain_text("would be refused")
    page.keyboard.press("s")
    expect(flash(page)).to_contain_text("This would make one person of two")
    expect(page.locator(".page-head")).to_contain_text("Not judged yet")

    # What stands in the way is judged anew and undone; it is what it was.
    page.goto(f"/links/{refs[1]}/")
    page.keyboard.press("u")
    expect(flash(page)).to_contain_text("Unsure")
    flash(page).get_by_role("button", name="Undo").click()
    page.wait_for_url(f"**/links/{refs[1]}/*")
    expect(flash(page)).to_contain_text("Different people")
    expect(page.locator(".page-head")).to_contain_text("Different people")


def test_a_link_between_agencies_takes_two_reviewers_of_whom_the_second_is_blind(signed_in):
    first, second = signed_in("other"), signed_in("reviewer")

    pair = first.locator("#results tbody tr").filter(has_text="Ah Boy").locator("a.ref")

    def is_proposed() -> bool:
        first.goto("/links/?q=Faizal")
        return pair.count() == 1

    wait_until(is_proposed, seconds=60)
    pair.click()
    expect(first.locator(".verdict-buttons")).to_be_visible()
    match = first.url
    first.get_by_label("Note").fill("One voice on both recordings")
    first.get_by_role("button", name="Same person").click()
    expect(flash(first)).to_contain_text("It takes effect when a second reviewer")

    second.goto("/links/?review=second")
    expect(rows(second)).to_have_count(1)
    second.goto(match)
    expect(second.locator(".page-head")).to_contain_text("Second opinion wanted")
    expect(second.locator("#history")).to_contain_text("Nobody has judged this pair")
    expect(second.locator("#content")).not_to_contain_text("One voice")
    second.get_by_role("button", name="Same person").click()
    expect(flash(second)).to_contain_text("Same person")

    second.goto(match)
    expect(second.locator("#history")).to_contain_text("One voice on both recordings")
    first.goto(match)
    expect(first.locator(".page-head")).to_contain_text("Same person")
