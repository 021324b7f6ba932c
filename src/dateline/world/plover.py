"""The PLOVER 2 codebook: event types, modes, quads, scores, contexts, sectors and actor codes that are no country."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dateline.world.tables import toml


@dataclass(frozen=True, slots=True)
class Mode:
    """A finer kind of an event type; the same name means another thing under another type."""

    name: str
    score: float
    definition: str


@dataclass(frozen=True, slots=True)
class EventType:
    """A PLOVER event type.

    Args:
        name: The code ("CONSULT").
        quad: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
        score: Intensity from -10 to 10.
        definition: What it means, in our words.
        modes: Its modes by name.
        recipient_required: Whether an event without recipient is none.
    """

    name: str
    quad: int
    score: float
    definition: str
    modes: Mapping[str, Mode] = field(default_factory=dict)
    recipient_required: bool = False


def _event_type(name: str, table: Mapping[str, Any]) -> EventType:
    modes = {m: Mode(m, row["score"], row["definition"]) for m, row in table.get("modes", {}).items()}
    required = table.get("recipient_required", False)
    return EventType(name, table["quad"], table["score"], table["definition"], modes, required)


_BOOK = toml("plover.toml")

EVENT_TYPES: Mapping[str, EventType] = {name: _event_type(name, table) for name, table in _BOOK["types"].items()}
SECTORS: Mapping[str, str] = _BOOK["sectors"]
CONTEXTS: Mapping[str, str] = _BOOK["contexts"]
SPECIAL_CODES: Mapping[str, str] = _BOOK["special_codes"]


def quad(name: str) -> int:
    """Return the quad of an event type, 1 to 4."""
    return EVENT_TYPES[name].quad


def intensity(name: str, mode: str | None = None) -> float:
    """Return the score of a type, or of its mode if one is given, from -10 to 10.

    Raises:
        KeyError: If PLOVER has no such type, or the type no such mode.
    """
    kind = EVENT_TYPES[name]
    return kind.score if mode is None else kind.modes[mode].score
