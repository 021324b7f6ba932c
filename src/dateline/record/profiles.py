"""What an entity is: label, aliases, role, country, sector and actor code, each from words of the article first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dateline.model.span import Span
from dateline.model.statement import Mention
from dateline.record.acting import is_government
from dateline.record.belonging import country_in, country_of, nation_of, owner_of, without_topic
from dateline.record.bodies import Body, Owners, body_in, body_of, complement_of, held_in, whole_of
from dateline.record.clusters import Cluster, words_of
from dateline.record.held_sectors import sector_of, tokens_near
from dateline.record.home import Home, home_at
from dateline.record.labels import label_of, with_article
from dateline.record.neighbors import CLITICS, Places
from dateline.record.roles import Role
from dateline.record.unnamed import is_local, unnamed
from dateline.world.countries import by_iso3, country_named, people_named
from dateline.world.gazetteer import candidates, folded
from dateline.world.office_holders import country_of_holder, holder_named
from dateline.world.offices import OUT_OF_OFFICE, organization_sector, role_sector
from dateline.world.outlets import agency_named

_STATE = frozenset("GOV MIL COP LEG JUD SPY PTY ELI OPP".split())
"""Sectors whose people are of the country the article is written from, unless it says otherwise."""
_ROVING = frozenset(("REF", "UAF"))
"""Sectors of which nobody knows where they come from."""
_BESIDE = frozenset("deputy counterpart successor predecessor aide adviser advisor assistant".split())
"""Parts that are of the sector of whom they are beside."""
_NATIONAL = frozenset("president minister premier chancellor secretary king queen".split())
_PEER = "counterpart"
_NICKNAMED = re.compile(r"\b(?:North|South|West|East)['’]s\b")
"""Half a country's name: it is the other one that is meant, or not."""
_WORLDLY = frozenset(
    "secretary general,director general,commissioner general,prosecutor,chief prosecutor,special rapporteur,rapporteur"
    ",under secretary general,humanitarian coordinator,commissioner,high representative".split(",")
)
"""Offices that international bodies have; what they are called is often left to the sentence before."""
_TAIL = 24
"""Characters behind an office in which its body's kind may still come: "at New York" may be "New York University"."""
_KINGDOMS = frozenset("BEL BHR BTN DNK ESP GBR JOR KHM LSO MAR NLD NOR SAU SWE SWZ THA TON".split())
_RUNS = frozenset("campaign surrogate surrogates rally rallies".split())


@dataclass(frozen=True, slots=True)
class Profile:
    """What is said of an entity in its record."""

    label: str
    aliases: tuple[str, ...]
    role: str | None = None
    country: str | None = None
    sector: str | None = None
    code: str | None = None
    evidence: Role | None = None


