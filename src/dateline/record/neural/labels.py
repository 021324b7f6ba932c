"""What the heads tell apart, in the order of their outputs. Weights and code agree by this file."""

from __future__ import annotations

from dateline.model.statement import EntityType, Factuality
from dateline.world import plover

NAME_TYPES: tuple[EntityType, ...] = ("person", "organization", "place", "nationality")
ATTRIBUTION_PARTS: tuple[str, ...] = ("source", "cue", "content")
EVENT_TYPES: tuple[str, ...] = tuple(plover.EVENT_TYPES)
"""In the codebook's order, as are the modes: a type or mode that moves there needs new weights."""
YIELD: tuple[str, ...] = ("CONCEDE", "RETREAT")
"""What earlier PLOVER had as one type, and the corpus of related pairs still has."""
ROLES: tuple[str, ...] = ("actor", "recipient", "place", "date", "said_by")
FACTUALITIES: tuple[Factuality, ...] = ("actual", "future", "hypothetical", "negated", "historical")

MODES: tuple[tuple[str, str | None], ...] = tuple(
    (name, mode) for name, kind in plover.EVENT_TYPES.items() for mode in (None, *kind.modes)
)
"""Every type with every mode it may have, None for a mode that is not clear."""


def bio(labels: tuple[str, ...]) -> tuple[str, ...]:
    """Return the tags of spans of some labels: O, then B- and I- of each."""
    return ("O", *(f"{mark}-{label}" for label in labels for mark in "BI"))


NAME_TAGS = bio(NAME_TYPES)
ATTRIBUTION_TAGS = bio(ATTRIBUTION_PARTS)
TRIGGER_TAGS = bio(("trigger",))
ROLE_TAGS = bio(ROLES)

TAGS = len(NAME_TAGS) + len(ATTRIBUTION_TAGS) + len(TRIGGER_TAGS)
"""All tags, in this order, in the encoder's second output."""
HINTS: tuple[int, ...] = (len(NAME_TAGS), len(ATTRIBUTION_TAGS), 1 + len(EVENT_TYPES), 1 + len(ROLES))
"""How many classes each kind of hint has (see `hints`): the rules' names, attributions, triggers and roles."""
CLS, SEP = 101, 102
"""The pieces that stand before and after a window."""
LONGEST_WINDOW = 224
"""How many pieces a window may have between these."""
WIDTH = 384
"""How long the encoder's vectors are."""
SHAPES = 16
"""How many shapes a piece may have (see `pieces`)."""
GAPS = 8
"""How many kinds of gap may stand before a word (see `pieces`)."""
DISTANCES = 32
"""How many classes of distance two words may have (see `distance_classes`)."""
