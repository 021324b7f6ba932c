"""What each step of reading takes, by the processor's clock; a profiler would slow some steps more than others."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import ModuleType
from typing import Any

import dateline.record.read as reading
from dateline import flow
from dateline.model.page import Page

STEPS: Mapping[str, tuple[ModuleType, str]] = {
    "cut": (flow, "cut"),
    "tokens": (reading, "tokenize"),
    "rules": (reading, "read_by_rules"),
    "encode": (reading, "encode"),
    "facts": (reading, "facts_of"),
    "mentions": (reading, "find_mentions"),
    "entities": (reading, "find_entities"),
    "times": (reading, "find_times"),
    "places": (reading, "find_places"),
    "quotes": (reading, "find_quotes"),
    "figures": (reading, "find_figures"),
    "events": (reading, "find_event_mentions"),
    "pairs": (reading, "relate"),
}
"""The steps by name, each with the function that takes it and the module that calls it."""
BESIDE = ("times", "places", "figures", "mentions", "entities")
"""What is read beside the encoder: times, places, figures and actors (who is named, and who that is)."""


def seconds_of(pages: Sequence[Page]) -> tuple[dict[str, float], float]:
    """Return what each step takes on pages, and what reading takes as a whole; the first page is read before."""
    flow.read_page(pages[0])
    with _clocked() as spent:
        start = time.process_time()
        for page in pages:
            flow.read_page(page)
        return dict(spent), time.process_time() - start


@contextmanager
def _clocked() -> Iterator[defaultdict[str, float]]:
    """Add up the seconds that each step takes, until this is done."""
    spent: defaultdict[str, float] = defaultdict(float)
    plain = {step: getattr(module, name) for step, (module, name) in STEPS.items()}
    try:
        for step, (module, name) in STEPS.items():
            setattr(module, name, _timed(step, plain[step], spent))
        yield spent
    finally:
        for step, (module, name) in STEPS.items():
            setattr(module, name, plain[step])


def _timed(step: str, work: Callable[..., Any], spent: defaultdict[str, float]) -> Callable[..., Any]:
    def timed(*args: Any, **options: Any) -> Any:
        start = time.process_time()
        try:
            return work(*args, **options)
        finally:
            spent[step] += time.process_time() - start

    return timed


def table(seconds: Mapping[str, float], whole: float) -> list[str]:
    """Return the steps' shares of the whole, the largest first, what is left, and the share of what BESIDE names."""
    shares = {step: spent / whole for step, spent in seconds.items()}
    shares["the rest"] = 1 - sum(shares.values())
    told = [f"{step:<12}{share:>6.1%}" for step, share in sorted(shares.items(), key=lambda pair: -pair[1])]
    beside = sum(shares.get(step, 0.0) for step in BESIDE)
    return [*told, f"times, places, figures and actors together {beside:.1%}"]
