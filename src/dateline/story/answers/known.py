"""What is known: sentences that tell what happened, most independently told first, no two that tell the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field

from dateline.model.told import ArticleRow, Told, Words
from dateline.story.alike import SAME, is_told, share, stands_alone
from dateline.story.answers.facts import Fact, facts_of, texts_of
from dateline.story.answers.newness import Newness
from dateline.story.copies.independence import independent

MOST = 10
"""So many sentences are given where nobody asks for another number."""
_PER_TEXT, _IN_ALL = 10, 400
"""So many sentences of one text, and of all, are compared with one another: the weightiest."""
_LEADS = 2
"""So many of a text's first sentences count whether or not they tell an event of the codebook."""
_LEAD, _COUNTED = 0.5, 0.4
"""What a first sentence, and one with a toll, count where one that tells an event counts .5 to 1.5."""
_AKIN, _AKIN_ON_A_DAY = 0.15, 0.1
"""Sentences that tell the same events share so much of their words, less where they give the same day; others were put
to one event by mistake."""
_TOLD = 0.4
"""What a sentence counts whose events are all told already, in other words."""
_DEEP = 0.08
_QUOTED = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who tells it, and in which words; `copy_of` is the article whose text it prints again, None if none's."""

    article: str
    outlet: str
    words: Words
    copy_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A sentence that tells what happened.

    Args:
        sentence: Its words, from one of the articles.
        events: The ids of the events it tells.
        sources: All who tell the same, the sentence's own article first, then as they came; copies last.
        witnesses: How many independent sources tell it: copies, relays of one agency and of one voice count once.
        according_to: Whose word it is, if not the article's own.
    """

    sentence: Words
    events: tuple[str, ...]
    sources: tuple[Source, ...]
    witnesses: int
    according_to: str | None = None


@dataclass(slots=True)
class _Candidate:
    sentence: Words
    text: str
    weight: float
    events: dict[str, None] = field(default_factory=dict)
    days: set[str] = field(default_factory=set)
    said_by: str | None = None

    def tells_of(self, other: _Candidate) -> bool:
        """Say whether it tells the same as another one: in its words, or all events of the other in words alike."""
        common = share(self.sentence.exact, other.sentence.exact)
        events = bool(other.events) and other.events.keys() <= self.events.keys()
        on_a_day = not self.days.isdisjoint(other.days)
        return common >= SAME or (events and common >= (_AKIN_ON_A_DAY if on_a_day else _AKIN))


def known(told: Told, *, most: int = MOST) -> tuple[Known, ...]:
    """Return what is known, most independently told first.

    Args:
        told: What the articles of a story say.
        most: How many sentences there may be.
    """
    candidates = _candidates(told)
    left = dict(enumerate(candidates))
    like = {
        n: [m for m, c in left.items() if c.text != one.text and (one.tells_of(c) or c.tells_of(one))]
        for n, one in left.items()
    }
    out: list[Known] = []
    newness = Newness(one.sentence.exact for one in candidates)
    while left and len(out) < most:
        said = {event for known_one in out for event in known_one.events}
        worth = {
            n: _worth(told, one, [left[m] for m in like[n] if m in left], said) * newness.of(one.sentence.exact)
            for n, one in left.items()
        }
        best = max(left, key=lambda n: (worth[n], -n))
        if not worth[best]:
            break
        chosen = left.pop(best)
        group = [chosen, *(left.pop(m) for m in like[best] if m in left)]
        for n in [n for n, c in left.items() if chosen.tells_of(c)]:
            left.pop(n)
        for one in group:
            newness.tell(one.sentence.exact)
        out.append(_known(told, chosen, group))
    return tuple(sorted(out, key=lambda k: -k.witnesses))


def _worth(told: Told, one: _Candidate, others: Iterable[_Candidate], said: Set[str]) -> float:
    texts = {c.text for c in others} | {one.text}
    original = told.by_id[one.sentence.article].id == one.text
    # What is told already in other words is worth a line of its own only if several texts give it one.
    again = _TOLD if len(texts) > 1 else 0.0
    new = again if one.events and one.events.keys() <= said else 1.0
    return len(texts) * one.weight * stands_alone(one.sentence.exact) * new * (1.0 if original else 0.9)


def _candidates(told: Told) -> list[_Candidate]:
    """Return the sentences that may tell what happened, each text's best; copies are read once."""
    texts = texts_of(told.articles)
    found: dict[Words, _Candidate] = {}
    barred = {r.sentence for r in told.events if r.factuality != "actual"}
    facts = facts_of(told)
    tops = {s: n for a in told.articles for n, s in enumerate(a.sentences)}

    def add(sentence: Words, weight: float) -> _Candidate:
        weight /= 1 + _DEEP * tops.get(sentence, 0)
        one = found.setdefault(sentence, _Candidate(sentence, texts[sentence.article], weight))
        one.weight = max(one.weight, weight)
        return one

    for fact in facts:
        _add_fact(fact, add)
    for article in told.articles:
        for sentence in article.sentences[:_LEADS]:
            if sentence in found or sentence not in barred:
                add(sentence, _LEAD)
    for figure in told.figures:
        if figure.measure and figure.sentence in tops and (figure.sentence in found or figure.sentence not in barred):
            add(figure.sentence, _COUNTED)
    return _best(told.articles, texts, found.values())


def _add_fact(fact: Fact, add: Callable[[Words, float], _Candidate]) -> None:
    if fact.factuality != "actual":
        return
    for row in fact.rows:
        if row.factuality == "actual" and not fact.ahead(row):
            voice = _QUOTED if row.said_by else 1.0
            one = add(row.sentence, (0.5 + abs(row.intensity) / 10) * row.confidence * voice)
            one.events[fact.id] = None
            if row.earliest and row.basis == "text":
                one.days.add(row.earliest)
            one.said_by = row.said_by.label if row.said_by else one.said_by


def _best(articles: Sequence[ArticleRow], texts: Mapping[str, str], found: Collection[_Candidate]) -> list[_Candidate]:
    here = {a.id for a in articles}
    by_text: dict[str, list[_Candidate]] = defaultdict(list)
    for one in found:
        # A text is read where it was printed first; a copy whose original is not here speaks for it.
        home = texts[one.sentence.article]
        if is_told(one.sentence.exact) and (one.sentence.article == home or home not in here):
            by_text[home].append(one)
    best = [c for cs in by_text.values() for c in sorted(cs, key=lambda c: -c.weight)[:_PER_TEXT]]
    return sorted(best, key=lambda c: -c.weight)[:_IN_ALL]


def _known(told: Told, chosen: _Candidate, group: Sequence[_Candidate]) -> Known:
    words: dict[str, Words] = {}
    for one in group:
        words.setdefault(one.text, one.sentence)
    texts = texts_of(told.articles)
    sources = [
        Source(
            article=a.id,
            outlet=a.outlet,
            words=words[texts[a.id]],
            copy_of=texts[a.id] if texts[a.id] != a.id else None,
        )
        for a in told.articles
        if texts[a.id] in words
    ]
    sources.sort(key=lambda s: (s.article != chosen.sentence.article, s.copy_of is not None, told.by_id[s.article].day))
    return Known(
        sentence=chosen.sentence,
        events=tuple(chosen.events),
        sources=tuple(sources),
        witnesses=len(independent([told.by_id[s.article] for s in sources])),
        according_to=chosen.said_by,
    )
