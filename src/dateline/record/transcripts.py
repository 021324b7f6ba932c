"""Turns of a transcript: paragraphs that open with who speaks and a colon, as briefings and interviews are written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dateline.model.article import Article
from dateline.model.span import Span
from dateline.record.reading import RawAttribution, RawFacts, RawName
from dateline.world.outlets import outlet_named

_LABEL = re.compile(r"(?P<mark>[\"“«]\s?)?(?P<who>[^\W\d_][^:\n\"“”?!;]{0,90}?)\s?:\s+(?=\S)")
_CLOSING = re.compile(r"\s?[\"”»]$")
_SMALL = frozenset("of the and for to at in on from de da di al el bin ibn van von & - –".split())
_ASKING = frozenset("q question questioner interviewer reporter journalist moderator host audience".split())
"""Who asks and has no name."""
_TITLED = re.compile(r"(?:MR|MRS|MS|DR|SENATOR|AMBASSADOR|SECRETARY|MINISTER|PRESIDENT)\.? [A-Z' -]+")
"""A title and a name as verbatim records write them: "MR. PRICE"."""
_CAPITALS = re.compile(r"[A-Z][A-Z'’-]{2,}(?: [A-Z][A-Z'’-]{2,}){0,2}")
"""A surname as interviews print it before each turn: "WALLER"."""
_RUBRICS = frozenset(
    "THE FACT FACTS CLAIM CLAIMS VERDICT RATING TRUE FALSE READ WATCH LISTEN SEE RELATED MORE ALSO LIVE UPDATE UPDATED"
    " VIDEO PHOTO PHOTOS NOTE TIP TIPS WHO WHAT WHEN WHERE WHY HOW PROS CONS BREAKING OPINION ANALYSIS EXCLUSIVE DEAR"
    " SCORE RESULT RESULTS PREDICTION PICK STEP PART CHAPTER MYTH REALITY"
    " PROBLEM SOLUTION BACKGROUND SUMMARY SOURCE".split()
)
"""What stands before colons in capitals and is nobody."""
_ASIDE = re.compile(r"[\"“«]?[\[(].*[\])][\"”»]?")
"""What is heard and not said: "[CLIP: Diving sounds]", "(Laughter.)"."""
_LONGEST = 12
"""So many words a label has at most: a name, an office of some words, an outlet."""
_FEWEST = 3
"""So many turns make a transcript: a question, its answer and what comes back; two lines with colons are any list."""
_SURE = 0.95
"""As sure as what stands in quotation marks beside its speaker's name."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one person says until the next one speaks.

    Args:
        label: Who speaks, before the colon.
        content: What is said: the rest of the paragraph, and those up to the next label.
        named: Whether the label has a name; else it is a mere "Question".
    """

    label: Span
    content: tuple[Span, ...]
    named: bool


def turns_of(article: Article, names: Iterable[RawName]) -> tuple[Turn, ...]:
    """Return the turns of an article, none if it is no transcript.

    It is one where at least three paragraphs open with a label, at least two have different ones, and a label with a
    person's name comes back; surnames in capitals that take turns are such names.

    Args:
        article: The article in blocks.
        names: The names that were found in it.
    """
    text = article.text.content
    persons = [n.span for n in names if n.type == "person"]
    found: list[Turn] = []
    waiting: list[Span] = []
    for block in (b.span for b in article.blocks if b.role in ("paragraph", "list")):
        label = _label(text, block)
        if label is None:
            if not _ASIDE.fullmatch(block.of(text)):
                waiting.append(block)
            continue
        if found:
            # Only what another turn follows is surely said: the last one may be followed by the reporter's words.
            found[-1] = replace(found[-1], content=(*found[-1].content, *waiting))
        waiting, (span, words) = [], label
        named = any(span.touches(p) for p in persons) or _TITLED.fullmatch(span.of(text)) is not None
        found.append(Turn(span, (words,), named))
    surnames = _surnames(found, text)
    if surnames:
        # "Price: Flowers Won't Come" is a headline over a transcript whose turns are PRICE's.
        found = [t for t in found if t.label.of(text).isupper() or t.label.of(text).lower() in _ASKING]
    called = {_words(t, text) for t in found if t.named} | surnames
    found = [replace(t, named=_words(t, text) in called) for t in found]
    said = Counter(_words(t, text) for t in found)
    told = [t for t in found if t.named or t.label.of(text).split()[0].lower().strip(".") in _ASKING]
    comes_back = any(said[name] > 1 for name in called)
    return tuple(found) if len(told) >= _FEWEST and len(said) > 1 and comes_back else ()


def _surnames(turns: Sequence[Turn], text: str) -> frozenset[str]:
    """Return the labels in capitals that are surnames though nobody is known by them: at least two take turns.

    They do where each comes back, none twice in a row, and one asks the other something.
    """
    said = Counter(_words(t, text) for t in turns)
    found = {w for w, n in said.items() if n > 1 and _CAPITALS.fullmatch(w) and not _RUBRICS & set(w.split())}
    found = {w for w in found if w.split()[0].lower() not in _ASKING}
    loud = [t for t in turns if t.label.of(text).isupper()]
    in_turn = all(_words(a, text) != _words(b, text) for a, b in pairwise(loud))
    asks = any("?" in c.of(text) for t in turns for c in t.content)
    return frozenset(found) if len(found) > 1 and in_turn and asks else frozenset()


def with_turns(raw: RawFacts, article: Article) -> RawFacts:
    """Return what the reader found, every turn of somebody with a name among its attributions.

    Of the others that touch a turn those are kept that somebody within it says: "the president said that …".

    Args:
        raw: What the reader found.
        article: The article, a transcript or not.
    """
    turns = turns_of(article, raw.names)
    if not turns:
        return raw
    own = [RawAttribution(content=t.content, source=t.label, score=_SURE, verbatim=True) for t in turns if t.named]
    asides = [b.span for b in article.blocks if _ASIDE.fullmatch(b.span.of(article.text.content))]
    found = [a for a in raw.attributions if not any(a.content[0] in aside for aside in asides)]
    kept = [a for a in found if not any(_belongs(a, t) for t in turns) or any(_is_within(a, t) for t in turns)]
    told = tuple(sorted([*kept, *own], key=lambda a: (min(a.content), max(a.content))))
    return replace(raw, names=_with_speakers(raw.names, turns, article.text.content), attributions=told)


def _with_speakers(names: Sequence[RawName], turns: Sequence[Turn], text: str) -> tuple[RawName, ...]:
    """Return the names, a lone surname in capitals before a colon a person's: "WALLER" is no town there."""
    labels = [t.label for t in turns if t.named and _is_surname(t.label.of(text))]
    labels = [span for span in labels if not any(n.type == "person" and n.span.touches(span) for n in names)]
    kept = [n for n in names if not any(n.span.touches(span) for span in labels)]
    own = [RawName(span=span, type="person", score=_SURE) for span in labels]
    return tuple(sorted([*kept, *own], key=lambda n: n.span))


