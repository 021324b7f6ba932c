"""What clings to names and is none of them: the day behind one, letters of honors, tags of parties, links, storms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dateline.model.span import Span
from dateline.record.known_names import after_name
from dateline.record.reading import RawName
from dateline.record.tokens import Token
from dateline.world.names import is_given_name
from dateline.world.offices import honorifics

AFTER_NAME = frozenset("KC QC SC SAN MP MLA MEP MSP TD OBE MBE CBE PhD MD Esq Ph.D. M.D.".split())
"""Letters behind a name that are no part of it."""
WEEKDAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())


def without_debris(tokens: Sequence[Token], starts: Mapping[int, int], name: RawName) -> RawName | None:
    """Return a name without the day behind it, or None for what names nobody: an article, "R-KY", a link's letters."""
    at, end = starts.get(name.span.start), after_name(tokens, name)
    if name.type == "nationality" and at is not None and _NO_PEOPLE.match(_behind(tokens, at, name)):
        return None
    if at is None or end <= at:
        # "Smt" of "Smt. Asha Rao"
        return None if at is not None and tokens[at].text in honorifics() else name
    if name.type != "event" and end - at > 1 and tokens[end - 1].text in WEEKDAYS:
        return replace(name, span=Span(name.span.start, tokens[end - 2].end))
    if end - at == 1 and _is_position(tokens, at):
        return None
    if end - at > 1:
        return name
    alone = tokens[at].text in _NOBODY or _TAG.fullmatch(tokens[at].text) is not None
    linked = at > 1 and tokens[at - 1].text == "/" and tokens[at - 1].end == tokens[at].start
    return None if alone or (linked and _HOST.fullmatch(tokens[at - 2].text) is not None) else name


def _is_position(tokens: Sequence[Token], at: int) -> bool:
    """Say whether two letters are a player's position, and no company: "LG Joel Bitonio"."""
    behind = [t.text for t in tokens[at + 1 : at + 3]]
    named = len(behind) > 1 and is_given_name(behind[0]) and behind[1][0].isupper()
    return named and tokens[at].text in _POSITIONS


def _behind(tokens: Sequence[Token], at: int, name: RawName) -> str:
    """Return the rest of the token that a name ends in, and the two after it."""
    k = next((k for k in range(at, len(tokens)) if tokens[k].end >= name.span.end), None)
    if k is None:
        return ""
    rest = tokens[k].text[name.span.end - tokens[k].start :]
    return " ".join([*([rest] if rest else []), *(t.text for t in tokens[k + 1 : k + 3])])


_POSITIONS = frozenset("LG RG LT RT QB RB TE WR CB LB DE DT OT FS SS LW RW PG SG SF PF".split())
_NO_PEOPLE = re.compile(r"New Year\b|[-‑] ?speaking\b|[Ss]peaking\b|[-‑] ?language\b|[Ff]ries\b")
"""Behind a people's name: what is no people's, "Chinese New Year", "English-speaking"."""
_NOBODY = frozenset("The A An Federal National".split())
_TAG = re.compile(r"[RDI]-[A-Z][A-Za-z.]*")
"""Party and state of a member of the American Congress, as they stand behind his name."""
_HOST = re.compile(r"co|com|org|net|gov|ly|me|news|status", re.I)
"""What stands before a stroke in a link."""


def without_honors(tokens: Sequence[Token], starts: Mapping[int, int], names: Sequence[RawName]) -> Iterator[RawName]:
    """Yield the names but the letters of an honor behind a person's: "Rotimi Adu, SAN, told the court"."""
    persons = {n.span.end for n in names if n.type == "person"}
    for name in names:
        at = starts.get(name.span.start, 0)
        behind = at > 1 and tokens[at].text in AFTER_NAME and tokens[at].end == name.span.end
        if not (behind and tokens[at - 1].text == "," and tokens[at - 2].end in persons):
            yield name


def storm(tokens: Sequence[Token], starts: Mapping[int, int], name: RawName) -> RawName:
    """Return a person's name as the storm's that it is: "Hurricane | Maria" says nothing."""
    at = starts.get(name.span.start)
    if at is None or name.type != "person":
        return name
    if tokens[at].text in _STORMS:
        return replace(name, type="event")
    if at and tokens[at - 1].text in _STORMS:
        return replace(name, type="event", span=Span(tokens[at - 1].start, name.span.end))
    return name


_STORMS = frozenset("Hurricane Hurricanes Typhoon Cyclone Storm".split())
