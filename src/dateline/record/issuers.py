"""Whose a document is that says something: "a report by …", "the ministry's letter", "the statement"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.model.span import Span
from dateline.model.statement import Mention
from dateline.record.entities import entity_at
from dateline.record.index import BEFORE_INNER, POSSESSIVE, Index
from dateline.record.reading import RawAttribution

_WRITTEN = (
    "statement|letter|report|study|survey|poll|memo|memorandum|email|e-mail|tweet|post|message|note|release|readout|"
    "communique|communiqué|declaration|resolution|document|documents|filing|complaint|lawsuit|notice|order|analysis|article|"
    "brief|testimony|op-ed|column|speech|remark|remarks|comment|comments|transcript|editorial|affidavit|petition|ruling|"
    "manifesto"
)
_SHOWN = "video|footage|ad|advertisement|database|average|research|audit|dossier|newsletter"
"""Documents that are such only as heads ("an ad agency" is none), and show what follows "of": "footage of Ann Lowe"."""
_DOCUMENTS = f"{_WRITTEN}|{_SHOWN}"
_MAKING = "issued|released|published|signed|sent|posted|conducted|compiled|commissioned|prepared|written"
_READ = "seen|obtained|reviewed|viewed|acquired|accessed"
"""Before "by" these tell who has a document, and not whose it is: "a memo seen by …"."""
_DOCUMENT = re.compile(
    rf"(?i)\b(?:(?:{_WRITTEN})s?\b|(?:{_SHOWN})s?\b(?=$|[,’'–—-]"
    r"| (?:by|from|of|on|about|in|for|that|which|\w{3,}ed|\w{3,}ing)\b))"
)
_ISSUED = re.compile(
    rf"(?i)\b(?:(?P<made>{_WRITTEN})s?\b(?: (?!(?:{_READ})\b)\w+){{0,3}}?(?: |[–—-])(?:by|from|(?:{_MAKING}) by)|"
    rf"(?P<shown>{_SHOWN})s?\b(?: (?!(?:of|on|from|{_READ})\b)\w+){{0,3}}?(?: |[–—-])(?:by|from|(?:{_MAKING}) by)|"
    rf"(?P<of>{_WRITTEN})s?\b(?: \w+){{0,3}}?(?: |[–—-])of) (?:the )?"
)
_ISSUED_BY = re.compile(
    rf"(?i)\b(?:{_DOCUMENTS})s?\b(?: [\w’'-]+){{0,6}}?(?: ?[,–—-] ?| )"
    rf"(?:{_MAKING}) by (?:the )?"
)
"""The same with more words between: "the transcript of the hearing, published by …"."""
_ASIDE = re.compile(rf" ?[,–—(-] ?(?:{_MAKING}) by [^,–—()\n]{{3,60}}")
"""Who issued a document, told between commas or dashes behind it."""
_OWNED = re.compile(rf"(?i)(?:the )?[\w\s.-]+?[’'](?=s? (?:\w+ ){{0,2}}(?:{_DOCUMENTS})s?\b)")
_DESCRIBED = re.compile(
    rf"(?i)^(?:\w+ ){{0,4}}?(?:{_DOCUMENTS})s?\b(?= (?!by\b|from\b|of\b|issued|released|published|signed|sent)\w)"
)
"""A document that opens a source and is told about: what it is on or against, and who wrote it or not."""
_HEADED = re.compile(
    rf"(?i)(?:[\w.’'-]+ ){{0,6}}?(?:{_DOCUMENTS})s? (?:by|from|of|on|about|against|for|to|in|that|which|\w+ing|\w+ed)\b"
)
"""A source that is a document, whoever else its words name: "a letter condemning Ann Lowe"."""
_SAID_IN = re.compile(
    r"(?i)[^.!?\n]{0,50}?\b(?:in|by|via|on|through|issued|released|wrote|sent|posted) (?:\w+ ){0,4}?"
    rf"(?P<document>{_DOCUMENTS})s?\b"
)
"""A document named in the words of a saying: "said in a joint statement", "wrote a letter"."""
_OPENED_IN = re.compile(rf"\b[Ii]n (?:an?|his|her|its|their) (?:[\w-]+ ){{0,2}}?({_DOCUMENTS})\b[^,.!?\n]*, (?:the )?")
"""A sentence that begins with a document, behind which its writer comes: "In a letter to the board, …"."""
_MADE = re.compile(
    rf"\b(?:issued|released|published|sent|signed|posted|wrote|distributed|put out|read out|handed out) "
    rf"(?:an?|the|his|her|its|their) (?:[\w-]+ ){{0,3}}?({_DOCUMENTS})\b"
)
"""A document that somebody named before made: "The union issued a short statement"."""
_OF = re.compile(r" of (?:the )?$", re.I)
_PUBLISHED = re.compile(r"(?:published|posted) by (?:the )?$", re.I)
"""Before who only spread it: "a Harvard study, published by Nature", is Harvard's."""
_AFTER_DOCUMENT = re.compile(r"(?i)[,–—]| (?:of|on|about|by|from|that|which|for|against|to|in) ")
_CLAUSE = re.compile(r", (?:which|who|whose)\b")
_BETWEEN = re.compile(r"(?:\s|[’']s\b)?(?:\s?[\w-]+){0,2}\s?$")


