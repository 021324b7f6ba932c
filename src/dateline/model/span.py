"""Where words stand: spans of code points, texts that never change, and the evidence that joins the two."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.errors import EvidenceError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of Unicode code points, never empty (W3C Web Annotation, TextPositionSelector).

    Args:
        start: First code point, from 0.
        end: One past the last code point; greater than start.

    Raises:
        ValueError: If the span is empty, reversed or negative.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start} to {self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def touches(self, other: Span) -> bool:
        """Say whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def shift(self, by: int) -> Span:
        """Return the span moved by that many code points."""
        return Span(self.start + by, self.end + by)

    def of(self, content: str) -> str:
        """Return the words the span covers."""
        return content[self.start : self.end]

    def utf16(self, content: str) -> tuple[int, int]:
        """Return start and end in UTF-16 code units, as browsers count (ECMAScript strings)."""
        before = self.start + sum(1 for c in content[: self.start] if c > "\uffff")
        inside = len(self) + sum(1 for c in content[self.start : self.end] if c > "\uffff")
        return before, before + inside

    @classmethod
    def from_utf16(cls, content: str, start: int, end: int) -> Span:
        """Return the span whose UTF-16 code units are start to end.

        Raises:
            ValueError: If an offset falls inside a surrogate pair or outside the content.
        """
        starts, at = [], 0
        for c in content:
            starts.append(at)
            at += 2 if c > "\uffff" else 1
        starts.append(at)
        found = [bisect_right(starts, x) - 1 for x in (start, end)]
        if start < 0 or end > at or [starts[i] for i in found] != [start, end]:
            raise ValueError(f"no code point begins at UTF-16 offset {start} or {end}")
        return cls(found[0], found[1])


def text_id(content: str) -> str:
    """Return the id of a text: `sha256:` and the hex digest of its UTF-8 bytes."""
    return "sha256:" + hashlib.sha256(content.encode("utf8")).hexdigest()


@dataclass(frozen=True, slots=True)
class Text:
    """A text that never changes, named by what it says."""

    id: str
    content: str

    @classmethod
    def from_str(cls, content: str) -> Text:
        """Make a text of a string; lone surrogates must have been replaced before (see `clean`)."""
        return cls(text_id(content), content)

    def cite(self, span: Span) -> Evidence:
        """Return the evidence for a span of this text.

        Raises:
            EvidenceError: If the span reaches past the end of the text.
        """
        if span.end > len(self.content):
            raise EvidenceError(f"span {span.start}-{span.end} reaches past a text of {len(self.content)} characters")
        return Evidence(self.id, span, span.of(self.content))


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """The exact words a fact was read from, and where they stand (W3C Web Annotation: position and quote selectors).

    Args:
        text_id: The id of the text.
        span: Where in that text, in code points.
        exact: The words, character for character.
    """

    text_id: str
    span: Span
    exact: str

    def holds_in(self, text: Text) -> bool:
        """Say whether the words still stand there in this very text."""
        return self.text_id == text.id and self.span.of(text.content) == self.exact


def clean(content: str) -> tuple[str, int]:
    """Replace NUL and lone surrogates by U+FFFD, one for one, so that offsets keep.

    Returns:
        The cleaned string and how many characters were replaced.
    """
    if "\0" not in content and not _has_surrogate(content):
        return content, 0
    out = "".join("\ufffd" if c == "\0" or "\ud800" <= c <= "\udfff" else c for c in content)
    return out, sum(1 for a, b in zip(content, out, strict=True) if a != b)


def _has_surrogate(content: str) -> bool:
    try:
        content.encode("utf8")
    except UnicodeEncodeError:
        return True
    return False


def stripped(content: str, start: int, end: int) -> Span | None:
    """Return the span start to end without white space at its ends, or None if nothing is left."""
    while start < end and content[start].isspace():
        start += 1
    while start < end and content[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def occurrences(content: str, words: str) -> Iterator[Span]:
    """Yield every place where the words stand, left to right, without overlap."""
    at = content.find(words) if words else -1
    while at >= 0:
        yield Span(at, at + len(words))
        at = content.find(words, at + len(words))
