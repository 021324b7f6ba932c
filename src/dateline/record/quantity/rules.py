"""The grammar of quantities: the number with its bound words and its unit; the counted noun is no part of it."""

from __future__ import annotations

from dateline.record.grammar import Grammar
from dateline.record.quantity.vocabulary import CLASSES, GROUPS

_BOUND = (
    "(just? large than | just? older | at least | at most | up to | upwards of"
    " | not (large | small) than | small than | younger | as (many | few) as | a? (maximum | minimum) of"
    " | in excess of | close to | exactly)?"
)
_ROUGH = f"({_BOUND} (a? estimated | approx dot?)? {_BOUND})"
_CODE = "(letters? sign | code dot?)"
_AND = "(span_word | and)"
_AFTER = "(hyphen? plus | or (large | small | so) | and (older | large) (?! count))?"
# "from 300 to 900" names two numbers, "300 to 900" one range
_RANGE = f"((?<! from) count (span_word | hyphen to) count | between count {_AND} count | count)"
_MONEY = (
    f"((?<! from) {_CODE} count span_word {_CODE}? count | between {_CODE} count {_AND} {_CODE}? count | {_CODE} count)"
)

RULES: tuple[tuple[str, str], ...] = (
    ("decade_of_life", "in his early? hyphen? num s"),
    ("age_limit", "(younger | older | at least | up to) the? age of count"),
    ("age_old", f"{_ROUGH} {_RANGE} hyphen? (year | unit) (hyphen? old | of age) {_AFTER}"),
    ("money", f"{_ROUGH} {_MONEY} {_AFTER}"),
    ("fraction", f"{_ROUGH} count hyphen? share"),
    ("percent", f"{_ROUGH} plus? {_RANGE} hyphen? (percent | per cent | percentage points) {_AFTER}"),
    ("temperature", f"{_ROUGH} {_RANGE} degree any"),
    ("age_behind", f"(?<= aged) {_ROUGH} {_RANGE} hyphen? (year | unit)"),
    ("area", f"{_ROUGH} {_RANGE} hyphen? sq hyphen? any"),
    ("length", f"{_ROUGH} {_RANGE} hyphen? extra? hyphen? anyunit {_AFTER}"),
    ("a_length", "(just? more than | small than | younger | older | approx) a anyunit"),
    ("money_word", f"{_ROUGH} {_RANGE} any? money {_AFTER}"),
    ("times", f"{_ROUGH} {_RANGE} times"),
    ("vague_money", f"{_ROUGH} (dozens of)? dozens of money"),
    ("vague", f"{_ROUGH} (dozens of dozens | several? dozens | a? (several | few) scale)"),
    ("several_of", "several"),
    ("twice", "twice"),
    ("count", f"{_ROUGH} {_RANGE} {_AFTER}"),
    ("ordinal", "ordinal"),
)

GRAMMAR = Grammar(CLASSES, GROUPS, RULES)
