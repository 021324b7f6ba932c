"""Sentences made ready, and the triggers that match in them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from dateline.record.reading import RawName
from dateline.record.rules import tags
from dateline.record.rules.actors import actor_words
from dateline.record.rules.groups import Named, Parsed
from dateline.record.rules.inflect import is_past
from dateline.record.rules.lexicon import Lexicon, Trigger, lexicon
from dateline.record.tokens import Sentence

GAP_REACH = 8
LONGEST_TRIGGER = 32
_CONTENT_TYPES = frozenset({"REQUEST", "THREATEN", "REJECT", "AGREE"})
_SPEECH_TYPES = _CONTENT_TYPES | {"ACCUSE", "SUPPORT"}


_PREPOSITIONS = frozenset("for to on against with at from of in".split())


@dataclass(frozen=True, slots=True)
class Candidate:
    """A trigger that matched, by its tokens.

    `words_end` is the end of its first unbroken words, `reach` that of the whole pattern, gaps and all; the trigger
    itself ends at one of the two.
    """

    trigger: Trigger
    start: int
    end: int
    words_end: int
    reach: int

    @property
    def sides_from(self) -> int:
        """Where the object begins: after a preposition that ends the pattern, else after the first words of it."""
        last = self.trigger.steps[-1] or frozenset()
        return self.reach if last <= _PREPOSITIONS else self.words_end


def parse(sentence: Sentence, names: Sequence[RawName]) -> Parsed:
    """Return a sentence with its word classes and the names in it."""
    words = [t.text for t in sentence.tokens]
    named = list(_named(sentence, names))
    inside = [False] * len(words)
    for n in named:
        inside[n.start : n.end] = [True] * (n.end - n.start)
    return Parsed(sentence.tokens, [w.lower() for w in words], tags.tag(words, inside, _vocabulary()), named)


def _named(sentence: Sentence, names: Sequence[RawName]) -> Iterator[Named]:
    # Names come in the order of the text; to look at all of them for each sentence costs a long article its square.
    first = bisect_left(names, sentence.span.start, key=lambda n: n.span.start)
    last = bisect_left(names, sentence.span.end, key=lambda n: n.span.start)
    for name in names[first:last]:
        if name.span in sentence.span:
            at = [i for i, t in enumerate(sentence.tokens) if t.start < name.span.end and name.span.start < t.end]
            # Half of "India-Israel" is no name by itself here.
            if at and sentence.tokens[at[0]].start == name.span.start and sentence.tokens[at[-1]].end <= name.span.end:
                yield Named(at[0], at[-1] + 1, name.type)


@cache
def _vocabulary() -> tags.Vocabulary:
    """Return the forms of the lexicon that are verb or noun, and those that are verbs alone."""
    verbs = {f for f, ts in lexicon().by_word.items() if any(t.part == "verb" for t in ts)}
    nouns = {
        f for ts in lexicon().by_word.values() for t in ts if t.part == "noun" for step in t.steps for f in step or ()
    }
    nouns |= actor_words().public | actor_words().private | _ALSO_NOUNS
    return tags.Vocabulary(frozenset(verbs & nouns), frozenset(verbs - nouns))


_ALSO_NOUNS = frozenset(
    "attack attacks strike strikes support supports protest protests demand demands request requests visit visits meet "
    "blame question questions charge charges fine fines free target targets march marches rally rallies riot riots hit "
    "hits bomb bombs shell shells ban bans raid raids release releases hack hacks boycott vow vows pledge pledges "
    "promise promises offer offers appeal appeals defend fault faults call calls plea block blocks veto vetoes dispute "
    "disputes thanks back host hosts welcome welcomes patrol patrols test tests award awards petition probe probes "
    "talk talks phone sentence sentences jail exit rebuke lobby complaint killing meeting bombing shooting hacking "
    "execution fight fights pound pounds ram honor confirm object objects storm storms ally sanction sanctions "
    "warning campaign campaigns free capture seizure press exchange exchanges".split()
)


def candidates_of(p: Parsed, book: Lexicon) -> list[Candidate]:
    """Return the triggers that match, left to right, without overlap; at one place the longest first."""
    out, i = [], 0
    table = book.by_word
    while i < len(p.lower):
        found = next((c for t in table.get(p.lower[i], ()) if (c := _match(p, t, i))), None)
        if found:
            out.append(found)
        i = max(found.end, found.reach) if found else i + 1
    return out


def _match(p: Parsed, trigger: Trigger, i: int) -> Candidate | None:
    """Match one pattern at a token; a verb must be used as a verb, a noun as a noun."""
    if (trigger.part == "verb") != (p.tags[i] == "V") or not _in_company(p, trigger, i):
        return None
    j, first_run = i, i
    for n, step in enumerate(trigger.steps):
        if step is None:
            continue
        gapped = n > 0 and trigger.steps[n - 1] is None
        k = _seek(p, step, j, GAP_REACH if gapped else 1)
        if k is None:
            return None
        if not gapped or k == j:
            first_run = k + 1 if first_run == j else first_run
        j = k + 1
    if trigger.part == "noun" and _only_qualifies(p, j):
        return None
    return Candidate(trigger, i, _trigger_end(p, trigger, i, first_run=first_run, reach=j), first_run, j)


def _in_company(p: Parsed, trigger: Trigger, i: int) -> bool:
    """Say whether the sentence holds a word of the class the trigger needs, and none of the one it must not."""
    classes = lexicon().classes
    if trigger.unless and not classes[trigger.unless].isdisjoint(p.lower):
        return False
    needed = classes.get(trigger.needs or "")
    return not needed or not needed.isdisjoint((*p.lower[:i], *p.lower[i + 1 :]))


def _trigger_end(p: Parsed, trigger: Trigger, start: int, *, first_run: int, reach: int) -> int:
    """Return where the words of the trigger end: a short gap is taken in ("lodged a strong protest")."""
    whole = p.tokens[reach - 1].end - p.tokens[start].start <= LONGEST_TRIGGER
    return reach if whole and not (trigger.steps[-1] or frozenset()) <= _PREPOSITIONS else first_run


def _only_qualifies(p: Parsed, end: int) -> bool:
    """Say whether another noun comes right after: "attack helicopter", "protest song"."""
    marks = ("'s", "’s")
    return p.tags[end : end + 1] == "N" and p.lower[end] not in marks and p.lower[end - 1] not in marks


def _seek(p: Parsed, step: frozenset[str], j: int, reach: int) -> int | None:
    for k in range(j, min(len(p.lower), j + reach)):
        if p.lower[k] in step:
            return k
        if p.tags[k] in ";VSR" or p.tags[k] == ",":
            return None
    return None


def without_content(p: Parsed, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Leave out what is only asked, threatened, refused, promised or alleged: the speech act is the event."""
    out: list[Candidate] = []
    for c in candidates:
        if not any(_is_content(p, c, speech) for speech in out) and not _is_mere_thought(p, c):
            out.append(c)
    return out


