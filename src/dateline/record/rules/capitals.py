"""Runs of capitalized words, cut into the stretches that may be names: titles off, organizations joined over "of"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from dateline.record.tokens import Sentence, Token
from dateline.world.names import is_given_name, is_nationality, is_place_name, words
from dateline.world.offices import honorifics, longest_role
from dateline.world.organizations import organization_named

_INNER_CAPITAL = re.compile(r"(?:al|el|ul|as|ash|an|ar|at|az|bin|e|d|l|de|da|du)[-‑’'][A-Z]|[a-z]{1,2}[A-Z]")
_SUFFIX = frozenset(
    "based led backed born occupied controlled owned run made style funded mediated brokered sponsored linked"
    " affiliated aligned trained speaking language educated administered dominated held wide area bound majority"
    " friendly inspired supplied registered listed appointed allied supported built era only like proof related"
    " focused".split()
)
_PREFIX = frozenset("anti pro non ex post pre trans mid un ultra intra inter counter sub neo".split())
_OWNERS = frozenset(
    "People Peoples Women Men Workers Children Citizens King Queen General Prosecutor President Minister Public Farmers"
    " Teachers Students Writers Veterans Sheriff Governor Doctor Moody Standard Lloyd McDonald Sotheby Christie".split()
)


_LEADING = frozenset("al el bin ibn van von".split())
"""Small words that a surname may begin with."""
_FOR_HEADS = frozenset(
    "Institute Center Centre Council Fund Campaign Society Association Academy Foundation Coalition Alliance Committee"
    " Office Department Organization Organisation Agency Union Network Forum Movement".split()
)
"""Words for bodies whose names go on over "for"."""
_OPEN_NAMES = frozenset("Will May Can So Ten Nor Don Van".split())
"""Words that open sentences and are names all the same."""


class Piece(NamedTuple):
    """A word or mark; a hyphenated word that joins two names is cut into its parts."""

    text: str
    start: int
    end: int
    capital: bool


class Stretch(NamedTuple):
    """A run of pieces that may be one name.

    Args:
        start, end: Which pieces of the sentence.
        title: Whether a title or office stands right before it.
        organized: Whether it was joined over "of" behind a word for an organization or place.
    """

    start: int
    end: int
    title: bool = False
    organized: bool = False


def pieces_of(sentence: Sentence) -> list[Piece]:
    """Return the words and marks of a sentence, hyphenated pairs of names cut in two."""
    out: list[Piece] = []
    for token in sentence.tokens:
        text = token.text
        if "-" in text or "‑" in text:
            out.extend(Piece(p.text, p.start, p.end, _is_capital(p.text)) for p in _parts(token))
        else:
            out.append(Piece(text, token.start, token.end, _is_capital(text)))
    return out


@lru_cache(maxsize=20_000)
def _is_capital(word: str) -> bool:
    """Say whether a word is written as names are: "Reuven", "al-Hayya", "iPhone"."""
    return word[0].isupper() or _INNER_CAPITAL.match(word) is not None


def _parts(token: Token) -> list[Token]:
    """Cut "UK-based", "pro-Palestinian" and "India-Israel", but neither "al-Hayya" nor "Guinea-Bissau"."""
    text = token.text.replace("‑", "-")
    if "-" not in text or is_place_name(text) or is_nationality(text):
        return [token]
    left, right = text.split("-", 1) if text.split("-", 1)[0].lower() in _PREFIX else text.rsplit("-", 1)
    joined = left[:1].isupper() and right.lower() in _SUFFIX
    opposed = left.lower() in _PREFIX and right[:1].isupper()
    paired = left[:1].isupper() and right[:1].isupper() and _are_pair(left, right)
    if not (joined or opposed or paired):
        return [token]
    cut = token.start + len(left)
    ends = [(token.start, cut), (cut, cut + 1), (cut + 1, token.end)]
    pieces = [Token(token.text[s - token.start : e - token.start], s, e) for s, e in ends]
    return [q for p in pieces for q in (_parts(p) if len(p.text) > 1 else [p])]


def _are_pair(left: str, right: str) -> bool:
    """Say whether a hyphen joins two names ("India-Israel", "Israel-Hamas") and not the parts of one ("Al-Sabah")."""
    nations = _of_nation(left) + _of_nation(right)
    body = organization_named(left) is not None or organization_named(right) is not None
    return left not in ("Al", "El", "Abu", "Bin", "Ben", "Saint") and (nations == 2 or (nations == 1 and body))


def _of_nation(word: str) -> bool:
    return is_place_name(word) or is_nationality(word) or word in ("Sino", "Indo", "Anglo", "Franco", "Russo", "Afro")


def stretches(pieces: Sequence[Piece], text: str) -> Iterator[Stretch]:
    """Yield the stretches of a sentence that may be names, left to right."""
    i = 0
    while i < len(pieces):
        if not _starts(pieces, i):
            i += 1
            continue
        end = _run_end(pieces, i, text)
        if i and pieces[i - 1].text in _LEADING and _close(pieces[i - 1], pieces[i], text):
            i -= 1
        yield from _cut(pieces, i, end)
        i = max(end, i + 1)


def _starts(pieces: Sequence[Piece], i: int) -> bool:
    """Say whether a run may begin here: a capital that is no weekday, title alone or lone letter."""
    piece = pieces[i]
    if not piece.capital or piece.text in words("days") or any(c.isdigit() for c in piece.text[1:4]):
        return False
    if i + 1 < len(pieces) and pieces[i + 1].text in "$€£" and pieces[i + 1].start == piece.end:
        return False
    if len(piece.text) == 1:
        return i + 1 < len(pieces) and (pieces[i + 1].text == "." or (pieces[i + 1].capital and piece.text not in "AI"))
    return True


def _run_end(pieces: Sequence[Piece], i: int, text: str) -> int:
    """Return one past the last piece of the run that begins at i: capitals, initials, particles, "of" behind a head."""
    end = i + 1
    if end < len(pieces) and pieces[end].text == "." and len(pieces[i].text) == 1:
        end += 1
    while end < len(pieces):
        step = _step(pieces, i, end, text)
        if not step:
            break
        end += step
    return end


def _step(pieces: Sequence[Piece], first: int, at: int, text: str) -> int:
    """Return how many pieces the run that began at `first` grows by at `at`, 0 if it ends here."""
    piece, before = pieces[at], pieces[at - 1]
    if not _close(before, piece, text) or piece.text in words("days") or _is_opener(piece):
        return 0
    after = pieces[at + 1] if at + 1 < len(pieces) and _close(piece, pieces[at + 1], text) else None
    if piece.capital:
        return 2 if len(piece.text) == 1 and after is not None and _is_initial(pieces, at) else 1
    if after is None:
        return 0
    if piece.text in words("particles") and before.capital and before.text not in words("openers"):
        return _over_particles(pieces, at)
    if after.capital and (piece.text == "&" or _is_owner(before.text, piece.text)):
        return 2
    return _over_of(pieces, first, at)


def _is_opener(piece: Piece) -> bool:
    """Say whether a capital only comes from a headline's case ("Says", "Is"): no name goes on over it."""
    shouted = piece.text.isupper() and len(piece.text) > 1
    return piece.capital and not shouted and piece.text.lower() in words("openers") and piece.text not in _OPEN_NAMES


