"""Whom an article calls "he" and whom "she": by its pronouns, titles and roles, never by a name alone."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.model.statement import Entity, Mention
from dateline.record.clusters import gender_of_role, gender_of_title
from dateline.world.names import Gender

GENDERED: dict[str, Gender] = {
    "he": "m",
    "him": "m",
    "his": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "herself": "f",
}
_TITLE = 15
"""Characters before a name that may be its title."""


def shown_genders(text: str, mentions: Iterable[Mention], entities: Iterable[Entity]) -> dict[str, Gender]:
    """Return the gender of each person whom the article's words show to be a man or a woman, by the entity's key.

    Args:
        text: The article's text.
        mentions: Its mentions, linked to entities.
        entities: Its entities.
    """
    out = {e.key: g for e in entities if e.type == "person" and e.role and (g := gender_of_role(e.role)) is not None}
    for m in mentions:
        if m.entity is None or m.entity in out:
            continue
        found = GENDERED.get(m.evidence[0].exact.lower()) if m.form == "pronoun" else _by_title(m, text)
        if found is not None:
            out[m.entity] = found
    return out


def _by_title(mention: Mention, text: str) -> Gender | None:
    before = text[max(0, mention.span.start - _TITLE) : mention.span.start].split()[-1:]
    return gender_of_title(before[0]) if before and mention.form == "name" and mention.type == "person" else None
