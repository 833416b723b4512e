"""What is saved gets linked, whoever is killed meanwhile. Every process is real."""

from __future__ import annotations

from uuid import uuid4

from tests.system.conftest import wait_until

HERE, THERE = "TIP-2023-PE-0001", "TIP-2025-MM-0001"
WORKER, BROKER = r"celery.* worker", r"valkey-server"


def log_pair(api) -> set[str]:
    """Log one human in two cases; the refs of both records."""
    name = f"Kembar {uuid4().hex[:8].translate(str.maketrans('0123456789', 'ghijklmnop'))}"
    return {log(api, case, name) for case in (HERE, THERE)}


def log(api, case: str, name: str) -> str:
    answer = api.post(
        "people/",
        {
            "case": case,
            "names": [{"kind": "legal", "text": name}],
            "identifiers": [{"kind": "passport", "value": f"X{name[-8:]}", "role": "holder"}],
        },
    )
    return answer["ref"]


def matched(api, pair: set[str]) -> bool:
    rows = api.get("matches/?per_page=200&answer=open")["results"]
    return any({row["left"], row["right"]} == pair for row in rows)


def test_what_is_saved_while_the_broker_is_dead_is_linked_when_it_is_back(system, api):
    system.hold_supervisor()
    try:
        system.kill(BROKER)
        pair = log_pair(api)
    finally:
        system.release_supervisor()

    assert wait_until(lambda: matched(api, pair), seconds=180)


def test_what_is_saved_while_the_worker_is_dead_is_linked_when_it_is_back(system, api):
    system.hold_supervisor()
    try:
        system.kill(WORKER)
        pair = log_pair(api)
    finally:
        system.release_supervisor()

    assert wait_until(lambda: matched(api, pair), seconds=180)


def test_a_worker_killed_in_the_middle_of_linking_loses_nothing(system, api):
    pairs = [log_pair(api) for _ in range(5)]
    system.kill(WORKER)

    for pair in pairs:
        assert wait_until(lambda pair=pair: matched(api, pair), seconds=180)


def test_a_broker_killed_in_the_middle_of_linking_loses_nothing(system, api):
    pairs = [log_pair(api) for _ in range(5)]
    system.kill(BROKER)

    for pair in pairs:
        assert wait_until(lambda pair=pair: matched(api, pair), seconds=180)


def test_a_second_start_keeps_the_data_and_loads_nothing_twice(system, api):
    ref = log(api, HERE, "Kembar Tinggal")
    before = api.get("cases/")["count"], api.get("people/")["count"]

    system.stop()
    system.start()

    assert (api.get("cases/")["count"], api.get("people/")["count"]) == before
    assert api.get(f"people/{ref}/")["ref"] == ref
