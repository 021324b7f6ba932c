"""Where a subject begins and a noun phrase ends: the little grammar that attributions need, on closed word classes."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.record.rules.speech.closed import (
    ADVERBS,
    AUXILIARIES,
    CIRCUMSTANCES,
    DETERMINERS,
    FINITE,
    HARD,
    MESSAGES,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
    TIME_HEADS,
    TIME_INNER,
    TIME_OPENERS,
    WHEN,
)
from dateline.record.rules.speech.units import Item
from dateline.record.rules.speech.verbs import VERBS


def is_name(item: Item) -> bool:
    """Say whether an item begins with a capital letter."""
    return item.text[0].isupper()


def is_hard(items: Sequence[Item], i: int) -> bool:
    """Say whether a mark ends a clause for good; the dot of "D-Minn., said" does not."""
    return items[i].low in HARD and not (items[i].low == "." and i + 1 < len(items) and items[i + 1].low == ",")


def when_at(items: Sequence[Item], i: int) -> int:
    """Return how many items from here on say when ("on Tuesday", "last week", "late Monday"), 0 if none do."""
    j = i
    if j < len(items) and items[j].low in TIME_OPENERS:
        j += 1
        while j < len(items) and items[j].low in TIME_INNER:
            j += 1
    begin = j
    while j < len(items) and (items[j].low in TIME_HEADS or (j > begin and items[j].text.isdigit())):
        j += 1
    if j == begin:
        year = j > i and j < len(items) and items[j].text.isdigit() and len(items[j].text) == 4
        return j + 1 - i if year else 0
    return j - i


def is_finite(items: Sequence[Item], i: int) -> bool:
    """Say whether an item looks like a verb with a subject of its own (not "people briefed on it")."""
    low = items[i].low
    if low in FINITE and not is_name(items[i]):
        return True
    before = items[i - 1].low if i else ""
    verb = VERBS.get(low)
    if verb and verb.form in ("past", "s") and not is_name(items[i]):
        return before not in DETERMINERS
    if not low.endswith("ed") or is_name(items[i]) or len(low) < 5:
        return False
    following = items[i + 1].low if i + 1 < len(items) else ""
    return following not in ("by", "on", "in", "at", "with", "to", "as") and before not in DETERMINERS


def subject_before(items: Sequence[Item], i: int) -> tuple[int, int] | None:
    """Return the run of items that is the subject of a verb at i, titles and appositions included."""
    if i and items[i - 1].low == ",":
        return _with_apposition(items, i)
    return trimmed(items, _phrase_start(items, i), i)


def _with_apposition(items: Sequence[Item], end: int) -> tuple[int, int] | None:
    """Read "Rao, a lawyer in Pune, said" from its last comma back; "Rao, speaking in Pune, said" ends at the name."""
    closing = end - 1
    while (opening := _comma_before(items, closing)) is not None:
        head = trimmed(items, _phrase_start(items, opening), opening)
        if head is None:
            closing = opening
            continue
        if _is_aside(items, opening + 1):
            return _before_apposition(items, head), opening
        return _before_apposition(items, head), end
    return _with_participle(items, end - 1)


def _with_participle(items: Sequence[Item], end: int) -> tuple[int, int] | None:
    """Read '"…," the letter condemning the raid, added': a phrase with a participle of its own, between its commas."""
    start = next((k for k in range(end, 0, -1) if items[k - 1].quotation or is_hard(items, k - 1)), 0)
    while start < end and items[start].low == ",":
        start += 1
    if end - start < 3 or not any(x.low.endswith("ing") for x in items[start + 1 : start + 4]):
        return None
    return start, end


def _comma_before(items: Sequence[Item], i: int) -> int | None:
    for k in range(i - 1, 0, -1):
        if items[k].low == ",":
            return k
        if is_hard(items, k):
            return None
    return None


def _is_aside(items: Sequence[Item], i: int) -> bool:
    """Say whether words between commas tell how or when it was said and not who said it."""
    low = items[i].low
    if low in PREPOSITIONS or low in ADVERBS or low in ("however", "meanwhile"):
        return True
    return low in SUBORDINATORS - RELATIVES - {"whose"} or low.endswith(("ing", "ly"))


def _before_apposition(items: Sequence[Item], head: tuple[int, int]) -> int:
    """Return where the name begins that a phrase stands beside: "Rao" for "a lawyer" in "Rao, a lawyer"."""
    start = head[0]
    if start < 2 or items[start - 1].low != "," or not is_name(items[start - 2]):
        return start
    if is_name(items[start]) or items[start].low in PREPOSITIONS | PRONOUNS:
        return start
    earlier = trimmed(items, _phrase_start(items, start - 1), start - 1)
    return earlier[0] if earlier else start


def _phrase_start(items: Sequence[Item], end: int) -> int:
    """Walk back from the end of a noun phrase to where its clause begins."""
    k = end
    while k:
        low = items[k - 1].low
        if low in RELATIVES and k == end:
            return k - 1
        if low == "than" and k > 1 and items[k - 2].low in ("more", "less", "fewer"):
            k -= 1
            continue
        if low in SUBORDINATORS or _is_border(items, k - 1, end):
            return k
        if is_finite(items, k - 1) or (low.endswith("ing") and low in VERBS):
            relative = next((r for r in range(k - 2, max(-1, k - 6), -1) if items[r].low in RELATIVES), None)
            if relative is None:
                return k
            k = relative + 1
        k -= 1
    return 0


def _is_border(items: Sequence[Item], i: int, end: int) -> bool:
    """Say whether an item before a phrase that ends at `end` is no part of it."""
    low = items[i].low
    if is_hard(items, i) or (low == "," and not _is_list(items, i, end)):
        return True
    if items[i].quotation:
        return not _is_modifier(items, i, end)
    return low in ("and", "&") and _joins_clauses(items, i)


def _is_modifier(items: Sequence[Item], i: int, end: int) -> bool:
    """Say whether a quotation is part of a noun phrase: 'the "Squad" members'."""
    return bool(i) and i + 1 < end and items[i - 1].low in DETERMINERS and items[i].end - items[i].start < 30


def _is_list(items: Sequence[Item], comma: int, end: int) -> bool:
    """Say whether a comma joins names: "France, Germany and Italy"."""
    if not comma or end - comma > 12 or not any(x.low == "and" for x in items[comma + 1 : end]):
        return False
    return is_name(items[comma - 1]) and is_name(items[comma + 1])


def _joins_clauses(items: Sequence[Item], i: int) -> bool:
    """Say whether the clause before "and" has a verb, so that "and" joins clauses and not names."""
    if i > 1 and is_name(items[i - 1]) and items[i - 2].low == ",":
        return False
    for k in range(i - 1, -1, -1):
        low = items[k].low
        if low in (",", '"'):
            return not is_name(items[i + 1])
        if is_hard(items, k) or low in SUBORDINATORS:
            return False
        if is_finite(items, k):
            return True
    return False


def trimmed(items: Sequence[Item], start: int, end: int) -> tuple[int, int] | None:
    """Take words off both ends that say when or how and not who; None if nobody is left."""
    while start < end:
        low = items[start].low
        when = when_at(items, start)
        if when and start + when < end:
            start += when
        elif low in ADVERBS or low in ("and", "but", ",", "meanwhile", "however", "perhaps", "maybe"):
            start += 1
        elif low in PREPOSITIONS and low != "outside":
            begin = next((k for k in range(start + 2, end) if _begins_phrase(items, k)), None)
            if begin is None:
                return None
            start = begin
        else:
            break
    while end > start and (items[end - 1].low in ADVERBS or items[end - 1].low == ","):
        end -= 1
    if end - start > 1 and items[end - 1].low in PRONOUNS:
        start = end - 1
    end = next((k for k in range(start + 1, end) if items[k].low in TIME_OPENERS and k + when_at(items, k) == end), end)
    end = _before_message(items, start, end)
    named = any(x.text[0].isalnum() and x.low not in AUXILIARIES for x in items[start:end])
    return (start, end) if named else None


def _before_message(items: Sequence[Item], start: int, end: int) -> int:
    """Leave out "in a post on X" and "in a statement" at the end of a source."""
    for k in range(start + 1, end):
        if items[k].low in ("in", "at", "on", "via") and any(x.low in MESSAGES for x in items[k + 1 : k + 6]):
            return k
    return end


def _begins_phrase(items: Sequence[Item], i: int) -> bool:
    """Say whether a new noun phrase begins here after the noun of an earlier one: "in Delhi he", "on Friday the"."""
    fresh = items[i].low in PRONOUNS or items[i].low in DETERMINERS
    return fresh and items[i - 1].low not in PREPOSITIONS and items[i - 1].low not in DETERMINERS


def phrase_after(items: Sequence[Item], i: int) -> int:
    """Return the end of the noun phrase that begins at i, its appositions included: `said Rao, who leads the union`."""
    k = i
    while k < len(items):
        if items[k].quotation or is_hard(items, k) or (k > i and _leaves(items, k)):
            return k
        if items[k].low == ",":
            end = _apposition_end(items, k)
            if end is None:
                return k
            k = end
        else:
            k += 1
    return k


def _leaves(items: Sequence[Item], k: int) -> bool:
    """Say whether what follows a noun phrase is no part of it: when, where, in what circumstances it was said."""
    low = items[k].low
    if low in CIRCUMSTANCES or (low.endswith("ing") and low in VERBS):
        return True
    if low == "and" and k + 1 < len(items) and (items[k + 1].low in VERBS or items[k + 1].low in PRONOUNS):
        return True
    return low in WHEN or (low in ("late", "last", "this") and when_at(items, k) > 0)


def _apposition_end(items: Sequence[Item], comma: int) -> int | None:
    """Return where an apposition after a comma ends, closing comma left out; None if none follows."""
    first = items[comma + 1] if comma + 1 < len(items) else None
    if first is None or first.quotation or first.low in ADVERBS | PREPOSITIONS | PRONOUNS:
        return None
    if first.low in SUBORDINATORS - RELATIVES - {"whose"} or first.low == "and":
        return None
    if first.low in VERBS and first.low.endswith("ing"):
        return None
    k = comma + 1
    while k < len(items) and not is_hard(items, k) and items[k].low != "," and not items[k].quotation:
        if items[k].low in ("when", "while", "after", "before", "during"):
            break
        if is_finite(items, k) and first.low not in RELATIVES | {"whose", "whom"}:
            return None
        k += 1
    return k
