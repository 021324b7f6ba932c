"""Runs what waits for the network in a thread of its own: whoever sends may be inside an event loop already."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


def run_apart(work: Coroutine[Any, Any, T]) -> T:
    """Return what some work comes to, or raise what it raises."""
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="sending") as pool:
        return pool.submit(asyncio.run, work).result()
