"""Runs of capitalized words that may be names: initials, particles and "of" behind a head carry one on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.record.rules.cutting import cut
from dateline.record.rules.pieces import Piece, Stretch
from dateline.world.names import words

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
        yield from cut(pieces, i, end)
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
