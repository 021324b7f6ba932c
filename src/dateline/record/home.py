"""At home: the country an article is written from, by its dateline, its agency and what it names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from dateline.model.article import Article
from dateline.model.span import Span
from dateline.model.statement import Mention
from dateline.record.belonging import country_in, country_of, country_told, nation_of
from dateline.record.links import is_verb
from dateline.record.neighbors import CLITICS, Places
from dateline.record.rules.inflect import is_past
from dateline.world.countries import by_iso3, country_named, country_of_seat
from dateline.world.gazetteer import candidates
from dateline.world.names import words
from dateline.world.office_holders import holder_named
from dateline.world.organizations import is_best_known, is_plain, organization_named
from dateline.world.outlets import agency_named, outlet_named

_WORLDWIDE = frozenset(("Reuters", "AP", "AFP", "UPI", "Bloomberg", "dpa", "EFE", "Xinhua", "ANSA"))
"""Agencies that write about everybody; one of another country mostly writes about its own."""
ENTREPOTS = frozenset(
    ("Brussels", "The Hague", "Geneva", "Strasbourg", "Vienna", "New York", "United Nations", "Davos")
)
"""Cities whose datelines tell of international bodies more often than of their country."""
_EVERYWHERE = frozenset(("BUS", "JRN", "EDU", "SOC", "REB"))
"""Sectors of bodies that articles of all countries name: "Facebook" makes no article American."""
_FEW, _ENOUGH = 2.0, 3.0
_HALF, _MOST, _NEARLY_ALL = 0.5, 0.6, 0.8


@dataclass(frozen=True, slots=True)
class Home:
    """The country an article is written from.

    Args:
        country: None if nothing tells.
        sure: So much speaks for it that ordinary people are of it, too.
        told: Its dateline, agency or publisher speaks for it.
        named: The article itself names it. A bureau in Nairobi tells of Congo and Somalia.
    """

    country: str | None
    sure: bool = False
    told: bool = True
    named: bool = True


def home_of(places: Places, article: Article, *, published: date | None) -> Home:
    """Return the country that most of an article's names belong to, its dateline and agency counted in.

    A ministry or minister of no named country is of this one.
    """
    # Counters add up floats, too. "The Treasury" speaks for a country that something else speaks for
    votes, unsure = Counter[str](), Counter[str]()
    front = [b.span for b in article.blocks if b.role == "dateline"]
    for mention in places.names():
        if any(mention.span in span for span in front):
            continue
        for country, weight in _votes_of(mention, published, places):
            (unsure if is_best_known(mention.evidence[0].exact) else votes)[country] += weight  # type: ignore[assignment]
    for country in unsure.keys() & votes.keys():
        votes[country] += unsure[country]
    within, front_votes = dict(votes), dict(_votes_of_front(article, dict(votes)))
    for country, weight in front_votes.items():
        votes[country] += weight  # type: ignore[assignment]
    if not votes:
        return Home(None)
    country, most = max(votes.items(), key=lambda pair: (pair[1], pair[0]))
    share = most / votes.total()
    foreign = _city_of(article) in ENTREPOTS and share < _NEARLY_ALL
    telling = (m for m in places.names() if next(_votes_of(m, published, places), None) and not _is_city(m))
    alone = share == 1 and any(not _is_aside(places, m) and not _is_object(places, m) for m in telling)
    if foreign or share < _HALF or (most < _FEW and not alone) or _is_abroad(article, country, votes):
        return Home(None)
    named = country in within
    sure = most >= _ENOUGH and share >= _MOST and (named or max(within.values(), default=0.0) < _FEW)
    return Home(country, sure, country in front_votes, named)


def _is_city(mention: Mention) -> bool:
    """Say whether a name is a city's: its namesakes elsewhere are many, so alone it tells nothing."""
    return mention.type == "place" and nation_of(mention.evidence[0].exact) is None


def _is_abroad(article: Article, country: str, votes: Mapping[str, float]) -> bool:
    """Say whether an outlet of another country, which is named, too, tells about this one without being there."""
    outlet = outlet_named(article.publisher.value) if article.publisher else None
    own = outlet.country if outlet is not None else None
    return own not in (None, country) and own in votes and votes[own] > 1 and article.dateline is None


def _city_of(article: Article) -> str:
    return _cased(article.dateline.value.split(",")[0].strip()) if article.dateline else ""


def _votes_of(mention: Mention, published: date | None, places: Places) -> Iterator[tuple[str, float]]:
    """Yield the country that a name belongs to; a seat of government that is no city counts double."""
    name, lands = mention.evidence[0].exact, places.lands
    if name in places.strangers:
        return
    if mention.type == "person":
        holder = holder_named(name, published)
        if holder is not None and by_iso3(holder.country):
            yield holder.country, 1.0
        return
    if name in ENTREPOTS and name != "New York":
        return
    body = organization_named(name) if mention.type == "organization" else None
    if body is not None and (body.sector in _EVERYWHERE or is_plain(name)):
        return
    within = country_in(name, lands=lands) if " " in name else None
    country = body.country if body else country_told(name, lands) or within
    if country is not None and by_iso3(country):
        seat = country_of_seat(name)
        yield country, 2.0 if seat is not None and name != seat.capital and country_named(name) is None else 1.0


