"""Quarters, seasons, years, decades and centuries that are named, wholly or in part."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateline.record.timex.calendar import SEASON_MONTHS, Way, step
from dateline.record.timex.fiscal import is_of_money
from dateline.record.timex.reading import NO_ANCHOR, Expression, Found
from dateline.record.timex.vocabulary import SEASONS, TENS

_BEFORE_AN_OLD_YEAR = frozenset(
    "in since from until till of by between and to around circa about before after founded established built born "
    "dated".split()
)
_BEFORE_A_COUNT = frozenset(
    "$ £ € ₹ # rs than least most nearly some number no total exactly article section law room gate flat flight "
    "resolution highway route".split()
)
_AFTER_A_COUNT = frozenset(
    "people men women children troops soldiers police officers workers families homes houses villages km "
    "kilometers kilometres miles meters metres feet tons tonnes kg percent per % dollars rupees euros pounds "
    "shekels hectares acres million billion crore lakh votes seats square cases deaths".split()
)


_GAMES = frozenset(
    "touchdown touchdowns td tds halftime half-time quarterback punt punts interception interceptions"
    " rebounds dunk dunks layup kickoff".split()
)
"""Words of games, whose quarters are none of a year."""


def quarter(x: Expression) -> Found | None:
    """Read "the second quarter of 2024", "Q1", "the first half of 2023", "the second half of last year"."""
    if x.has("q") and x.own[1].start != x.own[0].end:
        return None
    year = x.year() or (x.anchor.year + x.side() if x.anchor else None)
    number = 4 if x.has("last") and not x.has("of") else next((n for n in x.numbers() if n != x.year()), None)
    if x.has("last") and x.has("quarter", "half") and x.year():
        number = 2 if x.has("half") else 4
    if number is None or number > (2 if x.has("half") else 4):
        return None
    if x.year() is None and not _GAMES.isdisjoint(w.text for w in x.lexemes):
        return None
    if year is None:
        return x.found("DATE", None, NO_ANCHOR)
    if x.year() is None and not x.has("year") and x.anchor and number > (x.anchor.month + 2) // 3 and x.way() == "past":
        year -= 1
    return x.found("DATE", f"{year}-{'H' if x.has('half') else 'Q'}{number}")


def season(x: Expression) -> Found | None:
    """Read "last fall", "the winter of 2022", "this summer"."""
    name = next(SEASONS[w.text] for w in x.own if w.text in SEASONS)
    year = x.year()
    if year is not None:
        return x.found("DATE", f"{year}-{name}")
    if x.anchor is None:
        return x.found("DATE", None, NO_ANCHOR) if x.end - x.start > 1 else None
    if x.end - x.start == 1 or not (
        x.has("last", "next", "this", "that", "previous") or x.before() in ("in", "of", "by", "since")
    ):
        return None
    way: Way = "past" if x.has("last", "previous") else "future" if x.has("next", "coming") else x.way()
    return x.found("DATE", f"{_season_year(x.anchor, name, way, strictly=x.has('last', 'next'))}-{name}")


def _season_year(anchor: date, name: str, way: Way, *, strictly: bool) -> int:
    """Return the year a season begins in: a winter bears the year of its December."""
    begins = date(anchor.year, SEASON_MONTHS[name], 1)
    ends = step(begins, "month", 3) - timedelta(days=1)
    if way == "past":
        return anchor.year - ((ends if strictly else begins) > anchor)
    return anchor.year + ((begins if strictly else ends) <= anchor)


def year(x: Expression) -> Found | None:
    """Read "1997", "2019-20", "44 BC"."""
    if x.has("bc", "bce"):
        return x.found("DATE", f"BC{next(x.numbers()):04}")
    first = x.own[0]
    if len(first.text) != 4 or not first.text.isdigit():
        return None if not x.has("ad", "ce") else x.found("DATE", f"{next(x.numbers()):04}")
    if _is_count(x, int(first.text)):
        return None
    if x.end - x.start == 3 and x.own[1].text in "-–‑":
        if x.own[2].text == f"{(int(first.text) + 1) % 100:02}" and x.own[1].start == first.end:
            ends = int(first.text) + 1
            return x.found("DATE", f"FY{ends}" if is_of_money(x) else f"{first.text}/{ends}")
        return Found("DATE", first.text, x.start, x.start + 1)
    return x.found("DATE", first.text)


def _is_count(x: Expression, value: int) -> bool:
    """Say whether four digits are an amount rather than a year."""
    k = x.start
    before, after = x.before(), x.after()
    clings = k > 0 and x.lexemes[k - 1].end == x.lexemes[k].start
    if x.end < len(x.lexemes) and x.lexemes[x.end].start == x.lexemes[x.end - 1].end and after[:1].isalpha():
        # "a Beechcraft 1900D"
        return True
    bound = before in ("least", "most") and x.before(2) == "at" and x.before(3) in _BEFORE_AN_OLD_YEAR
    if bound and after not in _AFTER_A_COUNT:
        # "since at least 2015"
        return not 1900 <= value <= 2050
    if before in _BEFORE_A_COUNT or after in _AFTER_A_COUNT or (clings and before not in "(-–—/‘'\"“"):
        return True
    if (
        clings
        and before == "-"
        and x.before(2) not in ("post", "pre", "mid", "early", "late")
        and not x.before(2).isdigit()
    ):
        return True
    return not 1900 <= value <= 2050 and before not in _BEFORE_AN_OLD_YEAR


def year_edge(x: Expression) -> Found | None:
    """Read "early 2023", "the end of 1999"."""
    return x.found("DATE", str(x.year())) if 1500 <= (x.year() or 0) <= 2100 else None


def decade(x: Expression) -> Found | None:
    """Read "the late 1980s", "the '90s"; what lies beyond any decade is a model's number ("two 4090s")."""
    digits = re.sub(r"\D", "", x.own[-1].text)
    if len(digits) == 4 and not 1000 <= int(digits) <= 2100:
        return None
    return x.found("DATE", f"{digits[:3]}X" if len(digits) == 4 else f"{'20' if digits < '30' else '19'}{digits[0]}X")


def tens(x: Expression) -> Found | None:
    """Read "the nineties", which a sentence of degrees means otherwise."""
    if any(w.text in ("degrees", "temperatures", "temperature") for w in x.lexemes):
        return None
    return x.found("DATE", TENS[x.own[-1].text])


def century(x: Expression) -> Found | None:
    """Read "the 19th century": 18XX."""
    return x.found("DATE", f"{next(x.numbers()) - 1:02}XX")
