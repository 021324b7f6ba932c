"""Roles: the words for an office or part, what goes with them, and the sector they show."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dateline.model.span import Span
from dateline.record.belonging import country_of
from dateline.record.neighbors import CLITICS, Places, is_noun
from dateline.world.names import is_nationality, is_place_name, words
from dateline.world.offices import is_organization_word, longest_role, organization_sector, role_sector
from dateline.world.organizations import organization_named

_LONGEST = 7
_COMPLEMENT = 9
_ADJECTIVES = frozenset(
    "former senior acting deputy outgoing incoming new top chief ex then late current retired".split()
)
_SENT_AWAY = frozenset("fired sacked dismissed ousted deposed".split())
"""Words that say so before an office, where they are no verbs: "the fired director", but "Rao fired the director"."""
_ALONE_NO_ROLE = frozenset("mr mrs ms dr sir lord lady dame shri sri smt miss prof".split())
_PLAIN = frozenset(
    "young old new other local own top key big great tall rich poor late same former then one two three several many"
    " fellow famous popular prominent noted outspoken controversial embattled beleaguered newly longtime longstanding"
    " veteran senior junior respected powerful influential".split()
)
"""Adjectives that say how somebody is, and no part of an office."""
_BODIES = frozenset("BUS SOC LAB REL EDU MED JRN PTY COP MIL JUD LEG SPY REB AGR".split())
_LENDS = frozenset("president chairman chairwoman chairperson chair secretary treasurer governor commissioner".split())
"""Offices of states and of clubs alike: what they are "of" says which."""
RANKS = frozenset(
    "general major colonel lieutenant captain brigadier admiral vice rear commodore sergeant senior marshal air field"
    " inspector superintendent commander officer ayatollah grand sheikh mullah".split()
)
"""Words of ranks, which say less than an office that stands before them."""
_AT = re.compile(r"\bat (?:the )?")
_TEAM = re.compile(r"\b(?:team|side|squad|club|eleven|XI)\b")
_CIVIL = re.compile(
    r"(?i)\b(?:president(?:ial)?|prime minister|premier|white house|governor|mayor|senator|cabinet|minister"
    r"|chancellor)\b"
)
_STATES_ATTORNEY = re.compile(r"(?:\bU\.? ?S\.?|\bUnited States) [Aa]ttorney$")
_LEFT = re.compile(r"(?i)\b(former|ex|retired|erstwhile|ousted|deposed|fired|sacked|dismissed|one-?time)\b")


@dataclass(frozen=True, slots=True)
class Role:
    """A role with its words.

    Args:
        span: The role's own words ("Foreign Secretary", "Ambassador of Israel to India").
        head: The words without what "of" or "for" adds, in small letters, short titles written out.
        sector: The PLOVER sector the head shows, if it does.
        near: Where to look for the name of the country or organization it is held in: the role and what goes with it.
        head_end: Where the head ends in the text.
        within: The words it is held in, in small letters ("for the ministry of education").
    """

    span: Span
    head: str
    sector: str | None
    near: Span
    head_end: int
    within: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens of a role phrase."""

    start: int
    end: int


def role_ending(places: Places, end: int) -> Run | None:
    """Return the longest role phrase that ends right before a token, ranks and honorifics alone left out."""
    stop = end
    while stop and places.same_sentence(stop - 1, end) and places.lower[stop - 1].rstrip(".") in _ALONE_NO_ROLE:
        stop -= 1
    for size in range(min(_LONGEST, stop), 0, -1):
        start = stop - size
        if not places.same_sentence(start, end - 1) or _is_named(places, start):
            continue
        if longest_role(places.lower[start:stop], 0) == size:
            return _without_chief(places, Run(start, stop))
    return None


def _is_named(places: Places, k: int) -> bool:
    """Say whether a token is part of a name, other than a plain word for a body ("Army chief", "Knesset Speaker")."""
    name = places.named.get(k)
    return name is not None and (name.type == "person" or not is_organization_word(name.evidence[0].exact))


def _without_chief(places: Places, run: Run) -> Run:
    """Take "chief" of "Army chief General" for the end of what stands before it, which is the office."""
    opens = places.lower[run.start] == "chief" and RANKS.issuperset(places.lower[run.start + 1 : run.end])
    if not opens or run.end - run.start < 2 or not places.same_sentence(run.start - 1, run.start):
        return run
    before = places.tokens[run.start - 1].text
    if not before[0].isupper() or is_nationality(before):
        return run
    return role_ending(places, run.start + 1) or Run(run.start, run.start + 1)


