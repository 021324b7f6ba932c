"""Ages that a bare number tells: ", 45,", "aged 30 and 34", "died at 91", "who was six at the time"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.record.lexemes import Lexeme, word_at
from dateline.record.quantity.amounts import Amount

_CLOSERS = frozenset(", . ; : ) - – — and was were is who had has has said whose from of with told from".split())
_DEATH = frozenset("died dies dead dying death aged".split())
_AFTER_AGE_AT_DEATH = frozenset(", . in on after from at of last following ( - – —".split()) | {""}
_AFTER_APPOSED = frozenset(", . ; : ) and was were who of from is told said".split()) | {""}
_CRICKET = frozenset("runs wickets innings overs not-out wicket balls".split())
_EXTREMES = frozenset("oldest youngest".split())
_GROUPS = frozenset("children kids infants those people men women boys girls adults anyone everyone persons".split())
_AFTER_GROUP = frozenset("are in at on may must can will have to ' ’".split()) | {""}
_PAIRS = frozenset("sisters brothers children boys girls men women sons daughters teenagers students suspects".split())
_OLDEST = 125
_KIN = frozenset(
    "son daughter brother sister wife husband mother father girl boy child baby grandson granddaughter nephew niece "
    "cousin uncle aunt grandfather grandmother stepson stepdaughter widow widower fiancee partner toddler teenager "
    "girlfriend boyfriend man woman twin".split()
)
_AFTER_KIN = frozenset(", . ; ) and were was who".split()) | {""}
_YOUNG = frozenset("children kids infants babies newborns toddlers boys girls".split())
_SPANS_OF_LIFE = frozenset("a mo wk d".split())


def with_ages(found: Sequence[Amount], lexemes: Sequence[Lexeme]) -> list[Amount]:
    """Return the amounts, those that are ages by their surroundings marked so."""
    out: list[Amount] = []
    for amount in found:
        listed = bool(out) and out[-1].measure == "age" and _joined_to(out[-1], amount, lexemes)
        if amount.measure == "duration":
            # "children aged 18 months to six years", "babies under six months"
            is_age = amount.rule == "length" and (listed or _is_of_infants(amount, lexemes))
            out.append(replace(amount, measure="age") if is_age else amount)
            continue
        is_age = amount.rule == "count" and amount.measure is None and (listed or _is_age(amount, lexemes))
        out.append(replace(amount, measure="age", unit="a") if is_age else amount)
    return out


def _joined_to(before: Amount, amount: Amount, lexemes: Sequence[Lexeme]) -> bool:
    """Say whether "and 22" follows an age: "aged 21 and 22"."""
    between = [x.text for x in lexemes[before.end : amount.start]]
    after = word_at(lexemes, amount.end)
    if amount.measure == "duration":
        ranges = before.low != before.high and amount.low != amount.high and between == ["and"]
        return (ranges or between in (["to"], ["or"])) and {before.unit, amount.unit} <= _SPANS_OF_LIFE
    return between in (["and"], [","], [",", "and"], ["or"]) and (after == "" or after in _CLOSERS)


def _is_age(amount: Amount, lexemes: Sequence[Lexeme]) -> bool:
    value = amount.high if amount.high is not None else amount.low
    if value is None or value > _OLDEST or value % 1:
        return False
    ways = (_is_behind_age, _is_behind_verb, _is_of_group, _is_kin, _is_apposed)
    return any(way(amount, lexemes) for way in ways)


def _is_behind_age(amount: Amount, lexemes: Sequence[Lexeme]) -> bool:
    """Say whether a word of age or death tells it: "aged 30", "at the age of 91", "died at 91"."""
    before = [word_at(lexemes, amount.start - k) for k in (1, 2)]
    if before[0] in ("aged", "ages", "age") or before in (["of", "age"], [":", "age"]):
        return True
    dying = _DEATH & {x.text for x in lexemes[max(0, amount.start - 8) : amount.start]}
    return before[0] == "at" and bool(dying) and word_at(lexemes, amount.end) in _AFTER_AGE_AT_DEATH


def _is_behind_verb(amount: Amount, lexemes: Sequence[Lexeme]) -> bool:
    """Read "who was six at the time", "turned 70", "the oldest victim was 91"."""
    before, after = [word_at(lexemes, amount.start - k) for k in (1, 2)], word_at(lexemes, amount.end)
    if before[0] in ("turned", "turns"):
        return after in ("", ".", ",", "in", "on", "this", "last", "and")
    if before[0] not in ("was", "is"):
        return False
    if before[1] in ("he", "she", "who", "i") and amount.end - amount.start == 1:
        return after in (".", ",", "at", "when", "and", "years", "")
    return after in ("", ".", ",") and bool(_EXTREMES & {x.text for x in lexemes[: amount.start][-8:]})


def _is_of_group(amount: Amount, lexemes: Sequence[Lexeme]) -> bool:
    """Read "children under five", and the first of "two sisters, 14 and 16,"."""
    before, after = [word_at(lexemes, amount.start - k) for k in (1, 2)], word_at(lexemes, amount.end)
    if lexemes[amount.start].text in ("under", "over", "below", "above"):
        return before[0] in _GROUPS and (after in _CLOSERS or after in _AFTER_GROUP)
    return before[0] == "," and before[1] in _PAIRS and after == "and" and word_at(lexemes, amount.end + 2) == ","


def _is_of_infants(amount: Amount, lexemes: Sequence[Lexeme]) -> bool:
    """Read "children under five years": a length of life behind those who have lived so long."""
    bounded = lexemes[amount.start].text in ("under", "over", "below", "above")
    return bounded and amount.unit in _SPANS_OF_LIFE and word_at(lexemes, amount.start - 1) in _YOUNG


def _is_kin(amount: Amount, lexemes: Sequence[Lexeme]) -> bool:
    """Read "his son, seven, and his daughter, five": a small number between commas behind somebody of a family."""
    k = amount.start
    if k < 2 or amount.end - k != 1 or lexemes[k - 1].text != "," or lexemes[k].value in (None, 0):
        return False
    return lexemes[k - 2].text in _KIN and word_at(lexemes, amount.end) in _AFTER_KIN


def _is_apposed(amount: Amount, lexemes: Sequence[Lexeme]) -> bool:
    """Say whether the number stands behind a name, between commas or in parentheses: "Moshe Lavi, 45,"."""
    k = amount.start
    if k < 2 or amount.end - k != 1 or not lexemes[k].text.isdigit() or lexemes[k].value in (None, 0):
        return False
    opener, name, after = lexemes[k - 1].text, lexemes[k - 2], word_at(lexemes, amount.end)
    if not (name.capital or name.text in (")", "”", '"') or word_at(lexemes, k - 3) == "."):
        return False
    if opener == "(":
        # "… of the heart (2)." and "(7)(8)" cite; whoever is of an age in parentheses has a name before them.
        return after == ")" and name.capital and not _CRICKET & {x.text for x in lexemes}
    return opener == "," and after in _AFTER_APPOSED
