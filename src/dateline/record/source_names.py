"""Names that only a source shows: "Politiscope said", "the Harbor and Docks Authority announced", capitals that nobody
else took for a name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from dateline.model.span import Span
from dateline.record.reading import RawAttribution, RawName
from dateline.record.tokens import Sentence, Token
from dateline.world.names import is_common_word, is_given_name, is_nationality, is_place_name, is_surname, words
from dateline.world.offices import honorifics, is_organization_word, longest_role, organization_sector

_LINKS = frozenset("of for the and & to in on al de da di van von bin ibn del la le el our".split())
"""Small words that may stand inside a name."""
_PARTS = 3
"""So many words at most has a name that is taken from behind an office."""
_REACH = 2
"""So many small words may stand in a row inside a name ("Bank for the Blind")."""
_POSSESSIVE = ("'s", "’s", "'", "’")
_AFTER = frozenset(
    [*_POSSESSIVE, *", ( – — - ; : who which whose and of in at from for based itself himself herself".split()]
)
"""What may follow a name in a source; any other word makes the name an adjective ("Harbor officials")."""
_GROUP_ENDING = re.compile(r"(?:ers|ors|ees|ists|ants|ents|ians|men|women|-[a-z]+|ing)$")


def names_of_sources(
    sentences: Sequence[Sentence], names: Sequence[RawName], attributions: Iterable[RawAttribution]
) -> list[RawName]:
    """Return the names, with those that sources begin with and that no name covers among them.

    Args:
        sentences: The article's sentences.
        names: The names found so far, in order.
        attributions: What the reader found; only their sources count.
    """
    starts, begins = [s.span.start for s in sentences], [n.span.start for n in names]
    gone: set[Span] = set()
    added: dict[Span, RawName] = {}
    for source in sorted({a.source for a in attributions if a.source is not None}):
        k = bisect_left(starts, source.start + 1) - 1
        if k < 0 or _is_title_case(sentences[k].tokens):
            continue
        near = names[max(0, bisect_left(begins, source.start) - 1) : bisect_left(begins, source.end)]
        found = _name_of(sentences[k].tokens, source, near) or _behind_office(sentences[k].tokens, source, near)
        if found is not None:
            gone |= {n.span for n in near if n.span.touches(found.span)}
            added[found.span] = found
    return sorted([*(n for n in names if n.span not in gone), *added.values()], key=lambda n: n.span)


def _name_of(tokens: Sequence[Token], source: Span, names: Iterable[RawName]) -> RawName | None:
    """Return the name that opens a source behind its article and titles, if no person's or body's name is in it."""
    inside = [t for t in tokens if source.start <= t.start and t.end <= source.end]
    first = 1 if inside and inside[0].text.lower() in words("determiners") else 0
    run = _run(inside, first)
    after = inside[run.stop].text if run.stop < len(inside) else ","
    if after.lower() not in _AFTER and after not in words("days"):
        return None
    begin = run.start + _title_size(inside, run)
    span = Span(inside[begin].start, inside[run.stop - 1].end) if begin < run.stop else None
    if span is None:
        return None
    taken = [n for n in names if n.span.touches(span)]
    text = [t.text for t in inside[begin : run.stop]]
    if _is_many(text[-1]):
        return None
    if any(not _may_swallow(n, span, text) for n in taken) or not _is_name(
        text, sentence_start=inside[begin] is tokens[0]
    ):
        return None
    body = first or bool(taken) or _is_body(text)
    return RawName(span=span, type="organization" if body else "person", score=0.6)


def _behind_office(tokens: Sequence[Token], source: Span, names: Sequence[RawName]) -> RawName | None:
    """Return the full name right behind an office in a source, where nothing was seen: "party nominee | Asha Rao"."""
    inside = [t for t in tokens if source.start <= t.start and t.end <= source.end]
    lower = [t.text.lower() for t in inside]
    for k in range(len(inside)):
        first = k + longest_role(lower, k)
        stop = first
        while stop < len(inside) and stop - first < _PARTS and inside[stop].text[0].isupper():
            stop += 1
        if first == k or stop - first < 2 or not is_given_name(inside[first].text):
            continue
        span = Span(inside[first].start, inside[stop - 1].end)
        last = inside[stop - 1].text
        plain = is_common_word(last) or is_organization_word(last) or longest_role([last.lower()], 0)
        if not plain and not any(n.span.touches(span) for n in names):
            return RawName(span=span, type="person", score=0.6)
    return None


def _is_many(word: str) -> bool:
    """Say whether a word is an office in the plural: "Opposition MPs" are no one's name."""
    return word.endswith("s") and bool(longest_role([word[:-1].lower()], 0)) and not is_organization_word(word)


