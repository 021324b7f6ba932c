"""Articles by day as bars of a chart: by month where the days are too many, by year where the months are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from dateline.store.query import Field, Part, narrowed, printed
from dateline.views.i18n.formats import day as shown_day
from dateline.views.plots import of_bars
from dateline.views.search_contexts import Bar, Histogram

WIDTH, HEIGHT = 720, 88
_MOST_BARS = 92
_WIDEST = 24.0
_UNITS = (("day", 10), ("month", 7), ("year", 4))


def histogram(
    part: Part | None, days: Sequence[tuple[str, int]], *, undated: int, url: Callable[[str], str]
) -> Histogram | None:
    """Return the bars of a query's days, each with the query that asks for it, too; None if there are no days.

    Args:
        part: The query.
        days: ISO days with how many articles, in their order.
        undated: How many articles have no day.
        url: Returns where a query is asked.
    """
    if not days:
        return None
    for unit, length in _UNITS:
        names = list(_all(days[0][0], days[-1][0], length))
        if len(names) <= _MOST_BARS or unit == "year":
            break
    counts: Counter[str] = Counter()
    for day, n in days:
        counts[day[:length]] += n
    if len(names) > _MOST_BARS:
        # Centuries apart: years without anything are left out.
        names = sorted(counts)
    most, step = max(counts.values()), WIDTH / len(names)
    bars = []
    for at, name in enumerate(names):
        if not counts[name]:
            continue
        high = max(1.5, HEIGHT * counts[name] / most)
        query = printed(narrowed(part, Field("date", name)))
        wide = min(step * 0.86, _WIDEST)
        place = {"x": round(at * step, 2), "y": round(HEIGHT - high, 2), "width": round(wide, 2)}
        bars.append(
            Bar(
                date=name,
                label=shown_day(name),
                count=counts[name],
                query=query,
                url=url(query),
                height=round(high, 2),
                **place,
            )
        )
    plot = of_bars(unit, [(b.date, b.count, b.url) for b in bars])
    return Histogram(unit=unit, bars=tuple(bars), undated=undated, most=most, width=WIDTH, height=HEIGHT, plot=plot)


def _all(first: str, last: str, length: int) -> Iterator[str]:
    """Yield every day, month or year from the first to the last day; no more than one over what a chart holds."""
    at, end, seen = date.fromisoformat(first), date.fromisoformat(last), ""
    step = {10: 1, 7: 28, 4: 365}[length]
    made = 0
    while at <= end and made <= _MOST_BARS:
        name = at.isoformat()[:length]
        if name != seen:
            yield name
            made += 1
        seen, at = name, at + timedelta(days=step)
    if seen != last[:length]:
        yield last[:length]
