"""Who said what, by plain rules: source, cue and content as PARC 3.0 and PolNeAR draw them.

A unit is a sentence, or the sentences that one quotation holds together. In each unit every cue is looked at: its
subject is the source, and its content stands to the left ('"…," Rao said'), to the right ("Rao said that …") or on both
sides. Quotations that no cue claims are joined to the speech they go on with, or stand alone without a source.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from dateline.model.span import Span
from dateline.record.reading import RawAttribution, RawName
from dateline.record.rules.speech.contents import left_content, left_quotation, right_content, speaks_left
from dateline.record.rules.speech.cues import Cue, find_cues
from dateline.record.rules.speech.phrases import is_finite, is_name, phrase_after, subject_before
from dateline.record.rules.speech.units import Item, Unit, cut_units
from dateline.record.tokens import Tokens

Place = Literal["before", "after", "shared"]
_OPENS_PARTICIPLE = frozenset(("", ",", '"', "by", "while", "after", "before", "and", "—", "–", "without"))
_INNER = frozenset(("thought", "aim", "object"))
_NAME = 6
"""Most words of a name before the colon of a headline, and the colon."""
_RUBRICS = frozenset(
    "see watch read photos video live update breaking exclusive opinion analysis editorial letters".split()
)
_SPEECH = 3
"""Fewest words of a quotation that stands alone in its sentence and is taken for speech."""


_LATE = 40
"""What a unit goes on with came up in the last few; to look through all would take a long text its square."""


@dataclass(slots=True, eq=False)
class Draft:
    """An attribution in the making.

    `spoken` says that its content ends in a quotation, so that a following quotation may go on with it.
    """

    content: list[Span]
    source: Span | None = None
    cue: Span | None = None
    score: float = 0.5
    spoken: bool = False
    block: int = 0
    quoted: list[Span] = field(default_factory=list)

    def add(self, span: Span) -> None:
        """Take in a quotation that follows."""
        self.content.append(span)
        self.quoted.append(span)
        self.spoken = True


class _Before(NamedTuple):
    """What the unit before leaves open.

    Its marks, which the next paragraph opens again; a cue without its content; or speech that the next sentence of the
    same paragraph may go on with.
    """

    goes_on: Draft | None = None
    waiting: Draft | None = None
    speech: Draft | None = None

    def speech_in(self, unit: Unit) -> Draft | None:
        """Return the speech that a quotation alone in its sentence goes on with."""
        return self.speech if self.speech is not None and self.speech.block == unit.block else None


def find_attributions(tokens: Tokens, names: Sequence[RawName]) -> tuple[RawAttribution, ...]:
    """Return who said, wrote or thought what in an article, in the order of the contents.

    Args:
        tokens: The article, cut into sentences.
        names: The names in it; they tell where the listener ends in "told Reuters India would …".
    """
    listeners = {x.span.start: x.span.end for x in names}
    drafts: list[Draft] = []
    before = _Before()
    for unit in cut_units(tokens):
        alone = unit.quotation
        found = _read_unit(unit, listeners) if alone is None else []
        if alone is not None and (draft := before.goes_on or before.waiting or before.speech_in(unit)):
            draft.add(alone.span)
            found = [draft]
        elif alone is not None and len(alone.span.of(tokens.article.text.content).split()) >= _SPEECH:
            found = [Draft([alone.span], score=0.6, spoken=True, block=unit.block, quoted=[alone.span])]
        elif found:
            _take_back(drafts, found, unit, before, tokens.article.text.content)
        drafts += [d for d in found if d.content and d not in drafts[-_LATE:]]
        before = _Before(_open_ended(unit, found), *_last(found))
    return tuple(
        RawAttribution(content=tuple(sorted(d.content)), source=d.source, cue=d.cue, score=d.score)
        for d in sorted(drafts, key=lambda d: min(d.content))
    )


def _last(found: Sequence[Draft]) -> tuple[Draft | None, Draft | None]:
    """Return the last draft of a unit: first if it lacks its content, second if it ends in a quotation."""
    if not found:
        return None, None
    last = found[-1]
    return (None, last if last.spoken else None) if last.content else (last, None)


def _take_back(drafts: list[Draft], found: Sequence[Draft], unit: Unit, before: _Before, text: str) -> None:
    """Give a quotation without a source to the speaker named right after it.

    `"Why?" Rao asked.` is two sentences to the tokens; and where each paragraph of a speech opens its marks again, the
    last one names who speaks.
    """
    last = drafts[-1] if drafts and drafts[-1].source is None else None
    if last is None or last.cue:
        return
    first = unit.items[0].quotation
    if last is before.goes_on:
        taker = next((d for d in found if first and first.span in d.quoted), None)
    else:
        asked = last.block == unit.block and text[: last.content[-1].end].rstrip("\"'”’»")[-1:] in ("?", "!")
        starts = found[0].source is not None and found[0].source.start == unit.items[0].start
        taker = found[0] if asked and starts and not found[0].content else None
    if taker is not None:
        taker.content = [*last.content, *taker.content]
        taker.quoted = [*last.quoted, *taker.quoted]
        taker.score = max(taker.score, 0.9)
        drafts.remove(last)


def _open_ended(unit: Unit, found: Sequence[Draft]) -> Draft | None:
    """Return the draft whose quotation the next paragraph goes on with, if there is one."""
    last = unit.items[-1].quotation
    if last is None or not last.goes_on:
        return None
    return next((d for d in reversed(found) if last.span in d.quoted), None)


def _read_unit(unit: Unit, listeners: dict[int, int]) -> list[Draft]:
    """Return the attributions of one unit; the last may lack a content that the next unit brings."""
    items, out = unit.items, list[Draft]()
    cues = find_cues(items)
    source: tuple[int, int] | None = None
    for n, cue in enumerate(cues):
        later = cues[n + 1 :]
        draft, source = _read_cue(items, cue, later, source, listeners)
        if draft is None:
            continue
        draft.block = unit.block
        taken = [s for d in out for s in d.content]
        if cue.verb.takes in _INNER and any(draft.cue in s for s in taken if draft.cue):
            continue
        draft.content = [s for s in draft.content if not any(s == t for t in taken)]
        if draft.content or (cue.verb.speaks and n == len(cues) - 1):
            out.append(draft)
    return [d for d in out if not _within_source(d, out)] or _headline(unit)


def _headline(unit: Unit) -> list[Draft]:
    """Read "Rao: No talks before winter", where a headline has a speaker and a colon."""
    items = unit.items
    colon = next((k for k, x in enumerate(items[:_NAME]) if x.low == ":"), 0)
    if (
        unit.block
        or not colon
        or items[0].low in _RUBRICS
        or colon + 2 >= len(items)
        or not all(is_name(x) for x in items[:colon])
    ):
        return []
    if not any(is_finite(items, k) or items[k].quotation or items[k].low == "to" for k in range(colon + 1, len(items))):
        return []
    content = _span(items, (colon + 1, len(items)))
    cue = Span(items[colon].start, items[colon].end)
    return [Draft([content], source=_span(items, (0, colon)), cue=cue, score=0.5)]


def _within_source(draft: Draft, others: Sequence[Draft]) -> bool:
    """Say whether a cue only describes the source of another: "the letter condemning the raid, said"."""
    cue = draft.cue
    return cue is not None and any(d is not draft and d.source is not None and cue in d.source for d in others)


def _read_cue(
    items: Sequence[Item],
    cue: Cue,
    later: Sequence[Cue],
    last_source: tuple[int, int] | None,
    listeners: dict[int, int],
) -> tuple[Draft | None, tuple[int, int] | None]:
    """Return what one cue attributes, and the source for a later cue that has none of its own."""
    source, place = _source(items, cue, last_source)
    if source is None and not cue.according:
        return None, last_source
    inverted = place == "after"
    begin = source[0] if source and place == "before" else cue.start
    after = source[1] if inverted and source else cue.end
    left = speaks_left(items, begin, after, cue, inverted=inverted)
    content: list[Span] = []
    if left:
        content = [s for s in [left_content(items, begin, first=last_source is None)] if s]
        content += left_quotation(items, after, later)
    elif not inverted or cue.according:
        relative = source is not None and items[source[0]].low in ("who", "which", "that")
        content = right_content(items, after, cue, later, listeners, relative=relative)
    span = _span(items, source) if source else None
    colon = cue.end < len(items) and items[cue.end].low == ":" and not inverted
    end = items[cue.end].end if colon else items[cue.end - 1].end
    quoted = [x.quotation.span for x in items if x.quotation and any(x.quotation.span in s for s in content)]
    draft = Draft(content, source=span, cue=Span(items[cue.start].start, end), quoted=quoted)
    draft.spoken = bool(quoted) and bool(content) and content[-1].end == quoted[-1].end
    draft.score = _score(items, cue, content, quoted)
    return draft, source if source else last_source


def _score(items: Sequence[Item], cue: Cue, content: Sequence[Span], quoted: Sequence[Span]) -> float:
    """How sure the rules are: words in quotation marks with a verb of speech most, objects of judging verbs least."""
    if quoted and all(s in quoted for s in content):
        return 0.95
    if quoted:
        return 0.85
    if cue.according or cue.verb.lemma in ("say", "tell"):
        return 0.8
    return {"clause": 0.65, "thought": 0.65, "listener": 0.65, "text": 0.55, "aim": 0.5, "object": 0.5}[cue.verb.takes]


def _source(items: Sequence[Item], cue: Cue, last: tuple[int, int] | None) -> tuple[tuple[int, int] | None, Place]:
    """Return the items of the source, and where it stands; "and added" shares the source of the cue before."""
    if cue.according:
        end = phrase_after(items, cue.end)
        return ((cue.end, end) if end > cue.end else None), "after"
    before = items[cue.start - 1].low if cue.start else ""
    if before in ("and", "but", "or", "then") or (cue.verb.form == "ing" and before in _OPENS_PARTICIPLE):
        return last or _shared_subject(items, cue.start), "shared"
    inverted = _inverted(items, cue)
    quoted = before in ('"', "?", "!") or (before == "," and cue.start > 1 and items[cue.start - 2].quotation)
    subject = None if inverted and quoted else subject_before(items, cue.start)
    return (inverted, "after") if subject is None and inverted else (subject, "before")


def _inverted(items: Sequence[Item], cue: Cue) -> tuple[int, int] | None:
    """Return the phrase after a verb of speech, if it can be its subject: `said Rao`."""
    if not cue.verb.speaks or cue.start != cue.at or cue.verb.form == "ing":
        return None
    if cue.start and items[cue.start - 1].low not in (",", '"', "?", "!", "—", "–"):
        return None
    first = items[cue.end] if cue.end < len(items) else None
    if first is None or first.quotation or not first.text[0].isalpha() or first.low in ("that", "to", "on", "in", "at"):
        return None
    end = phrase_after(items, cue.end)
    return (cue.end, end) if end > cue.end else None


def _shared_subject(items: Sequence[Item], before: int) -> tuple[int, int] | None:
    """Return the subject of the nearest verb before, for "Rao met her and said"."""
    for k in range(before - 1, 0, -1):
        if is_finite(items, k) and (subject := subject_before(items, k)):
            return subject
    return None


def _span(items: Sequence[Item], run: tuple[int, int]) -> Span:
    return Span(items[run[0]].start, items[run[1] - 1].end)
