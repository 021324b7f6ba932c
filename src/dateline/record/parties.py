"""The sides of an event as parties: which entity the words mean, its PLOVER actor code and its sector."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.model.span import Span
from dateline.model.statement import Entity, Mention, Party, Place
from dateline.record.inner_names import BOUND
from dateline.record.tokens import tokens_of
from dateline.world.countries import (
    country_named,
    country_of_demonym,
    country_of_seat,
    is_part_of_america,
    is_work,
    people_named,
)
from dateline.world.offices import group_sector, honorifics, role_sector
from dateline.world.organizations import organization_named

_BOUND = re.compile(
    r"(?i)(?:at least|at most|more than|fewer than|less than|no (?:fewer|less|more) than|as many as|up to|an estimated"
    r"|least|most|than|nearly|almost|around|about|roughly|approximately|some|over|the|an|a)\s+(?=\S)"
)
_BLOWS = r"(?:attacks?|bombings?|strikes?|blasts?|raids?)\b"
_CUT = re.compile(rf"/\w+(?: [a-z]+(?= {_BLOWS}))?(?: {_BLOWS})?")
"""The rest of a date that a side was cut in: "victims of the 26 | /11 terror attack"."""
_JOINED = re.compile(r"([A-Z][\w-]+) and ([A-Z][\w-]+) (?=[A-Za-z])")
"""Two nations before one noun: "Pakistani and Afghan forces", "Pakistani and Afghan Taliban forces"."""
_LANDS = re.compile(r"[A-Z](?:(?!, | and ).)*")
"""Names in a row: "Jordan, Ethiopia and Oman"."""
_OF_LANDS = re.compile(r"(?P<who>[\w'’ -]+ of (?:the )?)(?P<lands>[A-Z].*)")
"""Those of two countries: "the leaders of South Korea and the United States"."""
_PREPOSITIONS = frozenset("of in from for at by on with".split())
_BRACKETS = re.compile(r"(?<=\S)\s*\([^()]*\)?$")
"""What brackets at the end add: "Mayor Karl Moe (Bergen)", "the Truth Commission (CVR)"."""
_GOVERNED = re.compile(r"(?i)(?:\b(?:of|for|to|against|with|from|by|like|under|and|the)|['’]s)\s*$")
"""Words right before the person who ends a side that show him to be somebody else than the side."""
_ADDRESSED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx)\.?(?: [A-Z][\w’'-]*)+")
"""Who is addressed by no office, whatever his name is."""
_NOUN = re.compile(r" ([a-z]{3,})")
_NO_NOUN = frozenset(
    "and are but did for from had has have into nor not said say says than that the their they was were when where"
    " which while who whom whose will with would".split()
)
_LONGEST_NAME = 6
_HEADLESS = frozenset({"nationality", "place"})


_LONGEST = 500
"""No mention has more characters: a name or noun phrase is a dozen words, and this is the length of long sentences."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an article when its parties are coded."""

    text: str
    mentions: Sequence[Mention]
    entities: Mapping[str, Entity]
    places: Sequence[Place]


def party(span: Span, known: Known) -> Party:
    """Return the party a span of words stands for; code and sector are None where nothing says them."""
    span = _with_name(tidied(span, known.text), known)
    mention = _mention_of(span, known)
    if mention is not None and mention.form == "name" and span in mention.span:
        span = mention.span  # a side cut within a name: "Rapid | Support Forces"
    entity = known.entities.get(mention.entity) if mention and mention.entity else None
    code, sector = _from_words(span, known)
    if entity is not None:
        code, sector = entity.code or entity.country or code, _nearer(sector, entity, span, known)
    elif code is None and not BOUND.isdisjoint(span.of(known.text).split()):
        code = next(
            (e.country for m in _mentions_in(span, known) if (e := known.entities[m.entity or ""]).country), None
        )
    if sector == "CVL" and _is_adjective(span, known.text):
        sector = None
    return Party(span=span, entity=entity.key if entity else None, code=code, sector=sector)


