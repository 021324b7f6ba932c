"""Whom words beside a noun phrase name: "the Foreign Secretary, Vikram Misri", "Hamas, the militant group"."""

from __future__ import annotations

from dateline.model.statement import Mention
from dateline.record.clusters import Cluster
from dateline.record.links import Links
from dateline.record.role_search import goes_on

_BETWEEN = 7
"""So many mentions later the name may come: "the captain of India's women's hockey team, Simran Kaur"."""
_CLOSING = (",", ".", ";", ")", "–", "—", "that", "which", "of", "in")
_VERBS = frozenset("said says told is was has have had will would".split())


def beside(links: Links, number: int) -> Cluster | None:
    """Return the person or body whose name a comma, or "is", parts from a noun phrase.

    Args:
        links: What is known while mentions are linked.
        number: The noun phrase.
    """
    mention = links.mentions[number]
    return _person_beside(links, number, mention) if mention.type == "person" else _body_beside(links, mention)


def _person_beside(links: Links, number: int, mention: Mention) -> Cluster | None:
    """Return the person named beside it: "the Foreign Secretary, Vikram Misri", "Vikram Misri, the …"."""
    places = links.places
    after, first, tokens = _behind_complement(links, mention), places.first(mention.span), places.tokens
    for k in range(number + 1, number + _BETWEEN):
        if not _is_person_name(links, k) or after + 1 >= len(tokens) or tokens[after].text != ",":
            continue
        span = links.mentions[k].span
        if _opens(links, after + 1, span.start):
            stop = places.after(span)
            closed = stop >= len(tokens) or tokens[stop].text in (",", ".", ";", "and", ")")
            return links.owner[k] if closed else None
    if first < 2 or tokens[first - 1].text not in (",", "is", "was"):
        return None
    if tokens[first - 1].text == "," and goes_on(places, after):
        return None  # "After talks with Rao, the minister flew home" is about two
    before = (k for k in (number - 1, number - 2) if _is_person_name(links, k))
    return next((links.owner[k] for k in before if links.mentions[k].span.end == tokens[first - 2].end), None)


def _behind_complement(links: Links, mention: Mention) -> int:
    """Return the token behind a noun phrase and what "of" adds to it ("the head of the union | , …")."""
    places, at = links.places, links.places.after(mention.span)
    if at >= len(places.tokens) or places.lower[at] not in ("of", "for", "to", "in", "at"):
        return at
    stop = at + 1
    while stop < len(places.tokens) and stop - at < 10 and places.same_sentence(stop, at):
        text = places.tokens[stop].text
        if text == ",":
            return stop
        if not (text[0].isalnum() or text in ("'s", "’s", "-")) or places.lower[stop] in _VERBS:
            break
        stop += 1
    return at


def _is_person_name(links: Links, k: int) -> bool:
    mentions = links.mentions
    return 0 <= k < len(mentions) and mentions[k].form == "name" and mentions[k].type == "person"


def _opens(links: Links, at: int, start: int) -> bool:
    """Say whether a name begins at a token, or behind the titles that begin there."""
    tokens = links.places.tokens
    while at < len(tokens) and tokens[at].start < start and tokens[at].text[0].isupper():
        at += 1
    return at < len(tokens) and tokens[at].start == start


def _body_beside(links: Links, mention: Mention) -> Cluster | None:
    """Return the body whose name a comma parts from the noun phrase: "Hamas, the militant group"."""
    first, tokens = links.places.first(mention.span), links.places.tokens
    if mention.type != "organization":
        return None
    after = links.places.after(mention.span)
    if links.places.lower[after : after + 2] == ["known", "as"] and after + 2 < len(tokens):
        named = links.places.name_at.get(tokens[after + 2].start)
        if named is not None and named.type == "organization":
            return links.owner[links.number[named.span]]
    if after + 1 < len(tokens) and tokens[after].text == "," and links.places.same_sentence(after, after + 1):
        name = links.places.name_at.get(tokens[after + 1].start)
        stop = links.places.after(name.span) if name is not None else 0
        if name is not None and name.type == "organization" and (stop >= len(tokens) or tokens[stop].text in ",."):
            return links.owner[links.number[name.span]]
    if first < 2 or tokens[first - 1].text != ",":
        return None
    name = links.places.name_to.get(tokens[first - 2].end)
    if name is None or name.type != "organization" or not links.places.same_sentence(first - 2, first):
        return None
    closed = after >= len(tokens) or tokens[after].text in _CLOSING
    return links.owner[links.number[name.span]] if closed else None
