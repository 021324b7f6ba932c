"""Where names begin: a reader's names cut off from the offices and countries they run into, and known bodies added."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dateline.model.span import Span
from dateline.record.known_names import after_name, known_bodies, land_before, ships, with_states
from dateline.record.name_debris import WEEKDAYS, storm, without_debris, without_honors
from dateline.record.neighbors import CLITICS
from dateline.record.reading import RawName
from dateline.record.tokens import Sentence, Token
from dateline.record.topic_bodies import behind_topic, topic_bodies
from dateline.world.countries import country_named, country_of_seat
from dateline.world.names import is_common_word, is_given_name, is_place_name, words
from dateline.world.office_holders import holder_named
from dateline.world.offices import longest_role, organization_sector
from dateline.world.organizations import organization_named
from dateline.world.outlets import agency_named

_REACH = 5
"""How many words of an office may stand before the name that runs into it: "Inspector General of | Police Vijay"."""
_SHORT_NAME = 2
_REST = 3
"""So many words of a place's name at most are looked for behind where it was cut."""
SEATS = frozenset("TD MP MPs MLA MK MEP MLC MNA MPA MSP".split())
"""What members of parliaments are called for short, between their party and their name."""
ALSO_GIVEN = frozenset("Don Dean Earl Duke".split())
"""Titles that are given names as well."""
_TITLES = frozenset(
    "president minister premier chancellor taoiseach tánaiste tanaiste senator ambassador mayor governor".split()
)
_ADDRESSES = frozenset("Mr Mrs Ms Miss Mx".split())
_NUMERALS = frozenset("II III IV".split())
_INSIDE = ("of", "general", "for", "the")
"""Words in the middle of offices, behind which a name may have swallowed the rest."""


def mended(sentence: Sentence, names: Sequence[RawName]) -> list[RawName]:
    """Return the names of a sentence, their beginnings put right, with the organizations of the table among them.

    Args:
        sentence: The sentence.
        names: The names a reader found in it, in order.
    """
    tokens = sentence.tokens
    starts = {t.start: n for n, t in enumerate(tokens)}
    names = [n for name in names if (n := without_debris(tokens, starts, name)) is not None]
    out = [m for name in names for m in _mended(tokens, starts.get(name.span.start), _as_holder(tokens, starts, name))]
    by_start = {n.span.start: n for n in out}
    out = _without_swallowed([_whole(tokens, starts, n, by_start) for n in out])
    out = list(without_honors(tokens, starts, [storm(tokens, starts, n) for n in out]))
    sailing = list(ships(tokens, out))
    out = _without_swallowed([*out, *topic_bodies(tokens)])
    bodies = [*sailing, *known_bodies(tokens, [*sailing, *(n for n in out if n.type not in ("place", "nationality"))])]
    kept = [n for n in out if not any(b.span.touches(n.span) for b in bodies)]
    return with_states(tokens, sorted([*kept, *bodies], key=lambda n: n.span))


_DOES = words("person_after") | frozenset(
    "met visited flew arrived spoke called phoned signed welcomed hosted praised thanked greeted traveled travelled"
    " discussed landed left will would has had".split()
)
"""What office holders do, and towns of their name do not."""


def _as_holder(tokens: Sequence[Token], starts: Mapping[int, int], name: RawName) -> RawName:
    """Return the name of a place as a person's where only an office holder is called so, or one acts so."""
    at = starts.get(name.span.start)
    if name.type != "place" or at is None or tokens[at].end != name.span.end:
        return name
    word = tokens[at].text
    if holder_named(word) is None or country_named(word) is not None:
        return name
    led = at and tokens[at - 1].text.lower() in words("place_prepositions")
    acts = not led and at + 1 < len(tokens) and tokens[at + 1].text.lower() in _DOES
    return replace(name, type="person") if acts or not is_place_name(word) else name


def _whole(
    tokens: Sequence[Token], starts: Mapping[int, int], name: RawName, by_start: Mapping[int, RawName]
) -> RawName:
    """Return a name with the words cut off from it: "Ann | Lowe", "Nana Boateng | III", "Bank of | Ghana"."""
    at, end = starts.get(name.span.start), after_name(tokens, name)
    if at is None or end <= at or name.type == "nationality":
        return name
    if name.type == "place":
        begin, stop = at, _place_end(tokens, at, end, by_start)
    elif name.type == "person":
        begin = at - (at > 1 and end - at == 1 and _is_given_title(tokens, at - 1))
        stop = _person_end(tokens, at, end, by_start)
    else:
        begin = _run_start(tokens, at) if tokens[at].text in CLITICS else at
        begin -= land_before(tokens, at, " ".join(t.text for t in tokens[at:end]))
        stop = behind_topic(tokens, _behind_of(tokens, at, end))
        while stop > begin + 1 and tokens[stop - 1].text in ("and", "&", ",", "in", "at", "to", "on"):
            stop -= 1
    if (begin, stop) == (at, end):
        return name
    return replace(name, span=Span(tokens[begin].start, tokens[stop - 1].end))


