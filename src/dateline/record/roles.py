"""The office or part an article gives a person: before the name, behind it, or across the organization between."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.model.span import Span
from dateline.model.statement import Mention
from dateline.record.tokens import Token, Tokens
from dateline.world.names import is_nationality, words
from dateline.world.offices import honorifics, longest_role, role_sector

_LONGEST = 7
_COMPLEMENT = 9
CLITICS = ("'s", "’s")
_ADJECTIVES = frozenset("former senior acting deputy outgoing incoming new top chief ex then late current".split())
_ALONE_NO_ROLE = frozenset("mr mrs ms dr sir lord lady dame shri sri smt miss prof".split())


_SHORT = {
    "Sen.": "senator", "Sen": "senator", "Sens.": "senators", "Rep.": "congressman", "Rep": "congressman",
    "Reps.": "congressmen", "Gov.": "governor", "Gov": "governor", "Govs.": "governors", "Gen.": "general",
    "Gen": "general", "Lt.": "lieutenant", "Lt": "lieutenant", "Col.": "colonel", "Col": "colonel", "Maj.": "major",
    "Maj": "major", "Capt.": "captain", "Capt": "captain", "Sgt.": "sergeant", "Sgt": "sergeant", "Adm.": "admiral",
    "Prof.": "professor", "Prof": "professor", "Rev.": "reverend", "Pres.": "president", "PM": "prime minister",
    "FM": "foreign minister", "DG": "director general", "MP": "lawmaker", "MLA": "lawmaker", "MLC": "lawmaker",
}  # fmt: skip
"""Short titles, and the words the tables know them by."""


@dataclass(frozen=True, slots=True)
class Role:
    """A role with its words.

    Args:
        span: The role's own words ("Foreign Secretary", "Ambassador of Israel to India").
        head: The words without what "of" or "for" adds, in small letters, short titles written out.
        sector: The PLOVER sector the head shows, if it does.
        near: Where to look for the name of the country or organization it is held in: the role and what goes with it.
        head_end: Where the head ends in the text.
    """

    span: Span
    head: str
    sector: str | None
    near: Span
    head_end: int


class Places:
    """The tokens of an article by where they begin, and its names by where they begin and end."""

    def __init__(self, tokens: Tokens, mentions: Sequence[Mention]) -> None:
        self.text = tokens.article.text.content
        self.tokens: list[Token] = [t for s in tokens.sentences for t in s.tokens]
        self.starts = [t.start for t in self.tokens]
        self.sentence_of = [n for n, s in enumerate(tokens.sentences) for _ in s.tokens]
        self.lower = [_SHORT.get(t.text, t.text.lower()) for t in self.tokens]
        names = [m for m in mentions if m.form == "name"]
        self._names_of: dict[int, list[Mention]] = {}
        self.name_at = {m.span.start: m for m in names}
        self.name_to = {m.span.end: m for m in names}
        for m in names:
            number = self.sentence_of[min(self.first(m.span), len(self.starts) - 1)]
            self._names_of.setdefault(number, []).append(m)

    def first(self, span: Span) -> int:
        """Return the number of the first token of a span."""
        return bisect_left(self.starts, span.start)

    def after(self, span: Span) -> int:
        """Return the number of the first token behind a span."""
        return bisect_left(self.starts, span.end)

    def names(self) -> Iterable[Mention]:
        """Return all names."""
        return self.name_at.values()

    def names_in(self, sentence: int) -> Sequence[Mention]:
        """Return the names of a sentence, by its number."""
        return self._names_of.get(sentence, ())

    def same_sentence(self, i: int, k: int) -> bool:
        """Say whether two tokens stand in one sentence."""
        size = len(self.tokens)
        return 0 <= i < size and 0 <= k < size and self.sentence_of[i] == self.sentence_of[k]


def role_of(places: Places, name: Span) -> Role | None:
    """Return the role that stands right by a person's name, the fuller of those before and behind, or None."""
    before, behind = _before(places, name), _behind(places, name)
    if before is None or behind is None:
        return before or behind
    return behind if before.sector is None and behind.sector is not None else before


