"""Utterances: who said what, and which outlets print it, cut, translated or told in their own words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dateline.model.told import Told, Who
from dateline.model.utterance import Utterance, Variant
from dateline.model.utterance import Wording as Kind
from dateline.story.numbers.series import outlets_of
from dateline.story.speech.phrasing import alike, contained, longest_run, wording_of
from dateline.story.speech.spoken import Said, all_said, content_of, marked_words, same_speaker

NEAR = 3
"""So many days after one another the same speaker's like words are one utterance; later only nearly the same words."""
SAME_SPEAKER, SAME_SPEAKER_LATER, UNKNOWN, OTHER_SPEAKER, NEVER = 0.46, 0.62, 0.56, 0.75, 2.0
"""How alike two wordings must be, by what is known of their speakers."""
REPORTED = 0.1
"""So much more alike must be what stands without quotation marks."""
RUN, TELLING = 5, 2.5
"""So many words in a row, and words of such weight, must be shared where the speakers differ or are not known."""
CROWDED, COMPARED = 60, 12
"""A word of so many utterances finds none of them; so many are compared, and so many articles of each, its last."""


@dataclass(slots=True)
class _Group:
    """An utterance while it is put together."""

    said: list[Said] = field(default_factory=list)


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
    for said in all_said(told):
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


def _best(said: Said, groups: Sequence[_Group], found_by: dict[str, list[int]]) -> int | None:
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


def _drifts(said: Said, others: Sequence[Said]) -> bool:
    """Say whether words that are like some variant are not like the longest: the next would be like neither."""
    longest = max((s for s in others if s.marked), key=lambda s: s.wording.weight, default=None)
    return longest is not None and alike(said.wording, longest.wording) < SAME_SPEAKER - 0.06


def _excess(one: Said, other: Said) -> float:
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
        same = same_speaker(one.speaker, other.speaker) and abs(one.day - other.day) <= NEAR
        return likeness - SAME_SPEAKER - REPORTED if same and shared >= TELLING else -1.0
    return likeness - _needed(one, other, told=shared >= TELLING)


def _headline(one: Said, other: Said) -> bool:
    """Say whether one of two quotes of an article stands in its headline, where words are printed ahead."""
    first = min(one.quotes[0].content[0], other.quotes[0].content[0], key=lambda w: w.span.start)
    return first.exact.strip("\"'“”‘’ ") in (one.article.headline or "")


def _needed(one: Said, other: Said, *, told: bool) -> float:
    """Return how alike two wordings must be; `told` says that what they share says much."""
    same, near = same_speaker(one.speaker, other.speaker), abs(one.day - other.day) <= NEAR
    if same:
        return SAME_SPEAKER if near else SAME_SPEAKER_LATER
    if not told:
        return NEVER
    if same is None and near:
        return UNKNOWN
    return OTHER_SPEAKER if longest_run(one.wording, other.wording) >= RUN else NEVER


def _utterance(group: _Group, told: Told) -> Utterance:
    longest = max((s for s in group.said if s.marked), key=lambda s: (marked_words(s), -s.day))
    articles: defaultdict[str, list[Said]] = defaultdict(list)
    for one in sorted(group.said, key=lambda s: (s.article.published or s.article.seen, s.article.id)):
        articles[one.article.id].append(one)
    said = [max(here, key=marked_words) for here in articles.values()]
    speaker = _speaker(group.said)
    names = {s.speaker.label for s in said if s.speaker is not None and same_speaker(s.speaker, speaker) is False}
    return Utterance(
        id=f"u{group.said[0].quotes[0].id[:16]}",
        speaker=speaker,
        said=content_of(longest),
        variants=tuple(_variant(s, articles[s.article.id], longest) for s in said),
        outlets=outlets_of([s.article.id for s in said], told.by_id),
        first=min(s.article.day for s in said),
        last=max(s.article.day for s in said),
        disputed=tuple(sorted(names)),
    )


def _variant(said: Said, here: Sequence[Said], longest: Said) -> Variant:
    """Return an article's variant: its longest, with the quotes that say it again, as headlines do."""
    return Variant(
        quotes=tuple(q.id for s in (said, *(s for s in here if s is not said)) for q in s.quotes),
        article=said.article.id,
        wording=_kind(said, longest),
        content=content_of(said),
        shared=round(alike(said.wording, longest.wording), 3),
        speaker=said.speaker,
    )


def _kind(said: Said, longest: Said) -> Kind:
    if said is longest:
        return "longest"
    if not said.marked:
        return "reported"
    own, full = (wording_of([w.exact for w in content_of(s)]) for s in (said, longest))
    if own.stems == full.stems:
        return "same"
    return "cut" if contained(own, full) else "reworded"


def _speaker(said: Iterable[Said]) -> Who | None:
    """Return the speaker most articles name, by the fullest name; a person sooner than words for one."""
    named = [s.speaker for s in said if s.speaker is not None]
    if not named:
        return None
    votes = {id(w): sum(bool(same_speaker(w, o)) for o in named) for w in named}
    return max(named, key=lambda w: (w.label[:1].isupper(), votes[id(w)], len(w.label)))
