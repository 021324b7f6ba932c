"""Amounts: what a quantity says, once the grammar has found its words: bounds, unit, and whether it is rough."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from dateline.record.grammar import OTHER
from dateline.record.lexemes import Lexeme
from dateline.record.numbers import SCALES
from dateline.record.quantity.bounds import bounds, is_denied
from dateline.record.quantity.rules import GRAMMAR
from dateline.record.quantity.units import DOLLARS, LETTERS, MONEY_WORDS, OF_COUNTRY, SIGNS, SQUARE, UNITS
from dateline.record.quantity.vocabulary import VAGUE, class_of

_BEFORE_A_BOUND = frozenset(
    "for of after took takes taking take spent lasted lasting lasts is was are were by with to a the and , "
    "just well than from within weighed weighing measuring covered covering travelled traveled".split()
)
_GOES_WITH_OVER = frozenset(
    "hand hands handed handing turn turns turned turning sign signs signed signing hovered hovering "
    "dispute disputes row rows clash clashes conflict conflicts feud tension tensions concern concerns fear fears "
    "anger outrage talks negotiations control sovereignty lawsuit lawsuits debate debates war wars".split()
)
_FEW = 10
_RANGING = frozenset("aged ages ranging ranged range ranges varying vary anywhere".split())
_SHARES = {"thirds": 3, "quarters": 4, "fifths": 5, "tenths": 10}
_ROUGH = frozenset("about around roughly approximately some nearly almost estimated approx circa close".split())


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity in its sentence.

    Args:
        rule: The rule of the grammar that found it.
        start, end: Its lexemes.
        low, high: Its bounds; None is open.
        rough: Whether the text says it is approximate.
        measure: What it measures by its unit alone, or None if something is counted.
        unit: ISO 4217, UCUM or "%".
    """

    rule: str
    start: int
    end: int
    low: float | None
    high: float | None
    rough: bool = False
    measure: str | None = None
    unit: str | None = None


def amounts(lexemes: Sequence[Lexeme], masked: Set[int]) -> Iterator[Amount]:
    """Yield the quantities of a sentence, left to right; "aged from 17 to 64" is one range.

    Args:
        lexemes: The lexemes of the sentence.
        masked: Those that are part of a date or a clock time.
    """
    held: Amount | None = None
    for amount in _separate(lexemes, masked):
        if held is not None and _is_range(held, amount, lexemes):
            held = replace(amount, start=held.start - 1, low=held.low, rough=held.rough or amount.rough)
            continue
        if held is not None:
            yield held
        held = amount
    if held is not None:
        yield held


def _is_range(one: Amount, two: Amount, lexemes: Sequence[Lexeme]) -> bool:
    """Say whether "from" one "to" two names the ends of a range rather than a change ("rose from 5 to 7")."""
    k = one.start - 1
    joined = two.start == one.end + 1 and lexemes[one.end].text == "to"
    if not joined or k < 0 or lexemes[k].text != "from" or (k > 0 and lexemes[k - 1].text not in _RANGING):
        return False
    return one.low is not None and two.high is not None and one.low < two.high


def _separate(lexemes: Sequence[Lexeme], masked: Set[int]) -> Iterator[Amount]:
    """Yield the quantities as the grammar finds them.

    Args:
        lexemes: The lexemes of the sentence.
        masked: Those that are part of a date or a clock time.
    """
    lexemes = [_spelled_out(x, lexemes, k) for k, x in enumerate(lexemes)]
    tags = GRAMMAR.tags(lexemes, class_of)
    masked |= {k for k, x in enumerate(lexemes) if x.text == "m" and not _clings_to_number(lexemes, k)}
    if masked:
        tags = "".join(OTHER if k in masked else c for k, c in enumerate(tags))
    for hit in GRAMMAR.hits(tags):
        start = hit.start + _is_other_over(lexemes, hit.start, hit.rule)
        start += _is_stray_letter(lexemes, start)
        own = lexemes[start : hit.end]
        # "they're one up" is no money
        rule = "count" if start > hit.start and lexemes[start - 1].text == "re" else hit.rule
        bounded = _bounded(Amount(rule, start, hit.end, None, None), own)
        if bounded is None:
            yield from _two_numbers(rule, start, own)
            continue
        if bounded.low is not None and bounded.high is None and is_denied(lexemes, start):
            bounded = replace(bounded, low=None, high=bounded.low)
        yield _MEASURED[rule](bounded, own) if rule in _MEASURED else bounded


