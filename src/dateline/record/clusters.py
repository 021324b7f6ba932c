"""Names that stand for one: full names and surnames, organizations and acronyms, a country and its other names."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from dateline.model.statement import EntityType, Mention
from dateline.record.acronyms import acronyms_of, shortens, strange_letters
from dateline.record.belonging import nation_of
from dateline.record.person_names import is_junior, name_parts, same_person
from dateline.record.roles import Role
from dateline.world.countries import country_named, country_of_demonym
from dateline.world.divisions import division_called, division_shortened
from dateline.world.names import Gender, folded, gender_of, is_nationality, is_place_name
from dateline.world.offices import is_organization_word
from dateline.world.organizations import (
    Organization,
    is_best_known,
    is_plain,
    name_key,
    organization_named,
    organizations_named,
)

_FEMALE = frozenset("ms mrs miss lady dame madam madame smt shrimati queen princess baroness begum sister".split())
_MALE = frozenset("mr sir lord shri sri king prince baron father brother comrade sheikh pope cardinal".split())
_WOMEN = frozenset(
    "actress mother daughter sister wife widow girl grandmother queen princess lady nun housewife".split()
)
_MEN = frozenset("actor father son brother husband widower boy grandfather king prince monk priest".split())


@dataclass(slots=True)
class Cluster:
    """One entity in the making.

    Args:
        type: What it is.
        mentions: Numbers of its mentions, in the order they were found.
        names: Its names as they stand, the first to be seen first.
        parts: For persons: the words of the fullest name, folded, without particles.
        role: The role the article gives a person, and the number of the mention it stands by.
        gender: m or f where the article's words show it.
        likely: m or f where the given name is mostly borne by those; it weighs, and decides nothing alone.
        known: What the world's table says of an organization.
        head: For what has no name: the words of its head ("foreign secretary", "ministry").
        country: The country that the words right around it name.
        members: Of two or more who are named together: each of them.
    """

    type: EntityType
    mentions: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    parts: tuple[str, ...] = ()
    roles: list[tuple[Role, int]] = field(default_factory=list)
    gender: Gender | None = None
    likely: Gender | None = None
    known: Organization | None = None
    head: str = ""
    country: str | None = None
    members: list[Cluster] = field(default_factory=list)

    def add(self, number: int, name: str | None = None) -> None:
        """Take a mention in, and the name it gives."""
        self.mentions.append(number)
        if name and name not in self.names:
            self.names.append(name)

    def latest_before(self, number: int) -> int:
        """Return the number of its last mention before that one, -1 if none."""
        return max((n for n in self.mentions if n < number), default=-1)


def cluster_names(
    mentions: Sequence[Mention],
    *,
    before: Sequence[str],
    roles: Sequence[Role | None],
    owners: Sequence[str | None],
    home: str | None,
    kin: frozenset[int] = frozenset(),
) -> list[Cluster]:
    """Return the clusters of all names.

    Args:
        mentions: All mentions, in the order of the text.
        before: For each mention the word before it, in small letters.
        roles: For each mention the role that stands by it, if it is a person's name.
        owners: For each mention the country that stands before it as its owner ("Israel's").
        home: The country the article is written from.
        kin: The mentions that name somebody as another's wife, son or the like.
    """
    of_type: dict[EntityType, list[int]] = {}
    for number, mention in enumerate(mentions):
        if mention.form == "name":
            of_type.setdefault(mention.type, []).append(number)
    out = _persons(mentions, of_type.pop("person", []), before, roles, kin)
    out += _organizations(mentions, of_type.pop("organization", []), owners, before, home)
    for kind, numbers in of_type.items():
        out += _by_key(mentions, numbers, kind)
    return out


def words_of(mention: Mention) -> str:
    """Return the words of a mention with single blanks."""
    return " ".join(mention.evidence[0].exact.split())


def _persons(
    mentions: Sequence[Mention],
    numbers: Sequence[int],
    before: Sequence[str],
    roles: Sequence[Role | None],
    kin: frozenset[int],
) -> list[Cluster]:
    """Cluster full names first, then lone surnames and first names with the one they can stand for."""
    parts = {n: name_parts(words_of(mentions[n])) for n in numbers}
    young = {n for n in numbers if is_junior(words_of(mentions[n])) and parts[n]}
    elder = {n: [k for k in numbers if k < n and k not in young and parts[k][-1:] == parts[n][-1:]] for n in young}
    shared = {parts[n][-1] for n in young if _is_another(n, elder[n], roles, kin)}
    clusters: list[Cluster] = []
    for n in sorted(numbers, key=lambda n: (len(parts[n]) < 2, n)):
        # "Trump" is the father, where he was told of before "Donald Trump Jr."
        told = [c for c in clusters if c.parts[-1:] != parts[n][-1:] or (n in young) == (c.mentions[0] in young)]
        pool = told if parts[n] and parts[n][-1] in shared else clusters
        if len(parts[n]) > 1:
            found = next((c for c in pool if same_person(c.parts, parts[n])), None)
        else:
            bearers = _bearers(pool, parts[n], n, before[n], roles[n])
            shown = gender_of_title(before[n])
            others = [c for c in bearers if not _is_only_kin(c, kin)]
            if pool is told:  # nor is he another son, named in full further on
                called = [c for c in bearers if c.parts == parts[n]]
                bearers = others = called or [c for c in others if _in_office(c) or c.mentions[0] < n]
            # "Mrs. Holm" may be the wife of Kim Holm, "Mr. Graham" is hardly the father of Franklin
            fitting = (None, "m") if shown == "m" else (shown,)
            own = [c for c in others if shown is None or (c.gender or c.likely) in fitting]
            found = next(iter(own or bearers), None)
        if found is None:
            found = Cluster("person", parts=parts[n])
            clusters.append(found)
        _take_in(found, n, words_of(mentions[n]), before[n], roles[n])
    return clusters


def _is_another(n: int, elder: Sequence[int], roles: Sequence[Role | None], kin: frozenset[int]) -> bool:
    """Say whether who is named with a "Jr." is another than who had this surname before: by kinship, or by his office.

    Most articles name a man with his "Jr." once and leave it out from then on, so one alone says nothing.

    Args:
        n: The mention with the "Jr.".
        elder: The mentions before it with the same surname and none.
        roles: For each mention the role that stands by it.
        kin: The mentions that name somebody as another's son or the like.
    """
    role = roles[n]
    own = role.sector if role is not None else None
    offices = {other.sector for k in elder if (other := roles[k]) is not None}
    return bool(elder) and (n in kin or bool(offices and own not in offices))


def _in_office(cluster: Cluster) -> bool:
    """Say whether one of somebody's roles is an office, and not that of a son or a citizen."""
    return any(role.sector not in (None, "CVL") for role, _ in cluster.roles)


