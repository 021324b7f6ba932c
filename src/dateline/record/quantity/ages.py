"""Ages that a bare number tells: ", 45,", "aged 30 and 34", "died at 91", "who was six at the time"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.record.lexemes import Lexeme
from dateline.record.quantity.amounts import Amount

_CLOSERS = frozenset(", . ; : ) - – — and was were is who had has has said whose from of with told from".split())
_DEATH = frozenset("died dies dead dying death aged".split())
_AFTER_AGE_AT_DEATH = frozenset(", . in on after from at of last following ( - – —".split()) | {""}
_AFTER_APPOSED = frozenset(", . ; : ) and was were who of from is told said".split()) | {""}
_CRICKET = frozenset("runs wickets innings overs not-out wicket balls".split())
_OLDEST = 125


def with_ages(found: Sequence[Amount], lexemes: Sequence[Lexeme]) -> list[Amount]:
    """Return the amounts, those that are ages by their surroundings marked so."""
    out: list[Amount] = []
    for amount in found:
        listed = bool(out) and out[-1].measure == "age" and _joined_to(out[-1], amount, lexemes)
        is_age = amount.rule == "count" and amount.measure is None and (listed or _is_age(amount, lexemes))
        out.append(replace(amount, measure="age", unit="a") if is_age else amount)
    return out


def _joined_to(before: Amount, amount: Amount, lexemes: Sequence[Lexeme]) -> bool:
    """Say whether "and 22" follows an age: "aged 21 and 22"."""
    between = [x.text for x in lexemes[before.end : amount.start]]
    after = _word(lexemes, amount.end)
    return between in (["and"], [","], [",", "and"], ["or"]) and (after == "" or after in _CLOSERS)


def _is_age(amount: Amount, lexemes: Sequence[Lexeme]) -> bool:
    value = amount.high if amount.high is not None else amount.low
    if value is None or value > _OLDEST or value % 1:
        return False
    before = [_word(lexemes, amount.start - k) for k in (1, 2, 3)]
    after = _word(lexemes, amount.end)
    if before[0] in ("aged", "ages", "age") or (before[0] == "of" and before[1] == "age"):
        return True
    if before[0] == "at" and _DEATH & {x.text for x in lexemes[max(0, amount.start - 8) : amount.start]}:
        return after in _AFTER_AGE_AT_DEATH
    if before[0] in ("was", "is") and before[1] in ("he", "she", "who", "i") and amount.end - amount.start == 1:
        return after in (".", ",", "at", "when", "and", "years", "")
    if before[0] in ("turned", "turns"):
        return after in ("", ".", ",", "in", "on", "this", "last", "and")
    return _is_apposed(amount, lexemes)


def _is_apposed(amount: Amount, lexemes: Sequence[Lexeme]) -> bool:
    """Say whether the number stands behind a name, between commas or in parentheses: "Moshe Lavi, 45,"."""
    k = amount.start
    if k < 2 or amount.end - k != 1 or not lexemes[k].text.isdigit() or lexemes[k].value in (None, 0):
        return False
    opener, name, after = lexemes[k - 1].text, lexemes[k - 2], _word(lexemes, amount.end)
    if not (name.capital or name.text in (")", "”", '"') or _word(lexemes, k - 3) == "."):
        return False
    if opener == "(":
        return after == ")" and not _CRICKET & {x.text for x in lexemes}
    return opener == "," and after in _AFTER_APPOSED


def _words(lexemes: Sequence[Lexeme], start: int, end: int) -> list[str]:
    return [x.text for x in lexemes[max(0, start) : end]]


def _word(lexemes: Sequence[Lexeme], k: int) -> str:
    return lexemes[k].text if 0 <= k < len(lexemes) else ""
