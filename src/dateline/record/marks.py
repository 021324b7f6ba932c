"""Quotation marks: which open, which close, and which are only apostrophes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from dateline.model.span import Span

_MARK = re.compile(r"''|``|[\"“”„«»'‘’]")
_OPENS = ("“", "„", "«", "``")
_SINGLE = "'‘’"
_LONGEST_SINGLE = 1_500
_CLIPPED = re.compile(r"(?:em|tis|til|till|twas|cause|n|round|\d0s|s|re|ve|ll|d|m|t)\b", re.IGNORECASE)
# Where the words of the article go on after a quotation that nobody closed: '"The road is cut, said Ms. Rao.'
_SPEAKER = re.compile(r",(?= (?:said|says|added|wrote|asked) [A-Z])")
_STOP = re.compile(_SPEAKER.pattern + r"|(?<=[.!?…])(?=\s)")


class Quotation(NamedTuple):
    """Words between quotation marks, marks included.

    `goes_on` says that the next paragraph opens its marks again and goes on with the same words.
    """

    span: Span
    goes_on: bool = False


def find_quotations(text: str, blocks: Sequence[Span]) -> tuple[Quotation, ...]:
    """Return the outermost quotations of the blocks, in order; one never reaches over the end of its block."""
    out: list[Quotation] = []
    for n, block in enumerate(blocks):
        after = text[blocks[n + 1].start : blocks[n + 1].start + 4] if n + 1 < len(blocks) else ""
        again = bool(re.match(r"\s*(?:[\"“«]|''|``)", after))
        out.extend(_in_block(text, block, again=again))
    return tuple(out)


@lru_cache(maxsize=500)
def _in_block(text: str, block: Span, *, again: bool) -> tuple[Quotation, ...]:
    """Return the quotations of a block; three steps ask for the same blocks, so the last ones are kept."""
    out: list[Quotation] = []
    at = block.start
    while m := _MARK.search(text, at, block.end):
        end = _closing(text, m, block)
        if end is None:
            at = m.end()
        elif end < 0:
            goes_on = again and -end == block.end and not _SPEAKER.search(text, m.end(), block.end)
            stop = block.end if goes_on else _cut(text, m, -end)
            out.append(Quotation(Span(m.start(), stop), goes_on))
            at = stop
        else:
            out.append(Quotation(Span(m.start(), end)))
            at = end
    return tuple(q for q in out if re.search(r"\w", q.span.of(text)))


def _closing(text: str, mark: re.Match[str], block: Span) -> int | None:
    """Return where the quotation that a mark opens ends; None if it opens none; minus its limit if none closes it."""
    if mark.group() in _SINGLE:
        return _single_end(text, mark.start(), block) if _opens_single(text, mark.start(), block) else None
    if mark.group() not in _OPENS and not _opens(text, mark, block):
        return None
    for m in _MARK.finditer(text, mark.end(), block.end):
        if m.group() in _SINGLE:
            continue
        if m.group() in _OPENS or (m.group() != "”" and _opens_again(text, m)):
            return -m.start()
        return m.end()
    return -block.end


def _opens(text: str, mark: re.Match[str], block: Span) -> bool:
    """Say whether a mark of no direction stands where words begin."""
    if mark.start() == block.start:
        return True
    before, after = text[mark.start() - 1], text[mark.end() : mark.end() + 1]
    return not before.isalnum() and before not in ",.!?" and bool(after) and (before.isspace() or not after.isspace())


def _opens_again(text: str, mark: re.Match[str]) -> bool:
    after = text[mark.end() : mark.end() + 1]
    return text[mark.start() - 1].isspace() and (after.isalnum() or after == "[")


def _opens_single(text: str, at: int, block: Span) -> bool:
    if text[at] == "’" or _CLIPPED.match(text, at + 1):
        return False
    before = text[at - 1] if at > block.start else " "
    after = text[at + 1 : at + 2]
    return (before.isspace() or before in '([—–-:/"“') and (after.isalnum() or after in ('"', "“", "[", "…"))


def _single_end(text: str, start: int, block: Span) -> int | None:
    """Return the end of a quotation in single marks; apostrophes and the possessive of plurals do not close it."""
    depth, end = 0, min(block.end, start + _LONGEST_SINGLE)
    marks = [i for i in range(start + 1, end) if text[i] in _SINGLE]
    for n, i in enumerate(marks):
        if _opens_single(text, i, block):
            depth += 1
        elif depth and _closes_single(text, i, block):
            depth -= 1
        elif _closes_single(text, i, block) and not _possessive(text, i, marks[n + 1 :], block):
            return i + 1
    return None


def _closes_single(text: str, at: int, block: Span) -> bool:
    after = text[at + 1] if at + 1 < block.end else " "
    return text[at] != "‘" and not text[at - 1].isspace() and not after.isalnum()


def _possessive(text: str, at: int, later: Sequence[int], block: Span) -> bool:
    """Say whether a mark after an "s" is "the workers' union": a word follows, and a better mark comes later."""
    if text[at - 1] != "s" or not re.match(r" \w", text[at + 1 : at + 3]):
        return False
    following = next((i for i in later if _opens_single(text, i, block) or _closes_single(text, i, block)), None)
    return following is not None and not _opens_single(text, following, block)


def _cut(text: str, mark: re.Match[str], end: int) -> int:
    """Return where a quotation that nobody closed ends at the latest: a wrong mark, its speaker, or its sentence."""
    wrong = re.compile(r"(?<=[\w.!?,])['’](?=[.,;:!?\s]|$)").search(text, mark.end(), end)
    if wrong and not re.search(r"(?<!\w)['‘]\w", text[mark.end() : wrong.start()]):
        return wrong.end()
    found = _STOP.search(text, mark.end(), end)
    if found:
        return found.end()
    while end > mark.end() and text[end - 1].isspace():
        end -= 1
    return end