def _is_only_kin(cluster: Cluster, kin: frozenset[int]) -> bool:
    """Say whether somebody is named as another's wife or father alone, or has no office: no bare surname means her."""
    as_kin, sectors = kin.intersection(cluster.mentions), {r.sector for r, _ in cluster.roles}
    alone = len(as_kin) == len(cluster.mentions)
    return bool(as_kin) and sectors <= ({None, "CVL", "REL", "ELI"} if alone else {None, "CVL"})


def _take_in(cluster: Cluster, n: int, name: str, before: str, role: Role | None) -> None:
    """Add a person's name, with the role beside it and the gender that its title or given name shows."""
    cluster.add(n, name)
    parts = name_parts(name)
    if len(parts) > len(cluster.parts):
        cluster.parts = parts
    if role is not None:
        cluster.roles.append((role, n))
    shown = gender_of_title(before) or (gender_of_role(role.head) if role is not None else None)
    cluster.gender = shown or cluster.gender
    cluster.likely = cluster.likely or (gender_of(name) if len(parts) > 1 else None)


def gender_of_title(title: str) -> Gender | None:
    """Return the gender that a title before a name shows ("Ms.", "Sheikh"), or None."""
    word = title.rstrip(".").lower()
    return "f" if word in _FEMALE else "m" if word in _MALE else None


