"""What the heads tell apart, in the order of their outputs. Weights and code agree by this file."""

from __future__ import annotations

from dateline.model.statement import EntityType, Factuality

NAME_TYPES: tuple[EntityType, ...] = ("person", "organization", "place", "nationality")
ATTRIBUTION_PARTS: tuple[str, ...] = ("source", "cue", "content")
EVENT_TYPES: tuple[str, ...] = (
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST"),
    *("ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
)
ROLES: tuple[str, ...] = ("actor", "recipient", "place", "date", "said_by")
FACTUALITIES: tuple[Factuality, ...] = ("actual", "future", "hypothetical", "negated", "historical")

MODES_OF: dict[str, tuple[str, ...]] = {
    "CONSULT": ("visit", "third-party", "multilateral", "phone"),
    "RETREAT": ("withdraw", "release", "disarm", "ceasefire", "access", "resign"),
    "REQUEST": ("assist", "change", "yield", "meet"),
    "REJECT": ("assist", "change", "yield", "meet"),
    "ACCUSE": ("disapprove", "investigate", "allege"),
    "THREATEN": ("restrict", "arrest", "relations", "expel", "territory", "violence"),
    "PROTEST": ("demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"),
    "SANCTION": ("convict", "expel", "withdraw", "discontinue"),
    "MOBILIZE": ("troops", "weapons", "police", "militia"),
    "COERCE": (
        *("seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold"),
        *("misinformation", "cyber"),
    ),
    "ASSAULT": (
        *("abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives"),
        *("suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control", "unconventional"),
    ),
}
MODES: tuple[tuple[str, str | None], ...] = tuple(
    (event, mode) for event in EVENT_TYPES for mode in (None, *MODES_OF.get(event, ()))
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
WIDTH = 384
"""How long the encoder's vectors are."""
SHAPES = 16
"""How many shapes a piece may have (see `pieces`)."""
GAPS = 8
"""How many kinds of gap may stand before a word (see `pieces`)."""
DISTANCES = 32
"""How many classes of distance two words may have (see `distance_classes`)."""
