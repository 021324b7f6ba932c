"""Numbers as news writes them: digits, words, lakh and crore, fractions, dozens; read from a list of words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
ONES = {w: n for n, w in enumerate((_ONES + " seventeen eighteen nineteen").split())}
TENS = {w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
SCALES: dict[str, float] = {
    "hundred": 1e2,
    "thousand": 1e3,
    "lakh": 1e5,
    "lakhs": 1e5,
    "lac": 1e5,
    "million": 1e6,
    "mn": 1e6,
    "mln": 1e6,
    "crore": 1e7,
    "crores": 1e7,
    "billion": 1e9,
    "bn": 1e9,
    "bln": 1e9,
    "trillion": 1e12,
    "tn": 1e12,
    "dozen": 12,
    "score": 20,
}
# Letters that multiply only when they cling to the digits: "1.3m", "40k", "2bn".
_CLINGING: dict[str, float] = {"k": 1e3, "m": 1e6, "b": 1e9, "bn": 1e9, "mn": 1e6, "tn": 1e12, "cr": 1e7, "mil": 1e6}
# Shortened multipliers that only money makes certain when they stand apart: "RM1.2 mil", "Rs 50 cr".
_OF_MONEY: dict[str, float] = {"mil": 1e6, "mio": 1e6, "bil": 1e9, "trn": 1e12, "cr": 1e7}
_BEFORE_MONEY = frozenset("$ € £ ₹ ¥ rm rs rp php".split())
# After these "m" means meters: "100m deep".
_METERS = frozenset("deep high long tall wide race sprint freestyle relay from away above below underwater".split())
# Races are of these lengths: "he won the 1500m", but "sales rose to 100m".
_RACES = frozenset("60 100 110 200 400 800 1,500 1500 3,000 3000 5,000 5000 10,000 10000".split())
_OF_RACES = frozenset(
    "final finals heat heats hurdles champion champions medal medallist medalist dash butterfly".split()
)
_RUNNING = frozenset("won win wins winning ran run runs running swam swim swims".split())
_PLACED = frozenset("first second third fourth fifth sixth seventh eighth last gold silver bronze".split())
_COUNTED = frozenset(
    "people residents users customers viewers votes voters tonnes tons barrels litres doses shares homes visitors"
    " passengers deal investment project plan fund loan package contract".split()
)
_DIGITS = re.compile(r"\d+(?:,\d+)*(?:\.\d+)?")
_MOST = 1e18
"""No news counts so far: longer rows of digits are codes, and the longest overflow."""
_HALVES = {"½": 0.5, "¼": 0.25, "¾": 0.75}


class Number(NamedTuple):
    """A number: its value, where in the list of words it ends, and the multiplier it was written with."""

    value: float
    end: int
    scale: float


def number_at(words: Sequence[str], i: int, *, joined: Callable[[int], bool]) -> Number | None:
    """Read the number that begins at a word, or return None.

    Args:
        words: Lower-case words and marks.
        i: Where to begin.
        joined: Says whether a word clings to the one before it, without white space.
    """
    number = _number_at(words, i, joined)
    return number if number and number.value < _MOST else None


def _number_at(words: Sequence[str], i: int, joined: Callable[[int], bool]) -> Number | None:
    first = words[i]
    if first[0].isdigit():
        return _from_digits(words, i, joined)
    if first in ONES or first in TENS:
        return _from_words(words, i, joined)
    if first in ("a", "an") and _word(words, i + 1) in _COUNTED_BY_A:
        return _scaled(words, i + 1, 1.0)
    if first == "half" and _word(words, i + 1) == "a" and _word(words, i + 2) in _COUNTED_BY_A:
        return _scaled(words, i + 2, 0.5)
    return None


_COUNTED_BY_A = frozenset("hundred thousand lakh million crore billion trillion dozen score".split())
NUMBER_WORDS = frozenset(ONES) | frozenset(TENS) | {"a", "an", "half"}
"""The words a number may begin with."""


def _from_digits(words: Sequence[str], i: int, joined: Callable[[int], bool]) -> Number | None:
    if not _DIGITS.fullmatch(words[i]):
        return None
    value, end = float(words[i].replace(",", "")), i + 1
    half = _word(words, end)
    if half in _HALVES:
        value, end = value + _HALVES[half], end + 1
    elif re.fullmatch(r"[1-3]/[234]", half) and not joined(end):
        above, below = half.split("/")
        value, end = value + int(above) / int(below), end + 1
    unit = _word(words, end)
    if unit in _CLINGING and joined(end) and not (unit == "m" and _is_length(words, i, end + 1)):
        return Number(round(value * _CLINGING[unit], 6), end + 1, _CLINGING[unit])
    if unit in _OF_MONEY and (joined(end) or _word(words, i - 1) in _BEFORE_MONEY):
        return Number(round(value * _OF_MONEY[unit], 6), end + 1, _OF_MONEY[unit])
    return _with_rest(words, _scaled(words, end, value), joined)


def _with_rest(words: Sequence[str], number: Number, joined: Callable[[int], bool]) -> Number:
    """Return a number with the digits that go on with it: "12 thousand 450", "3 million 200 thousand"."""
    more = _word(words, number.end)
    if number.scale not in (1e3, 1e6) or not re.fullmatch(r"[1-9]\d\d", more) or joined(number.end):
        return number
    rest = _scaled(words, number.end + 1, float(more))
    goes_on = rest.value < number.scale and (number.scale == 1e3 or rest.scale == 1e3)
    goes_on = goes_on and _word(words, rest.end) not in _MEASURES  # "20 thousand 155 mm shells"
    return Number(number.value + rest.value, rest.end, rest.scale) if goes_on else number


_MEASURES = frozenset("mm cm km kg m ft lb mph millimetre millimeter milimeter caliber calibre - ‑".split())


def _is_length(words: Sequence[str], i: int, k: int) -> bool:
    """Say whether the words around an "m" make it meters: "100m deep", "a 340m-long path", "20m by 10m"."""
    if words[max(0, i - 2) : i] in (["m", "by"], ["m", "x"]):
        return True
    if _word(words, k) in ("by", "x") and _word(words, k + 1)[:1].isdigit() and _word(words, k + 2) == "m":
        return True
    after = _word(words, k + 1) if _word(words, k) in ("-", "‑") else _word(words, k)
    return after in _METERS or (
        words[i] in _RACES and after not in _COUNTED and _is_race(words[max(0, i - 3) : i], after)
    )


def _is_race(before: Sequence[str], after: str) -> bool:
    """Say whether the words around a length tell of a race: "won the 1500m", "third in the 100m", "the men's 400m"."""
    if after in _OF_RACES:
        return True
    if len(before) == 3 and before[0] in ("men", "women") and before[2] == "s":
        return True
    if before[-1:] != ["the"] or len(before) < 2:
        return False
    return before[-2] in _RUNNING or (before[-2] == "in" and before[0] in _PLACED)


def _from_words(words: Sequence[str], i: int, joined: Callable[[int], bool]) -> Number:
    """Read "two hundred and fifty thousand", "twenty-five", "two and a half million"."""
    total, current, end, scale = 0.0, 0.0, i, 1.0
    while end < len(words):
        word = words[end]
        if word in TENS and current % 100 == 0 and (end == i or _continues(words, end)):
            current += TENS[word]
        elif word in ONES and _fits(current, ONES[word]) and (end == i or _continues(words, end)):
            current += ONES[word]
        elif word in SCALES and current:
            current, total, scale = _multiply(current, total, SCALES[word])
        elif not _is_link(words, end, joined):
            break
        end += 1
    value = total + current
    if words[end : end + 3] == ["and", "a", "half"]:
        value, end = value + 0.5, end + 3
        return _scaled(words, end, value)
    return Number(value, end, scale)


def _multiply(current: float, total: float, by: float) -> tuple[float, float, float]:
    """Multiply what was read so far: hundreds stay open ("two hundred fifty"), larger scales are closed."""
    return (current * by, total, by) if by in (1e2, 12, 20) else (0.0, total + current * by, by)


def _fits(current: float, ones: int) -> bool:
    return (
        (current % 100 == 0)
        if ones >= 10
        else (current % 10 == 0 and (current == 0 or current % 100 >= 20 or current >= 100))
    )


def _continues(words: Sequence[str], k: int) -> bool:
    """Say whether a number word goes on with the number before it ("fifty five", "hundred and two")."""
    return words[k - 1] in ("-", "and") or words[k - 1] in SCALES or words[k - 1] in TENS


def _is_link(words: Sequence[str], k: int, joined: Callable[[int], bool]) -> bool:
    """Say whether a hyphen or "and" joins two parts of one number."""
    after, before = _word(words, k + 1), words[k - 1]
    if words[k] in ("-", "‑"):
        return before in TENS and 0 < ONES.get(after, 0) < 10 and joined(k)
    return words[k] == "and" and before in ("hundred", "thousand") and (after in ONES or after in TENS)


def _scaled(words: Sequence[str], end: int, value: float) -> Number:
    """Multiply by the scales that follow: "1.2 lakh crore", "two dozen"."""
    scale = 1.0
    while _word(words, end) in SCALES and not (_word(words, end) == "score" and value > 12):
        scale *= SCALES[words[end]]
        end += 1
    return Number(round(value * scale, 6), end, scale)


def _word(words: Sequence[str], k: int) -> str:
    return words[k] if 0 <= k < len(words) else ""
