"""Those without a name: the country, sector and code that a noun phrase and what follows it show."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.model.span import Span
from dateline.record.belonging import country_in, lists_another, without_topic
from dateline.record.bodies import OWN, body_in, complement_of
from dateline.record.clusters import Cluster
from dateline.record.home import ENTREPOTS
from dateline.record.neighbors import Places
from dateline.world.offices import group_sector, is_role, organization_sector, role_sector

_OF = ("of", "for", "from")
_WHERE = ("in", "near", "at", "across", "outside", "around")
_ABROAD = frozenset("MIL JRN REF UAF SPY PRE".split())
"""Sectors whose people are often in a country that is not theirs."""
_SENT = frozenset(
    "ministers leaders heads diplomats diplomat envoys envoy ambassadors ambassador mediators mediator negotiators"
    " delegation embassy consulate mission legation counterpart counterparts".split()
)
_OF_BODIES = frozenset(("GOV", "JUD"))
"""Sectors whose people in certain cities are of international bodies more often than of the country."""
_NEUTRAL = frozenset(
    "officials officers leaders sources representatives spokesmen chiefs heads executives commanders personnel members"
    " workers".split()
)
"""Heads of groups whose sector the word before them tells: "police officials", "church leaders"."""
_OF_ANY_BODY = frozenset("personnel staff staffers employees".split())
"""Heads that every body has: "personnel from the Tourism Board" are no soldiers."""
_ANYBODY = frozenset("group groups partner partners".split())
"""Heads that are companies in a name ("Tata Group") and anybody without one ("a group of tourists")."""
_NO_PARTIES = frozenset(
    "interested third injured guilty innocent warring search rescue landing dinner birthday holiday christmas office"
    " launch house garden block watch after tea wedding".split()
)
"""Words before "party" and "parties" that make them no political ones."""
_INVOLVED = re.compile(
    r" (?:involved|concerned|to (?:the|this|that|an?) (?:\w+ ){0,2}?(?:agreement|treaty|dispute|conflict|deal"
    r"|convention|case|pact|accord|contract|talks|negotiations|lawsuit|litigation)\b)"
)
"""Words behind "parties" that make them those of a contract or a case."""
_LOCAL = frozenset(
    "officials authorities government police residents villagers locals citizens protesters protestors"
    " demonstrators voters lawmakers legislators senators prosecutors judges students teachers farmers workers miners"
    " doctors nurses medics councillors soldiers troops forces militants rebels guerrillas insurgents rioters marchers"
    " parliament army military cabinet ministry court pupils mps opposition settlers clerics priests activists"
    " companies lawyers firefighters rescuers campaigners jawans spokesman spokeswoman spokesperson official officer"
    " minister mayor governor prosecutor judge lawmaker senator".split()
)
"""Last words of those who are of the country they act in, unless the article says otherwise."""


def unnamed(
    cluster: Cluster, label: str, places: Places, span: Span, home: str | None
) -> tuple[str | None, str | None, str | None]:
    """Return country, sector and actor code of what has no name: "the Israeli envoy", "a spokesman for the ministry".

    Args:
        cluster: The entity in the making.
        label: Its words.
        places: The article's tokens and names.
        span: Its first mention.
        home: The country the article is written from, for bodies of a name that several countries have.
    """
    of = complement_of(places, span, _OF if not _is_taken_away(places, span) else _OF[:2])
    whole = Span(span.start, of.end) if of is not None else span
    body = body_in(whole, places, home)
    involved = label.lower().endswith(("party", "parties")) and _INVOLVED.match(places.text, span.end)
    sector = None if involved else _sector(cluster, label, whole.of(places.text))
    if body is not None and body.sector and (sector is None or body.sector in OWN):
        sector = body.sector
    if sector == "MIL" and _is_of_company(label):
        sector = "LAB"
    if sector == "MIL" and _OFFICERS.fullmatch(label) and _tells_of_police(places.lower):
        sector = "COP"
    lands, own = places.lands, without_topic(span.of(places.text))
    country = cluster.country or country_in(own, cities=False, lands=lands)
    if country is None and body is None:
        country = country_in(own, lands=lands)
    code = country or (body.code if body else None)
    if code is None and of is not None:
        told = country_in(of.of(places.text), lands=lands)
        country = code = None if lists_another(places, places.after(of), told) else told
    where = complement_of(places, span, _WHERE)
    stays = sector not in _ABROAD and label.rsplit(maxsplit=1)[-1].lower() not in _SENT
    if stays and sector in _OF_BODIES and where is not None:
        # "the judges in The Hague" are of a court of many states
        name = places.name_at.get(places.tokens[places.first(where) + 1].start)
        stays = name is None or name.evidence[0].exact not in ENTREPOTS
    if code is None and where is not None and stays:
        country = code = country_in(where.of(places.text), lands=lands)
    return country or (body.country if body else None), sector, code


def _sector(cluster: Cluster, label: str, phrase: str) -> str | None:
    """Return the sector of a noun phrase: of the office it is, of the group that ends it, or of what it is "of"."""
    if cluster.type == "person":
        return role_sector(cluster.head) or role_sector(phrase) or organization_sector(label)
    label = label.replace("'s", "").replace("’s", "")
    first, last = label.split()[0].lower(), label.rsplit(maxsplit=1)[-1].lower()
    if last == "allies" and first in ("his", "her", "their"):
        return None  # "Rao and his allies"
    if last in ("party", "parties") and _NO_PARTIES & set(label.lower().split()):
        return None
    compound = last in _NEUTRAL and next(
        (c for n in (3, 2) if is_role(c := " ".join(label.split()[-n:])) and n <= len(label.split())), None
    )
    return (
        (organization_sector(phrase[len(label) :]) if last in _OF_ANY_BODY else None)
        or (role_sector(compound) if compound else None)
        or group_sector(label)
        or role_sector(cluster.head)
        or (None if last in _ANYBODY else organization_sector(label))
    )


def _is_taken_away(places: Places, span: Span) -> bool:
    """Say whether a verb takes a noun phrase from somewhere: "withdraw troops from Iraq" tells of no Iraqi ones."""
    at = places.first(span)
    before = places.lower[max(0, at - _VERB_BEFORE) : at]
    return places.same_sentence(at - 1, at) and any(_TAKES_AWAY.fullmatch(w) for w in before)


_VERB_BEFORE = 4
_TAKES_AWAY = re.compile(
    r"withdr\w+|pull(?:s|ed|ing)?|(?:evacuat|remov|recall|airlift|repatriat)\w*|expel\w*|expulsions?"
)
"""Verbs, and nouns of them, whose "from" says where somebody was; those who are deported from are rather of there."""


_OFFICERS = re.compile(r"(?:(?:the|two|three|four|five|several|some|other|responding|uniformed) )*officers", re.I)
_POLICE = frozenset("police sheriff deputies policeman policemen precinct".split())
_ARMY = frozenset("army military soldiers troops navy battalion brigade regiment".split())


def _tells_of_police(words: Sequence[str]) -> bool:
    """Say whether a text speaks more of the police than of an army: its "officers" are of what it speaks of."""
    return sum(w in _POLICE for w in words) > sum(w in _ARMY for w in words)


def _is_of_company(label: str) -> bool:
    """Say whether somebody works for a company: "the airline's pilots" are no air force."""
    owner = label.replace("’", "'").partition("'s ")[0]
    return owner != label and organization_sector(owner) == "BUS"


def is_local(label: str, sector: str | None) -> bool:
    """Say whether those of that name are of the country they act in as a rule."""
    return sector is not None and sector not in ("REF", "UAF") and label.rsplit(maxsplit=1)[-1].lower() in _LOCAL
