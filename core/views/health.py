"""For load balancers and supervisors: alive, and ready to serve."""

from celery import current_app
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from kombu.exceptions import OperationalError as BrokerError


@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """200 while the process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when database, migrations and broker are there; else 503 and which is not."""
    problems = [problem for probe in (_database, _broker) if (problem := probe())]
    return HttpResponse(
        "\n".join(problems or ["ready"]) + "\n",
        content_type="text/plain",
        status=503 if problems else 200,
    )


def _database() -> str:
    try:
        executor = MigrationExecutor(connection)
        behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return "The database does not answer."
    return "The database lacks migrations." if behind else ""


def _broker() -> str:
    try:
        with current_app.connection_for_write(connect_timeout=2) as broker:
            broker.ensure_connection(max_retries=1)
    except BrokerError:
        return "The task broker does not answer."
    return ""
