"""Where the content of an attribution begins and ends, left and right of its cue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.model.span import Span
from dateline.record.marks import Quotation
from dateline.record.rules.speech.closed import ADVERBS, DETERMINERS, PREPOSITIONS, PRONOUNS
from dateline.record.rules.speech.cues import Cue
from dateline.record.rules.speech.phrases import is_finite, is_name, subject_before, when_at
from dateline.record.rules.speech.units import Item

_STOPS = (".", "?", "!", "…")
_LINKS = frozenset("and but while although though as because whereas".split())
_EMPTY = frozenset("so otherwise".split())
_SHORT = 25
"""Characters up to which a quotation within a sentence may be a title or a term ('In his book "Rain," he says …')."""
_REACH = 14
"""How many items a phrase between cue and content may have ("said at a meeting of … that")."""


def speaks_left(items: Sequence[Item], begin: int, after: int, cue: Cue, *, inverted: bool) -> bool:
    """Say whether the content stands before source and cue.

    Args:
        items: The unit.
        begin: The first item of source and cue.
        after: One past their last item.
        cue: The cue.
        inverted: Whether the source follows the cue.
    """
    if begin == 0 or items[begin - 1].low in ("as", "and", "that"):
        return False
    if cue.according:
        return True
    follows = _next(items, after)
    if follows == "that" or not (cue.verb.speaks or cue.verb.takes in ("clause", "thought")):
        return False
    if (quotation := _quotation_before(items, begin)) is not None:
        first = items[0].quotation is quotation or len(quotation.span) > _SHORT
        return inverted or first or follows in ("", ",", ".")
    if items[begin - 1].low not in (",", "—", "–", "?", "!"):
        return False
    return _clause_left(items, begin, after, inverted=inverted, listener=cue.verb.takes == "listener")


def _quotation_before(items: Sequence[Item], begin: int) -> Quotation | None:
    before = items[begin - 1]
    if before.low in (",", "—", "–") and begin > 1:
        before = items[begin - 2]
    return before.quotation


def _clause_left(items: Sequence[Item], begin: int, after: int, *, inverted: bool, listener: bool) -> bool:
    """Say whether what stands before "…, officials said" is the content: a clause, or the beginning of one."""
    follows = _next(items, after)
    if not any(is_finite(items, k) for k in range(begin)):
        return follows == "," and after + 1 < len(items) and is_finite(items, after + 1)
    rest = _next(items, _past_when(items, _past_listener(items, after, {}) if listener else after))
    return inverted or rest in ("", ".", "?", "!") or (rest == "," and not _quotation_follows(items, after))


def _next(items: Sequence[Item], i: int) -> str:
    return items[i].low if i < len(items) else ""


def _quotation_follows(items: Sequence[Item], i: int) -> bool:
    return any(x.quotation for x in items[i : i + 4])


def _past_when(items: Sequence[Item], i: int) -> int:
    """Step over "on Tuesday", "in Delhi", "reporters" after a cue at the end of a sentence."""
    while i < len(items) and items[i].low not in (",", ".", "?", "!") and not items[i].quotation:
        when = when_at(items, i)
        if when:
            i += when
        elif (
            items[i].low in PREPOSITIONS or (i and items[i - 1].low in PREPOSITIONS | DETERMINERS) or is_name(items[i])
        ) or (items[i].low in DETERMINERS and i and items[i - 1].low in PREPOSITIONS):
            i += 1
        else:
            break
    return i


def left_content(items: Sequence[Item], begin: int, *, first: bool) -> Span | None:
    """Return the words from the beginning of the unit to the source, closing comma left out.

    After an earlier cue in the same unit only the quotation right before the source counts.
    """
    quotation = _quotation_before(items, begin)
    if quotation is not None and not first:
        return quotation.span
    end = begin
    while end and items[end - 1].low in (",", "—", "–"):
        end -= 1
    start = 0
    while start < end and items[start].low in (",", "—", "–", "-", "•"):
        start += 1
    return Span(items[start].start, items[end - 1].end) if start < end else None


def left_quotation(items: Sequence[Item], after: int, later: Sequence[Cue]) -> list[Span]:
    """Return what goes on after source and cue: `"…," Rao said, "and …"` or "A, Rao said, is B"."""
    stop = later[0].start if later else len(items)
    if not any(x.quotation for x in items[:after]):
        stop = after
    for k in range(after, stop):
        quotation = items[k].quotation
        if quotation and k and items[k - 1].low in (",", ":", "—", "–"):
            return [quotation.span]
        if quotation and k == after:
            return [quotation.span]
    if after < len(items) and items[after].low == "," and not later and not any(x.quotation for x in items[:after]):
        end = _end(items, len(items))
        return [Span(items[after + 1].start, items[end - 1].end)] if end > after + 2 else []
    return []


def right_content(
    items: Sequence[Item],
    after: int,
    cue: Cue,
    later: Sequence[Cue],
    listeners: Mapping[int, int],
    *,
    relative: bool = False,
) -> list[Span]:
    """Return the content that follows a cue, without listener and time; that of "who said …," ends at the comma."""
    begin = _begin(items, after, cue, listeners)
    stop = _stop(items, begin, cue, later)
    if relative:
        stop = next((k for k in range(begin + 1, stop) if items[k].low == ","), stop)
    end = _end(items, stop)
    if begin >= end or (end - begin == 1 and items[begin].low in _EMPTY):
        return []
    return [Span(items[begin].start, items[end - 1].end)]


def _begin(items: Sequence[Item], i: int, cue: Cue, listeners: Mapping[int, int]) -> int:
    if cue.verb.takes == "listener":
        i = _past_listener(items, i, listeners)
    while i < len(items):
        low = items[i].low
        when = when_at(items, i)
        if when:
            i += when
        elif low in (":", ",", "—", "–") or (low in ADVERBS | {"however"} and cue.verb.speaks):
            i += 1
        elif low == "to" and not _names_listener(items, i + 1):
            break
        elif cue.verb.speaks and low in PREPOSITIONS and (jump := _past_phrase(items, i)):
            i = jump
        else:
            break
    return i


def _names_listener(items: Sequence[Item], i: int) -> bool:
    """Say whether "to" names who is spoken to ("wrote to his followers") and not what is promised ("to build")."""
    if i >= len(items):
        return False
    return (
        items[i].low in DETERMINERS | {"me", "him", "them", "us", "you"}
        or is_name(items[i])
        or items[i].low.endswith("s")
    )


def _past_listener(items: Sequence[Item], i: int, listeners: Mapping[int, int]) -> int:
    """Step over who is told: "reporters", "the Security Council", "Reuters"."""
    if i >= len(items) or items[i].quotation or not items[i].text[0].isalnum() or items[i].low in ("that", "to"):
        return i
    k = i + 1 if items[i].low in DETERMINERS | {"him"} else i
    if k < len(items) and items[k].start in listeners:
        end = listeners[items[k].start]
        while k < len(items) and items[k].end <= end:
            k += 1
        return k
    begin = k
    while k < len(items) and items[k].text[0].isalnum() and items[k].low not in PREPOSITIONS | DETERMINERS | PRONOUNS:
        if items[k].low in ("that", "how", "what", "why", "whether", "if") or is_finite(items, k):
            break
        if k > begin and begin == i and not (is_name(items[k]) and is_name(items[k - 1])):
            break
        k += 1
    return k


def _past_phrase(items: Sequence[Item], i: int) -> int | None:
    """Step over a phrase of place or occasion, if what is said clearly begins after it."""
    for k in range(i + 1, min(len(items), i + _REACH)):
        if items[k].low == "that" or items[k].quotation or items[k].low == ":":
            return k
        if items[k].low in PRONOUNS and items[k - 1].low not in PREPOSITIONS:
            return k
        if items[k].low in DETERMINERS and items[k - 1].low not in PREPOSITIONS | DETERMINERS | {"and", ","}:
            return k
        if items[k].low == "," or is_finite(items, k):
            return k if items[k].low == "," else None
    return None


def _stop(items: Sequence[Item], begin: int, cue: Cue, later: Sequence[Cue]) -> int:
    """Return where the content must end at the latest: where another cue takes over, or the object is complete."""
    stop = len(items)
    for other in later:
        if other.start > begin and (at := _takes_over(items, begin, other)) is not None:
            stop = at
            break
    stop = next((k + 1 for k in range(begin, stop - 1) if _ends_sentence(items, k)), stop)
    if cue.verb.takes in ("object", "aim", "text"):
        for k in range(begin + 1, stop):
            if items[k].low in (";", "—", "–") or (items[k].low == "," and _leaves(items, k)):
                return k
    for k in range(begin + 1, stop):
        if items[k].low == ";" or is_finite(items, k) or items[begin].low == "that":
            break
        if items[k].low == "," and _next(items, k + 1) in ("which", "who", "whose", "where", "as"):
            return k
    return next((k for k in range(begin + 1, stop) if items[k].low == ";"), stop)


def _ends_sentence(items: Sequence[Item], k: int) -> bool:
    """Say whether a quotation ends with a full stop before a new sentence that the tokens did not see."""
    return bool(items[k].quotation and items[k].text.rstrip("\"'”’»` ").endswith(".") and is_name(items[k + 1]))


def _leaves(items: Sequence[Item], comma: int) -> bool:
    """Say whether what follows the comma is the writer's again: "…, which …", "…, but …", "…, saying"."""
    low = _next(items, comma + 1)
    return low in _LINKS | PREPOSITIONS or low in ("which", "who", "when", "a", "the") or low.endswith("ing")