def gender_of_role(role: str) -> Gender | None:
    """Return the gender that a role's words show ("spokeswoman", "chairman", "queen"), or None."""
    found = role.lower().split()
    if any(w.endswith("woman") or w in _WOMEN for w in found):
        return "f"
    return "m" if any((w.endswith("man") and w != "woman") or w in _MEN for w in found) else None


def _bearers(
    clusters: Sequence[Cluster], parts: tuple[str, ...], n: int, before: str, role: Role | None
) -> list[Cluster]:
    """Return whom a lone name may stand for, likeliest first: by surname before first name, by office, by nearness."""
    part = parts[0] if parts else ""
    by_last = [c for c in clusters if c.parts and c.parts[-1] == part]
    found = by_last or [c for c in clusters if part in c.parts]
    gender = "f" if before.rstrip(".") in _FEMALE else "m" if before.rstrip(".") in _MALE else None
    fitting = [c for c in found if gender is None or c.gender in (None, gender)] or found
    if role is not None:
        fitting = [c for c in fitting if _holds(c, role)] or fitting
    return sorted(fitting, key=lambda c: (c.latest_before(n) < 0, -c.latest_before(n), min(c.mentions)))


def _holds(cluster: Cluster, role: Role) -> bool:
    """Say whether one of a person's roles so far has the words of this one."""
    return any(len(r.span) == len(role.span) or r.sector == role.sector for r, _ in cluster.roles)


def _organizations(
    mentions: Sequence[Mention],
    numbers: Sequence[int],
    owners: Sequence[str | None],
    before: Sequence[str],
    home: str | None,
) -> list[Cluster]:
    """Cluster organizations, long names first, so that acronyms and short forms find theirs."""
    clusters: list[Cluster] = []
    strangers = strange_letters(words_of(mentions[n]) for n in numbers)
    lands = {nation_of(words_of(m)) for m in mentions if m.form == "name" and m.type in ("place", "nationality")}
    for n in sorted(numbers, key=lambda n: -len(words_of(mentions[n]).split())):
        name = words_of(mentions[n])
        known = _told(name, clusters) or _chamber(name, clusters) or _known(name, owners[n] or home, lands)
        known = None if name in strangers else known
        found = next((c for c in clusters if _same_organization(c, name, known, owners[n])), None)
        if found is None and known is None and before[n] == "the" and not _is_led_by_place(mentions, n):
            found = _headed_by(name, n, clusters)
        if found is None:
            found = Cluster("organization", known=known)
            clusters.append(found)
        found.known = found.known or known
        found.country = found.country or owners[n]
        found.add(n, name)
    for c in clusters:
        c.mentions.sort()
        c.names.sort(key=lambda name: next(n for n in c.mentions if words_of(mentions[n]) == name))
    return clusters


def _headed_by(name: str, n: int, clusters: Sequence[Cluster]) -> Cluster | None:
    """Return the only body before a mention whose name has this head: "the Tribunal" of "the Waitangi Tribunal"."""
    if not is_organization_word(name) or name.lower() in _CHAMBERS:
        return None
    head = re.compile(rf"(?:.* )?{re.escape(name)}(?: (?:of|for|on|in)\b.*)?")
    bearers = [c for c in clusters if c.latest_before(n) >= 0 and any(head.fullmatch(full) for full in c.names)]
    return bearers[0] if len(bearers) == 1 else None


def _is_led_by_place(mentions: Sequence[Mention], n: int) -> bool:
    """Say whether a place stands right before a body, whose it may be: "In Brussels, the | Commission"."""
    before = mentions[n - 1] if n else None
    return before is not None and before.type == "place" and mentions[n].span.start - before.span.end <= len(", the ")


