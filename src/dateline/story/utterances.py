"""Utterances: who said what, and which outlets print it, cut, translated or told in their own words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from dateline.model.told import ArticleRow, QuoteRow, Told, Who, Words
from dateline.model.utterance import Utterance, Variant
from dateline.model.utterance import Wording as Kind
from dateline.story.phrasing import Wording, alike, contained, longest_run, wording_of
from dateline.story.series import outlets_of

QUOTED = 3
"""A quotation has so many words; fewer between marks are a term that is kept at a distance."""
FEW, OFTEN = 6, 0.12
"""A word that more articles use, by number and by share, tells little."""
LEAST = 1.6
"""What a wording must weigh to be compared: two words that say something."""
NEAR = 3
"""So many days after one another the same speaker's like words are one utterance; later only nearly the same words."""
SAME_SPEAKER, SAME_SPEAKER_LATER, UNKNOWN, OTHER_SPEAKER, NEVER = 0.46, 0.62, 0.56, 0.75, 2.0
"""How alike two wordings must be, by what is known of their speakers."""
REPORTED = 0.1
"""So much more alike must be what stands without quotation marks."""
RUN, TELLING = 5, 2.5
"""So many words in a row, and words of such weight, must be shared where the speakers differ or are not known."""
GOES_ON = 90
"""Words that go on after so many characters ("…," she told reporters in Port Sudan. "…") are one utterance."""
CROWDED, COMPARED = 60, 12
"""A word of so many utterances finds none of them; so many are compared, and so many articles of each, its last."""
_NAME = re.compile(r"[^\W\d_]+")


@dataclass(slots=True)
class _Said:
    """What an article has of something said: quotes that go on from one another."""

    article: ArticleRow
    quotes: list[QuoteRow]
    wording: Wording
    marked: bool
    day: int

    @property
    def speaker(self) -> Who | None:
        return next((q.speaker for q in self.quotes if q.speaker is not None), None)


@dataclass(slots=True)
class _Group:
    """An utterance while it is put together."""

    said: list[_Said] = field(default_factory=list)


def utterances(told: Told, *, least: int = 1) -> tuple[Utterance, ...]:
    """Return what was said between quotation marks, those that most outlets print first.

    Args:
        told: What the articles say.
        least: How many articles must have it.

    Returns:
        Each quote is in one utterance at most. An utterance has at least one quotation; what only was told without
        marks is none, and joins one only as a variant that says so.
    """
    groups: list[_Group] = []
    found_by: defaultdict[str, list[int]] = defaultdict(list)
    for said in _all_said(told):
        at = _best(said, groups, found_by)
        if at is None:
            at = len(groups)
            groups.append(_Group())
        groups[at].said.append(said)
        for key in said.wording.roots():
            if at not in found_by[key]:
                found_by[key].append(at)
    made = [_utterance(g, told) for g in groups if any(s.marked for s in g.said)]
    kept = (u for u in made if len(u.variants) >= least)
    return tuple(sorted(kept, key=lambda u: (-len(u.outlets), -len(u.variants), u.first, u.id)))


def _all_said(told: Told) -> list[_Said]:
    """Return all that was said, by the time of the article; what has marks before what has none."""
    by_article: defaultdict[str, list[QuoteRow]] = defaultdict(list)
    for quote in told.quotes:
        if quote.article in told.by_id and quote.content:
            by_article[quote.article].append(quote)
    often, out = _often(by_article), []
    for key, quotes in by_article.items():
        article = told.by_id[key]
        for run in _runs(sorted(quotes, key=lambda q: q.content[0].span)):
            wording = wording_of([w.exact for q in run for w in q.content], often)
            if wording.weight >= LEAST:
                marked = sum(len(w.exact.split()) for q in run for w in q.marked) >= QUOTED
                out.append(_Said(article, run, wording, marked, _ordinal(article.day)))
    return sorted(out, key=lambda s: (s.article.day, not s.marked, s.article.published or s.article.seen, s.article.id))


def _often(by_article: Mapping[str, Sequence[QuoteRow]]) -> frozenset[str]:
    """Return the stems that the speakers of many articles use: what a story is about distinguishes nothing in it."""
    seen: Counter[str] = Counter()
    for quotes in by_article.values():
        seen.update({s for q in quotes for s in wording_of([w.exact for w in q.content]).stems})
    fewest = max(FEW, OFTEN * len(by_article))
    return frozenset(s for s, n in seen.items() if n > fewest)


def _runs(quotes: Sequence[QuoteRow]) -> Iterator[list[QuoteRow]]:
    """Yield the quotes of an article, those that go on from one another together."""
    run: list[QuoteRow] = []
    for quote in quotes:
        if run and not _goes_on(run[-1], quote):
            yield run
            run = []
        run.append(quote)
    if run:
        yield run


def _goes_on(one: QuoteRow, other: QuoteRow) -> bool:
    gap = other.content[0].span.start - max(w.span.end for w in one.content)
    both = one.manner == other.manner == "direct"
    same = one.speaker is not None and other.speaker is not None and one.speaker.label == other.speaker.label
    return both and same and 0 <= gap <= GOES_ON