def _before(places: Places, name: Span) -> Role | None:
    """Read "Foreign Secretary Vikram", "Israel's envoy, Major General Amir", "head of the Bar Council Ravi"."""
    end = places.first(name)
    rank = _role_ending(places, end)
    at = rank.start if rank else _over_honorifics(places, end)
    comma = at - 1 if places.same_sentence(at - 1, end) and places.lower[at - 1] == "," else None
    if comma is not None and _closes(places, places.after(name)):
        held = _role_ending(places, comma)
        if held is not None and _has_owner(places, held.start):
            return _role(places, held)
    if rank is not None:
        return _role(places, rank)
    return _across_organization(places, end)


@dataclass(frozen=True, slots=True)
class _Run:
    """Tokens of a role phrase."""

    start: int
    end: int


def _role_ending(places: Places, end: int) -> _Run | None:
    """Return the longest role phrase that ends right before a token, ranks and honorifics alone left out."""
    stop = end
    while stop and places.same_sentence(stop - 1, end) and places.lower[stop - 1].rstrip(".") in _ALONE_NO_ROLE:
        stop -= 1
    for size in range(min(_LONGEST, stop), 0, -1):
        start = stop - size
        if not places.same_sentence(start, end - 1) or places.tokens[start].start in places.name_at:
            continue
        if longest_role(places.lower[start:stop], 0) == size:
            return _Run(start, stop)
    return None


def _over_honorifics(places: Places, end: int) -> int:
    while end and places.tokens[end - 1].text in honorifics():
        end -= 1
    return end


def _has_owner(places: Places, start: int) -> bool:
    """Say whether a role before a comma is somebody's or the one: "the Foreign Secretary, Vikram Misri"."""
    if not start:
        return False
    k = start
    while k and places.same_sentence(k - 1, start) and start - k < 4:
        k -= 1
        if places.lower[k] in ("the", "its", "his", "her", "their") or places.tokens[k].text in CLITICS:
            return True
        if places.lower[k] in words("phrase_breakers") or not places.tokens[k].text[0].isalnum():
            return False
    return False


def _closes(places: Places, at: int) -> bool:
    """Say whether the name between commas ends there, so that it stands beside the role and is no new subject."""
    if at >= len(places.tokens):
        return True
    return places.lower[at] in (",", ".", ";", ":", ")", "!", "?", "–", "—", "and") or not places.same_sentence(
        at, at - 1
    )


def _across_organization(places: Places, end: int) -> Role | None:
    """Read "Director General of the Israeli Ministry of Foreign Affairs Yaakov ...": role, "of", organization, name."""
    if not end:
        return None
    held = places.name_to.get(places.tokens[end - 1].end)
    if held is None or held.type not in ("organization", "place"):
        return None
    at = places.first(held.span)
    while at and is_nationality(places.tokens[at - 1].text):
        at -= 1
    if at and places.lower[at - 1] == "the":
        at -= 1
    if not at or places.lower[at - 1] not in ("of", "at", "for", "in"):
        return None
    run = _role_ending(places, at - 1)
    return _role(places, run, until=end) if run else None


def _role(places: Places, run: _Run, *, until: int | None = None) -> Role:
    """Make a role of its tokens; what stands before it ("Israeli", "Hamas", "Delhi's") is near it."""
    start = run.start
    while start and _modifies(places, start):
        start -= 1
    span = Span(places.tokens[run.start].start, places.tokens[run.end - 1].end)
    start = _led_side(places, start)
    last = places.tokens[(until or run.end) - 1].end
    near = Span(places.tokens[start].start, max(last, span.end))
    head = " ".join(places.lower[run.start : run.end])
    return Role(span, head, _sector_of(head, near.of(places.text)), near, span.end)


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
    return (
        token.text in CLITICS or token.text[0].isupper() or token.text in ("-", "(", ")") or token.text in _ADJECTIVES
    )