def _takes_over(items: Sequence[Item], begin: int, other: Cue) -> int | None:
    """Return where the clause of another cue begins, if it stands beside this content and not within it."""
    at = other.start
    before = items[at - 1].low
    if other.according:
        return at - 1 if before == "," else at
    if other.verb.form == "ing":
        return {",": at - 1, '"': at, "by": at - 1}.get(before)
    if before in ("and", "but"):
        return at - 2 if items[at - 2].low == "," else at - 1
    subject = subject_before(items, at)
    return _link_before(items, subject[0], other) if subject and subject[0] - 1 > begin else None


def _link_before(items: Sequence[Item], at: int, other: Cue) -> int | None:
    """Return the comma before ", but Rao said …" or before ", Rao said." at the very end."""
    if _ends(items, other.end) and (items[at - 1].low == "," or items[at - 1].quotation):
        return at - 1 if items[at - 1].low == "," else at
    return at - 2 if items[at - 1].low in _LINKS and items[at - 2].low == "," else None


def _ends(items: Sequence[Item], i: int) -> bool:
    return _next(items, _past_when(items, i)) in ("", *_STOPS)


def _end(items: Sequence[Item], stop: int) -> int:
    """Step back over the full stop and commas at the end."""
    while stop and (items[stop - 1].text in _STOPS or items[stop - 1].low in (",", ";", "—", "–", ":", ")")):
        stop -= 1
    return stop