class Issuers:
    """Finds who issued a document; what was said before may tell."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._seen: dict[str, tuple[int, str]] = {}

    def is_document(self, source: Span, inside: Sequence[Mention]) -> bool:
        """Say whether a source is a document; the "Post" of an outlet's name is none, nor what a clause tells of it.

        Nor are those who handle one: "judges handling lawsuits".
        """
        people = (m for m in inside if m.form == "nominal" and m.type in ("person", "group", "other"))
        if any(self._opens_with(m.span, source) and not _DOCUMENT.search(m.evidence[0].exact) for m in people):
            return False
        names = [m.span for m in inside if m.form == "name" and m.type != "person"]
        found = (
            Span(source.start + m.start(), source.start + m.end())
            for m in _DOCUMENT.finditer(_CLAUSE.split(self._words(source), maxsplit=1)[0])
        )
        return any(not any(span in name for name in names) for span in found)

    def _opens_with(self, span: Span, source: Span) -> bool:
        """Say whether a source begins with some words, an article before them left out, that own nothing in it."""
        led = self._index.text[source.start : span.start].lower().split()
        owned = POSSESSIVE.match(self._index.text[span.end : source.end] + " ")
        return span in source and led in ([], ["the"], ["a"], ["an"]) and not owned

    def opens(self, source: Span) -> bool:
        """Say whether a source begins with a document that more is told of, so that whom it names does not speak."""
        return _HEADED.match(self._words(source)) is not None

    def issuer(self, source: Span, inside: Sequence[Mention]) -> tuple[str | None, str]:
        """Return who issued the document that a source is, or None, and what kind of document it is."""
        key, kind = self._issuer(source, inside)
        aside = _ASIDE.match(self._index.text, source.end) if key is None else None
        if aside is None:
            return key, kind
        source = Span(source.start, aside.end())
        return self._issuer(source, self._index.within(source))

    def _issuer(self, source: Span, inside: Sequence[Mention]) -> tuple[str | None, str]:
        words = self._words(source)
        described = _DESCRIBED.match(words)
        head = words[: described.end()] if described else words
        opening = _AFTER_DOCUMENT.split(head, maxsplit=1)[0]
        kind = _kind((_DOCUMENT.findall(opening) or _DOCUMENT.findall(head))[-1])
        beside = _issued(words)
        # "A Harbor Times analysis of super PACs" is on them, and by the paper
        about = beside is not None and (_OF.search(beside.group()) or _PUBLISHED.search(beside.group())) is not None
        before = self._before(source, opening, inside) if about else None
        key = before or self._beside(source, words, head, inside) or self._before(source, opening, inside)
        return key or self._last_issuer(kind, source.start), kind

    def remember(self, attribution: RawAttribution, key: str) -> None:
        """Keep who said something "in a statement", for when "the statement said" follows."""
        cue, source = attribution.cue, attribution.source
        found = _SAID_IN.match(self._index.text, cue.start) if cue else None
        if found is None and cue and source and source.end < cue.start:
            found = _SAID_IN.match(self._index.text, source.end, cue.start)
        if found is not None:
            self._seen[_kind(found["document"])] = found.start("document"), key

    def _words(self, source: Span) -> str:
        return source.of(self._index.text).strip(" ,")

    def _beside(self, source: Span, words: str, head: str, inside: Sequence[Mention]) -> str | None:
        """Return who is named as issuer ("a report by …") or owner ("…'s report")."""
        beside, owner = _issued(words), _OWNED.match(head)
        if not beside and not owner:
            return None
        end = source.start + owner.end() if owner else source.end
        start = source.start + beside.end() if beside else source.start
        # What stands beside may lie behind the owner's words: then the owner is looked at.
        span = Span(start if start < end else source.start, end)
        return entity_at(span, [m for m in inside if m.type != "work" and m.span.touches(span)])

    def _before(self, source: Span, head: str, inside: Sequence[Mention]) -> str | None:
        """Return whose name stands right before the document: "a Harbor Times analysis"."""
        document = source.start + max((m.start() for m in _DOCUMENT.finditer(head)), default=0)
        for m in inside:
            if m.form != "name" or m.type not in ("person", "organization") or m.span.end > document:
                continue
            led = self._index.text[source.start : m.span.start].lower().split()[-1:]
            between = self._index.text[m.span.end : document]
            if m.entity and _BETWEEN.fullmatch(between) and not BEFORE_INNER & {*led, *between.split()}:
                return m.entity
        return None

    def _last_issuer(self, kind: str, before: int) -> str | None:
        """Return who last said something in such a document, or is told to have issued one, before a place."""
        known = [self._seen[kind]] if kind in self._seen else []
        told = (self._told(kind, before), self._made(kind, before))
        return max([*known, *(t for t in told if t is not None)], default=(0, None))[1]

    def _told(self, kind: str, before: int) -> tuple[int, str] | None:
        """Return where and whose the text says such a document is, in the last such words before a place."""
        for pattern in (_ISSUED, _OPENED_IN):
            for m in reversed(list(pattern.finditer(self._index.text, 0, before))):
                if _kind(next(g for g in m.groups() if g)) != kind:
                    continue
                near = self._index.within(Span(m.end(), m.end() + _SENTENCE))
                found = next((x for x in near if x.entity and x.type in _ISSUING), None)
                between = self._index.text[m.end() : found.span.start] if found is not None else "\n"
                led = pattern is _OPENED_IN or _TITLED.fullmatch(between) is not None
                if found is not None and found.entity and led and "\n" not in between:
                    return m.start(), found.entity
        return None

    def _made(self, kind: str, before: int) -> tuple[int, str] | None:
        """Return where and by whom such a document was last made: "The union issued a statement"."""
        for m in reversed(list(_MADE.finditer(self._index.text, 0, before))):
            if _kind(m.group(1)) != kind:
                continue
            near = self._index.within(Span(max(0, m.start() - _BESIDE_VERB), m.start()))
            makers = [x for x in near if x.entity and x.type in _ISSUING and x.form != "pronoun"]
            if makers and _BEFORE_MADE.fullmatch(self._index.text, makers[-1].span.end, m.start()):
                return m.start(), str(makers[-1].entity)
        return None


_ISSUING = ("person", "organization", "group")
_BESIDE_VERB = 30
"""So many characters before "issued a statement" at most its issuer is named."""
_BEFORE_MADE = re.compile(r" (?:(?:has|have|had|also|later|then|jointly|quickly|already) ){0,3}")
_TITLED = re.compile(r"(?:(?:[A-Z][\w.’'-]*|of|the|for|and|its|his|her|minister|president|director),? ){0,9}")
"""Words of an office between "issued by" and a name."""
_SENTENCE = 80
"""Within so many characters behind "In a letter, …" its writer is named."""


def _issued(words: str) -> re.Match[str] | None:
    """Return what stands between a document and who issued it: "by" at once, or "published by" before "of"."""
    found = _ISSUED.search(words)
    return found if found is not None and not found["of"] else _ISSUED_BY.search(words) or found


def _kind(document: str) -> str:
    return document.lower().rstrip("s")
