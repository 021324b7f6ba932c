"""Parts of a whole: "60 people, including 40 women", "28, 11 of them women", "of the 60, 40 were women"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from dateline.record.lexemes import Lexeme, word_at
from dateline.record.quantity.amounts import Amount
from dateline.record.quantity.words import NOT_A_HEAD

_LINKS = frozenset("including among mostly".split())
_LIST_MARKS = frozenset(", and".split())
_BE = frozenset("was were are is".split())
_UNCOUNTED = frozenset("money percent age duration distance weight area".split())


def wholes(found: Sequence[Amount], lexemes: Sequence[Lexeme]) -> list[int | None]:
    """Return for each amount the index of the amount it is part of, or None."""
    out: list[int | None] = []
    for n, amount in enumerate(found):
        out.append(_whole(n, found, lexemes, out) if _counts(amount) else None)
    return out


def _counts(amount: Amount) -> bool:
    return amount.measure not in _UNCOUNTED and amount.rule not in ("ordinal", "twice", "times")


def _whole(n: int, found: Sequence[Amount], lexemes: Sequence[Lexeme], known: Sequence[int | None]) -> int | None:
    amount = found[n]
    before = [word_at(lexemes, amount.start - k) for k in (1, 2, 3)]
    after = [word_at(lexemes, amount.end + k) for k in (0, 1)]
    previous = _last_whole(n, found, known)
    if previous is not None:
        opened = previous == n - 1 and _opened_by_of(found[previous], lexemes)
        opened = opened and _behind_comma(previous, n, found, lexemes)
        of_them = after[0] == "of" and after[1] in ("them", "whom", "those", "these")
        among_them = _among_them(amount, lexemes)
        if _is_linked(before) or of_them or among_them or opened or _of_which(previous, n, found, lexemes):
            return previous
        if n and known[n - 1] is not None and _is_list(found[n - 1], amount, lexemes):
            return known[n - 1]
    return _whole_that_follows(n, found, lexemes)


def _last_whole(n: int, found: Sequence[Amount], known: Sequence[int | None]) -> int | None:
    """Return the nearest amount before this one that counts and is no part itself."""
    for k in range(n - 1, -1, -1):
        if known[k] is None and _counts(found[k]):
            return k
    return None


def _is_linked(before: Sequence[str]) -> bool:
    """Say whether the words before a number, nearest first, make it part of what came before: "including at least"."""
    if before[0] == "among" and before[1] in _BE:
        return False
    if before[0] in _LINKS or (before[0] == "were" and before[1] in ("whom", "them")):
        return True
    return before[1] in _LINKS and before[0] in ("them", "whom", "the", "at", "also", "were", "was")


def _among_them(amount: Amount, lexemes: Sequence[Lexeme]) -> bool:
    """Say whether "among them" follows what is counted: "five women among them"."""
    after = [x.text for x in lexemes[amount.end : amount.end + 5]]
    return any(pair == ("among", "them") for pair in pairwise(after[: after.index(",")] if "," in after else after))


def _of_which(whole: int, n: int, found: Sequence[Amount], lexemes: Sequence[Lexeme]) -> bool:
    """Say whether ", of which" or ", of whom" stands between a whole and an amount."""
    between = [x.text for x in lexemes[found[whole].end : found[n].start]]
    return any(a == "of" and b in ("which", "whom") for a, b in pairwise(between))


def _opened_by_of(whole: Amount, lexemes: Sequence[Lexeme]) -> bool:
    """Say whether a whole is set out first: "Of the 60 people …, 40 …", "Among seven divers, two …"."""
    k = whole.start - 1
    if word_at(lexemes, k) in ("the", "those", "these"):
        k -= 1
    if k > 0 and lexemes[k].text == "of" and lexemes[k - 1].text == "out":
        k -= 1
    return (
        k >= 0 and lexemes[k].text in ("of", "among", "out") and (k == 0 or lexemes[k - 1].text in (",", ".", '"', "“"))
    )


def _behind_comma(whole: int, n: int, found: Sequence[Amount], lexemes: Sequence[Lexeme]) -> bool:
    return any(x.text == "," for x in lexemes[found[whole].end : found[n].start])


def _is_list(one: Amount, two: Amount, lexemes: Sequence[Lexeme]) -> bool:
    """Say whether two amounts stand in one list: "12 Omanis, nine Greeks and two Finns"."""
    between = [x.text for x in lexemes[one.end : two.start]]
    listed = bool(between) and between[-1] in _LIST_MARKS and len(between) <= 5 and between.count(",") <= 1
    return listed and _BE.isdisjoint(between)  # "including three children, were killed and 20 injured"


def is_share_of(part: Amount, whole: Amount, lexemes: Sequence[Lexeme]) -> bool:
    """Say whether two amounts are told as "33 of the 98"."""
    between = [x.text for x in lexemes[part.end : whole.start]]
    fewer = part.low is None or whole.low is None or part.low < whole.low
    # "Seven out of 10" is a rate, "12 of 40 seats" a share of what is counted
    named = whole.end < len(lexemes) and lexemes[whole.end].kind == "word" and lexemes[whole.end].text not in NOT_A_HEAD
    owned = 2 < len(between) <= _OWNER and between[0] == "of" and between[-1] in ("'s", "’s", "s", "'", "’")
    told = between in _SHARES or (between == ["of"] and named) or owned
    return told and fewer and _counts(part) and _counts(whole)


_OWNER = 6
"""So many words "of" and an owner take between a part and its whole: "14 of the country's 16 regions"."""
_SHARES = tuple([*out, "of", the] for out in ([], ["out"]) for the in ("the", "those", "these", "its", "their"))


def _whole_that_follows(n: int, found: Sequence[Amount], lexemes: Sequence[Lexeme]) -> int | None:
    """Read "Five cooks were among nine people": the whole stands behind the part."""
    if n + 1 >= len(found):
        return None
    between = [x.text for x in lexemes[found[n].end : found[n + 1].start]]
    if is_share_of(found[n], found[n + 1], lexemes):
        return n + 1
    is_among = any(a in _BE and b == "among" for a, b in pairwise(between))
    return n + 1 if is_among and between[-1] in ("among", "the", "least", "more", "than") else None