def _is_initial(pieces: Sequence[Piece], at: int) -> bool:
    """Say whether a lone letter is an initial inside a name ("George W. Bush")."""
    return pieces[at + 1].text == "." and at + 2 < len(pieces) and pieces[at + 2].capital


def _is_owner(word: str, mark: str) -> bool:
    """Say whether a possessive may stand inside a name ("Attorney General's Office", "Workers' Union")."""
    return word in _OWNERS and (mark in ("'s", "’s") or (mark in ("'", "’") and word.endswith("s")))


def _over_particles(pieces: Sequence[Piece], at: int) -> int:
    """Return the length of "bin", "de la", "van der" and the capital behind them, 0 if none comes."""
    n = 1
    while at + n < len(pieces) and n < 3 and pieces[at + n].text in words("particles"):
        n += 1
    return n + 1 if at + n < len(pieces) and pieces[at + n].capital and len(pieces[at + n].text) > 1 else 0


def _over_of(pieces: Sequence[Piece], first: int, at: int) -> int:
    """Return how far "of the X", "for X", ", X and Y" carry an organization's name on."""
    word = pieces[at].text
    run = [p.text for p in pieces[first:at]]
    heads = words("of_heads")
    n = 1 + (at + 1 < len(pieces) and pieces[at + 1].text == "the")
    target = pieces[at + n] if at + n < len(pieces) else None
    if target is None or not target.capital or target.text in words("days"):
        return 0
    if word == "of" and (run[-1] in heads or (run[-1].title() in heads and run[-1].isupper())):
        return n + 1
    if word == "for" and run[-1] in _FOR_HEADS:
        return n + 1
    if word in ("for", "on", "to", "against") and any(w in heads for w in run) and target.text in words("topics"):
        return n + 1
    inside = "of" in run or "for" in run or "on" in run
    if word in ("and", "&") and n == 1 and target.text in words("topics") and (inside or run[-1] in words("topics")):
        return 2 if inside or _ends_in_head(pieces, at + 1) else 0
    listed = word == "," and n == 1 and inside and run[-1] in words("topics") and target.text in words("topics")
    return 2 if listed else 0