_ONE_LETTER = {"n": "ngn", "r": "zar"}
_LEAST_OF_LETTER = 1e5
"""A letter before less is no money: N95 is a mask, R2 a robot."""


def _spelled_out(x: Lexeme, lexemes: Sequence[Lexeme], k: int) -> Lexeme:
    """Return the letter of a currency as its code: "N7.2 billion", "R500,000"."""
    after = lexemes[k + 1] if x.text in _ONE_LETTER and k + 1 < len(lexemes) else None
    if after is None or not x.capital or after.start != x.end or (after.value or 0) < _LEAST_OF_LETTER:
        return x
    return x._replace(text=_ONE_LETTER[x.text])


def _clings_to_number(lexemes: Sequence[Lexeme], k: int) -> bool:
    """Say whether a letter stands at the digits: "a 340m-long path", not "I'm" or "$5 m"."""
    return k > 0 and lexemes[k - 1].value is not None and lexemes[k - 1].end == lexemes[k].start


def _is_stray_letter(lexemes: Sequence[Lexeme], start: int) -> bool:
    """Say whether letters before "$" are no part of it ("the club's $900"), or "re" is no rupee ("they're one up")."""
    if lexemes[start].text == "re" and not lexemes[start].capital:
        return True
    if lexemes[start].text not in DOLLARS or start + 1 >= len(lexemes) or lexemes[start + 1].text != "$":
        return False
    return not lexemes[start].capital or lexemes[start].end != lexemes[start + 1].start


def _two_numbers(rule: str, start: int, own: Sequence[Lexeme]) -> Iterator[Amount]:
    """Yield the two numbers of what is no range: "71 to 20"."""
    if any(x.text == "to" for x in own) and rule == "count":
        for k, x in enumerate(own):
            if x.value is not None:
                yield Amount(rule, start + k, start + k + 1, x.value, x.value)


def _is_other_over(lexemes: Sequence[Lexeme], start: int, rule: str) -> bool:
    """Say whether "over" is no bound: "handed over 300 prisoners", "a row over two islands", "invest over five years".

    Before a length it means its course unless a word like "for" leads it. Of a few things nobody says "over two".
    """
    if lexemes[start].text != "over" or start == 0:
        return False
    before = lexemes[start - 1].text
    if before in _GOES_WITH_OVER:
        return True
    number = lexemes[start + 1]
    few = rule == "count" and (number.value or _FEW) < _FEW and not number.text[:1].isdigit()
    return (few or rule == "length") and before not in _BEFORE_A_BOUND


def _bounded(amount: Amount, own: Sequence[Lexeme]) -> Amount | None:
    """Read the numbers and the words that bound them."""
    numbers = [x for x in own if x.value is not None and x.kind in ("number", "ordinal")]
    words = [x.text for x in own]
    if not numbers:
        return _vague(amount, words)
    low = high = numbers[0].value or 0.0
    if len(numbers) > 1:
        high = numbers[-1].value or 0.0
        low = _shared(numbers[0], numbers[-1])
        if low > high or (low == high):
            return None
        return replace(amount, low=low, high=high, rough=any(w in _ROUGH for w in words))
    k = own.index(numbers[0])
    rough = any(w in _ROUGH for w in words) or words[-1] == "so"
    low_bound, high_bound = bounds(words[:k], words[k + 1 :], low)
    return replace(amount, rough=rough, low=low_bound, high=high_bound)


def _shared(first: Lexeme, last: Lexeme) -> float:
    """Return the first number of a range, with the multiplier that the second is written with ("2 to 3 million")."""
    value = first.value or 0.0
    if first.scale == 1 and last.scale >= 1000 and value < (last.value or 0.0) / last.scale:
        return value * last.scale
    return value


def _vague(amount: Amount, words: Sequence[str]) -> Amount | None:
    """Read "dozens", "tens of thousands", "over a year"."""
    named = [VAGUE[w] for w in words if w in VAGUE]
    if words[-1] in SCALES:
        # "several hundred", "a few thousand"
        return replace(amount, low=(3 if "several" in words else 2) * SCALES[words[-1]], rough=True)
    if named:
        least = named[0]
        if len(named) > 1 and named[0] in (20, 200, 2000):
            # "tens of thousands" begins where two tens of a thousand do
            least = named[0] * named[1] / 2
        if words[:3] == ["as", "many", "as"]:
            return None  # the most it may be, and nobody says how many tens
        exact = words[-1] in ("twice", "thrice")
        return replace(amount, low=least, high=least if exact else None, rough=not exact and "than" not in words)
    if words[-1] in UNITS:
        low, high = bounds(words[:-1], [], 1.0)
        return replace(amount, rough=words[0] in _ROUGH, low=low, high=high)
    return None


