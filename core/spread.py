"""Work in several processes whose results come in order, with few of them in memory at a time."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")


def on_database(name: str) -> None:
    """Ready a process for work with models, on the base that this one writes to.

    Here, because a new process must find it before it may import any model.
    """
    import django

    django.setup()
    from django.db import connection

    connection.settings_dict["NAME"] = name


def in_order(
    work: Callable[[Task], Result],
    tasks: Iterable[Task],
    *,
    processes: int,
    begin: Callable[[], None] | None = None,
) -> Iterator[Result]:
    """`work` on every task, in this process or in others; `begin` readies each of those."""
    if processes <= 1:
        yield from map(work, tasks)
        return
    # Spawned, not forked: a forked process would share the connection to the database.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, context, initializer=begin) as pool:
        todo = iter(tasks)
        running: deque[Future[Result]] = deque(
            pool.submit(work, task) for task in islice(todo, 2 * processes)
        )
        while running:
            # Only when a result was taken is another task begun: the reader sets the pace.
            yield running.popleft().result()
            running.extend(pool.submit(work, task) for task in islice(todo, 1))