def make_role(places: Places, run: Run, *, until: int | None = None) -> Role:
    """Make a role of its tokens; what stands before it ("Israeli", "Hamas", "Delhi's") is near it.

    Args:
        places: The article's tokens and names.
        run: The tokens of the role's head.
        until: The token up to which what "of" or "at" adds goes, if anything does.
    """
    start = begin = _widened(places, run.start)
    while start and _modifies(places, start):
        start -= 1
    start = _led_side(places, start)
    end = _own_end(places, run.end, until or run.end)
    span = Span(places.tokens[begin].start, places.tokens[end - 1].end)
    near = Span(places.tokens[start].start, places.tokens[(until or run.end) - 1].end)
    role = _as_role(places, run, span, near)
    if (
        role.head == "secretary"
        and role.sector is None
        and begin < run.start
        and places.tokens[begin].text[0].isupper()
    ):
        # "Communities Secretary": a field with a capital is a ministry's
        return replace(role, sector="GOV")
    return role


def with_complement(places: Places, begin: int, run: Run) -> Role:
    """Make a role of its tokens and what follows, "of Israel to India", up to the next comma or verb.

    Args:
        places: The article's tokens and names.
        begin: The token where the phrase begins, with its nation, owner or article.
        run: The tokens of the role's head.
    """
    run = _both(places, run)
    stop = run.end
    while (
        stop < len(places.tokens)
        and stop - run.end < _COMPLEMENT
        and places.same_sentence(stop, run.start)
        and _goes_on(places, stop, run.end)
    ):
        stop += 1
    while stop > run.end and places.lower[stop - 1] in ("of", "for", "at", "to", "the", "and", "in"):
        stop -= 1
    start = max(begin, _widened(places, run.start))
    span = Span(places.tokens[start].start, places.tokens[_own_end(places, run.end, stop) - 1].end)
    near = Span(places.tokens[begin].start, places.tokens[stop - 1].end)
    return _as_role(places, run, span, near)


def _both(places: Places, run: Run) -> Run:
    """Return the second of two offices in a firm, which tells more: "president and CEO of Norland Steel"."""
    at = run.end + 1
    if places.lower[run.end : at] not in (["and"], ["&"]) or places.lower[run.end - 1] not in _OF_FIRMS:
        return run
    size = longest_role(places.lower[at:], 0)
    second = Run(at, at + size)
    return second if size and role_sector(" ".join(places.lower[at : at + size])) == "BUS" else run


_OF_FIRMS = frozenset(
    "president chairman chairwoman chairperson chair director founder co-founder partner owner".split()
)


def _as_role(places: Places, run: Run, span: Span, near: Span) -> Role:
    head, end = " ".join(places.lower[run.start : run.end]), places.tokens[run.end - 1].end
    sector = _sector_of(head, near.of(places.text))
    if sector is None and role_sector(near.of(places.text)) in ("PTY", "OPP"):
        sector = role_sector(near.of(places.text))  # "Republican leader"
    added = places.text[end : near.end] if near.end > end else ""
    if head.split()[-1] == "captain" and (_TEAM.search(added) or _leads_team(places.text[near.start : span.start])):
        sector = "CVL"
    elif sector in ("GOV", "MIL") and _AT.search(added):
        sector = _at_body(sector, added)
    elif sector == "GOV" and head.split()[-1] in _LENDS:
        sector = _lent(added)
    elif head == "attorney" and _STATES_ATTORNEY.search(text_before := places.text[near.start : end]):
        sector = "ELI" if _LEFT.search(text_before) else "JUD"
    elif sector == "MIL" and head.endswith("chief of staff") and _is_of_civilian(places, run, near):
        sector = "GOV"
    return Role(span, head, sector, near, end, near.of(places.text).lower())


def _is_of_civilian(places: Places, run: Run, near: Span) -> bool:
    """Say whether a chief of staff is somebody's, or of an office, and not an army's: "Lula's chief of staff"."""
    if _CIVIL.search(near.of(places.text)):
        return True
    owner = run.start - 1
    if owner < 1 or places.tokens[owner].text not in CLITICS:
        return False
    name = places.name_to.get(places.tokens[owner - 1].end)
    return (name is not None and name.type == "person") or _CIVIL.fullmatch(places.tokens[owner - 1].text) is not None


def _leads_team(before: str) -> bool:
    """Say whether the name before "captain" is a team's: a country or city as it is, no adjective ("India captain")."""
    name = before.removesuffix("former ").strip()
    return country_of(name) is not None and not is_nationality(name)