def _best(said: _Said, groups: Sequence[_Group], found_by: dict[str, list[int]]) -> int | None:
    """Return which utterance the words are of, or None."""
    asked = [found_by[k] for k in said.wording.roots() if k in found_by and len(found_by[k]) <= CROWDED]
    best, found = 0.0, None
    fewest = 2 if len(asked) > 2 else 1
    for at, shared in Counter(n for numbers in asked for n in numbers).most_common(COMPARED):
        if shared < fewest:
            break
        near = max(_excess(said, other) for other in groups[at].said[-COMPARED:])
        if _drifts(said, groups[at].said):
            continue
        if near >= 0 and (found is None or near > best):
            best, found = near, at
    return found


def _drifts(said: _Said, others: Sequence[_Said]) -> bool:
    """Say whether words that are like some variant are not like the longest: the next would be like neither."""
    longest = max((s for s in others if s.marked), key=lambda s: s.wording.weight, default=None)
    return longest is not None and alike(said.wording, longest.wording) < SAME_SPEAKER - 0.06


def _excess(one: _Said, other: _Said) -> float:
    """Return by how much two wordings are more alike than they must be to be one utterance."""
    if not one.marked and not other.marked:
        return -1.0
    if one.article.id == other.article.id and not _headline(one, other):
        return -1.0
    likeness = alike(one.wording, other.wording)
    if likeness < SAME_SPEAKER:
        return -1.0
    shared = likeness * min(one.wording.weight, other.wording.weight)
    if not (one.marked and other.marked):
        same = _same_speaker(one.speaker, other.speaker) and abs(one.day - other.day) <= NEAR
        return likeness - SAME_SPEAKER - REPORTED if same and shared >= TELLING else -1.0
    return likeness - _needed(one, other, told=shared >= TELLING)


def _headline(one: _Said, other: _Said) -> bool:
    """Say whether one of two quotes of an article stands in its headline, where words are printed ahead."""
    first = min(one.quotes[0].content[0], other.quotes[0].content[0], key=lambda w: w.span.start)
    return first.exact.strip("\"'“”‘’ ") in (one.article.headline or "")


def _needed(one: _Said, other: _Said, *, told: bool) -> float:
    """Return how alike two wordings must be; `told` says that what they share says much."""
    same, near = _same_speaker(one.speaker, other.speaker), abs(one.day - other.day) <= NEAR
    if same:
        return SAME_SPEAKER if near else SAME_SPEAKER_LATER
    if not told:
        return NEVER
    if same is None and near:
        return UNKNOWN
    return OTHER_SPEAKER if longest_run(one.wording, other.wording) >= RUN else NEVER


def _same_speaker(one: Who | None, other: Who | None) -> bool | None:
    """Say whether two speakers are one; None where one is not named."""
    if one is None or other is None:
        return None
    if one.identity is not None and one.identity == other.identity:
        return True
    a, b = ([w.lower() for w in _NAME.findall(who.label) if w[0].isupper()] for who in (one, other))
    if not a or not b:
        return None
    return bool({w for w in a if len(w) > 2} & {w for w in b if len(w) > 2})


def _utterance(group: _Group, told: Told) -> Utterance:
    longest = max((s for s in group.said if s.marked), key=lambda s: (_marked_words(s), -s.day))
    articles: defaultdict[str, list[_Said]] = defaultdict(list)
    for one in sorted(group.said, key=lambda s: (s.article.published or s.article.seen, s.article.id)):
        articles[one.article.id].append(one)
    said = [max(here, key=_marked_words) for here in articles.values()]
    speaker = _speaker(group.said)
    names = {s.speaker.label for s in said if s.speaker is not None and _same_speaker(s.speaker, speaker) is False}
    return Utterance(
        id=f"u{group.said[0].quotes[0].id[:16]}",
        speaker=speaker,
        said=_content(longest),
        variants=tuple(_variant(s, articles[s.article.id], longest) for s in said),
        outlets=outlets_of([s.article.id for s in said], told.by_id),
        first=min(s.article.day for s in said),
        last=max(s.article.day for s in said),
        disputed=tuple(sorted(names)),
    )


def _variant(said: _Said, here: Sequence[_Said], longest: _Said) -> Variant:
    """Return an article's variant: its longest, with the quotes that say it again, as headlines do."""
    return Variant(
        quotes=tuple(q.id for s in (said, *(s for s in here if s is not said)) for q in s.quotes),
        article=said.article.id,
        wording=_kind(said, longest),
        content=_content(said),
        shared=round(alike(said.wording, longest.wording), 3),
        speaker=said.speaker,
    )


def _kind(said: _Said, longest: _Said) -> Kind:
    if said is longest:
        return "longest"
    if not said.marked:
        return "reported"
    own, full = (wording_of([w.exact for w in _content(s)]) for s in (said, longest))
    if own.stems == full.stems:
        return "same"
    return "cut" if contained(own, full) else "reworded"


def _content(said: _Said) -> tuple[Words, ...]:
    return tuple(w for q in said.quotes for w in (q.marked if said.marked else q.content))


def _marked_words(said: _Said) -> int:
    return sum(len(w.exact.split()) for q in said.quotes for w in q.marked)


def _speaker(said: Iterable[_Said]) -> Who | None:
    """Return the speaker most articles name, by the fullest name; a person sooner than words for one."""
    named = [s.speaker for s in said if s.speaker is not None]
    if not named:
        return None
    votes = {id(w): sum(bool(_same_speaker(w, o)) for o in named) for w in named}
    return max(named, key=lambda w: (w.label[:1].isupper(), votes[id(w)], len(w.label)))


def _ordinal(day: str) -> int:
    try:
        return date.fromisoformat(day).toordinal()
    except ValueError:  # a year or a month alone is no day
        return 0