class Profiler:
    """Makes the profiles of the clusters of one article.

    Args:
        mentions: All mentions of the article.
        places: The article's tokens and names.
        owners: Whose an office is.
        home: The country the article is written from, for ministries and offices that name none.
        on: The day of publication, for who held an office then.
        agency: The agency that signs the article.
    """

    def __init__(
        self,
        mentions: Sequence[Mention],
        places: Places,
        owners: Owners,
        *,
        home: Home,
        on: date | None,
        agency: str | None = None,
    ) -> None:
        self._mentions, self._places, self._owners = mentions, places, owners
        self._home, self._on, self._agency = home, on, agency
        self._made: dict[int, Profile] = {}

    def profile(self, cluster: Cluster) -> Profile:
        """Return the profile of a cluster."""
        key = id(cluster)
        if key not in self._made:
            # whoever is asked for while his own profile is made is somebody without one: no office owns itself
            self._made[key] = Profile("", ())
            self._made[key] = _plain_country(self._profile(cluster))
        return self._made[key]

    def _profile(self, cluster: Cluster) -> Profile:
        label, aliases = label_of(cluster)
        if cluster.members:
            return self._several(cluster, label, aliases)
        kingdom = self._kingdom(cluster, label, aliases) if label == "Kingdom" else None
        if kingdom is not None:
            return kingdom
        if cluster.type in ("place", "nationality"):
            return self._place(cluster, label, aliases)
        if cluster.type == "person" and not (cluster.head and not cluster.roles):
            return self._as_known(self._person(cluster, label, aliases), cluster)
        if cluster.type == "organization" and not cluster.head:
            found = self._organization(cluster, label, aliases)
            called = (self._mentions[n] for n in cluster.mentions if found.sector == "JRN")
            full = with_article((m.span for m in called if m.form == "name"), self._places)
            return found if full is None or full in (label, *aliases) else replace(found, aliases=(*aliases, full))
        return self._unnamed(cluster, label, aliases)

    # --- persons

    def _person(self, cluster: Cluster, label: str, aliases: tuple[str, ...]) -> Profile:
        if not cluster.roles:
            beside = self._behind_name(cluster.mentions) or Body()
            nations = (owner_of(self._places, self._mentions[n].span) for n in cluster.mentions)
            country = beside.country or next((c for c in nations if c is not None), None)
            return Profile(label, aliases, None, country, beside.sector, beside.code or country)
        role = max(
            (r for r, _ in cluster.roles),
            key=lambda r: (r.sector is not None, r.sector != "CVL", r.sector != "ELI", _tells(r), -r.span.start),
        )
        country, body = self._held(role, cluster.mentions)
        for other, _ in cluster.roles:
            country = country or (None if body else self._held(other, cluster.mentions)[0])
        sector = sector_of(role, body, self._places)
        if country is None and (body is None or body.code is None):
            country = self._of_holder(role, label) or self._at_home(role, sector)
        words = " ".join(role.span.of(self._places.text).split())
        return Profile(label, aliases, words, country, sector, country or (body.code if body else None), role)

    def _held(self, role: Role, names: Sequence[int]) -> tuple[str | None, Body | None]:
        """Return in what a role is held: by its own words, by whoever owns it, or by what stands behind the name."""
        country, body = held_in(role, self._places, self._home.country)
        if country is not None and role.head.split()[-1] not in _BESIDE:
            return country, body
        owner = self._owners.of(role) if body is None else None
        if owner is None and body is None and country is None:
            beside_name = self._behind_name(names)
            if beside_name is not None:
                return beside_name.country, beside_name
            owner = self._owners.inside(role) or self._international(role)
        if owner is None:
            return country, body
        profile = self.profile(owner)
        beside = owner.type == "organization" or role.head.split()[-1] in _BESIDE
        sector = _of_beside(role.head.split()[-1], profile.sector) if beside else None
        if role.head.split()[-1] == _PEER:
            # "his counterpart" holds an office like his, in another country
            return country, Body(country, sector, country)
        return country or profile.country, Body(profile.country, sector, country or profile.code)

    def _behind_name(self, numbers: Sequence[int]) -> Body | None:
        """Return the body that stands behind a name: "Martin Ogilvie of Imperial College London"."""
        for n in numbers:
            mention = self._mentions[n]
            if (state := self._state_behind(mention)) is not None:
                return Body(state, None, state)
            added = complement_of(self._places, mention.span, ("of", "at", "from", "with")) or self._behind_comma(
                mention
            )
            if mention.form != "name" or added is None:
                continue
            words = added.of(self._places.text)
            found = body_in(added, self._places, self._home.country)
            sector = found.sector if found else organization_sector(words)
            if found is not None or (sector is not None and words.split()[-1][0].isupper()):
                country = found.country if found else country_in(words, lands=self._places.lands)
                return Body(country, sector, found.code if found else country)
        return None

    def _behind_comma(self, mention: Mention) -> Span | None:
        """Return what "of" adds to a name behind a comma: "Neil Jones, of West Yorkshire Police, said"."""
        at = self._places.after(mention.span)
        if self._places.lower[at : at + 1] != [","] or at + 1 >= len(self._places.lower):
            return None
        return complement_of(self._places, Span(mention.span.start, self._places.tokens[at].end), ("of", "from"))

    def _state_behind(self, mention: Mention) -> str | None:
        """Return the country right behind a name: "Judge Xue Hanqin of China"."""
        at = self._places.after(mention.span)
        if mention.form != "name" or self._places.lower[at : at + 1] != ["of"]:
            return None
        place = (
            self._places.name_at.get(self._places.tokens[at + 1].start) if at + 1 < len(self._places.tokens) else None
        )
        state = country_named(place.evidence[0].exact) if place is not None and place.type == "place" else None
        return state.iso3 if state is not None else None

    def _international(self, role: Role) -> Cluster | None:
        """Return the international body named right before an office that such bodies have."""
        found = self._owners.body_before(role.near.start) if role.head.replace("-", " ") in _WORLDLY else None
        profile = self.profile(found) if found is not None else None
        return found if profile is not None and profile.code and by_iso3(profile.code) is None else None

    def _of_holder(self, role: Role, label: str) -> str | None:
        """Return the country of whoever the table of office holders has by that name, and by that office if alone."""
        known = holder_named(label, self._on)
        same = known is not None and (" " in label or role.head.split()[-1] in known.role.lower().split())
        return known.country if known is not None and same and by_iso3(known.country) else None

    def _at_home(self, role: Role, sector: str | None) -> str | None:
        """Return the country of an office that names none: the article's own."""
        if role.head.split()[-1] == _PEER or sector in _ROVING or _NICKNAMED.search(role.near.of(self._places.text)):
            return None
        if self._is_of_company(role, sector):
            return None
        national = role.head.split()[-1] in _NATIONAL
        head = (national and role.head.split()[-1] not in ("minister", "secretary")) or role.head == "prime minister"
        surely = sector not in _STATE
        return home_at(self._places, role.span, self._home, surely=surely, national=national, head=head)

    def _is_of_company(self, role: Role, sector: str | None) -> bool:
        """Say whether a part is one in a company or the like that no table knows, which may be from anywhere."""
        inside = (self._places.named.get(k) for k in tokens_near(role, self._places))
        if sector in (None, "BUS") and any(m is not None and m.type == "organization" for m in inside):
            return True
        text, end = self._places.text, role.near.end
        _, at, body = (role.near.of(text) + text[end : end + _TAIL].split(",")[0]).partition(" at ")
        return sector not in _STATE and bool(at) and organization_sector(body) in (None, "BUS")

    def _as_known(self, profile: Profile, cluster: Cluster) -> Profile:
        """Fill what the article leaves open from the table of office holders, and see who runs for an office."""
        if profile.sector in (None, "ELI", "BUS") and any(self._is_run(n) for n in cluster.mentions):
            profile = replace(profile, sector="PTY")
        if profile.country and profile.sector:
            return profile
        known = holder_named(profile.label, self._on) if self._on else None
        if known is None:
            country = profile.country or country_of_holder(profile.label)
            return replace(profile, country=country, code=profile.code or country)
        country = profile.country or known.country
        return replace(profile, country=country, sector=profile.sector or known.sector, code=profile.code or country)

    def _is_run(self, number: int) -> bool:
        """Say whether a mention is that of a candidate: "Rao's campaign", "the Rao campaign"."""
        mention, lower = self._mentions[number], self._places.lower
        at = self._places.after(mention.span)
        if mention.form != "name" or at >= len(lower):
            return False
        at += self._places.tokens[at].text in CLITICS
        return at < len(lower) and lower[at] in _RUNS

    # --- what is no person

    def _organization(self, cluster: Cluster, label: str, aliases: tuple[str, ...]) -> Profile:
        if cluster.known is not None:
            body = body_of(cluster.known)
            country = body.country or (cluster.country if body.code is None else None)
            return Profile(label, aliases, None, country, body.sector, body.code or country)
        agency = agency_named(label) if " " in label or label == self._agency else None
        if agency is not None:
            return Profile(label, aliases, None, agency.country, "JRN", agency.country)
        whole = whole_of(label)
        if whole is not None:
            return Profile(label, aliases, None, None, whole.sector, whole.code)
        sector = organization_sector(label)
        country = cluster.country or country_in(label, lands=self._places.lands)
        if country is None and sector in ("JUD", "COP", "LEG"):
            country = country_in(label)  # "Calcutta High Court"
        if country is None and sector in _STATE:
            country = home_at(self._places, self._mentions[min(cluster.mentions)].span, self._home)
        return Profile(label, aliases, None, country, sector, country)

    def _place(self, cluster: Cluster, label: str, aliases: tuple[str, ...]) -> Profile:
        lands = self._places.lands if cluster.type == "place" else None
        meant = next((c for n in (label, *aliases) if lands and (c := lands.by_name.get(folded(n)))), None)
        code = cluster.country or meant or next((c for n in (label, *aliases) if (c := nation_of(n))), None)
        if cluster.type == "nationality":
            # "Liberal" is no city in Kansas
            people = people_named(label)
            party = people is not None and people.kind == "politics" and code is not None and label.endswith("s")
            return Profile(label, aliases, None, code, "PTY" if party else None, code)
        if code is None and self._home.country in {p.country for p in candidates(label)}:
            code = self._home.country
        code = code or next((c for n in (label, *aliases) if (c := country_of(n))), None)
        state = cluster.type == "place" and (
            ((country := country_named(label)) is not None and country.iso3 == code)
            or is_government(self._places, [self._mentions[n] for n in cluster.mentions])
        )
        if state and label == "Brussels" and self._means_union():
            return Profile(label, aliases, None, code, "GOV", "EUR")
        return Profile(label, aliases, None, code, "GOV" if state else None, code)

    def _means_union(self) -> bool:
        """Say whether Brussels acts for the Union: the article names a body of it, and not Belgium."""
        bodies = (body.code for body in self._places.bodies.values())
        belgian = (m for m in self._places.names() if m.evidence[0].exact != "Brussels")
        return "EUR" in bodies and all(nation_of(m.evidence[0].exact) != "BEL" for m in belgian)

    def _several(self, cluster: Cluster, label: str, aliases: tuple[str, ...]) -> Profile:
        """Return what is said of all who are named together alike."""
        found = [self.profile(c) for c in cluster.members]
        country, sector, code = ({getattr(p, k) for p in found} for k in ("country", "sector", "code"))
        return Profile(
            label,
            aliases,
            country=country.pop() if len(country) == 1 else None,
            sector=sector.pop() if len(sector) == 1 else None,
            code=code.pop() if len(code) == 1 else None,
        )

    def _unnamed(self, cluster: Cluster, label: str, aliases: tuple[str, ...]) -> Profile:
        span = self._mentions[min(cluster.mentions)].span
        country, sector, code = unnamed(cluster, label, self._places, span, self._home.country)
        if code is None:
            # "the army" of one sentence is "the Lebanese army" of the next
            called = (self._mentions[n].evidence[0].exact for n in sorted(cluster.mentions))
            told = (country_in(without_topic(words), cities=False, lands=self._places.lands) for words in called)
            code = country = next((c for c in told if c is not None), None)
        body = code is None and cluster.type in ("organization", "group")
        owner = self._owners.ending_in(span, pronouns=sector in _STATE) if body else None
        if owner is not None:
            # "Prime Minister Rao's office" and "his government" are of his country
            code = country = self.profile(owner).country
        if code is None and is_local(label, sector):
            code = country = home_at(self._places, span, self._home, surely=sector not in _STATE)
        role = cluster.head if cluster.type == "person" else None
        return Profile(label, aliases, role, country, sector, code)

    def _kingdom(self, cluster: Cluster, label: str, aliases: tuple[str, ...]) -> Profile | None:
        """Return who "the Kingdom" is: the only one that was named before."""
        span = self._mentions[min(cluster.mentions)].span
        before = (m for m in self._mentions if m.form == "name" and m.type != "person" and m.span < span)
        kingdoms = {country_in(words_of(m), cities=False) for m in before} & _KINGDOMS
        country = kingdoms.pop() if len(kingdoms) == 1 else None
        return Profile(label, aliases, None, country, "GOV", country) if country else None


def _tells(role: Role) -> bool:
    """Say whether an office is a party's by its own words, and not by a name before them ("Unity Party | leader")."""
    return role.sector not in ("PTY", "OPP") or role_sector(role.head) is not None


def _of_beside(part: str, sector: str | None) -> str | None:
    """Return the sector of whoever comes before or after somebody in office, or works beside him."""
    if part == "successor" and sector == "ELI":
        return None  # he has the office now, whichever it was
    return "ELI" if part == "predecessor" and sector in OUT_OF_OFFICE else sector


def _plain_country(profile: Profile) -> Profile:
    """Keep what is no state ("EUR", "UNO") out of the country; it stays as the code."""
    if profile.country is None or by_iso3(profile.country) is not None:
        return profile
    return replace(profile, country=None)
