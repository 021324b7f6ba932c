"""The grammar of time expressions: which words, in which order, make one (TimeML extents: no leading preposition).

At one place the first rule that fits wins, so longer shapes stand before the shorter ones they contain.
"""

from __future__ import annotations

from dateline.record.grammar import Grammar
from dateline.record.timex.vocabulary import CLASSES, GROUPS

_YEAR = "(comma? n4 | comma? apostrophe count)?"
_BARE_MONTH_DAY = "month dot? the? dayno"
_BARE_DAY_MONTH = "(the? ordinal of | dayno) month dot?"
_MONTH_DAY = f"{_BARE_MONTH_DAY} {_YEAR}"
_DAY_MONTH = f"{_BARE_DAY_MONTH} {_YEAR}"
_BOUND = "(approx | more than | over | at least | up to)?"
_QUANTITY = "(count | a couple of | a? several | a)"

RULES: tuple[tuple[str, str], ...] = (
    # Clock times
    (
        "clock_day",
        f"clock zone? comma? on? (weekday comma? {_MONTH_DAY} | {_MONTH_DAY} | {_DAY_MONTH} | weekday | relday)",
    ),
    ("clock", "clock zone? | n12 in the part | n4 zone"),
    (
        "part_of_day",
        f"the part of (weekday comma? ({_MONTH_DAY} | {_DAY_MONTH}) | {_MONTH_DAY} | {_DAY_MONTH} | weekday | relday)",
    ),
    # Days
    (
        "weekday_date",
        f"weekday comma? ({_MONTH_DAY} | {_DAY_MONTH}) | weekday open ({_MONTH_DAY} | {_DAY_MONTH}) close"
        f" | ({_BARE_MONTH_DAY} | {_BARE_DAY_MONTH}) open weekday close {_YEAR}",
    ),
    ("day_range", f"month dot? dayno hyphen dayno {_YEAR} | dayno hyphen dayno month dot? {_YEAR}"),
    ("week_of", f"the unit of ({_MONTH_DAY} | {_DAY_MONTH})"),
    ("month_day", _MONTH_DAY),
    ("day_month", _DAY_MONTH),
    ("iso", "iso"),
    ("slashed", "slashed"),
    # Months, quarters, years
    ("month_relative", "(early hyphen?)? month dot? of? (last | this | next) unit"),
    ("month_year", "(the? edge of | early hyphen?)? month dot? (comma? of? n4 | apostrophe count)?"),
    ("year_edge", "(the? edge of | early hyphen?) n4"),
    ("fiscal_quarter", "q n12 comma? fy hyphen? (n4 | n31 | n12)"),
    (
        "quarter",
        "the? (ordinal | last | next) (quarterly | half) of? the? fiscal? unit? n4 | q n12 (of? n4)?"
        " | the? ordinal quarterly (of (the | this | last | next) fiscal? unit)?"
        " | the? ordinal half of (the | this | last | next) fiscal? unit",
    ),
    (
        "fiscal",
        "the? (fiscal unit? | fy hyphen?) (n4 | n31) (hyphen (n4 | n31 | n12))? | the? n4 hyphen n31 fiscal unit",
    ),
    ("fiscal_now", "the? (current | this | last | next) fiscal unit?"),
    ("season", "the? (early hyphen?)? (last | next | this | that)? season of? n4? | the (early hyphen?)? season"),
    ("decade", "the? (early hyphen?)? decade"),
    ("tens", "the (early hyphen?)? tens | early hyphen? tens"),
    ("century", "the? (early hyphen?)? ordinal hyphen? hundred"),
    ("anniversary", "the? (ordinal | count) hyphen? unit? anniversary"),
    # Steps from a known day
    ("unit_end", "unit hyphen edge"),
    ("from_now", f"{_QUANTITY} anyunit from now"),
    ("after_next", "the (unit | weekend) before (last | next) (?! anyunit | weekday)"),
    ("ago", f"{_BOUND} ({_QUANTITY} extra? hyphen? anyunit (and a half)? | units) ago_word"),
    (
        "span_to_now",
        f"(the | these)? (last | past | next) {_BOUND} (count | couple of | several) extra? hyphen? anyunit",
    ),
    ("set_every", "approx? every other? (count | ordinal)? (anyunit | weekday | part | season | month)"),
    ("day_before", "the unit before (relday | (last | next) weekday)"),
    ("relative_edge", "(the? edge of | early) (the | relative) oneunit"),
    (
        "relative",
        "this next weekday"
        " | earlier? (the? same | that same | the? relative)"
        " (oneunit (?! hyphen long) | season | weekday | month dot? (?! dayno) | part)",
    ),
    ("relative_units", "the? (recent | past | next | last) units"),
    ("relday", "relday part?"),
    ("weekday_part", "weekday part"),
    ("weekday", "weekday"),
    ("weekdays", "weekdays"),
    ("weekend", "the weekend"),
    # Durations and sets
    ("compound", "count anyunit comma? and? count anyunit"),
    ("duration_range", f"{_BOUND} count to_word count hyphen? extra? anyunit (?! hyphen? old)"),
    ("a_half", "a unit and a half | half a unit"),
    ("often", "(often | count often) a unit"),
    ("duration", f"{_BOUND} {_QUANTITY} hyphen? extra? hyphen? anyunit (?! hyphen? old) (hyphen long)? (and a half)?"),
    ("long", "anyunit hyphen long"),
    ("some_units", "(?<= for_word) units | (?<= waited) units | units (?= before | earlier | of)"),
    ("set", "set"),
    # References without a date
    ("these_days", "these units"),
    ("now", "now"),
    ("lately", "lately"),
    ("future", "the? near? future"),
    ("past", "the past"),
    ("noon", "noon"),
    ("year", "n4 hyphen (n31 | num) | n4 era | era? n4 | count era"),
)

GRAMMAR = Grammar(CLASSES, GROUPS, RULES)