def _behind_of(tokens: Sequence[Token], at: int, end: int) -> int:
    """Return where a body's name ends that was cut at "of", "for" or "of the"."""
    the = end - at > 2 and (tokens[end - 2].text, tokens[end - 1].text) == ("of", "the")
    if not the and tokens[end - 1].text not in ("of", "for"):
        return end
    first = end + (not the and end < len(tokens) and tokens[end].text == "the")
    stop = _run_end(tokens, first)
    stop -= stop > first and tokens[stop - 1].text in WEEKDAYS  # "the Government of Norland Thursday rejected …"
    return stop if stop > first else end


def _is_given_title(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a word that may be a title is a given name, as an office stands before it ("Police Chief Don …")."""
    return tokens[at].text in ALSO_GIVEN and longest_role([tokens[at - 1].text.lower()], 0) > 0


def _person_end(tokens: Sequence[Token], at: int, end: int, by_start: Mapping[int, RawName]) -> int:
    """Return where a person's name ends: behind a numeral, or behind what was cut off from a given name alone."""
    if end >= len(tokens) or tokens[end].text in _NUMERALS:
        return min(end + 1, len(tokens))
    token = tokens[end]
    addressed = at > 0 and tokens[at - 1].text.rstrip(".") in _ADDRESSES  # "Mr Theo | Judge" is no judge
    surname = token.text[0].isupper() and token.text.isalpha() and (addressed or not is_common_word(token.text))
    if not surname or end - at > 1 or not is_given_name(tokens[at].text) or token.start in by_start:
        return end
    following = by_start.get(tokens[end + 1].start) if end + 1 < len(tokens) else None
    return after_name(tokens, following) if following is not None and following.type == "person" else end + 1


def _place_end(tokens: Sequence[Token], at: int, end: int, by_start: Mapping[int, RawName]) -> int:
    """Return where a place's name ends: behind the rest of a longer one that is known, "South | China Sea"."""
    stop = min(_run_end(tokens, end), end + _REST)
    while stop > end:
        inside = (by_start.get(t.start) for t in tokens[end:stop])
        own = all(n is None or (n.type == "place" and n.span.end <= tokens[stop - 1].end) for n in inside)
        if own and is_place_name(" ".join(t.text for t in tokens[at:stop])):
            return stop
        stop -= 1
    return end


def _run_end(tokens: Sequence[Token], end: int) -> int:
    while end < len(tokens) and (tokens[end].text[0].isupper() or _is_peoples(tokens, end)):
        end += 1
    return end


def _is_peoples(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a clitic is inside a name that goes on: "Korean People | 's | Army"."""
    clitic = tokens[at].text in CLITICS and tokens[at - 1].text == "People"
    return clitic and at + 1 < len(tokens) and tokens[at + 1].text[0].isupper()


def _run_start(tokens: Sequence[Token], at: int) -> int:
    while at and tokens[at - 1].text[0].isupper() and tokens[at - 1].text.lower() not in words("openers"):
        at -= 1
    return at


def _without_swallowed(names: Sequence[RawName]) -> list[RawName]:
    """Return the names but those that lie within the one before."""
    out: list[RawName] = []
    for name in sorted(names, key=lambda n: (n.span.start, -n.span.end)):
        if not out or name.span not in out[-1].span:
            out.append(name)
    return out


def without_article(name: RawName, text: str) -> RawName:
    """Return a body's name without the article that opens it; an outlet's may be part of it."""
    words_ = name.span.of(text)
    if name.type != "organization" or words_[:4] not in ("The ", "the ") or organization_sector(words_) == "JRN":
        return name
    return replace(name, span=Span(name.span.start + 4, name.span.end))


def with_seats(names: Sequence[RawName], text: str) -> list[RawName]:
    """Return the names with "Washington" and other seats of government as places, where nobody is called that."""
    parts = [(_thing(n, text), n.span.of(text).split()) for n in names]
    called = {w[-1] for n, w in parts if n.type == "person" and len(w) > 1}
    return [
        replace(n, type="place")
        if n.type == "person" and len(w) == 1 and w[0] not in called and country_of_seat(w[0]) is not None
        else n
        for n, w in parts
    ]


_NUMBERED = re.compile(r"[-–]\d+\w?$")


def _thing(name: RawName, text: str) -> RawName:
    """Return a name with a number in it as a thing's ("Chandrayaan-3" is nobody), and an agency's as a body's."""
    words_ = name.span.of(text)
    if name.type == "place" and words_.isupper() and agency_named(words_) is not None:
        return replace(name, type="organization")
    numbered = name.type == "person" and _NUMBERED.search(words_) is not None
    return replace(name, type="other") if numbered else name


def _mended(tokens: Sequence[Token], at: int | None, name: RawName) -> Iterator[RawName]:
    """Yield a name without the words at its beginning that end an office or a country."""
    if at is None or name.type not in ("person", "organization"):
        yield name
        return
    size = sum(1 for t in tokens[at:] if t.end <= name.span.end)
    cut = _office_end(tokens, at, size) if at else 0
    if not cut and name.type == "person":
        cut = (
            _title_end(tokens, at, size)
            or _country_end(tokens, at, size)
            or _field_end(tokens, at, size)
            or _body_end(tokens, at, size)
        )
    if not cut:
        yield name
        return
    rest = at + cut
    if name.type == "organization":
        rest = _after_field(tokens, rest, at + size)
    if rest < at + size and tokens[rest].text[0].isupper():
        yield replace(name, span=Span(tokens[rest].start, name.span.end), type="person")


def _office_end(tokens: Sequence[Token], at: int, size: int) -> int:
    """Return how many words of a name belong to an office that begins before it, 0 if none."""
    lower = [t.text.lower() for t in tokens[max(0, at - _REACH) : at + size]]
    before = min(at, _REACH)
    if lower[before - 1] not in _INSIDE:
        return 0
    for n in (2, 1):
        for k in range(before):
            if n < size and longest_role(lower[k : before + n], 0) == before + n - k and _is_one(lower, k, before):
                return n
    return 0


def _is_one(lower: Sequence[str], k: int, before: int) -> bool:
    """Say whether the words from k on are no office without the name's own ("minister of | state")."""
    return longest_role(lower[k:before], 0) < before - k


def _title_end(tokens: Sequence[Token], at: int, size: int) -> int:
    """Return how many words at a name's beginning are an office: "Tánaiste | Simon Harris", "Raksha Mantri | Rao"."""
    office = longest_role([t.text.lower() for t in tokens[at : at + size]], 0)
    if 1 < office < size:
        return office
    return int(size > _SHORT_NAME and tokens[at].text.lower() in _TITLES)


def _country_end(tokens: Sequence[Token], at: int, size: int) -> int:
    """Return how many words of a name belong to a country: "Sri | Lanka Gopal Menon", "Sri Lanka Gopal Menon"."""
    two = f"{tokens[at - 1].text} {tokens[at].text}"
    if at and size > 1 and country_named(two) is not None:
        return 1
    if at and tokens[at - 1].text == "of" and size > _SHORT_NAME and not is_given_name(tokens[at].text):
        given = next((k for k in range(1, size - 1) if is_given_name(tokens[at + k].text)), 0)
        if given > 1 or (given and is_place_name(tokens[at].text)):
            return given
    return 2 if size > 2 and country_named(f"{tokens[at].text} {tokens[at + 1].text}") is not None else 0


def _field_end(tokens: Sequence[Token], at: int, size: int) -> int:
    """Return how many words of a name are a minister's field: "of Agriculture and | Light Industry Z. Mendsaikhan"."""
    if not at or tokens[at - 1].text not in ("and", "of", "for", "&"):
        return 0
    fields = [n for n in range(1, size) if tokens[at + n - 1].text in words("topics")]
    return max(fields, default=0)


def _body_end(tokens: Sequence[Token], at: int, size: int) -> int:
    """Return how many words of a name are a body and a seat in it ("Sinn Féin TD | Aoife …"), or an outlet."""
    words_ = [t.text for t in tokens[at : at + size]]
    seat = next((k + 1 for k, w in enumerate(words_[:-1]) if w in SEATS), 0)
    outlets = (k for k in range(size - 1, 1, -1) if organization_named(" ".join(words_[:k])) is not None)
    return seat or next(outlets, 0)


def _after_field(tokens: Sequence[Token], at: int, end: int) -> int:
    """Return where the person begins behind "for External Affairs Kirti Barua"."""
    while at < end and (tokens[at].text in ("for", "of", "and", "&", "the", ",") or tokens[at].text in words("topics")):
        at += 1
    return at
