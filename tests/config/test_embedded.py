"""The embedded services: found, started, shared, and gone when their owner is."""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg
import pytest
import redis

from config import embedded
from config.embedded import children

ROOT = Path(__file__).resolve().parents[2]
HOLD = """
import sys
from contextlib import contextmanager
from pathlib import Path
from config import embedded
with embedded.ensure(Path(sys.argv[1])):
    print("ready", flush=True)
    sys.stdin.read()
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """One cluster for all tests here: making it is the slow part. Its path needs quoting."""
    return tmp_path_factory.mktemp('a folder, of 100 % "odd" names')


@pytest.fixture(autouse=True)
def nothing_is_given(monkeypatch):
    for variable in ("DATABASE_URL", "REDIS_URL", "SECRET_KEY"):
        monkeypatch.delenv(variable, raising=False)


def query(url, sql):
    parts = urlsplit(url)
    host, _, name = unquote(parts.path[1:]).rpartition("/")
    with psycopg.connect(
        host=host,
        user=parts.username,
        password=parts.password,
        dbname=name,
        autocommit=True,
    ) as connection:
        cursor = connection.execute(sql)
        return cursor.fetchone() if cursor.description else None


@contextmanager
def owner_of(folder):
    """Another process that runs the services of the folder."""
    command = [sys.executable, "-c", HOLD, str(folder)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe) as owner:
        try:
            assert owner.stdout.readline() == b"ready\n"
            yield owner
        finally:
            owner.kill()


def postgres_pid(folder):
    return int((folder / "postgres" / "data" / "postmaster.pid").read_text().split()[0])


def test_both_services_answer_and_the_environment_is_cleared_afterwards(folder):
    with embedded.ensure(folder, durable=False):
        assert query(os.environ["DATABASE_URL"], "SELECT current_database()") == ("pulang",)
        assert redis.Redis.from_url(os.environ["REDIS_URL"]).ping()
        assert os.environ["SECRET_KEY"]

    assert not {"DATABASE_URL", "REDIS_URL", "SECRET_KEY"} & os.environ.keys()


def test_only_who_knows_the_password_gets_in(folder):
    with embedded.ensure(folder, durable=False):
        url = os.environ["DATABASE_URL"]
        wrong = url.replace(urlsplit(url).password, "guess")

        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            query(wrong, "SELECT 1")


def test_data_queue_and_key_outlive_a_restart(folder):
    with embedded.ensure(folder):
        query(os.environ["DATABASE_URL"], "CREATE TABLE kept AS SELECT 43 AS people")
        redis.Redis.from_url(os.environ["REDIS_URL"]).rpush("queue", "task")
        key = os.environ["SECRET_KEY"]

    with embedded.ensure(folder):
        assert query(os.environ["DATABASE_URL"], "SELECT people FROM kept") == (43,)
        assert redis.Redis.from_url(os.environ["REDIS_URL"]).lrange("queue", 0, -1) == [b"task"]
        assert os.environ["SECRET_KEY"] == key


def test_given_addresses_are_left_alone_and_nothing_starts(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://elsewhere/pulang")
    monkeypatch.setenv("REDIS_URL_FILE", "/run/secrets/redis")

    with embedded.ensure(tmp_path):
        assert os.environ["DATABASE_URL"] == "postgres://elsewhere/pulang"

    assert not list(tmp_path.iterdir())


def test_only_the_missing_service_starts(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://elsewhere/pulang")

    with embedded.ensure(tmp_path):
        assert redis.Redis.from_url(os.environ["REDIS_URL"]).ping()

    assert not (tmp_path / "postgres").exists()


def test_a_second_process_uses_the_services_of_the_first_and_leaves_them_running(
    folder,
):
    with owner_of(folder) as owner:
        pid = postgres_pid(folder)

        with embedded.ensure(folder):
            assert query(os.environ["DATABASE_URL"], "SELECT 1") == (1,)

        assert postgres_pid(folder) == pid
        assert children.is_alive(pid)
        owner.communicate(b"", timeout=10)
        assert not children.is_alive(pid)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child its parent died")
def test_no_server_outlives_an_owner_that_was_killed(folder):
    with owner_of(folder) as owner:
        pid = postgres_pid(folder)

        owner.kill()

    assert children.wait_until(lambda: not children.is_alive(pid), 10)
    valkey = embedded.Valkey(folder)
    assert children.wait_until(lambda: not valkey.is_ready(), 10)


def test_a_killed_server_leaves_a_stale_pid_file_and_starts_again_with_its_data(folder):
    with embedded.ensure(folder) as services:
        query(os.environ["DATABASE_URL"], "CREATE TABLE written AS SELECT 7 AS rows")
        os.kill(postgres_pid(folder), signal.SIGKILL)
        services.by_variable["DATABASE_URL"].child.wait()
        assert "ready" in (folder / "postgres" / "data" / "postmaster.pid").read_text()
        assert not services.by_variable["DATABASE_URL"].is_ready()

        services.look_after()

        assert query(os.environ["DATABASE_URL"], "SELECT rows FROM written") == (7,)


def test_a_path_too_long_for_a_socket_gets_a_private_folder_elsewhere(tmp_path):
    deep = tmp_path / ("long-" * 20) / ("longer-" * 20)

    with embedded.ensure(deep):
        assert redis.Redis.from_url(os.environ["REDIS_URL"]).ping()
        assert query(os.environ["DATABASE_URL"], "SELECT 1") == (1,)

        valkey = embedded.Valkey(deep)
        assert not valkey.socket.is_relative_to(deep)
        assert valkey.socket.parent.stat().st_mode & 0o077 == 0
    assert not valkey.socket.parent.exists()


def test_a_broken_off_first_start_is_begun_again(tmp_path):
    half = tmp_path / "postgres" / "data.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18")

    with embedded.ensure(tmp_path, durable=False):
        assert query(os.environ["DATABASE_URL"], "SELECT 1") == (1,)


def test_a_missing_package_is_named_with_the_way_out(tmp_path, monkeypatch):
    monkeypatch.setattr(embedded.Valkey, "package", "valkey_that_nobody_installed")
    monkeypatch.setenv("DATABASE_URL", "postgres://elsewhere/pulang")

    with (
        pytest.raises(
            embedded.EmbeddedError,
            match="not installed: run `make setup`, or set",
        ),
        embedded.ensure(tmp_path),
    ):
        pass


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")

    with (
        pytest.raises(embedded.EmbeddedError, match="file/postgres: Not a directory"),
        embedded.ensure(tmp_path / "file"),
    ):
        pass


def test_the_password_and_the_data_are_closed_to_others(folder):
    with embedded.ensure(folder, durable=False):
        for name in (
            "postgres",
            "postgres/data",
            "postgres/password",
            "secret_key",
            "valkey",
        ):
            assert (folder / name).stat().st_mode & 0o077 == 0, name