def _told(name: str, clusters: Sequence[Cluster]) -> Organization | None:
    """Return the table's entry of that name that the article has named in full: "RSF", of forces or of reporters."""
    named = [c.known for c in clusters if c.known is not None]
    return next((o for o in organizations_named(name) if o in named), None)


def _chamber(name: str, clusters: Sequence[Cluster]) -> Organization | None:
    """Return the American House for a "House" of which a committee or a party was named ("House Republicans")."""
    parts = {name.split(" ")[1] for c in clusters for name in c.names if name.startswith("House ")} - {"of"}
    return organization_named("House of Representatives", home="USA") if name == "House" and parts else None


def _known(name: str, country: str | None, lands: Collection[str | None]) -> Organization | None:
    """Return the table's entry, if it is not another country's body of the same plain name ("Ministry of Defence").

    "The Treasury" and the "DOJ" are American ones but where the article is another country's and does not name America.
    """
    known = organization_named(name, home=country)
    if known is None or known.country == country:
        return known
    letters = _is_mixed(name) and any(map(is_best_known, known.aliases))
    if is_best_known(name) or letters:
        return known if country is None or known.country in lands else None
    return None if is_plain(name) else known


def _same_organization(cluster: Cluster, name: str, known: Organization | None, owner: str | None) -> bool:
    """Say whether a name is the cluster's: same words, same entry of the table, acronym or short form."""
    if known is not None and cluster.known is not None:
        return known == cluster.known
    if owner is not None and cluster.country not in (None, owner):
        return False
    key = name_key(name)
    keys = [name_key(n) for n in cluster.names]
    if key in keys:
        return True
    plain = name.replace(".", "")
    if " " not in plain and (plain.isupper() or _is_mixed(plain)):
        return any(plain.lower() in acronyms_of(n) for n in cluster.names)
    if any(shortens(name, n) for n in cluster.names) or any(_is_of_nation(k, key) for k in keys):
        return True
    short = len(key.split()) == 1 and not is_place_name(name) and not is_nationality(name)
    return short and any(k.startswith(f"{key} of " if key in _CHAMBERS else f"{key} ") for k in keys)


def _is_mixed(word: str) -> bool:
    """Say whether a word is letters with small ones between: "MoH", "DoJ"."""
    return len(word) <= _LETTERS and word[0].isupper() and word[-1].isupper() and word.isalpha()


_LETTERS = 5

_CHAMBERS = frozenset("house senate assembly lords commons congress parliament knesset duma".split())
"""What alone is the chamber, and no committee of it that was named before."""


def _is_of_nation(full: str, key: str) -> bool:
    """Say whether a name is another one behind its nation ("us supreme court", "indian railways")."""
    nation, _, rest = full.partition(" ")
    return rest == key and (nation in ("us", "uk") or is_nationality(nation.capitalize()))


def _by_key(mentions: Sequence[Mention], numbers: Sequence[int], kind: EntityType) -> list[Cluster]:
    """Cluster places and nationalities: those of one country under one key, the rest by their words.

    "MANILA, Philippines" is Manila, and lies in the Philippines.
    """
    table: dict[str, Cluster] = {}
    for n in numbers:
        name, land = _in_land(words_of(mentions[n]))
        country = country_named(name) if kind == "place" else country_of_demonym(name)
        key = country.iso3 if country else folded(name).lower().rstrip("s").replace(".", "")
        cluster = table.setdefault(key, Cluster(kind))
        cluster.add(n, name)
        cluster.country = cluster.country or land
    return list(table.values())


def _in_land(name: str) -> tuple[str, str | None]:
    """Return a place's name and the country that is written behind it, or the whole and None."""
    town, _, behind = name.replace(" ,", ",").partition(", ")
    behind = behind.rpartition(", ")[2]
    division = division_called(behind) or division_shortened(behind)
    land = country_named(behind)
    found = land.iso3 if land else division.country if division else None
    return (town, found) if found else (name, None)