def _ends_in_head(pieces: Sequence[Piece], i: int) -> bool:
    """Say whether the capitals from i on end in a word for an organization ("Trade Ministry")."""
    while i + 1 < len(pieces) and pieces[i + 1].capital:
        i += 1
    return pieces[i].text in words("organization_heads")


def _close(left: Piece, right: Piece, text: str) -> bool:
    """Say whether nothing but a blank, or a single line break, stands between two pieces."""
    gap = text[left.end : right.start]
    return not gap or (len(gap) <= 2 and gap.isspace() and "\n" not in gap)


def _cut(pieces: Sequence[Piece], start: int, end: int) -> Iterator[Stretch]:
    """Cut a run at titles, nationalities and places; drop the words that only begin the sentence."""
    while start < end and (pieces[start].text in words("openers") or pieces[start].text.lower() in words("openers")):
        if _named_with_the(pieces, start, end):
            break
        start += 1
    title = False
    while start < end:
        after = _after_title(pieces, start, end)
        if after > start:
            start, title = after, True
            continue
        stop = _name_end(pieces, start, end)
        organized = any(pieces[k].text in ("of", "for", "on") for k in range(start, stop))
        if pieces[stop - 1].text not in (".", "&"):
            yield Stretch(start, stop, title, organized)
        start, title = stop, False


def _named_with_the(pieces: Sequence[Piece], start: int, end: int) -> bool:
    return end - start > 1 and pieces[start].text == "The" and pieces[start + 1].text in ("Hague", "Gambia", "Bahamas")


def _after_title(pieces: Sequence[Piece], start: int, end: int) -> int:
    """Return where the words after a title or office begin, `start` if none stands here.

    "Foreign Secretary", "Lt. Gen.", "Director General", "Minister of Health": modifiers, then one or more heads.
    """
    wholes = (" ".join(p.text for p in pieces[start:k]) for k in (start + 2, start + 3) if k <= end)
    if any(is_place_name(whole) or is_nationality(whole) for whole in wholes):
        return start
    at = start
    while at < end and pieces[at].text in words("title_modifiers") and pieces[at].text not in words("title_heads"):
        at += 1
    head = at
    while head < end and _is_title(pieces[head].text, last=head + 1 == end):
        head += 1
        if head < end and pieces[head].text == ".":
            head += 1
    if head == at:
        return start
    if head < end and _is_organization(pieces, head, end):
        return start
    return _over_portfolio(pieces, head, end)


