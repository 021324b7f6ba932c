"""Days that go by a name: "Christmas", "Republic Day", "26/11"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from dateline.model.span import Span
from dateline.record.lexemes import Lexeme, lexemes_of
from dateline.record.timex.reading import NO_ANCHOR, Expression, Found
from dateline.world.named_days import NamedDay, named_days


@cache
def _by_first_word() -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Return, for each first word, the names that begin with it as words, longest first."""
    out: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name in named_days():
        if not name.startswith("on "):
            words = tuple(x.text for x in lexemes_of(name, Span(0, len(name))))
            out.setdefault(words[0], []).append((words, name))
    return {first: tuple(sorted(names, key=lambda n: -len(n[0]))) for first, names in out.items()}


def named(lexemes: Sequence[Lexeme], anchor: date | None, countries: Mapping[str, int]) -> Iterator[Found]:
    """Yield the named days of a sentence.

    Args:
        lexemes: The lexemes of the sentence.
        anchor: The day of writing, if known.
        countries: How often the article names each country that has a national day, by ISO 3166-1 alpha-3.
    """
    first_words, k = _by_first_word(), 0
    while k < len(lexemes):
        x, step = lexemes[k], 1
        if (x.capital or x.kind == "short") and x.text in first_words:
            for words, name in first_words[x.text]:
                if tuple(w.text for w in lexemes[k : k + len(words)]) == words:
                    found = _value(Expression(lexemes, k, k + len(words), anchor), named_days()[name], countries)
                    if found:
                        yield found
                        step = len(words)
                    break
        k += step


def _value(x: Expression, days: Sequence[NamedDay], countries: Mapping[str, int]) -> Found | None:
    if x.after() in ("island", "islands", "tree", "trees"):
        return None
    day = _kept_here(days, countries)
    if day is None:
        return x.found("DATE", None, "several countries keep a day of this name")
    year = _year_after(x)
    if year is not None and not day.rule.startswith("once:"):
        on = day.on(year)
        return x.found("DATE", on.isoformat() if on else f"{year}")
    if day.rule.startswith("once:"):
        return x.found("DATE", day.rule[5:])
    if x.before() in ("last", "this", "next"):
        x = replace(x, start=x.start - 1)
    if x.anchor is None:
        return x.found("DATE", None, NO_ANCHOR)
    on = day.nearest(x.anchor, future=_is_to_come(x, day, x.anchor))
    return x.found("DATE", on.isoformat() if on else None, None if on else "its day in that year is not in our table")


def _is_to_come(x: Expression, day: NamedDay, anchor: date) -> bool:
    """Say whether the next day of the name is meant rather than the last one.

    A feast is on everybody's lips when it is near: who shops before Christmas speaks of the one that comes, whatever
    the tense, and who is still feasting of the one that was.
    """
    if x.has("next", "last"):
        return x.has("next")
    ahead, behind = day.nearest(anchor, future=True), day.nearest(anchor, future=False)
    told = x.told_way()
    if ahead is None or behind is None or ahead - behind < _HALF_A_YEAR:
        return told == "future"
    if anchor - behind <= _STILL:
        return False
    if ahead - anchor <= (_SOON if told else _NEAR):
        return told != "past" or x.before() not in _ON_THE_DAY
    return told == "future"


_HALF_A_YEAR, _STILL, _SOON, _NEAR = (timedelta(days=n) for n in (180, 10, 21, 60))
_ON_THE_DAY = frozenset("on since".split())


def _year_after(x: Expression) -> int | None:
    """Return the year that follows the name ("Christmas 2023", "Christmas Day in 1968")."""
    words = [w.text for w in x.lexemes[x.end : x.end + 2]]
    after = words[-1] if words[:1] in (["in"], ["of"], [","]) else "".join(words[:1])
    return int(after) if len(after) == 4 and after.isdigit() and 1000 <= int(after) <= 2100 else None


def _kept_here(days: Sequence[NamedDay], countries: Mapping[str, int]) -> NamedDay | None:
    """Choose among the countries that keep a day of this name the one the article speaks of most."""
    if len(days) == 1:
        return days[0]
    ranked = sorted(days, key=lambda d: -countries.get(d.country, 0))
    if countries.get(ranked[0].country, 0) == countries.get(ranked[1].country, 0):
        return None
    return ranked[0]
