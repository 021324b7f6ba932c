"""Clusters that are one or go together: two named in one breath, an office's acronym, a role before its name."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from dateline.model.statement import Mention
from dateline.record.callings import SHADES, holds, initials_of, offices_of
from dateline.record.clusters import Cluster, words_of
from dateline.record.links import Links, agrees
from dateline.record.several import is_able
from dateline.world.offices import honorifics

_COMING = 6
"""How many sentences later the name may come of whom the first ones describe."""
_ACRONYM = 4
"""So many letters the acronym of an office may have."""
_ANYONE = frozenset("official officer diplomat representative delegate".split())
"""Words for so many that "an Israeli official" is the foreign minister named next only if he is Israel's."""
_INDEFINITE = frozenset("a an one another".split())
_MANY = _ANYONE | frozenset("minister lawmaker legislator soldier policeman source aide adviser".split())
"""Words for one of many, which alone do not tell of whom the text names next."""
_JOINS = frozenset(("and", "&", ","))


def joint_cluster(links: Links, mention: Mention) -> Cluster | None:
    """Return the cluster of two or more who are named together ("Rao and Mehta"), if the phrase names several."""
    if mention.type != "group" or mention.form != "nominal":
        return None
    first, after = links.places.first(mention.span), links.places.after(mention.span)
    if not _JOINS & set(links.places.lower[first:after]):
        return None
    inside = {m.span for k in range(first, after) if (m := links.places.named.get(k)) is not None}
    found = (links.owner.get(links.number[span]) for span in sorted(inside))
    members = {id(c): c for c in found if c is not None and is_able(c.type, c.names[0] if c.names else "")}
    if len(members) < 2:
        return None
    joint = next((c for c in links.clusters if c.members and {id(m) for m in c.members} == set(members)), None)
    if joint is None:
        joint = Cluster("group", head="joint", members=list(members.values()))
        links.clusters.append(joint)
    if words_of(mention) not in joint.names:
        joint.names.append(words_of(mention))
    return joint


def join_acronyms(links: Links) -> None:
    """Join acronyms of offices with their holders: "District Magistrate Rao", later "the DM"."""
    for cluster in [c for c in links.clusters if c.type == "organization" and c.known is None]:
        name, first = cluster.names[0], min(cluster.mentions)
        at = links.places.first(links.mentions[first].span)
        if len(cluster.names) > 1 or not (name.isupper() and 2 <= len(name) <= _ACRONYM) or not at:
            continue
        holders = [c for c in links.clusters if any(name.lower() in initials_of(o) for o in offices_of(c))]
        if links.places.lower[at - 1] == "the" and len(holders) == 1 and holders[0].latest_before(first) >= 0:
            links.join(holders[0], cluster)


def join_coming(links: Links) -> None:
    """Join those whom the text described before it named them with the name that comes."""
    persons = [c for c in links.clusters if c.type == "person" and not c.head]
    named = sorted(((min(c.mentions), c) for c in persons), key=lambda p: p[0])
    for cluster in [c for c in links.clusters if c.type == "person" and c.head]:
        found = _named_later(links, cluster, named)
        if found is not None:
            links.join(found, cluster)


def _named_later(links: Links, cluster: Cluster, named: Sequence[tuple[int, Cluster]]) -> Cluster | None:
    first = min(cluster.mentions)
    owned = words_of(links.mentions[first]).split()[0].lower() in ("his", "her", "their", "my")
    if (
        owned
        or _is_one_of_many(links, cluster, first)
        or links.is_quoted(first)
        or links.is_anonymous(links.mentions[first])
        or not (links.speaks(first) or links.is_subject(first))
    ):
        return None
    later = takewhile(lambda p: links.back(p[0], first) <= _COMING, (p for p in named if p[0] > first))
    coming = [(n, c) for n, c in later if not links.is_quoted(n)]
    for _, other in coming:
        if links.is_elsewhere(links.mentions[first], other) or _differ(cluster, other):
            continue
        if holds(cluster.head, other):
            land = links.country(other)
            anyone = cluster.head.rsplit(maxsplit=1)[-1] in _ANYONE and cluster.country is not None and land is None
            return other if not anyone and agrees(cluster.country, land) else None
    n, other = coming[0] if coming else (first, cluster)
    lead = not other.roles and cluster.gender in (None, other.gender or cluster.gender) and _is_lead(links, first, n)
    return other if lead and words_of(links.mentions[first]).lower().startswith("the ") else None


def _differ(one: Cluster, other: Cluster) -> bool:
    """Say whether a word for a woman stands against a man's name, or the other way round."""
    shown = other.gender or other.likely
    return one.gender is not None and shown is not None and one.gender != shown


def _is_one_of_many(links: Links, cluster: Cluster, first: int) -> bool:
    """Say whether "a senior official" is told of, who need not be the next one named.

    A lead may tell of one first whom it names soon after, but then it says of him what is his: "A Texas lawmaker".
    """
    article, *rest = words_of(links.mentions[first]).lower().split()
    if article not in _INDEFINITE or not rest:
        return False
    *shades, last = rest
    told = [w for w in shades if w not in SHADES and w not in cluster.head.split()]
    return not told and (last in _MANY or not _opens_article(links, first))


def _is_lead(links: Links, first: int, n: int) -> bool:
    """Say whether a source without a name and a full name that speaks next are the lead and who it is about."""
    near = 0 < links.block[n] - links.block[first] <= 1 and links.back(n, first) <= 2
    full = len(words_of(links.mentions[n]).split()) > 1 and _is_bare(links, n)
    return near and full and links.speaks(n) and links.speaks(first) and _opens_article(links, first)


def _is_bare(links: Links, n: int) -> bool:
    """Say whether a name stands without a title, and nothing tells more of whom it names."""
    places, span = links.places, links.mentions[n].span
    first, after = places.first(span), places.after(span)
    told = after < len(places.lower) and places.lower[after] in (",", "of", "from", "at", "(", "with")
    return not told and not (first and places.tokens[first - 1].text in honorifics())


def _opens_article(links: Links, number: int) -> bool:
    return not any(c.type == "person" and not c.head and min(c.mentions) < number for c in links.clusters)
