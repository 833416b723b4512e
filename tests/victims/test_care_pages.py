"""The tabs of a victim about background, consents and care, and what they keep to themselves."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.roles import ROLES, Role, Rules
from audit.models import AccessLog
from cases import store
from tests.factories import a_user
from tests.victims.test_care import JPEG
from victims import services
from victims.models import (
    Consent,
    Contact,
    Need,
    Placement,
    SupportItem,
    SupportPlan,
    VulnerabilityAssessment,
)

TABS = ["background", "consents", "care", "screenings"]


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.EVIDENCE_ROOT = tmp_path


@pytest.fixture
def photo(victim, investigator):
    return services.add_photo(victim, store.receive([JPEG]), by=investigator)


PARTS = [
    ("contacts", Contact, {"name": "Tan Ah Hoon", "relation": "mother", "may_contact": "yes"}),
    ("needs", Need, {"kind": "medical", "urgency": "1-now", "noticed_on": "2023-10-09"}),
    ("assessments", VulnerabilityAssessment,
     {"level": "household", "assessed_on": "2023-10-09", "assessor": "Shelter", "text": "Debts",
      "factors": ["debt"]}),
    ("placements", Placement, {"kind": "hotel", "since": "2023-10-09", "name": "Known as Rose"}),
    ("support-plans", SupportPlan, {"objective": "Home safely", "agreed_on": "2023-10-09"}),
]  # fmt: skip


@pytest.mark.parametrize(("folder", "model", "data"), PARTS, ids=lambda part: str(part)[:12])
def test_a_part_is_added_shown_on_its_tab_and_edited(client, victim, folder, model, data):
    added = client.post(f"/victims/{victim.ref}/{folder}/new/", data)
    part = model.objects.get()
    assert added.url == part.get_absolute_url()
    assert f'id="{part.ref}"' in client.get(added.url).content.decode()

    edit = f"/victims/{victim.ref}/{folder}/{part.ref}/edit/"
    assert client.get(edit).status_code == 200
    assert client.post(edit, data | {"version": 1}).url == part.get_absolute_url()
    assert client.post(edit, data | {"version": 99}).status_code == 409


def test_languages_are_typed_as_people_say_them(client, victim):
    url = f"/victims/{victim.ref}/background/edit/"

    refused = client.post(url, {"version": 1, "languages": "Malay, Klingon"})
    assert refused.status_code == 422
    assert "“Klingon” is not among the languages" in refused.content.decode()

    client.post(url, {"version": 1, "languages": "malay, tam", "needs_interpreter": "on"})
    victim.refresh_from_db()
    assert victim.languages == ["msa", "tam"]
    assert "Needs an interpreter" in client.get(f"/victims/{victim.ref}/").content.decode()


def test_an_item_is_added_to_a_plan(client, victim):
    plan = services.record(SupportPlan, victim, objective="Home", agreed_on=date(2023, 10, 9))
    data = {"kind": "Legal", "objective": "Advice on the debt", "status": "planned"}

    client.post(f"/victims/support-plans/{plan.ref}/items/new/", data)

    item = SupportItem.objects.get()
    assert "Advice on the debt" in client.get(f"/victims/{victim.ref}/care/").content.decode()
    edit = f"/victims/support-plans/{plan.ref}/items/{item.ref}/edit/"
    client.post(edit, data | {"version": 1, "status": "done"})
    assert SupportItem.objects.get().status == "done"


def test_a_consent_is_recorded_and_withdrawn_from_its_row(client, victim):
    url = f"/victims/{victim.ref}/consents/new/"
    data = {"scope": "media", "answer": "given", "given_on": "2023-10-09", "given_by": "self"}
    client.post(url, data)
    assert (
        "scope=media&amp;answer=withdrawn"
        in client.get(f"/victims/{victim.ref}/consents/").content.decode()
    )

    client.post(url, data | {"answer": "withdrawn", "given_on": "2023-10-10"})

    assert Consent.objects.count() == 2
    assert "Withdrawn" in client.get(f"/victims/{victim.ref}/consents/").content.decode()


def test_a_refusal_of_the_rules_is_shown_at_its_field(client, victim):
    data = {"scope": "media", "answer": "withdrawn", "given_on": "2023-10-09", "given_by": "self"}

    answer = client.post(f"/victims/{victim.ref}/consents/new/", data)

    assert answer.status_code == 422
    assert "no consent to withdraw" in answer.context["form"].errors["answer"][0]


# What opens to few --------------------------------------------------------------------------------


def test_where_a_shelter_is_opens_to_supervisors_alone(
    client, client_of, victim, investigator, supervisor
):
    stay = services.place(victim, kind="ngo_shelter", since=date(2023, 10, 9), address="Lot 7")
    edit = f"/victims/{victim.ref}/placements/{stay.ref}/edit/"
    pages = [f"/victims/{victim.ref}/care/", f"/victims/{victim.ref}/history/", edit]

    for page in pages:
        assert "Lot 7" not in client.get(page).content.decode(), page
        assert "Lot 7" in client_of(supervisor).get(page).content.decode(), page

    client.post(edit, {"version": 1, "kind": "ngo_shelter", "since": "2023-10-09", "name": "Rose"})
    stay.refresh_from_db()
    assert (stay.name, stay.address) == ("Rose", "Lot 7")


def test_a_picture_is_not_kept_by_the_browser_and_each_look_is_logged(client, victim, photo):
    answer = client.get(f"/victims/{victim.ref}/photos/{photo.ref}/")

    assert b"".join(answer.streaming_content) == JPEG
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    assert AccessLog.objects.filter(model="victims.photo", refs=[photo.ref]).exists()


def test_a_picture_opens_to_nobody_who_may_not_see_names(
    client_of, victim, photo, outsider, agency, monkeypatch
):
    url = f"/victims/{victim.ref}/photos/{photo.ref}/"
    assert client_of(outsider).get(url).status_code == 404
    for role in (Role.ANALYST, Role.CONSULAR_OFFICER, Role.AUDITOR):
        assert client_of(a_user(role, agency=agency)).get(url).status_code == 403

    rules = ROLES[Role.INVESTIGATOR]
    fewer = Rules(rules.scope, rules.permissions - {"people.view_identity"})
    monkeypatch.setitem(ROLES, Role.INVESTIGATOR, fewer)
    nameless = client_of(a_user(Role.INVESTIGATOR, agency=agency))
    assert nameless.get(url).status_code == 403
    assert nameless.get(f"/victims/{victim.ref}/background/").status_code == 403
    assert photo.ref not in nameless.get(f"/victims/{victim.ref}/").content.decode()


def test_a_picture_is_sent_and_taken_away_by_the_pages(client, victim):
    file = SimpleUploadedFile("a.jpg", JPEG, content_type="image/jpeg")
    client.post(f"/victims/{victim.ref}/photos/new/", {"file": file, "caption": "At intake"})
    photo = victim.photo_set.get()
    assert "At intake" in client.get(f"/victims/{victim.ref}/background/").content.decode()

    client.post(f"/victims/{victim.ref}/photos/{photo.ref}/remove/")

    assert not victim.photo_set.exists()
    assert (
        "removed the photo"
        in client.get(f"/victims/{victim.ref}/history/").content.decode().lower()
    )


def test_a_file_that_is_no_picture_is_refused_at_its_field(client, victim):
    file = SimpleUploadedFile("a.jpg", b"<script>", content_type="image/jpeg")

    answer = client.post(f"/victims/{victim.ref}/photos/new/", {"file": file})

    assert answer.status_code == 422
    assert "no picture" in answer.context["form"].errors["file"][0]


@pytest.mark.parametrize("tab", TABS)
def test_no_tab_opens_to_an_outsider_or_to_other_roles(client_of, victim, outsider, agency, tab):
    url = f"/victims/{victim.ref}/{tab}/"

    assert client_of(outsider).get(url).status_code == 404
    for role in (Role.ANALYST, Role.CONSULAR_OFFICER, Role.AUDITOR):
        assert client_of(a_user(role, agency=agency)).get(url).status_code == 403
