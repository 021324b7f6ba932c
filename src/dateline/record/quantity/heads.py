"""The head: the words for what a quantity counts ("14 soldiers", "dozens of Israeli tanks")."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.record.lexemes import Lexeme, word_at
from dateline.record.nominals import is_participle
from dateline.record.quantity.amounts import Amount
from dateline.record.quantity.words import NOT_A_HEAD, SINGULAR_PEOPLE, is_plural
from dateline.record.rules.inflect import is_past

_LONGEST = 5
_NOT_ADVERBS = frozenset(
    "family assembly supply ally reply elderly early only daily weekly monthly yearly friendly deadly costly lovely "
    "lonely likely unlikely hourly holy oily ugly belly jelly rally fly bully butterfly monopoly anomaly orderly "
    "quarterly scholarly elderly nightly fortnightly timely lively ghostly unfriendly disorderly".split()
)
_SKIPPED = frozenset("of the these those his her their its other more such all - – ‑ separate".split())
_OPENERS, _CLOSERS = frozenset("\"“‘'"), frozenset("\"”’'")
_SUBJECTS = frozenset("people men women children".split())
_EXTENTS = frozenset("strong tall long high wide deep thick".split())
_BEFALLEN = frozenset("dead missing dying homeless".split())
_OPEN_AFTER_OF = frozenset("them whom us which these those it".split())


def head_of(amount: Amount, lexemes: Sequence[Lexeme]) -> tuple[int, int] | None:
    """Return the lexemes of what is counted, or None where the quantity stands alone ("and wounded 12").

    A noun phrase is told by its end: the first plural noun, or the last word before one that cannot be part of it.
    """
    k = amount.end
    if (
        amount.measure is not None
        and amount.measure != "age"
        and word_at(lexemes, k) != "of"
        and "-" not in _joints(amount, lexemes)
    ):
        return None  # what is measured is named by "of": "2.5 tonnes of grain"
    if word_at(lexemes, k) == "-" and k + 1 < len(lexemes) and lexemes[k].start == lexemes[k - 1].end:
        if lexemes[k + 1].text not in _EXTENTS:
            return (k + 1, k + 2) if lexemes[k + 1].kind == "word" else None
        k += 2  # "a 14,000-strong crowd", "a 5-foot-tall man"
    while k < len(lexemes) and lexemes[k].text in _SKIPPED:
        k += 1
    if k < len(lexemes) and lexemes[k].text == "(":
        k += 1
    if k == amount.end and word_at(lexemes, k) in _CLOSERS and word_at(lexemes, amount.start - 1) in _OPENERS:
        k += 1  # "at least five" people
    if k > amount.end and word_at(lexemes, k) in _OPEN_AFTER_OF:
        return None
    start = k
    k = _end_of_phrase(lexemes, start, aged=amount.measure == "age")
    if k > start and _is_no_noun(lexemes, start, counted=amount.measure is None) and not is_plural(lexemes[k - 1].text):
        return None  # "another 12 limped home", "the two eventually joined": a verb, not a noun
    if k > start and amount.measure is None and not (amount.low or 0) % 1 and not is_plural(lexemes[k - 1].text):
        k = _end_of_second(lexemes, k) or k
    return (start, k) if k > start else None


def _end_of_phrase(lexemes: Sequence[Lexeme], start: int, *, aged: bool = False) -> int:
    """Return where the noun phrase that begins at a lexeme ends; of somebody's age, with the word for that person."""
    k, words = start, 0
    while k < len(lexemes) and words < _LONGEST and _may_belong(lexemes, k, start):
        k += 1
        words += not _is_joined(lexemes, k, start)
        if _is_short_name(lexemes, k):
            k += 3  # "four Civil Defence Force (CDF) officers"
        if _ends(lexemes, k) or (aged and lexemes[k - 1].text in SINGULAR_PEOPLE and is_plural(word_at(lexemes, k))):
            break
    return k


def _is_short_name(lexemes: Sequence[Lexeme], k: int) -> bool:
    """Say whether a short form of a name stands in brackets before the noun it belongs to."""
    if word_at(lexemes, k) != "(" or word_at(lexemes, k + 2) != ")" or k + 3 >= len(lexemes):
        return False
    return lexemes[k + 1].capital and lexemes[k + 3].kind == "word" and lexemes[k + 3].text not in NOT_A_HEAD


def _is_joined(lexemes: Sequence[Lexeme], k: int, start: int) -> bool:
    """Say whether a hyphen joins a lexeme to the phrase before it: "two state-of-the-art buildings"."""
    if not start < k < len(lexemes) or lexemes[k].start != lexemes[k - 1].end:
        return False
    return lexemes[k].text == "-" or (lexemes[k - 1].text == "-" and k - 1 > start)


def _is_no_noun(lexemes: Sequence[Lexeme], start: int, *, counted: bool) -> bool:
    word = lexemes[start].text
    return word.endswith("ed") or is_past(word) or (counted and word.endswith("ly") and word not in _NOT_ADVERBS)


def _end_of_second(lexemes: Sequence[Lexeme], k: int) -> int | None:
    """Return where the noun is that two adjectives share: "three current and former officials"; None if none is."""
    if word_at(lexemes, k) not in ("and", "or", "but"):
        return None
    second = word_at(lexemes, k + 1)
    if is_participle(second) and not is_plural(word_at(lexemes, k + 2)):
        return None  # "killing one woman and injuring several others"
    end = _end_of_phrase(lexemes, k + 1)
    return end if end > k + 2 and is_plural(lexemes[end - 1].text) else None


def _joints(amount: Amount, lexemes: Sequence[Lexeme]) -> list[str]:
    return [x.text for x in lexemes[amount.start : amount.end]]


def _may_belong(lexemes: Sequence[Lexeme], k: int, start: int) -> bool:
    x = lexemes[k]
    if x.text in ("-", "’", "'", "/") and k > start and lexemes[k - 1].end == x.start:
        return k + 1 < len(lexemes) and lexemes[k + 1].start == x.end and lexemes[k + 1].text != "s"
    if x.kind == "word" and _is_joined(lexemes, k, start):
        return True
    if x.kind != "word" or x.text in NOT_A_HEAD or (k > start and _is_verb(lexemes, k)):
        return False
    return k > start or x.text not in _BEFALLEN


def _is_verb(lexemes: Sequence[Lexeme], k: int) -> bool:
    """Say whether an irregular past form is a verb of its own rather than tells of a noun ("newly built")."""
    text = lexemes[k].text
    return is_past(text) and not text.endswith("ed") and not lexemes[k - 1].text.endswith("ly")


def _ends(lexemes: Sequence[Lexeme], k: int) -> bool:
    """Say whether the noun phrase is complete before lexeme k."""
    last, after = lexemes[k - 1].text, word_at(lexemes, k)
    if after == "-" and k < len(lexemes) and lexemes[k].start == lexemes[k - 1].end:
        return False
    if is_plural(last) or last in SINGULAR_PEOPLE:
        # A plural noun behind another belongs to it ("rights groups"): no verb of a plural subject ends in s.
        # "Three reasons people steal": people are what another sentence begins with.
        return after in NOT_A_HEAD or after in _SUBJECTS or not is_plural(after)
    return False