def _run(tokens: Sequence[Token], first: int) -> range:
    """Return the tokens from the first on that may be one name: capitals, and small words between them."""
    end = at = first
    while at < len(tokens) and at - end <= _REACH:
        text = tokens[at].text
        if end > first and text in words("days"):
            break
        if text[0].isupper() or (at > first and text[0].isdigit() and text.isdigit()):
            end = at = at + 1
        elif end > first and (text.lower() in _LINKS or text in _POSSESSIVE):
            at += 1
        else:
            break
    return _whole(tokens, range(first, end))


def _whole(tokens: Sequence[Token], run: range) -> range:
    """Return a run up to its "and", unless a body's word ends it, as in "Harbor and Docks Authority"."""
    joint = next((k for k in run if tokens[k].text in ("and", "&")), None)
    if joint is None or (is_organization_word(tokens[run.stop - 1].text) and joint - run.start == 1):
        return run
    return range(run.start, joint)


def _title_size(tokens: Sequence[Token], run: range) -> int:
    """Return how many words of a run are offices and titles before a name."""
    lower = [tokens[k].text.lower() for k in run]
    at = 0
    while at < len(lower):
        size = longest_role(lower, at) or int(tokens[run.start + at].text in honorifics())
        if not size:
            break
        at += size
    return at


def _may_swallow(name: RawName, span: Span, text: Sequence[str]) -> bool:
    """Say whether a longer name takes the place of one: a body's that of its country, or of a part of its own name."""
    if name.span not in span:
        return False
    if name.type == "organization":
        cut = name.span.start == span.start and name.span.end < span.end and not longest_role([text[-1].lower()], 0)
        return cut or ("and" in text and name.span.end == span.end and _is_body(text))
    return _is_body(text) and name.type in ("nationality", "place") and name.span.end < span.end


def _is_name(text: Sequence[str], *, sentence_start: bool) -> bool:
    """Say whether capitals are a name, and no plain noun that begins its sentence ("Villagers", "Police")."""
    if text[0] in words("days") or text[0].lower() in words("openers"):
        return False
    if len(text) > 1:
        return not all(is_common_word(w) or is_nationality(w) for w in text) or _is_body(text)
    word = text[0]
    plain = is_common_word(word) or is_common_word(word.rstrip("s"))
    named = len(word) > 1 and not is_nationality(word) and not is_place_name(word)
    group = _GROUP_ENDING.search(word) is not None and sentence_start and not is_surname(word)
    return named and not group and not (plain and (sentence_start or not word.isupper()))


def _is_title_case(tokens: Sequence[Token]) -> bool:
    """Say whether nearly all words have capitals, as in headlines, where they say nothing."""
    long = [t.text for t in tokens if t.text.isalpha() and len(t.text) > _REACH]
    return len(long) > _REACH and sum(w[0].isupper() for w in long) > 0.7 * len(long)


def _is_body(text: Sequence[str]) -> bool:
    """Say whether a name is a body's by its words or letters: "HARBR", "Tide24", "… Authority"."""
    last = text[-1]
    if is_organization_word(last) or last in words("organization_heads") or text[0] in words("organization_heads"):
        return True
    if len(text) == 1:
        return last.isupper() or any(c.isdigit() for c in last) or any(c.isupper() for c in last[1:] if "-" not in last)
    return not is_given_name(text[0]) and organization_sector(" ".join(text)) is not None
