"""The reader made of rules: names, then who said what, then what happened."""

from __future__ import annotations

from dateline.record.reading import RawFacts
from dateline.record.rules.attributions import find_attributions
from dateline.record.rules.names import find_names
from dateline.record.rules.triggers import find_events
from dateline.record.tokens import Tokens

READER = "rules-1"


def read_by_rules(tokens: Tokens) -> RawFacts:
    """Return the raw names, attributions and events of an article."""
    names = find_names(tokens)
    attributions = find_attributions(tokens, names)
    events = find_events(tokens, names, attributions)
    return RawFacts(reader=READER, names=names, attributions=attributions, events=events)