def _votes_of_front(article: Article, named: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    """Yield what dateline, agency and publisher say; the dateline counts little where a foreign agency stands.

    Of several cities with the dateline's name that of the country named most is meant: Kochi of India, or of Japan.
    """
    agency = agency_named(article.agency.value) if article.agency else None
    national = agency.country if agency is not None and agency.name not in _WORLDWIDE else None
    if national is not None:
        yield national, 2.0
    outlet = outlet_named(article.publisher.value) if article.publisher else None
    if outlet is not None and outlet.country is not None:
        yield outlet.country, 1.0
    first, line = _city_of(article), article.dateline.value if article.dateline else ""
    last = _cased(line.split(",")[-1].strip())
    near = {p.country for p in candidates(first)} & set(named) if line else set()
    namesake = max(near, key=lambda c: (named[c], c), default=None)
    here = nation_of(first) or (nation_of(last) if last != first else None) or namesake or country_of(first)
    if here is not None and first not in ENTREPOTS:
        yield here, 3.0 if national in (None, here) else 1.0


def _cased(name: str) -> str:
    return name.title() if name.isupper() and len(name) > 3 else name


def home_at(
    places: Places, span: Span, home: Home, *, surely: bool = False, national: bool = False, head: bool = False
) -> str | None:
    """Return the country an article is written from, unless the words around name another one that may be meant.

    Args:
        places: The article's tokens and names.
        span: The words of an office, a body or a group that names no country.
        home: The country the article is written from.
        surely: Ask for more: much speaks for the country, and the sentence names no other one at all.
        national: The words are those of an office that a country has once: an object of the last sentence is no doubt.
        head: They are those of a head of state or government, whom a land beside him may have as its own.
    """
    if home.country is None or (surely and not home.sure):
        return None
    at = min(places.first(span), len(places.sentence_of) - 1)
    number = places.sentence_of[at]
    named = [(m, c) for m in places.names_in(number) if (c := _nation(places, m)) is not None]
    scenes = {_nation(places, m) for m in places.names_in(number - 1) if _is_scene(places, m)} if number else set()
    if not named and not scenes <= {home.country, None}:
        return None
    if surely:
        return home.country if {c for _, c in named} <= {home.country} else None
    # "who leads the party in Burma, advises the president": its head may be of what is only an aside
    told = ((m, c) for m, c in named if c != home.country and m.span.start < span.start)
    other_side = not home.told and bool(named) and _is_other_side(places, span, home.country)
    if other_side or any(head or not home.named or not _is_aside(places, m) for m, c in told):
        return None
    if not number:
        return home.country
    before = [
        (m, c)
        for m in places.names_in(number - 1)
        if (c := _nation(places, m)) is not None and not (home.named and _is_aside(places, m))
    ]
    if named:
        # "the Swedish premier called …. Foreign Minister Tobias Billstrom said Stockholm …": not home's, or not surely
        opened = [(m, c) for m, c in before[:1] if places.opens(m.span) and {m.type for m, _ in named} == {"place"}]
        before = opened if {c for _, c in named} == {c for _, c in opened} else []
    elif national:
        before = before[:1]
    return home.country if all(c == home.country for _, c in before) else None


def _is_other_side(places: Places, span: Span, country: str) -> bool:
    """Say whether the country is first named behind the words, and not as who does anything.

    "The foreign ministry expelled two Russian diplomats" is not Russia's, "the foreign minister said Norway would send
    jets" is Norway's.
    """
    for mention in places.names():
        if _nation(places, mention) != country:
            continue
        near = places.sentence_of[places.first(mention.span)] == places.sentence_of[places.first(span)]
        return near and mention.span.start > span.start and not _is_subject(places, mention)
    return False


def _is_subject(places: Places, mention: Mention) -> bool:
    """Say whether a verb follows a country, or what is its own that nothing is done to."""
    first, after = places.first(mention.span), places.after(mention.span)
    if after >= len(places.lower):
        return False
    before = places.lower[first - 1] if first else "."
    done_to = is_past(before) or before in {"of", "for", "with", "against", "on"} | words("place_prepositions")
    return is_verb(places.lower[after]) or (places.tokens[after].text in CLITICS and not done_to)


def _nation(places: Places, mention: Mention) -> str | None:
    return country_told(mention.evidence[0].exact, places.lands) if mention.type in ("place", "nationality") else None


def _is_scene(places: Places, mention: Mention) -> bool:
    """Say whether a country sets the scene of its sentence, and of the next: "In neighbouring Uganda, lecturers …"."""
    first = places.first(mention.span)
    opener = next((k for k in range(first - 1, max(-1, first - 3), -1) if places.lower[k] in ("in", "across")), None)
    return opener is not None and (not opener or not places.same_sentence(opener - 1, opener))


def _is_object(places: Places, mention: Mention) -> bool:
    """Say whether a verb does something to a country or its leader: "The president praised Ghana" is not from there."""
    first, after = places.first(mention.span), places.after(mention.span)
    ends = after >= len(places.tokens) or not (places.tokens[after].text[0].isupper() or is_verb(places.lower[after]))
    verb = places.lower[first - 1] if first else ""
    return ends and ((mention.type == "place" and is_past(verb)) or (mention.type == "person" and verb in _MEETING))


_MEETING = frozenset(
    "met received welcomed hosted phoned called telephoned visited praised thanked congratulated greeted saw invited"
    " joined briefed".split()
)
"""What is done to leaders of other lands; one's own are elected, impeached and jailed."""


def _is_aside(places: Places, mention: Mention) -> bool:
    """Say whether a country is only what somebody is of, or where something is: "the envoy of Norway", "in Oslo"."""
    first, after = places.first(mention.span), places.after(mention.span)
    owner = after < len(places.tokens) and places.tokens[after].text in CLITICS
    small = {"of", "for", "with", "against", "on"} | words("place_prepositions")
    back = places.lower[first - 1] in small or (first > 1 and places.lower[first - 2] in small)
    return owner or (first > 0 and back)