def _is_mere_thought(p: Parsed, c: Candidate) -> bool:
    """Say whether a verb only tells what may or must be done: a base form, unless "will" or "did" is before it."""
    if c.trigger.part != "verb":
        return False
    word, auxiliaries = p.lower[c.start], p.lower[max(0, c.start - 3) : c.start]
    if any(w in _MERELY for w in auxiliaries[-2:]) or (auxiliaries[-1:] == ["to"] and word.endswith("ing")):
        return True
    base = not (is_past(word) or word.endswith(("ing", "s")))
    return base and c.trigger.type not in _SPEECH_TYPES and not any(w in _TELLING for w in auxiliaries)


_TELLING = frozenset("will wo 'll ’ll did do does would due scheduled expected set".split())
_MERELY = frozenset("should must can could may might cannot".split())


def _is_content(p: Parsed, c: Candidate, speech: Candidate) -> bool:
    if speech.trigger.type not in _CONTENT_TYPES and speech.trigger.mode != "allege":
        return False
    between = p.tags[speech.end : c.start]
    if ";" in between or len(between) > 14:
        return False
    if c.trigger.part == "verb":
        return between[-1:] in ("T", "P") or "T" in between or "S" in between
    if c.trigger.type == "ACCUSE" and speech.trigger.type == "REJECT":
        # "denied the allegations": somebody made them.
        return False
    return speech.trigger.type in _CONTENT_TYPES and "," not in between and len(between) <= 7