def parties(span: Span, known: Known) -> tuple[Party, ...]:
    """Return the parties that words stand for: two of "Pakistani and Afghan forces", one of most."""
    text = known.text
    joined = _JOINED.match(text, span.start, span.end)
    if joined is not None and all(country_of_demonym(nation) is not None for nation in joined.groups()):
        last = party(Span(joined.start(2), span.end), known)
        first = party(Span(joined.start(1), joined.end(1)), known)
        # Of "Pakistani and Afghan Taliban forces" the Pakistani ones are forces, and no Taliban.
        sector = last.sector if text[joined.end()].islower() else group_sector(span.of(text).split()[-1])
        return replace(first, sector=sector), last
    of = _OF_LANDS.fullmatch(text, span.start, span.end)
    lands = list(_LANDS.finditer(text, of.start("lands") if of else span.start, span.end))
    whole = text[lands[0].start() : span.end] if lands else ""
    if len(lands) > 1 and country_named(whole) is None and all(country_named(m.group()) for m in lands):
        first = party(Span(span.start, lands[0].end()), known)
        rest = [party(Span(*m.span()), known) for m in lands[1:]]
        return (first, *(replace(one, sector=first.sector) if of else one for one in rest))
    return (party(span, known),)


def once(parties: Iterable[Party], trigger: Span) -> tuple[Party, ...]:
    """Return the parties of one side, each entity once: of "Rao" and "he" what stands nearer to the trigger."""
    out: dict[str | Span, Party] = {}
    for one in parties:
        key = one.entity or one.span
        out[key] = min(out.get(key, one), one, key=lambda p: _apart(p.span, trigger))
    return tuple(out.values())


def _apart(span: Span, trigger: Span) -> int:
    return max(span.start - trigger.end, trigger.start - span.end)


def tidied(span: Span, text: str) -> Span:
    """Return a side without the bound words before its number, and with the end of a word or date that cuts it.

    The number stays ("40 protesters"); "at least" says how well it is known, and not who they are.
    """
    start, end = span.start, span.end
    while (m := _BOUND.match(text, start, end)) is not None and m.end() < end:
        start = m.end()
    if (m := _CUT.match(text, end)) is not None:
        end = m.end()
    if end - start > 1 and text[end - 2] != " " and text[end - 1] in "'’" and text[end : end + 1] == "s":
        end -= 1  # "Norland' | s former army chief"
    if (m := _BRACKETS.search(text[start:end])) is not None:
        end = start + m.start()
    return Span(start, end)


def _with_name(span: Span, known: Known) -> Span:
    """Return a side that is but a title with the name that follows it: "Mr | Tariq"."""
    if span.of(known.text) not in honorifics():
        return span
    named = next((m for m in known.mentions if m.form == "name" and m.span.start == span.end + 1), None)
    return Span(span.start, named.span.end) if named is not None and named.type == "person" else span


def _is_adjective(span: Span, text: str) -> bool:
    """Say whether a nation's name stands before the noun of a deed ("Israeli strikes"): it names no people then."""
    words = span.of(text)
    if words.endswith("s") or country_of_demonym(words) is None:
        return False
    after = _NOUN.match(text, span.end)
    return after is not None and not after[1].endswith("ed") and after[1] not in _NO_NOUN


def _nearer(sector: str | None, entity: Entity, span: Span, known: Known) -> str | None:
    """Prefer the entity's sector, but for a group called by what it does ("Israeli troops": MIL, not Israel's GOV).

    Who is called "former" right there is that, though the article calls him "President" elsewhere.
    """
    if sector == "ELI":
        return sector
    if entity.type in _HEADLESS and sector is not None and len(span.of(known.text).split()) > 1:
        return sector
    return entity.sector or sector


def _mention_of(span: Span, known: Known) -> Mention | None:
    """Return the mention that is the head of the span: the same words, else the last one before a preposition."""
    inside = _mentions_in(span, known)
    exact = next((m for m in inside if m.span == span), None)
    if exact or not inside:
        return exact
    last = [m for m in inside if m.form == "name" and m.type == "person" and m.span.end == span.end]
    if last and not _GOVERNED.search(known.text, span.start, last[-1].span.start):
        return last[-1]
    head = _head_end(span, known.text)
    at_head = [m for m in inside if m.span.start < head <= m.span.end or m.span.end == head]
    return max(at_head, key=lambda m: (m.form == "name", len(m.span)), default=None)