def _is_title(word: str, *, last: bool) -> bool:
    """Say whether a word is a title or office; a rarer one ("Translator") only where a name follows it."""
    if word in words("title_heads") or word in honorifics() or word.startswith(("Vice-", "Under-")):
        return True
    return not last and not is_given_name(word) and longest_role([word.lower()], 0) == 1


def _is_organization(pieces: Sequence[Piece], head: int, end: int) -> bool:
    """Say whether what follows a title makes it part of an organization ("Justice Department", "General Assembly")."""
    rest = [p.text for p in pieces[head:end]]
    if rest[0] in ("'s", "’s", "'", "’"):
        return True
    plain = rest[: rest.index("of")] if "of" in rest else rest
    return bool(plain) and len(plain) <= 2 and plain[-1] in words("organization_heads") and not is_given_name(plain[0])


def _over_portfolio(pieces: Sequence[Piece], at: int, end: int) -> int:
    """Step over "of Health", "of Foreign Affairs and Trade" behind a title."""
    if at >= end or pieces[at].text not in ("of", "for"):
        return at
    at += 1
    while at < end and (pieces[at].text in words("topics") or pieces[at].text in ("the", "and", "of", "&", ",")):
        at += 1
    return at


def _name_end(pieces: Sequence[Piece], start: int, end: int) -> int:
    """Return where the first name of a run ends: before a title, after a nation's adjective, after a full subject."""
    heads = words("organization_heads")
    for at in range(start + 1, end):
        text, before = pieces[at].text, pieces[at - 1].text
        if not pieces[at].capital:
            continue
        if _title_begins(pieces, at, end) and before not in ("of", "the", "and", "&", "for", "'s", "’s"):
            return at
        if at == start + 1 and _nation_stands_apart(pieces, start, end):
            return at
        if _body_stands_apart(pieces, start, at, end):
            return at
        joined = any(pieces[k].text == "of" for k in range(start, at))
        if joined and before in words("topics") and text not in words("topics") and text not in heads:
            return at
    return end


def _title_begins(pieces: Sequence[Piece], at: int, end: int) -> bool:
    """Say whether a title stands at `at` inside a run, and the name goes on behind it or the run ends with it."""
    return _after_title(pieces, at, end) > at


def _body_stands_apart(pieces: Sequence[Piece], start: int, at: int, end: int) -> bool:
    """Say whether a known organization, an acronym if one word, ends at `at` and a given name follows ("ILO Ann")."""
    if not is_given_name(pieces[at].text) or pieces[at - 1].text in ("of", "the", "and", "for"):
        return False
    if at - start < 2 and not (pieces[start].text.isupper() and len(pieces[start].text) > 1):
        return False
    known = organization_named(" ".join(p.text for p in pieces[start:at])) is not None
    return known and organization_named(" ".join(p.text for p in pieces[start:end])) is None


def _nation_stands_apart(pieces: Sequence[Piece], start: int, end: int) -> bool:
    """Say whether a nation at the head of a run is a name of its own ("Israeli Yaakov", "US Evangelicals")."""
    word = pieces[start].text
    rest = [p.text for p in pieces[start + 1 : end]]
    whole = " ".join([word, *rest])
    if not (is_nationality(word) or is_place_name(word)) or is_place_name(whole) or is_nationality(whole):
        return False
    if any(w in words("organization_heads") or w in words("place_heads") or w in words("other_heads") for w in rest):
        return False
    if is_nationality(word):
        return True
    return is_nationality(rest[0]) or (len(rest) >= 2 and is_given_name(rest[0]) and not is_given_name(word))
