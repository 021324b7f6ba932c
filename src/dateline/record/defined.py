"""Letters in brackets behind what they stand for: "Harbor Authority (HA)", "Upazila Nirbahi Officer (UNO) Rahman"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dateline.model.span import Span
from dateline.record.acronyms import acronyms_of, shortens
from dateline.record.reading import RawName
from dateline.record.tokens import Sentence, Token
from dateline.world.names import words
from dateline.world.offices import HEADS_OF_OFFICES, honorifics, is_role

_DEFINED = 0.95
"""How plainly the text shows such a name; scores only order names by how sure they are."""


def defined_names(text: str, sentences: Iterable[Sentence]) -> Iterator[RawName]:
    """Yield every body whose acronym stands behind it in brackets, and the acronym.

    Args:
        text: The article's text.
        sentences: Its sentences.
    """
    for sentence in sentences:
        tokens = sentence.tokens
        for begin, k in _defined(text, tokens):
            if not _is_office(text, tokens, begin, k):
                yield RawName(span=Span(tokens[begin].start, tokens[k - 2].end), type="organization", score=_DEFINED)
                yield RawName(span=Span(tokens[k].start, tokens[k].end), type="organization", score=_DEFINED)


def defined_offices(text: str, sentences: Iterable[Sentence]) -> Iterator[Span]:
    """Yield the words of every office with the brackets behind it that hold its letters.

    Args:
        text: The article's text.
        sentences: Its sentences.
    """
    for sentence in sentences:
        tokens = sentence.tokens
        for begin, k in _defined(text, tokens):
            if _is_office(text, tokens, begin, k):
                yield Span(tokens[begin].start, tokens[k + 1].end)


def office_before(text: str, tokens: Sequence[Token], end: int) -> int | None:
    """Return where the office begins whose letters in brackets end before a token, or None.

    Args:
        text: The article's text.
        tokens: Its tokens.
        end: The number of the token behind the brackets.
    """
    k = end - 2
    begin = _begin(text, tokens, k) if k >= 2 and _in_brackets(tokens, k) else None
    return begin if begin is not None and _is_office(text, tokens, begin, k) else None


def _defined(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield where words begin and where their letters stand."""
    for k in range(2, len(tokens) - 1):
        if _in_brackets(tokens, k) and (begin := _begin(text, tokens, k)) is not None:
            yield begin, k


def _in_brackets(tokens: Sequence[Token], k: int) -> bool:
    return tokens[k - 1].text == "(" and tokens[k + 1].text == ")" and _is_acronym(tokens[k].text)


def _is_acronym(word: str) -> bool:
    capitals = sum(c.isupper() for c in word)
    return 2 <= capitals <= 10 and word.replace(".", "").isalnum() and word not in words("days")


def _begin(text: str, tokens: Sequence[Token], k: int) -> int | None:
    """Return where the words begin that the acronym at k stands for, the fewest that have its letters."""
    acronym = tokens[k].text.replace(".", "").lower()
    for begin in range(k - 2, max(-1, k - 3 - 2 * len(acronym)), -1):
        word = tokens[begin].text
        if word[0].isupper() and word[0].lower() == acronym[0]:
            full = text[tokens[begin].start : tokens[k - 2].end]
            if acronym in acronyms_of(full) or shortens(tokens[k].text, full):
                return begin
    return None


def _is_office(text: str, tokens: Sequence[Token], begin: int, k: int) -> bool:
    """Say whether letters stand for an office: by its last word, or as who holds it follows ("Director of Health")."""
    full = text[tokens[begin].start : tokens[k - 2].end]
    if is_role(full) or tokens[k - 2].text.lower() in HEADS_OF_OFFICES:
        return True
    held = k + 2 < len(tokens) and tokens[k + 2].text in honorifics()
    return held and any(is_role(full.split(of)[0]) for of in (" of ", " for ") if of in full)
