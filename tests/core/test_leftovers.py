"""Small things that a reader stumbles over."""

from __future__ import annotations

import pytest
from django.urls import reverse

from audit.models import AccessLog
from core.models import Job, JobStatus
from tests.factories import a_case


def test_one_is_counted_in_the_singular(client_of, investigator, case):
    assert client_of(investigator).get("/cases/").context["noun"] == "case"

    a_case(by=investigator)

    assert client_of(investigator).get("/cases/").context["noun"] == "cases"


def test_the_ways_home_of_a_case_light_the_cases_in_the_side_bar(client_of, investigator, case):
    answer = client_of(investigator).get(reverse("case_returns", args=[case.ref]))

    sections = answer.context["navigation"]
    lit = [item["label"] for section in sections for item in section["items"] if item["active"]]
    assert lit == ["Cases"]


@pytest.mark.parametrize(("kind", "way"), [("relink", "/links/runs/"), ("else", "/")])
def test_the_page_of_a_finished_job_leads_on(client_of, supervisor, kind, way):
    job = Job.objects.create(kind=kind, title="Job", started_by=supervisor, status=JobStatus.DONE)

    page = client_of(supervisor).get(job.get_absolute_url())

    assert page.context["onward"]["url"] == way
    assert f'href="{way}"' in page.text


def test_the_access_log_names_records_as_pages_do(client_of, auditor, investigator):
    AccessLog.objects.create(
        user=investigator, access="view", model="cases.casetask", refs=["X"], count=1
    )

    page = client_of(auditor).get("/audit/").text

    assert "cases.casetask</td>" not in page
    assert ">task</td>" in page