def _at_body(sector: str, added: str) -> str | None:
    """Return the sector of an office "at" a body: the body's, where its name tells; unknown where it does not.

    States have advisers and presidents; those "at" something that is no ministry or embassy are rather a company's.
    """
    body = _AT.split(added)[-1]
    known = organization_named(" ".join(w for w in body.split() if w != "the"))
    kind = known.sector if known is not None else organization_sector(body)
    return sector if country_of(body.strip()) else kind


def _lent(added: str) -> str | None:
    """Return the sector of what a president or chairman is "of": a state's, unless it is a body of another kind."""
    words_ = added.split()[1:]
    name = " ".join(w for w in words_ if w != "the")
    if not words_ or added.split(maxsplit=1)[0] not in ("of", "for") or not name[:1].isupper() or country_of(name):
        return "GOV"
    kind = organization_sector(added)
    return kind if kind in _BODIES or kind == "GOV" else None


def _own_end(places: Places, end: int, stop: int) -> int:
    """Return where the words of an office end: "of", "for" and "to" add to it, "at" and "in" only say where."""
    if end >= stop or places.lower[end] not in ("of", "for", "to"):
        return end
    own = next((k for k in range(end, stop) if places.lower[k] in ("at", "in", "on", "with")), stop)
    while own > end and places.lower[own - 1] in ("of", "for", "to", "the", "and"):
        own -= 1
    return own


def _widened(places: Places, start: int) -> int:
    """Return where a role begins with the words of its field: "lands minister", "transport economist"."""
    k = start
    while k and start - k < 3 and places.same_sentence(k - 1, start) and _is_field(places, k - 1, start):
        k -= 1
    if k == start or places.tokens[k].text[0].isupper():
        return k
    opener = places.tokens[k - 1] if places.same_sentence(k - 1, k) else None
    known = opener is None or opener.text in CLITICS or not opener.text[0].islower()
    return k if known or (opener is not None and opener.text in words("determiners") | _PLAIN) else start


def _is_field(places: Places, k: int, start: int) -> bool:
    """Say whether a word before a role tells its field: a noun in small letters, or a capital no name has."""
    text = places.tokens[k].text
    if k in places.named or not text.replace("-", "").isalpha():
        return False
    if places.tokens[start].text[0].isupper():
        topic = text in words("topics") and not is_nationality(text)
        return topic and not is_place_name(text)
    plain = text.lower() in _PLAIN or text in words("determiners") or text in words("phrase_breakers")
    return text.islower() and is_noun(places, k) and not plain


def _led_side(places: Places, start: int) -> int:
    """Return where "the Indian side was led by" begins before a role, so that the side's country is near it."""
    k = start - 1
    while k > 0 and places.lower[k] in ("the", "its", "their"):
        k -= 1
    if k < 2 or places.lower[k] != "by" or places.lower[k - 1] not in ("led", "headed", "represented"):
        return start
    for at in range(k - 2, max(-1, k - 7), -1):
        if places.tokens[at].start in places.name_at and places.same_sentence(at, start):
            return at
    return start


def _modifies(places: Places, start: int) -> bool:
    """Say whether the token before a role belongs to it: a name, or a possessive."""
    token = places.tokens[start - 1]
    if not places.same_sentence(start - 1, start):
        return False
    if token.text in _SENT_AWAY:
        return start > 1 and places.lower[start - 2] in (",", "the", "a", "an", "his", "her", "its", "of", "by", "with")
    return (
        token.text in CLITICS or token.text[0].isupper() or token.text in ("-", "(", ")") or token.text in _ADJECTIVES
    )


def _sector_of(head: str, near: str) -> str | None:
    """Return the sector of a role's head; an office somebody has left counts as ELI."""
    sector = role_sector(head)
    return role_sector(f"former {head}") if sector and _LEFT.search(near) else sector


def is_left(role: Role, text: str) -> bool:
    """Say whether the words before a role's head say that it is over: "fired FBI director"."""
    return _LEFT.search(text[role.near.start : role.head_end]) is not None


def _goes_on(places: Places, k: int, end: int) -> bool:
    """Say whether a token goes on with a role's complement: it opens with a preposition and holds names and nouns."""
    if k == end:
        return places.lower[k] in ("of", "for", "at", "to", "in")
    token = places.tokens[k]
    if token.text in CLITICS or token.text == "&":
        return True
    return token.text[0].isalnum() and (
        token.text[0].isupper()
        or places.lower[k] in ("of", "the", "for", "to", "and", "in", "at")
        or is_noun(places, k)
    )
