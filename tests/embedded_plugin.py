"""Gives a test run a PostgreSQL and a Valkey of its own, or those that the environment names.

Loaded with `-p`, because pytest-django reads the settings before any conftest is imported. The
workers of xdist inherit the environment, so they find the services given and start none.
"""

import atexit
import os
import tempfile
from collections.abc import Generator
from contextlib import ExitStack
from pathlib import Path

import pytest

from config import embedded


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests() -> Generator[None, object, object]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("SECRET_KEY", "only-for-tests")
    # Playwright keeps an event loop in its process, where other tests query too; nothing is async.
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    os.environ.setdefault("LOG_LEVEL", "ERROR")  # the refusals that tests ask for are no news
    os.environ.setdefault("DEBUG", "true")  # plain http, and static files without a manifest
    services = ExitStack()
    atexit.register(services.close)
    folder = services.enter_context(tempfile.TemporaryDirectory(prefix="pulang-tests-"))
    os.environ.setdefault("EVIDENCE_ROOT", str(Path(folder) / "evidence"))
    try:
        services.enter_context(embedded.ensure(Path(folder), durable=False))
    except embedded.EmbeddedError as error:
        raise pytest.UsageError(str(error)) from error
    return (yield)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """A green run without all its tests says what did not run, and why."""
    reasons = {report.longrepr[2] for report in terminalreporter.stats.get("skipped", [])}
    for reason in sorted(reasons):
        terminalreporter.write_line(reason, yellow=True)