def _age(amount: Amount, own: Sequence[Lexeme]) -> Amount:
    word = next((x.text for x in own if x.text in UNITS), "years")
    return replace(amount, measure="age", unit=UNITS[word].code)


def _decade_of_life(amount: Amount, own: Sequence[Lexeme]) -> Amount:
    low = amount.low or 0
    if low % 10 or not 10 <= low <= 100:
        return amount
    return replace(amount, low=low, high=low + 9, rough=True, measure="age", unit="a")


_CLOSING = frozenset(') ] , ; : ” " . – — and or but who he she they'.split())
_MANY = frozenset("people men women children police".split())
_LEAST_WON = 100
"""Fewer of the Korean money buy nothing: who writes "12 won" tells of winners."""


def _money(amount: Amount, own: Sequence[Lexeme]) -> Amount:
    return replace(amount, measure="money", unit=_currency(own))


def _currency(own: Sequence[Lexeme]) -> str | None:
    for k, x in enumerate(own):
        if x.text in SIGNS:
            before = own[k - 1].text if k else ""
            return DOLLARS.get(before, "USD") if x.text == "$" else SIGNS[x.text]
        if x.text in LETTERS and x.kind == "word":
            return LETTERS[x.text]
    return None


def _money_word(amount: Amount, own: Sequence[Lexeme]) -> Amount:
    k = next(k for k in range(len(own) - 1, -1, -1) if own[k].text in MONEY_WORDS)
    word, before = own[k].text, own[k - 1].text
    joined = before in _CLOSING
    winners = word == "won" and own[k - 1].kind == "word" and (before.endswith("s") or before in _MANY)
    if winners and not joined:  # "150 people won"
        last = max((n for n in range(k) if own[n].value is not None), default=0)
        return replace(amount, rule="count", end=amount.start + last + 1)
    if joined or (word == "won" and max(amount.low or 0, amount.high or 0) < _LEAST_WON):
        # "Maria Lopez (34) won" is no Korean money.
        return replace(amount, rule="count", end=amount.start + k - joined)
    return replace(amount, measure="money", unit=OF_COUNTRY.get(f"{before} {word}", MONEY_WORDS[word]))


def _fraction(amount: Amount, own: Sequence[Lexeme]) -> Amount:
    """Read "two-thirds" as a share in hundredths."""
    whole = _SHARES[own[-1].text]
    low, high = (None if n is None else round(100 * n / whole, 2) for n in (amount.low, amount.high))
    return replace(amount, low=low, high=high, measure="percent", unit="%")


def _percent(amount: Amount, own: Sequence[Lexeme]) -> Amount:
    return replace(amount, measure="percent", unit="%")


def _length(amount: Amount, own: Sequence[Lexeme]) -> Amount:
    unit = UNITS[next(x.text for x in reversed(own) if x.text in UNITS and x.kind == "word")]
    low, high = (None if n is None else n * unit.times for n in (amount.low, amount.high))
    return replace(amount, low=low, high=high, measure=unit.measure, unit=unit.code)


def _temperature(amount: Amount, own: Sequence[Lexeme]) -> Amount:
    """Read "2°C"; a degree sign without a scale may be an angle's or a latitude's."""
    unit = _SCALES_OF_HEAT.get(own[-1].text)
    if unit is None:
        return replace(amount, rule="count", end=amount.start + next(k for k, x in enumerate(own) if x.text == "°"))
    return replace(amount, measure=UNITS[unit].measure, unit=UNITS[unit].code)


_SCALES_OF_HEAT = {"c": "celsius", "celsius": "celsius", "f": "fahrenheit", "fahrenheit": "fahrenheit"}


def _area(amount: Amount, own: Sequence[Lexeme]) -> Amount:
    code = SQUARE.get(own[-1].text)
    return replace(amount, measure="area" if code else None, unit=code)


_MEASURED: Mapping[str, Callable[[Amount, Sequence[Lexeme]], Amount]] = {
    "decade_of_life": _decade_of_life,
    "age_limit": _age,
    "age_old": _age,
    "age_behind": _age,
    "money": _money,
    "money_word": _money_word,
    "vague_money": _money_word,
    "percent": _percent,
    "fraction": _fraction,
    "temperature": _temperature,
    "length": _length,
    "a_length": _length,
    "area": _area,
}