def _is_surname(words: str) -> bool:
    return _CAPITALS.fullmatch(words) is not None and outlet_named(words) is None


def _label(text: str, block: Span) -> tuple[Span, Span] | None:
    """Return the label that a paragraph opens with and what is said behind it, or None.

    Marks may stand around both: “WALLER: Will they come?”
    """
    m = _LABEL.match(text, block.start, block.end)
    if m is None:
        return None
    words = re.findall(r"[\w.'’&–-]+", m["who"])
    capital = all(w[0].isupper() or w.lower() in _SMALL for w in words)
    closing = _CLOSING.search(text, m.end(), block.end) if m["mark"] else None
    said = Span(m.end(), closing.start() if closing and closing.start() > m.end() else block.end)
    return (Span(*m.span("who")), said) if capital and len(words) <= _LONGEST else None


def _words(turn: Turn, text: str) -> str:
    return " ".join(turn.label.of(text).split())


def _belongs(a: RawAttribution, turn: Turn) -> bool:
    return any(c.touches(s) for c in a.content for s in (turn.label, *turn.content))


def _is_within(a: RawAttribution, turn: Turn) -> bool:
    """Say whether somebody named within a turn is said there to say something."""
    if a.source is None or a.cue is None:
        return False
    return any(all(part in said for part in (a.source, a.cue, *a.content)) for said in turn.content)