def _behind(places: Places, name: Span) -> Role | None:
    """Read ", the Ambassador of Israel to India", ", 47, Oxfam's policy lead for Israel", " is the mayor of Haifa"."""
    at = places.after(name)
    first = at
    if at >= len(places.tokens) or not places.same_sentence(at, at - 1):
        return None
    if places.lower[at] == "," or places.tokens[at].text in ("–", "—", "("):
        at += 1
        if at + 1 < len(places.tokens) and places.tokens[at].text.isdigit() and places.lower[at + 1] == ",":
            at += 2
        if at + 1 < len(places.tokens) and places.lower[at] == "who" and places.lower[at + 1] in ("is", "was"):
            at += 2
    elif places.lower[at] in ("is", "was") and at + 1 < len(places.tokens):
        at += 1
        if places.lower[at] not in ("a", "an", "the"):
            return None
    else:
        return None
    return _role_from(places, first, at)


def _role_from(places: Places, name_end: int, at: int) -> Role | None:
    """Return the role that begins within a few words: after an article, nations, owners and adjectives."""
    begin = at
    for k in range(at, min(at + 6, len(places.tokens))):
        if not places.same_sentence(k, name_end):
            return None
        size = longest_role(places.lower[k : k + _LONGEST + 2], 0)
        if size:
            if k == at and not places.tokens[k].text[0].isupper() and not _bare_role(places, k, size):
                return None
            return _with_complement(places, begin, k, k + size)
        if places.lower[k] in words("phrase_breakers") or not (
            places.tokens[k].text[0].isalnum() or places.tokens[k].text in CLITICS
        ):
            break
    return _owned_part(places, at)


def _owned_part(places: Places, at: int) -> Role | None:
    """Read "Oxfam's policy lead for Israel": a part no table knows, held in the body that owns it."""
    owner = places.name_at.get(places.tokens[at].start) if at < len(places.tokens) else None
    if owner is None or owner.type == "person":
        return None
    start = places.after(owner.span) + 1
    if start >= len(places.tokens) or places.tokens[start - 1].text not in CLITICS:
        return None
    end = start
    while end < len(places.tokens) and end - start < 4 and places.tokens[end].text.isalpha() and _is_noun(places, end):
        end += 1
    return _with_complement(places, at, start, end) if end > start else None


def _bare_role(places: Places, k: int, size: int) -> bool:
    """Say whether a role without an article goes on as an apposition does ("president of the club,", "chief at …")."""
    after = places.lower[k + size] if k + size < len(places.lower) else "."
    return after in ("of", "for", "at", "in", ",", ".", "with", "and", ")")


def _with_complement(places: Places, begin: int, start: int, end: int) -> Role:
    """Take "of Israel to India" into the role, up to the next comma or verb."""
    stop = end
    while (
        stop < len(places.tokens)
        and stop - end < _COMPLEMENT
        and places.same_sentence(stop, start)
        and _goes_on(places, stop, end)
    ):
        stop += 1
    while stop > end and places.lower[stop - 1] in ("of", "for", "at", "to", "the", "and", "in"):
        stop -= 1
    span = Span(places.tokens[start].start, places.tokens[stop - 1].end)
    head, near = " ".join(places.lower[start:end]), Span(places.tokens[begin].start, span.end)
    return Role(span, head, _sector_of(head, near.of(places.text)), near, places.tokens[end - 1].end)


def _sector_of(head: str, near: str) -> str | None:
    """Return the sector of a role's head; an office somebody has left counts as ELI."""
    sector = role_sector(head)
    return role_sector(f"former {head}") if sector and _LEFT.search(near) else sector


_LEFT = re.compile(r"(?i)\b(former|ex|retired|erstwhile|ousted|deposed|one-?time)\b")


def _goes_on(places: Places, k: int, end: int) -> bool:
    """Say whether a token goes on with a role's complement: it opens with a preposition and holds names and nouns."""
    if k == end:
        return places.lower[k] in ("of", "for", "at", "to")
    token = places.tokens[k]
    if token.text in CLITICS or token.text == "&":
        return True
    return token.text[0].isalnum() and (
        token.text[0].isupper()
        or places.lower[k] in ("of", "the", "for", "to", "and", "in", "at")
        or _is_noun(places, k)
    )


def _is_noun(places: Places, k: int) -> bool:
    """Say whether a small word may be a noun or adjective: no verb, preposition or pronoun we know."""
    word = places.lower[k]
    return (
        word not in words("followers") and word not in words("person_after") and not word.endswith(("ed", "ing", "ly"))
    )
