"""Logging a group by keyboard, on a connection that comes and goes."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.system.conftest import PASSWORD

pytestmark = pytest.mark.browser

CASE = "TIP-2023-PE-0001"
INTAKE = f"/cases/{CASE}/intake/"
KEPT = "Object.entries(localStorage).filter(([key]) => key.startsWith('intake:')).map(([, v]) => v)"
PASTE = """(text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  const event = { clipboardData, bubbles: true, cancelable: true };
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", event));
}"""
ZONE = """P<PERERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<
L898902C36PER7408122F1204159ZE184226B<<<<<17"""


def status(page: Page):
    return page.locator("[data-status]")


def cell(page: Page, row: int, column: str):
    return page.locator("[data-row]").nth(row).locator(f'[data-column="{column}"]')


def logged(api, name: str) -> int:
    return api.get(f"victims/?case={CASE}&q={name.replace(' ', '+')}")["count"]


def test_rows_typed_while_the_connection_drops_are_each_saved_once(signed_in, api):
    names = [f"Gelombang {word}" for word in ("Satu", "Dua", "Tiga", "Empat", "Lima")]
    page = signed_in("investigator")
    page.goto(INTAKE)
    for name in names[:3]:
        page.keyboard.type(name)
        page.keyboard.press("Enter")

    page.context.set_offline(True)
    for name in names[3:]:
        page.keyboard.type(name)
        page.keyboard.press("Enter")
    page.keyboard.press("Control+Enter")
    expect(status(page)).to_contain_text("No connection")
    expect(status(page)).to_contain_text("5 to save")
    # Back on the network the rows go out; the page is left before the answer is there.
    page.context.set_offline(False)
    page.reload()
    page.get_by_role("button", name="Save the rows").click()
    expect(status(page)).to_contain_text("0 to save", timeout=30_000)

    assert [logged(api, name) for name in names] == [1] * 5
    page.reload()
    expect(page.locator("[data-row]")).to_have_count(1)


def test_rows_outlive_a_session_and_are_saved_after_signing_in_again(signed_in, api):
    page = signed_in("investigator")
    page.goto(INTAKE)
    page.keyboard.type("Gelombang Enam")
    page.context.clear_cookies(name="sessionid")  # As when it has expired.
    page.keyboard.press("Control+Enter")
    expect(status(page)).to_contain_text("You are signed out")

    other = page.context.new_page()
    other.goto("/")
    other.get_by_label("Email").fill("investigator@pulang.example")
    other.get_by_label("Password").fill(PASSWORD)
    other.get_by_role("button", name="Sign in").click()
    other.wait_for_url("**/")
    page.bring_to_front()
    page.keyboard.press("Control+Enter")
    expect(status(page)).to_contain_text("1 saved, 0 to save")

    assert logged(api, "Gelombang Enam") == 1


def test_a_zone_and_a_table_are_pasted_and_what_is_not_saved_goes_at_sign_out(signed_in, api):
    page = signed_in("investigator")
    page.goto(INTAKE)
    page.evaluate(PASTE, ZONE)
    expect(cell(page, 0, "passport")).to_have_value("L898902C3")
    expect(cell(page, 0, "name")).to_have_value("Eriksson, Anna Maria")
    expect(page.locator("[data-errors]").first).to_contain_text("check digit of the whole line")

    page.keyboard.press("Enter")
    table = 'Gelombang Tujuh\t\t\tF\t31/02/1999\nGelombang Lapan\t\t"""Pan""\nDelapan"\tM\t1990\n'
    page.evaluate(PASTE, table)
    expect(cell(page, 2, "alias")).to_have_value('"Pan"; Delapan')
    page.keyboard.press("Control+Enter")
    expect(status(page)).to_contain_text("2 saved, 1 to save")
    expect(page.locator("[data-row]").nth(1)).to_contain_text("There is no such date")
    assert logged(api, "Gelombang Lapan") == 1
    expect(page.locator("[data-hints]").nth(2)).to_be_empty()  # It is no duplicate of its own.
    assert "Gelombang Tujuh" in str(page.evaluate(KEPT))

    # Whom a row may repeat is still said once it is saved, when one may go and ask.
    cell(page, 3, "name").fill("Gelombang Lapan")
    expect(page.locator("[data-hints]").nth(3)).to_contain_text("Logged already?")
    page.keyboard.press("Control+Enter")
    expect(status(page)).to_contain_text("3 saved, 1 to save")
    expect(page.locator("[data-hints]").nth(3)).to_contain_text("Logged already?")

    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("details.account summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/accounts/login/**")
    assert page.evaluate(KEPT) == []