def _mentions_in(span: Span, known: Known) -> list[Mention]:
    # Mentions come in the order of the text; to look at all of them for each party costs a long article its square.
    first = bisect_left(known.mentions, span.start - _LONGEST, key=lambda m: m.span.start)
    behind = bisect_left(known.mentions, span.end, key=lambda m: m.span.start)
    return [m for m in known.mentions[first:behind] if m.entity and m.span.touches(span)]


def _head_end(span: Span, text: str) -> int:
    """Return where the head of a noun group ends: before its first preposition, or "close to" and the like."""
    end = span.end
    for n, token in enumerate(tokens_of(text, span)):
        if n and (token.text in _PREPOSITIONS or token.text in BOUND):
            return end
        end = token.end
    return span.end


def _from_words(span: Span, known: Known) -> tuple[str | None, str | None]:
    """Read code and sector from the words alone: a name as a whole, else the names and nouns inside."""
    words = span.of(known.text)
    whole = _whole(words)
    if whole is not None:
        return whole
    code, sector = next(_inner(span, known), (None, None))
    place = next((p for p in known.places if p.span.touches(span) and p.country), None)
    told = _without_names(span, known)
    role = role_sector(told) or group_sector(told)
    return code or (place.country if place else None), role or sector


def _without_names(span: Span, known: Known) -> str:
    """Return the words of a side without its people's surnames: nobody is a pope for being called Ms Pope."""
    text, out, at = known.text, "", span.start
    for m in _mentions_in(span, known):
        if m.form == "name" and m.type == "person" and m.span in span and m.span.start >= at:
            # The first word of a name may be an office: "King Olaf".
            out += text[at : m.span.start] + m.span.of(text).split()[0]
            at = m.span.end
    return " ".join(_ADDRESSED.sub("", out + text[at : span.end]).split())


def _whole(words: str) -> tuple[str | None, str | None] | None:
    """Return code and sector of words that are a name: of a country, of its seat of government, of an organization."""
    organization = organization_named(words)
    if organization is not None:
        return organization.code or organization.country, organization.sector
    country = country_named(words) or country_of_seat(words)
    if country is not None:
        return country.iso3, "GOV"
    people = country_of_demonym(words)
    if people is not None:
        return people.iso3, "CVL"
    group = people_named(words)
    if group is None or not group.country:
        return None
    return group.country, "PTY" if group.kind == "politics" else "CVL"


def _inner(span: Span, known: Known) -> Iterator[tuple[str | None, str | None]]:
    """Yield code and sector of the names inside a group, from the left, the longest at each place.

    An organization that the article tells more of is what it is there: "the Congress's Shashi Tharoor" in India.
    """
    text, tokens = known.text, tokens_of(known.text, span)
    told = {m.span: known.entities.get(m.entity or "") for m in _mentions_in(span, known) if m.form == "name"}
    words_, i = [t.text for t in tokens], 0
    while i < len(tokens):
        step = 1
        if is_part_of_america(text[tokens[i].start : tokens[min(i + 1, len(tokens) - 1)].end]):
            i += 2
            continue
        if tokens[i].text[0].isupper() and not is_work(words_, i):
            for j in range(min(len(tokens), i + _LONGEST_NAME), i, -1):
                words = Span(tokens[i].start, tokens[j - 1].end)
                entity = told.get(words)
                found = _whole(words.of(text))
                if entity is not None and entity.type in ("place", "person") and _is_organization(words.of(text)):
                    # "Amazon land" in a story of the river
                    found = None
                if found is not None and found[0] is not None:
                    code, sector = found if _is_organization(words.of(text)) else (found[0], None)
                    if sector is not None and entity is not None:
                        code, sector = entity.code or entity.country or code, entity.sector or sector
                    yield code, sector
                    step = j - i
                    break
        i += step


def _is_organization(words: str) -> bool:
    return organization_named(words) is not None
