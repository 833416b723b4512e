"""A list of people from upload to undo, in a real browser on the real system."""

from __future__ import annotations

from itertools import product

import pytest
from playwright.sync_api import expect

from tests.system.conftest import PATIENCE

pytestmark = pytest.mark.browser

CASE = "TIP-2025-MM-0002"
#: Synthetic names, enough of them for the bar to be seen.
PARTS = [f"{one}{two}{end}" for one, two, end in product("BDGKLMNPRST", "aeiou", ("ndar", "lim"))]
PEOPLE = [" ".join(names) for names in product(PARTS[:20], PARTS[-20:])]
WAIT = PATIENCE * 4_000  # The machine may be busy with the other tests.


def a_list() -> bytes:
    lines = [
        f"{name},19{60 + n % 40}-0{1 + n % 9}-1{n % 9},F,Malaysia,K{n:07}"
        for n, name in enumerate(PEOPLE)
    ]
    lines.append("Bunga Raya,31/02/1999,F,Malaysia,K9999999")
    return "\n".join(["Nama penuh,Tarikh lahir,Jantina,Warganegara,No pasport", *lines]).encode()


def test_a_list_is_imported_with_a_progress_bar_and_undone(signed_in):
    page = signed_in("investigator")
    page.goto(f"/cases/{CASE}/")
    page.get_by_role("link", name="Imported lists").click()
    page.get_by_role("link", name="Import a list").click()
    file = {"name": "senarai.csv", "mimeType": "text/csv", "buffer": a_list()}
    page.get_by_label("List of the people freed").set_input_files(file)
    page.get_by_role("button", name="Upload").click()

    expect(page.get_by_label("Tarikh lahir")).to_have_value("born")
    page.get_by_role("button", name="Check the list").click()
    expect(page.locator("#job progress")).to_be_visible()
    page.get_by_role("link", name="To the list").click(timeout=WAIT)
    expect(page.get_by_text("Waits to be confirmed")).to_be_visible()
    page.get_by_label("Show").select_option("mistakes")
    expect(page.locator("#results")).to_contain_text("There is no such date as “31/02/1999”")

    page.get_by_role("button", name="Import", exact=True).first.click()
    expect(page.locator("#job progress")).to_be_visible()
    page.get_by_role("link", name="To the list").click(timeout=WAIT)
    expect(page.get_by_text(f"{len(PEOPLE)} people were logged")).to_be_visible()
    page.goto(f"/victims/?q={PEOPLE[0].replace(' ', '+')}")
    expect(page.locator("#results tbody")).to_contain_text(PEOPLE[0])

    page.go_back()
    page.get_by_role("button", name="Undo the import").click()
    page.get_by_role("link", name="To the list").click(timeout=WAIT)
    expect(page.get_by_text(f"{len(PEOPLE)} records were removed")).to_be_visible()
    page.goto(f"/victims/?q={PEOPLE[0].replace(' ', '+')}")
    expect(page.locator("#results")).to_contain_text("0 victims")
